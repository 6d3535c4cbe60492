// Writes everything the benchmarks read: `make-workload FOLDER MESSAGES TENANTS PERCENT`. The same files every
// time.
//
//   select-N/           N = 10, 1000, 100000: tenant/ (YAML), tenant.json (the same for the yardsticks), messages.ndjson
//   select-strict/      N = 1000, candidates checked as tenants usually have it
//   lint/1mb, 10mb, ordinary, smallest     one tenant each; ordinary-edited has one line changed
//   lint/repo/t0000 …   TENANTS tenants
//   analysis/base, and one folder for each edit: PERCENT of the reference tenant
//   analysis-N/base, suspend       N = 10, 25, 50: so many percent of that
import Foundation
import Workload

let arguments = CommandLine.arguments
guard arguments.count == 5, let messages = Int(arguments[2]), let tenants = Int(arguments[3]),
    let percent = Int(arguments[4])
else {
    print("usage: make-workload FOLDER MESSAGES TENANTS PERCENT")
    exit(2)
}
let folder = WorkloadFolder(arguments[1])

var shape = SelectionTenant.Shape()
for senders in [10, 1000, 100_000] {
    shape.senders = senders
    try folder.write(SelectionTenant(shape), messages: messages, to: "select-\(senders)")
}
shape.senders = 1000
shape.isStrict = true
try folder.write(SelectionTenant(shape), messages: 0, to: "select-strict")

var maker = LintTenant.Maker()
try folder.write(maker.make("big", .megabyte), to: "lint/1mb/tenant.yaml")
try folder.write(maker.make("bigger", .tenMegabytes), to: "lint/10mb/tenant.yaml")
let ordinary = maker.make("ordinary", .ordinary)
try folder.write(ordinary, to: "lint/ordinary/tenant.yaml")
try folder.write(
    ordinary.replacing("use: user, if_unusable: default", with: "use: user, if_unusable: next"),
    to: "lint/ordinary-edited/tenant.yaml")
try folder.write(maker.make("small", .smallest), to: "lint/smallest/tenant.yaml")
for number in 0..<tenants {
    let name = "t" + String(String(10_000 + number).dropFirst())
    try folder.write(maker.next(name), to: "lint/repo/\(name)/tenant.yaml")
}

let scale = Double(percent) / 100
try folder.write(AnalysisTenant(scale: scale), to: "analysis/base")
for edit in AnalysisTenant.Edit.allCases {
    try folder.write(AnalysisTenant(scale: scale, edit: edit), to: "analysis/\(edit.rawValue)")
}
for part in [10, 25, 50] {
    let scale = scale * Double(part) / 100
    try folder.write(AnalysisTenant(scale: scale), to: "analysis-\(part)/base")
    try folder.write(AnalysisTenant(scale: scale, edit: .suspend), to: "analysis-\(part)/suspend")
}
