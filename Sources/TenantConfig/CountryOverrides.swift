internal import Diagnostics
internal import SenderModel
package import YAMLSyntax

/// `countries:` of a tenant and of `sendfrom.yaml`: columns of the country rules by country or group.
package enum CountryOverrides {
    package static func read(_ node: YAMLNode, with reader: SchemaReader) -> [TenantConfig.CountryOverride] {
        var result: [TenantConfig.CountryOverride] = []
        reader.names(node, "`countries`") { key, value in
            var answers: [CountryColumn: CountryAnswer] = [:]
            reader.mapping(value, "a country's override", keys: CountryColumn.names) { name, value in
                guard let column = CountryColumn(rawValue: name),
                    let answer: Located<CountryAnswer> = reader.member(value, "`\(name)`")
                else { return }
                guard answer.value != .registration || column == .alphanumeric else {
                    reader.report(
                        .invalidValue, "`registration` is not a value of `\(name)`", at: value,
                        help: "write `yes`, `no` or `unknown`; only `alphanumeric` knows `registration`")
                    return
                }
                answers[column] = answer.value
            }
            result.append(.init(key: key, value: answers))
        }
        return result
    }
}
