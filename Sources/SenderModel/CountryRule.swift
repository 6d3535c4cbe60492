/// What one country says to each kind of sender: a row of `rules/countries.yaml` after overrides. The last three
/// columns are information, the first four decide verdicts.
public struct CountryRule: Hashable, Sendable, Codable {
    /// Whether alphanumeric sender IDs are taken; `registration` where registered ones are.
    public var alphanumeric: CountryAnswer = .unknown
    /// Whether the country's own long codes are taken.
    public var longCodeDomestic: CountryAnswer = .unknown
    /// Whether foreign numbers are taken.
    public var longCodeInternational: CountryAnswer = .unknown
    /// Whether the country's own toll-free numbers are taken.
    public var tollFree: CountryAnswer = .unknown

    /// Every column `unknown`.
    public init() {}

    enum CodingKeys: String, CodingKey {
        case alphanumeric
        case longCodeDomestic = "long_code_domestic"
        case longCodeInternational = "long_code_international"
        case tollFree = "toll_free"
    }

    /// A country no source speaks of.
    public static let unknown = CountryRule()

    /// A column's answer.
    public subscript(column: CountryColumn) -> CountryAnswer {
        get {
            switch column {
            case .alphanumeric: alphanumeric
            case .longCodeDomestic: longCodeDomestic
            case .longCodeInternational: longCodeInternational
            case .tollFree: tollFree
            }
        }
        set {
            switch column {
            case .alphanumeric: alphanumeric = newValue
            case .longCodeDomestic: longCodeDomestic = newValue
            case .longCodeInternational: longCodeInternational = newValue
            case .tollFree: tollFree = newValue
            }
        }
    }
}

extension CountryRule {
    /// All columns in eight bits; equal for equal rules only.
    package var packed: UInt8 {
        CountryColumn.allCases.reduce(0) { $0 << 2 | UInt8(truncatingIfNeeded: self[$1].ordinal) }
    }

    /// The rule that eight bits stand for.
    package init(packed: UInt8) {
        var rest = packed
        for column in CountryColumn.allCases.reversed() {
            self[column] = CountryAnswer.allCases[Int(rest & 3)]
            rest >>= 2
        }
    }
}

extension DecisionTable {
    /// The rules of all countries, packed, in the order of `Country.all`.
    package var packedRules: [UInt8] {
        var packed = [UInt8](repeating: CountryRule.unknown.packed, count: Country.count)
        for (country, rule) in countryRules { packed[Int(country.index)] = rule.packed }
        return packed
    }
}

/// The columns of a country rule that decide verdicts, in the order they are shown in.
public enum CountryColumn: String, ClosedList {
    case alphanumeric
    case longCodeDomestic = "long_code_domestic"
    case longCodeInternational = "long_code_international"
    case tollFree = "toll_free"
}

/// Whether a sender may be used to a country: yes, nobody knows, or why not.
public enum Verdict: String, ClosedList {
    case ok
    case unknown
    case registrationRequired = "registration_required"
    case alphanumericNotSupported = "alphanumeric_not_supported"
    case shortCodeAbroad = "short_code_abroad"
    case tollFreeNotSupported = "toll_free_not_supported"
    case longCodeNotSupported = "long_code_not_supported"
    case foreignLongCode = "foreign_long_code"

    /// Whether this is a reason, not `ok` or `unknown`.
    public var isReason: Bool { self != .ok && self != .unknown }
}

extension CountryRule {
    /// The verdict on a sender for a recipient in the country this rule is of (contract, section 3).
    public func verdict(
        kind: SenderKind, senderCountry: Country?, isRegistered: Bool, recipient: Country
    ) -> Verdict {
        func answer(_ column: CountryAnswer, otherwise reason: Verdict) -> Verdict {
            switch column {
            case .yes: .ok
            case .no: reason
            // Only `alphanumeric` may say `registration`; a number never registers.
            case .unknown, .registration: .unknown
            }
        }
        let isAtHome = kind.isAtHome(in: recipient, from: senderCountry)
        switch kind {
        case .alphanumeric:
            if alphanumeric == .registration { return isRegistered ? .ok : .registrationRequired }
            return answer(alphanumeric, otherwise: .alphanumericNotSupported)
        case .shortCode: return isAtHome ? .ok : .shortCodeAbroad
        case .tollFree:
            if isAtHome { return answer(tollFree, otherwise: .tollFreeNotSupported) }
            return answer(longCodeInternational, otherwise: .foreignLongCode)
        case .longCode:
            if isAtHome { return answer(longCodeDomestic, otherwise: .longCodeNotSupported) }
            return answer(longCodeInternational, otherwise: .foreignLongCode)
        }
    }
}

extension SenderKind {
    /// Whether a number counts as one of the recipient's country: for toll-free numbers the United States and Canada are
    /// one country, and to Canada long codes of the United States are domestic.
    package func isAtHome(in recipient: Country, from senderCountry: Country?) -> Bool {
        if senderCountry == recipient { return true }
        switch self {
        case .tollFree: return senderCountry.map(Country.sharesTollFree) == true && Country.sharesTollFree(recipient)
        case .longCode: return senderCountry == .unitedStates && recipient == .canada
        case .shortCode, .alphanumeric: return false
        }
    }
}

extension Country {
    static let unitedStates = Country("US")
    static let canada = Country("CA")

    /// For toll-free numbers the United States and Canada count as one country.
    static func sharesTollFree(_ country: Country) -> Bool { country == unitedStates || country == canada }
}
