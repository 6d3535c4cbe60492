import SendFromKit

let run = try LintRun.read(["helpdesk"], .init(today: "2026-11-21"))
