/// A country or territory, by its ISO 3166-1 alpha-2 code; also `AC`, `TA` and `XK`, which the numbering plan has.
///
/// One byte: the position of the code in the sorted list of all codes, so a set of countries is a 256-bit mask
/// (`CountrySet`).
public struct Country: Hashable, Sendable, BitwiseCopyable {
    /// Position in `Country.all`, 0 ..< 252.
    public let index: UInt8

    /// The country at `index` of `Country.all`; nil past its end.
    public init?(index: Int) {
        // A literal, so that the numbering plan's hot path needs no global; CountryTests compare it with the list.
        guard index >= 0, index < Self.count else { return nil }
        self.index = UInt8(index)
    }

    /// How many countries there are.
    public static let count = 252

    /// The country whose code is exactly `code` (two upper-case letters), if there is one.
    @inlinable
    public init?(_ code: some StringProtocol) {
        let letters = code.utf8
        guard letters.count == 2, let first = letters.first, let second = letters.dropFirst().first else { return nil }
        self.init(first, second)
    }

    /// The country of the two ASCII letters given, if there is one.
    public init?(_ first: UInt8, _ second: UInt8) {
        guard (65...90).contains(first), (65...90).contains(second) else { return nil }
        let index = Self.indexByLetters[Int(first - 65) * 26 + Int(second - 65)]
        guard index != 255 else { return nil }
        self.index = index
    }

    /// The two letters, `"DE"`.
    public var code: String { Self.codes[Int(index)] }

    /// Every country, sorted by code.
    public static let all: [Country] = codes.indices.compactMap { Country(index: $0) }

    private static let codes: [String] = """
        AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW \
        BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ \
        FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ \
        IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH \
        MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL \
        PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC \
        TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
        """.split(separator: " ").map(String.init)

    private static let indexByLetters: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 26 * 26)
        for (index, code) in codes.enumerated() {
            let letters = Array(code.utf8)
            table[Int(letters[0] - 65) * 26 + Int(letters[1] - 65)] = UInt8(index)
        }
        return table
    }()
}

extension Country: Comparable {
    /// Countries sort by code.
    public static func < (a: Country, b: Country) -> Bool { a.index < b.index }
}

extension Country: CustomStringConvertible {
    public var description: String { code }
}
