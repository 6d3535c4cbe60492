private import CShippedRules
internal import Diagnostics

/// The files of `rules/` as they are embedded. The only file that sees their C array.
enum EmbeddedFile {
    static let countries = file(sendfrom_countries, in: "rules/")

    /// What `CountryRuleText` reads.
    static var countryRules: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: sendfrom_country_rules.bytes, count: sendfrom_country_rules.count)
    }

    /// The presets' files by name, in the order they are listed in.
    static let presets: [(name: String, file: SourceFile)] =
        UnsafeBufferPointer(start: sendfrom_presets, count: sendfrom_preset_count).map {
            (String(cString: $0.name), file($0, in: "rules/orders/"))
        }

    private static func file(_ embedded: sendfrom_rules_file, in folder: String) -> SourceFile {
        let bytes = Array(UnsafeBufferPointer(start: embedded.bytes, count: embedded.count))
        return SourceFile(path: folder + String(cString: embedded.name) + ".yaml", bytes: bytes)
    }
}
