// The parts of the program one by one, in process: `swift package benchmark` here, or `make bench` above. What only the
// command can do (lint, reading and writing messages) the runner measures as whole commands.
import Benchmark
import Foundation
import NumberingPlan
import SendFromKit
import SenderModel
import TableAnalysis
import Workload

/// A tenant of lint's, read from its folder.
func loaded(_ text: String) -> LoadedTenant {
    do {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sendfrom-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try WorkloadFolder(folder.path).write(text, to: "tenant.yaml")
        return try LoadedTenant.load(folder.path)
    } catch {
        fatalError("\(error)")
    }
}

/// 1,000 decisions of a tenant, the table in the cache.
func decisions(_ name: String, traced: Bool = false, _ change: (inout SelectionTenant.Shape) -> Void) {
    var shape = SelectionTenant.Shape()
    change(&shape)
    let tenant = SelectionTenant(shape)
    Benchmark("1,000 decisions, \(name)") { benchmark, loop in
        var loop = loop
        benchmark.startMeasurement()
        blackHole(loop.decideBlock(1000, traced: traced))
    } setup: {
        try DecisionLoop(tenant, messages: 1000)
    }
}

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.cpuTotal, .wallClock, .throughput], warmupIterations: 3, maxDuration: .milliseconds(500))

    decisions("10 senders") { $0.senders = 10 }
    decisions("1,000 senders") { _ in }
    decisions("100,000 senders") { $0.senders = 100_000 }
    decisions("1,000 senders, traced", traced: true) { _ in }
    decisions("1,000 senders, usual requirements") { $0.isStrict = true }
    decisions("1,000 conditional rules") { $0.rules = 1000 }

    var dice = Dice(seed: 3)
    let source = NumberSource()
    let countries = source.countries(60)
    let numbers = (0..<1000).map { _ in
        Array(NumberSource.text(source.recipient(in: dice.pick(countries), &dice)).utf8.dropFirst())
    }
    Benchmark("1,000 numbers' countries") { _ in
        for number in numbers { blackHole(number.withUnsafeBufferPointer { NumberingPlan.facts(digits: $0) }) }
    }

    var maker = LintTenant.Maker()
    let (ordinary, large) = (maker.make("ordinary", .ordinary), maker.make("large", .megabyte))
    let edited = ordinary.replacing("use: user, if_unusable: default", with: "use: user, if_unusable: next")
    Benchmark("YAML to table, ordinary tenant") { _ in blackHole(loaded(ordinary)) }
    Benchmark("YAML to table, 1 MB") { _ in blackHole(loaded(large)) }
    Benchmark("table to evaluator, 1 MB") { benchmark, table in
        benchmark.startMeasurement()
        blackHole(TenantDecider([table]))
    } setup: {
        loaded(large).table
    }
    Benchmark("table to compiled file, ordinary tenant") { benchmark, table in
        benchmark.startMeasurement()
        blackHole(try CompiledTable.json(table))
    } setup: {
        loaded(ordinary).table
    }
    Benchmark("digest, ordinary tenant") { benchmark, table in
        benchmark.startMeasurement()
        blackHole(try CompiledTable.digest(table))
    } setup: {
        loaded(ordinary).table
    }
    Benchmark("rows and senders proved, ordinary tenant") { benchmark, table in
        benchmark.startMeasurement()
        let analysis = try TableAnalysis(table)
        blackHole((try analysis.rowFindings(), try analysis.senderFindings(), try analysis.gap()))
    } setup: {
        loaded(ordinary).table
    }
    Benchmark("diff, ordinary tenants") { benchmark, tables in
        benchmark.startMeasurement()
        blackHole(try TableDifference(from: tables.0, to: tables.1))
    } setup: {
        (loaded(ordinary).table, loaded(edited).table)
    }
}
