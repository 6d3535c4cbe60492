import SendFromKit

let run = try LintRun.read(["helpdesk"], .init(today: "2026-11-21"))
let report = run.report()
print(LintFormat.text.write(report), terminator: "")

let old = try TenantVersion.load("helpdesk")
let new = try TenantVersion.load("helpdesk-new")
let changes = try ChangeSet(from: old.tables, to: new.tables)
print(changes.text(), terminator: "")
