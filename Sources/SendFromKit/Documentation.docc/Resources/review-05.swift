import SendFromKit

let run = try LintRun.read(["helpdesk"], .init(today: "2026-11-21"))
let report = run.report()
print(LintFormat.text.write(report), terminator: "")

let old = try TenantVersion.load("helpdesk")
let new = try TenantVersion.load("helpdesk-new")
let changes = try ChangeSet(from: old.tables, to: new.tables)

for tenant in changes.tenants {
    for changed in tenant.classes {
        print(changed.example.pairs.map { "\($0.key) \($0.text)" }.joined(separator: ", "))
        for table in [tenant.before, tenant.after] {
            var scratch = EvaluationScratch()
            let decision = Evaluator(table).decide(changed.example.message, scratch: &scratch)
            let sender = decision.sender.map { table.inventory[$0].sender }
            print("   ", sender ?? decision.reason?.rawValue ?? "")
        }
    }
}
