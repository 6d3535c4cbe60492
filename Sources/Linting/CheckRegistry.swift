package import Diagnostics
internal import SenderModel
internal import TenantConfig

/// Every check, in the order of the contract. A check that isn't here doesn't run.
package enum CheckRegistry {
    /// How a check is run. Told here and not asked of the type: Swift would look each conformance up among
    /// thousands, which took longer than the checks themselves.
    private enum Registered: Sendable {
        /// Only documented; found elsewhere.
        case page(any Check.Type)
        case text(any TextCheck.Type)
        case tenant(any TenantCheck.Type)
        case run(any RunCheck.Type)
        case proved(any ProvedCheck.Type)

        var check: any Check.Type {
            switch self {
            case .page(let check): check
            case .text(let check): check
            case .tenant(let check): check
            case .run(let check): check
            case .proved(let check): check
            }
        }
    }

    private static let all: [Registered] = [
        // structure
        .page(YAMLSyntaxCheck.self), .page(UnsupportedYAML.self), .page(LimitExceeded.self), .page(DuplicateKey.self),
        .page(UnknownKey.self), .page(MissingKey.self), .page(WrongType.self), .page(InvalidValue.self),
        .page(KeyInTwoFiles.self), .page(UnresolvedReference.self), .page(AmbiguousReference.self),
        .page(DuplicateTenant.self),
        // inventory
        .page(InvalidNumber.self), .tenant(UnallocatedNumber.self), .tenant(NotE164.self), .page(DuplicateSender.self),
        .page(DuplicateID.self), .run(SenderInTwoTenants.self), .tenant(TypeMismatch.self),
        .tenant(CountryConflict.self), .page(InvalidAlphanumeric.self), .tenant(UnportableAlphanumeric.self),
        .page(ShortCodeWithoutCountry.self), .tenant(MissingCampaign.self), .tenant(NumberLimitExceeded.self),
        .tenant(MultiNumberDisabled.self), .tenant(NoSendableNumber.self), .proved(IdleSender.self),
        .proved(NamedOnlySender.self),
        // defaults
        .tenant(DefaultNotAssigned.self), .tenant(DefaultNotActive.self), .tenant(DefaultNotCapable.self),
        .tenant(CountryMismatch.self), .tenant(NonCompliantDefault.self),
        // teams and users
        .tenant(TeamWithoutSender.self), .tenant(TeamSenderNotAssigned.self), .tenant(TeamSenderNotActive.self),
        .tenant(TeamSenderNotCapable.self), .page(UnknownMember.self), .tenant(UserInTwoTeams.self),
        .tenant(UserSenderShared.self), .tenant(UserSenderNotAssigned.self), .tenant(UserSenderNotActive.self),
        .tenant(UserSenderNotCapable.self),
        // order
        .tenant(RuleSenderUnusable.self), .tenant(SourceWithoutData.self), .tenant(DataWithoutRule.self),
        .page(InvalidJump.self), .page(DuplicateRuleName.self), .proved(UnreachableRule.self), .proved(Gap.self),
        .proved(NoFallback.self),
        // readiness
        .tenant(MissingOrganizationNumber.self), .tenant(OrganizationNumberNotInInventory.self),
        .tenant(OrganizationNumberNotUsable.self), .tenant(MissingProvider.self), .tenant(MissingCredentials.self),
        .tenant(MixedCredentials.self), .text(PlaintextSecret.self),
        // suppression
        .page(SuppressionWithoutReason.self), .page(UnusedSuppression.self), .page(ExpiredSuppression.self),
    ]

    /// Every check's documentation, in the same order.
    package static let pages: [CheckPage] = all.map { CheckPage($0.check) }

    // One list a kind: of each tenant a dozen kinds of nothing were asked.
    private static let textChecks = all.compactMap { if case .text(let check) = $0 { check } else { nil } }
    private static let tenantChecks = all.compactMap { if case .tenant(let check) = $0 { check } else { nil } }
    private static let runChecks = all.compactMap { if case .run(let check) = $0 { check } else { nil } }
    private static let provedChecks = all.compactMap { if case .proved(let check) = $0 { check } else { nil } }

    /// What is found in files as they were typed, whether or not a table could be made of them.
    package static func findings(in files: TypedFiles) -> [Diagnostic] {
        textChecks.flatMap { check in found(by: check) { check.run(files, &$0) } }
    }

    /// What is found in one tenant whose table could be built.
    ///
    /// - Parameter jobs: how many threads may look at it.
    package static func findings(in tenant: LintedTenant, jobs: Int = 1) -> [Diagnostic] {
        // For a small tenant a thread costs more than all checks.
        let isLarge = tenant.table.inventory.count + tenant.table.users.count > 10_000
        return Parts.map(tenantChecks.count, jobs: isLarge ? jobs : 1) { index in
            let check = tenantChecks[index]
            return found(by: check) { check.run(tenant, &$0) }
        }.flatMap { $0 }
    }

    /// What the exact analysis finds in one tenant.
    ///
    /// - Parameter known: what the other checks found in it; what only follows from that is not said again.
    package static func findings(
        in tenant: LintedTenant, _ facts: ProvedFacts, known: [Diagnostic]
    ) -> [Diagnostic] {
        provedChecks.flatMap { check in found(by: check) { check.run(tenant, facts, known: known, &$0) } }
    }

    private static func found(by check: any Check.Type, _ run: (inout Findings) -> Void) -> [Diagnostic] {
        var findings = Findings(check.code)
        run(&findings)
        return findings.diagnostics
    }

    /// What is found by holding the tenants of a run against each other, by the tenant it is found in.
    package static func findings(among tenants: [RunTenant]) -> [Diagnostic] {
        runChecks.flatMap { check in found(by: check) { check.run(tenants, &$0) } }
    }
}

/// What `sendfrom checks` and the pages of docs/codes say of a check.
package struct CheckPage: Sendable {
    package let code: CheckCode
    package let statement: String
    package let why: String
    package let bad: [Example]
    package let good: [Example]

    init(_ check: any Check.Type) {
        code = check.code
        statement = check.statement
        why = check.why
        bad = check.bad
        good = check.good
    }
}
