import Evaluation
import SenderModel
import TableAnalysis
import Testing

/// Digests are equal exactly where every message is decided alike.
@Suite struct DigestTests {
    @Test func digestsAreEqualExactlyWhereEveryMessageIsDecidedAlike() throws {
        var (equal, different) = (0, 0)
        try Seeds.forEach { seed in
            guard let isEqual = try check(seed) else { return }
            if isEqual { equal += 1 } else { different += 1 }
        }
        #expect(equal > 0 && different > equal / 4, "\(equal) equal, \(different) different")
    }

    private func check(_ seed: UInt64) throws -> Bool? {
        var generator = RandomTables(seed: seed &+ 3_000_000)
        let old = generator.table()
        let new = generator.edited(old)
        let enumeration = Enumeration([old, new], ids: true)
        guard enumeration.count <= Seeds.messageLimit else { return nil }
        let isEqual = try TableAnalysis(old).digest() == TableAnalysis(new).digest()
        var pair = TablePair(old, new)
        var different: WitnessMessage?
        for message in pair.inbound where pair.differ(message) { different = message }
        enumeration.forEach { message in
            if different == nil, pair.differ(message) { different = message }
        }
        if let different {
            #expect(!isEqual, "seed \(seed): \(different.pairs)")
        } else if enumeration.isWhole {
            #expect(isEqual, "seed \(seed)")
        }
        return isEqual
    }
}
