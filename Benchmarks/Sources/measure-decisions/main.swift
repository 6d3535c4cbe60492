// Times decisions in process: `measure-decisions KEY=NUMBER …`, any of
//
//   senders, countries, rules   the tenant; 1000, 60, 0
//   strict, traced              1: candidates are checked as tenants usually have it; every rule tried is recorded
//   messages, rounds            200000, 5
//   decide                      1; 0: everything but deciding, to be taken off where instructions are counted
//   write                       1: the sender of each message, a line each, on standard error
//
// Prints nanoseconds of CPU a decision, the median of the rounds.
import Foundation
import Workload

var settings = [
    "senders": 1000, "countries": 60, "rules": 0, "strict": 0, "traced": 0, "messages": 200_000, "rounds": 5,
    "decide": 1, "write": 0,
]
for argument in CommandLine.arguments.dropFirst() {
    let parts = argument.split(separator: "=").map(String.init)
    guard parts.count == 2, settings[parts[0]] != nil, let value = Int(parts[1]) else {
        print("measure-decisions: no such setting: \(argument)")
        exit(2)
    }
    settings[parts[0]] = value
}
@MainActor func setting(_ name: String) -> Int { settings[name] ?? 0 }

var shape = SelectionTenant.Shape()
shape.senders = setting("senders")
shape.countries = setting("countries")
shape.rules = setting("rules")
shape.isStrict = setting("strict") == 1
var loop = try DecisionLoop(SelectionTenant(shape), messages: setting("messages"))
if setting("write") == 1 { FileHandle.standardError.write(Data(loop.senders().utf8)) }
let rounds = (0..<setting("rounds")).map { _ in
    loop.run(traced: setting("traced") == 1, decides: setting("decide") == 1).seconds / Double(loop.count) * 1e9
}
// A picosecond is fine enough, and so short that its text takes no heap block: with all its digits one time in a hundred
// is short too, by which two runs would differ.
if !rounds.isEmpty { print((rounds.sorted()[rounds.count / 2] * 1000).rounded() / 1000) }
