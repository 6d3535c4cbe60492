import Foundation
import SendFromKit

let tenant = try LoadedTenant.load("helpdesk")
guard !tenant.diagnostics.hasErrors else {
    print(TextRenderer(color: false).render(tenant.diagnostics))
    exit(1)
}

let evaluator = Evaluator(tenant.table)
var scratch = EvaluationScratch()

var message = Message()
message.set(.to, "+13125550142")
message.set(.conversation, "old-support")
message.set(.user, "ben")
message.needs = [.sms]

var trace = DecisionTrace()
let decision = evaluator.decide(message, scratch: &scratch, trace: &trace)
for step in trace.steps {
    print(tenant.table.rows[step.row].name, step.result.rawValue)
}
