import Diagnostics
import Foundation
import SendFromKit
import TestSupport
import Testing

@testable import MessageIO

/// Decisions and traces equal those of the independent reference evaluator (Tests/Conformance/reference.py) on the
/// committed random tenants. `make conformance` compares many more.
@Suite struct ConformanceTests {
    static let folder = Repository.path("Tests/Conformance/Vectors")
    static let tenants: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.contains(".") }.sorted()

    @Test func thereAreVectors() { #expect(Self.tenants.count >= 40) }

    @Test(arguments: tenants) func decisionsEqualTheReferences(_ tenant: String) throws {
        let set = try TenantSet.load(["\(Self.folder)/\(tenant)"])
        #expect(set.diagnostics.map(\.message) == [])
        try compare(TenantDecider(set.tables), tenant)
    }

    /// A compiled table decides exactly as the folder it was compiled from.
    @Test(arguments: tenants) func compiledTablesDecideAlike(_ tenant: String) throws {
        let set = try TenantSet.load(["\(Self.folder)/\(tenant)"])
        guard set.tables.count == 1 else { return }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("sendfrom-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let json = try CompiledTable.json(set.tables[0])
        #expect(try CompiledTable.json(set.tables[0]) == json)
        try CompiledTable.write(json, to: file.path)
        let compiled = try TenantSet.load([file.path])
        #expect(compiled.tables == set.tables)
        try compare(TenantDecider(compiled.tables), tenant)
    }

    private func compare(_ decider: TenantDecider, _ tenant: String) throws {
        var run = MessageRun(decider, format: .ndjson, isTraced: true, severalFiles: false)
        var bytes: [UInt8] = []
        try run.run(
            [try .init("\(Self.folder)/\(tenant).ndjson")], write: { bytes += $0 }, tell: { _ in })
        let expected = try String(contentsOfFile: "\(Self.folder)/\(tenant).expected.ndjson", encoding: .utf8)
        let got = lines(String(decoding: bytes, as: UTF8.self))
        let wanted = lines(expected)
        #expect(got.count == wanted.count)
        for (got, wanted) in zip(got, wanted) where got != wanted {
            Issue.record("\(tenant)\nreference \(wanted)\nengine    \(got)")
        }
    }

    /// The wording of an error is free.
    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            guard line.contains("\"outcome\":\"error\""), let start = line.range(of: ",\"error\":") else {
                return String(line)
            }
            return String(line[..<start.lowerBound])
        }
    }
}
