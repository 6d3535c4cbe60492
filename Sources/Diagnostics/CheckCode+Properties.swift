/// What the contract says of each code: its group, what its findings weigh, and what they stop (design, section 6).
extension CheckCode {
    /// The part of a tenant a check is about.
    public enum Group: String, CaseIterable, Sendable {
        case structure, inventory, defaults
        case teamsAndUsers = "teams and users"
        case order, readiness, suppression
    }

    /// The part of a tenant its check is about.
    public var group: Group { Self.groups[self] ?? .structure }

    /// The cases stand in the order of the groups; each group begins with the code named here.
    private static let groups: [CheckCode: Group] = {
        let starts: [CheckCode: Group] = [
            .invalidNumber: .inventory, .defaultNotAssigned: .defaults, .teamWithoutSender: .teamsAndUsers,
            .ruleSenderUnusable: .order, .missingOrganizationNumber: .readiness,
            .suppressionWithoutReason: .suppression,
        ]
        var result: [CheckCode: Group] = [:]
        var group = Group.structure
        for code in allCases {
            group = starts[code] ?? group
            result[code] = group
        }
        return result
    }()

    /// Whether a finding makes the table meaningless: an error whatever anything says, and every command stops.
    ///
    /// `not-e164` does so where it is an error, a number without its `+`.
    public var stopsEveryCommand: Bool {
        switch self {
        case .invalidNumber, .duplicateSender, .duplicateID, .invalidAlphanumeric, .shortCodeWithoutCountry,
            .unknownMember, .invalidJump, .duplicateRuleName:
            true
        default: group == .structure
        }
    }

    /// Whether it takes the exact analysis to know.
    public var isProved: Bool {
        switch self {
        case .idleSender, .namedOnlySender, .unreachableRule, .gap, .noFallback: true
        default: false
        }
    }

    /// What a finding weighs unless somebody says otherwise. `country-mismatch` weighs more where the verdict is a
    /// reason, `not-e164` where there is no `+`.
    public var defaultSeverity: Severity {
        if stopsEveryCommand { return .error }
        switch self {
        case .typeMismatch, .countryConflict, .defaultNotAssigned, .defaultNotActive, .defaultNotCapable,
            .nonCompliantDefault, .teamSenderNotAssigned, .userSenderNotAssigned, .userSenderShared,
            .numberLimitExceeded, .multiNumberDisabled, .senderInTwoTenants, .organizationNumberNotInInventory,
            .mixedCredentials, .plaintextSecret, .suppressionWithoutReason:
            return .error
        case .unportableAlphanumeric, .namedOnlySender, .noFallback, .missingProvider, .missingOrganizationNumber:
            return .info
        default: return .warning
        }
    }
}
