import SendFromKit

let run = try LintRun.read(["helpdesk"], .init(today: "2026-11-21"))
let report = run.report()
print(LintFormat.text.write(report), terminator: "")

let old = try TenantVersion.load("helpdesk")
let new = try TenantVersion.load("helpdesk-new")
let changes = try ChangeSet(from: old.tables, to: new.tables)

for tenant in changes.tenants {
    for changed in tenant.classes {
        let message = changed.example.message
        for table in [tenant.before, tenant.after] {
            var scratch = EvaluationScratch()
            let decision = Evaluator(table).decide(message, scratch: &scratch)
            let sender = decision.sender.map { table.inventory[$0].sender }
            print(changed.example.to, sender ?? decision.reason?.rawValue ?? "")
        }
    }
}
