/// The country groups every tenant has.
public enum CountryGroups {
    private static func set(_ codes: String) -> CountrySet {
        CountrySet(codes.split(separator: " ").compactMap { Country($0) })
    }

    /// By name: `eu` (the 27), `eea` (eu and IS, LI, NO), `nanp` (calling code 1), `gcc`.
    public static let builtIn: [String: CountrySet] = {
        let eu = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
        return [
            "eu": set(eu),
            "eea": set(eu + " IS LI NO"),
            "nanp": set("US AG AI AS BB BM BS CA DM DO GD GU JM KN KY LC MP MS PR SX TC TT VC VG VI"),
            "gcc": set("AE BH KW OM QA SA"),
        ]
    }()
}
