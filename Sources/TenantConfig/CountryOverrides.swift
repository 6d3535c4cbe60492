package import Diagnostics
internal import SenderModel
package import YAMLSyntax

/// `countries:` of a tenant and of `sendfrom.yaml`: columns of the country rules by country or group.
package enum CountryOverrides {
    /// - Parameter key: where `countries` stands.
    /// - Returns: nil where senders stand in the place of the overrides.
    package static func read(
        _ node: YAMLNode, at key: Place?, with reader: SchemaReader
    ) -> [TenantConfig.CountryOverride]? {
        if let first = node.pairs.first(where: { _ in true })?.value, !first.isEmptyPlain,
            node.pairs.allSatisfy({ $0.value.kind == .scalar })
        {
            reader.report(
                Diagnostic(
                    .wrongType, "a country's override is \(SchemaReader.describe(first)), not a mapping",
                    at: key ?? first.place,
                    help: "write columns of the country rules, as `{alphanumeric: yes}`; default senders by country "
                        + "stand in a `countries` indented under `defaults`"))
            return nil
        }
        var result: [TenantConfig.CountryOverride] = []
        reader.names(node, "`countries`", isSection: true) { key, value in
            var answers: [CountryColumn: CountryAnswer] = [:]
            reader.mapping(value, TenantShapes.countryOverride) { name, value in
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
