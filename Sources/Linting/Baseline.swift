package import Diagnostics
internal import TenantConfig

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Findings that were there before and are left for another day, by what they are about and not by line: tenant, code
/// and subject, with how many there may be.
package struct Baseline: Sendable {
    private struct Key: Hashable, Comparable {
        let tenant: String
        let code: String
        let about: String

        static func < (a: Key, b: Key) -> Bool {
            (a.tenant, a.code, a.about) < (b.tenant, b.code, b.about)
        }
    }

    private var counts: [Key: Int] = [:]

    package init() {}

    /// Takes a finding in; what makes the table meaningless can't be left for another day.
    package mutating func add(_ finding: Diagnostic, tenant: String?) {
        guard !finding.stopsEveryCommand else { return }
        counts[Key(tenant: tenant ?? "", code: finding.code.rawValue, about: finding.subject), default: 0] += 1
    }

    /// How many findings are in it and not matched yet.
    package var count: Int { counts.values.reduce(0, +) }

    /// Whether the finding is one of those, each counted once.
    package mutating func match(_ finding: Diagnostic, tenant: String?) -> Bool {
        let key = Key(tenant: tenant ?? "", code: finding.code.rawValue, about: finding.subject)
        guard !finding.stopsEveryCommand, let left = counts[key] else { return false }
        counts[key] = left > 1 ? left - 1 : nil
        return true
    }

    // MARK: - The file

    private struct Document: Codable {
        var format_version: Int
        var findings: [Entry]
    }

    private struct Entry: Codable {
        var tenant: String
        var code: String
        var about: String
        var count: Int?
    }

    /// One finding a line, sorted, so that a change of it is read easily.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try counts.sorted { $0.key < $1.key }.map { key, count in
            let entry = Entry(
                tenant: key.tenant, code: key.code, about: key.about, count: count == 1 ? nil : count)
            return "  " + String(decoding: try encoder.encode(entry), as: UTF8.self)
        }
        let list = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n]"
        return Array("{\"format_version\": 1, \"findings\": \(list)}\n".utf8)
    }

    /// - Throws: what the file isn't, in words.
    package init(json: [UInt8]) throws(BaselineProblem) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json))
        } catch {
            throw BaselineProblem("it is not a baseline; write one with --write-baseline")
        }
        guard document.format_version == 1 else {
            throw BaselineProblem("its format version is \(document.format_version), this program reads 1")
        }
        for entry in document.findings {
            let key = Key(tenant: entry.tenant, code: entry.code, about: entry.about)
            counts[key, default: 0] += max(1, entry.count ?? 1)
        }
    }
}

/// Why a file is no baseline.
package struct BaselineProblem: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
