internal import SenderModel

/// Country rules as short text, a line each: the country's code and one letter for each column in `CountryColumn`'s
/// order. `DEynyu` is Germany: yes, no, yes, unknown.
///
/// In: `Sources/CShippedRules/country-rules.txt`, embedded. It is made of `rules/countries.yaml` by
/// `make country-rules`, and ShippedRulesTests holds the two together.
enum CountryRuleText {
    private static let lineLength = 2 + CountryColumn.allCases.count + 1

    static func text(_ rules: [Country: CountryRule]) -> String {
        rules.filter { $0.value != .unknown }.sorted { $0.key.code < $1.key.code }.map { country, rule in
            country.code + String(CountryColumn.allCases.map { letter(rule[$0]) }) + "\n"
        }.joined()
    }

    /// INVARIANT: the text is as `text` makes it, which a test verifies.
    static func rules(in text: UnsafeBufferPointer<UInt8>) -> [Country: CountryRule] {
        var rules = [Country: CountryRule](minimumCapacity: text.count / lineLength)
        for start in stride(from: 0, to: text.count, by: lineLength) {
            guard let country = Country(String(decoding: text[start..<start + 2], as: UTF8.self)) else { continue }
            var rule = CountryRule()
            for (index, column) in CountryColumn.allCases.enumerated() {
                rule[column] = answer(text[start + 2 + index])
            }
            rules[country] = rule
        }
        return rules
    }

    /// The first letter of its word: they all differ.
    private static func letter(_ answer: CountryAnswer) -> Character { answer.rawValue.first ?? "?" }

    private static func answer(_ letter: UInt8) -> CountryAnswer {
        CountryAnswer.allCases.first { $0.rawValue.utf8.first == letter } ?? .unknown
    }
}
