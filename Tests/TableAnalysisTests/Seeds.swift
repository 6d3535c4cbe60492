import Foundation
import SenderModel
import Testing

/// Which random tables are tried: `ANALYSIS_SEEDS=5000` tries many, `ANALYSIS_FIRST_SEED=…` from another one on.
enum Seeds {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    static let first = number("ANALYSIS_FIRST_SEED") ?? 1
    static let all = Array(first..<first + (number("ANALYSIS_SEEDS") ?? 60))
    /// Runs a check on every seed; what it throws names the seed.
    static func forEach(_ body: (UInt64) throws -> Void) throws {
        for seed in all {
            do { try body(seed) } catch {
                Issue.record("seed \(seed): \(error)")
                return
            }
        }
    }

    /// Tables with more messages are left out.
    static let messageLimit = Int(number("ANALYSIS_MESSAGES") ?? 15_000)
}

extension Enumeration {
    /// Whether it holds a message of every kind: a hashed pool has more recipients than are tried.
    var isWhole: Bool {
        !tables.contains { $0.pools.contains { $0.prefer.contains(.hash) || $0.prefer.contains(.areaCode) } }
    }
}
