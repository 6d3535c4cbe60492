internal import NumberingPlan
internal import SenderModel

/// Numbers of a country for a tenant that has none yet: valid in the numbering plan, and kept free for examples where
/// the country keeps any.
struct ExampleNumbers {
    /// Three numbers to send from, `+` and digits.
    let senders: [String]
    /// Three numbers to send to. In calling code 1, the first has the area code of the first sender, the second that of
    /// the second.
    let recipients: [String]
    /// Whether the first two senders have area codes of their own.
    var haveAreaCodes = false

    /// - Parameter taken: senders that other tenants have.
    /// - Returns: nil where the plan has too few ordinary numbers.
    static func of(_ country: Country, without taken: Set<String> = []) -> ExampleNumbers? {
        if let kept = kept[country.code], let senders = firstThree(kept.senders, without: taken) {
            return ExampleNumbers(senders: senders, recipients: kept.recipients)
        }
        if NumberingPlan.callingCode(of: country) == 1, let numbers = northAmerican(country, taken) { return numbers }
        return searched(country, taken)
    }

    /// What regulators keep free for films and examples, where the plan knows it.
    private static let kept: [String: (senders: [String], recipients: [String])] = [
        "AU": (
            ["+61491570006", "+61491570156", "+61491570157", "+61491570158", "+61491570159", "+61491570110"],
            ["+61491570313", "+61491570737", "+61491571266"]
        ),
        "DE": (numbered("+4930231250"), ["+4915228817386", "+4915228895456", "+4915254599371"]),
        "GB": (numbered("+4420794601"), ["+447400123456", "+447400123457", "+447400123458"]),
        "SE": (numbered("+463139006"), ["+46701740605", "+46701740606", "+46701740607"]),
    ]

    /// The numbers that begin so and end in 01 to 99.
    private static func numbered(_ start: String) -> [String] {
        (1...99).map { $0 < 10 ? "\(start)0\($0)" : "\(start)\($0)" }
    }

    private static func firstThree(_ numbers: some Sequence<String>, without taken: Set<String>) -> [String]? {
        let free = Array(numbers.lazy.filter { !taken.contains($0) }.prefix(3))
        return free.count == 3 ? free : nil
    }

    /// 555-01xx, free for examples in every area code.
    private static func northAmerican(_ country: Country, _ taken: Set<String>) -> ExampleNumbers? {
        func areas(_ types: [LineType]) -> [Int] {
            // San Francisco and New York, Toronto and Vancouver: what people know.
            ([415, 212, 416, 604] + Array(201...989)).filter { area in
                let facts = NumberingPlan.facts(of: "+1\(area)5550101")
                return facts.isValid && facts.country == country && types.contains(facts.lineType)
            }
        }
        let mobile = areas([.mobile, .fixedLineOrMobile])
        let areas = mobile.isEmpty ? areas([.fixedLine]) : mobile
        guard let one = areas.first, let two = areas.dropFirst().first ?? areas.first,
            let ours = firstThree(numbered("+1\(one)55501").dropLast(49), without: taken),
            let theirs = firstThree(
                numbered("+1\(two)55501").dropLast(49), without: taken.union([ours[0], ours[1]]))
        else { return nil }
        var numbers = ExampleNumbers(
            senders: [ours[0], theirs[0], ours[1]],
            recipients: ["+1\(one)5550151", "+1\(two)5550152", "+1\(one)5550153"])
        numbers.haveAreaCodes = one != two
        return numbers
    }

    private static let ordinary: [LineType] = [.mobile, .fixedLineOrMobile, .fixedLine]

    /// The first range of the plan that has forty numbers ending in 101 and up, mobile ones first.
    private static func searched(_ country: Country, _ taken: Set<String>) -> ExampleNumbers? {
        guard let code = NumberingPlan.callingCode(of: country) else { return nil }
        let codeDigits = String(code).utf8.count
        // Area code and exchange take six of the ten digits in calling code 1.
        let (lengths, ranges) = code == 1 ? (10...10, 201_200..<990_000) : (6...11, 0..<10_000)
        for type in ordinary {
            for length in lengths {
                let tail = powerOfTen(length - (code == 1 ? 6 : min(4, length - 3)))
                for range in ranges {
                    let first =
                        UInt64(code) * powerOfTen(length) + UInt64(range) * tail + 101
                    let fits = { (number: UInt64) in
                        let facts = NumberingPlan.facts(digits: number, count: codeDigits + length)
                        return facts.isValid && facts.country == country && facts.lineType == type
                    }
                    guard fits(first) else { continue }
                    let all = (0..<40).map { first + UInt64($0) }
                    guard all.allSatisfy(fits) else { continue }
                    let texts = all.map { "+\($0)" }
                    guard let senders = firstThree(texts.dropLast(3), without: taken) else { continue }
                    return ExampleNumbers(senders: senders, recipients: Array(texts.suffix(3)))
                }
            }
        }
        return nil
    }

    private static func powerOfTen(_ exponent: Int) -> UInt64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
}
