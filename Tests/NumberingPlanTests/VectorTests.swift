import Foundation
import NumberingPlan
import SenderModel
import Testing

/// The library's answers to some 60,000 numbers. `NUMBERING_PLAN_VECTORS=FILE` takes another file of the same form,
/// such as the millions that `scripts/numbering-plan/vectors.py` makes.
struct VectorTests {
    static let file =
        ProcessInfo.processInfo.environment["NUMBERING_PLAN_VECTORS"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Vectors/vectors.txt")
        .path

    @Test func everyNumberGetsTheLibrarysAnswer() throws {
        let text = try Data(contentsOf: URL(fileURLWithPath: Self.file))
        var checked = 0
        var wrong: [String] = []
        try [UInt8](text).withUnsafeBufferPointer { bytes in
            for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
                let (digits, expected) = try #require(Self.parse(line), "\(String(decoding: line, as: UTF8.self))")
                checked += 1
                if !Self.answers(to: digits).allSatisfy({ $0 == expected }) {
                    wrong.append(String(decoding: line, as: UTF8.self))
                }
            }
        }
        #expect(checked >= 50_000)
        #expect(wrong.isEmpty, "\(wrong.count) of \(checked), such as \(wrong.prefix(5))")
    }

    /// By every way to ask that takes this many digits.
    private static func answers(to digits: UnsafeBufferPointer<UInt8>) -> [NumberFacts] {
        var answers = [NumberingPlan.facts(digits: digits)]
        answers.append(NumberingPlan.facts(of: "+" + String(decoding: digits, as: UTF8.self)))
        if digits.count <= 15 {
            let value = digits.reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
            answers.append(NumberingPlan.facts(digits: value, count: digits.count))
        }
        return answers
    }

    /// `447911123456 GG pv 1`: digits, country or `--`, possible and valid, the type's raw value.
    private static func parse(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> (UnsafeBufferPointer<UInt8>, NumberFacts)? {
        let fields = line.split(separator: UInt8(ascii: " "))
        guard fields.count == 4, fields[1].count == 2, fields[2].count == 2 else { return nil }
        let words = fields.map { String(decoding: $0, as: UTF8.self) }
        guard let type = UInt8(words[3]).flatMap(LineType.init), words[1] == "--" || Country(words[1]) != nil else {
            return nil
        }
        let facts = NumberFacts(
            isPossible: words[2].first == "p", isValid: words[2].last == "v", country: Country(words[1]), lineType: type
        )
        return (UnsafeBufferPointer(rebasing: fields[0]), facts)
    }
}
