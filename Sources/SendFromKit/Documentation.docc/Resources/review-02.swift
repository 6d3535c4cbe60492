import SendFromKit

let run = try LintRun.read(["helpdesk"], .init(today: "2026-11-21"))
let report = run.report()
print(LintFormat.text.write(report), terminator: "")
