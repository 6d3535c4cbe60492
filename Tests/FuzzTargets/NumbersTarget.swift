internal import Evaluation
internal import NumberingPlan

/// Numbers as they are typed, and every way to ask the numbering plan of one.
enum NumbersTarget {
    static func run(_ bytes: [UInt8]) throws {
        let facts = bytes.withUnsafeBufferPointer { NumberingPlan.facts(digits: $0) }
        let isDigits = bytes.allSatisfy { (48...57).contains($0) }
        if !isDigits { try require(!facts.isPossible && facts.country == nil, "facts about what are no digits") }
        if isDigits, (1...15).contains(bytes.count), let value = UInt64(String(decoding: bytes, as: UTF8.self)) {
            try require(
                NumberingPlan.facts(digits: value, count: bytes.count) == facts, "as an integer the facts differ")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if isDigits { try require(NumberingPlan.facts(of: "+" + text) == facts, "with a + the facts differ") }
        guard let read = bytes.withUnsafeBufferPointer(RecipientNumber.read) else { return }
        try require(bytes.contains(UInt8(ascii: "+")), "a recipient without a +")
        // Blanks and marks change nothing.
        let plain = bytes.filter { !" -.()".utf8.contains($0) }
        let digits = plain.dropFirst()
        try require(UInt64(String(decoding: digits, as: UTF8.self)) == read.digits, "the digits read are others")
        try require(
            Array(digits).withUnsafeBufferPointer { NumberingPlan.facts(digits: $0) } == read.facts,
            "the facts read are others")
        try require(read.facts.isPossible, "a recipient that is no possible number")
    }
}
