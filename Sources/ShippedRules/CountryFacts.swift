internal import Diagnostics
package import SenderModel
internal import TenantConfig
internal import YAMLSyntax

/// A row of `rules/countries.yaml`.
package struct CountryFacts: Sendable {
    /// The country's name in English.
    package private(set) var name = ""
    /// The columns that decide verdicts.
    package private(set) var rule = CountryRule()
    /// Information: whether short codes are offered, replies can be received, MMS arrives as MMS.
    package private(set) var shortCode: CountryAnswer = .unknown
    package private(set) var twoWay: CountryAnswer = .unknown
    package private(set) var mms: CountryAnswer = .unknown
    /// Keys of the sources that decided the values.
    package private(set) var sources: [String] = []
    /// `YYYY-MM-DD` of the first source.
    package private(set) var asOf = ""

    private static let keys = ["name"] + CountryColumn.names + ["short_code", "two_way", "mms", "source", "as_of"]
    private static let keyTable = KeyTable(keys, required: keys)

    init(_ node: YAMLNode, with reader: SchemaReader) {
        reader.mapping(node, "a country", keys: Self.keyTable) { key, value in
            switch key {
            case "name": name = reader.text(value, "`name`")?.value ?? ""
            case "source": sources = reader.texts(value, "`source`", example: "[tw-guide]").map(\.value)
            case "as_of": asOf = reader.date(value, "`as_of`")?.value ?? ""
            default:
                guard let answer: CountryAnswer = reader.member(value, "`\(key)`")?.value else { return }
                switch key {
                case "short_code": shortCode = answer
                case "two_way": twoWay = answer
                case "mms": mms = answer
                default:
                    if let column = CountryColumn(rawValue: key) { rule[column] = answer }
                }
            }
        }
    }
}
