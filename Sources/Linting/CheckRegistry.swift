package import Diagnostics
internal import TenantConfig

/// Every check, in the order of the contract. A check that isn't here doesn't run.
package enum CheckRegistry {
    static let all: [any Check.Type] = [
        // structure
        YAMLSyntaxCheck.self, UnsupportedYAML.self, LimitExceeded.self, DuplicateKey.self, UnknownKey.self,
        MissingKey.self, WrongType.self, InvalidValue.self, KeyInTwoFiles.self, UnresolvedReference.self,
        AmbiguousReference.self, DuplicateTenant.self,
        // inventory
        InvalidNumber.self, UnallocatedNumber.self, NotE164.self, DuplicateSender.self, DuplicateID.self,
        SenderInTwoTenants.self, TypeMismatch.self, CountryConflict.self, InvalidAlphanumeric.self,
        UnportableAlphanumeric.self, ShortCodeWithoutCountry.self, MissingCampaign.self, NumberLimitExceeded.self,
        MultiNumberDisabled.self, NoSendableNumber.self, IdleSender.self, NamedOnlySender.self,
        // defaults
        DefaultNotAssigned.self, DefaultNotActive.self, DefaultNotCapable.self, CountryMismatch.self,
        NonCompliantDefault.self,
        // teams and users
        TeamWithoutSender.self, TeamSenderNotAssigned.self, TeamSenderNotActive.self, TeamSenderNotCapable.self,
        UnknownMember.self, UserInTwoTeams.self, UserSenderShared.self, UserSenderNotAssigned.self,
        UserSenderNotActive.self, UserSenderNotCapable.self,
        // order
        RuleSenderUnusable.self, SourceWithoutData.self, DataWithoutRule.self, InvalidJump.self,
        DuplicateRuleName.self, UnreachableRule.self, Gap.self, NoFallback.self,
        // readiness
        MissingOrganizationNumber.self, OrganizationNumberNotInInventory.self, OrganizationNumberNotUsable.self,
        MissingProvider.self, MissingCredentials.self, MixedCredentials.self, PlaintextSecret.self,
        // suppression
        SuppressionWithoutReason.self, UnusedSuppression.self, ExpiredSuppression.self,
    ]

    /// Every check's documentation, in the same order.
    package static let pages: [CheckPage] = all.map(CheckPage.init)

    /// What is found in files as they were typed, whether or not a table could be made of them.
    package static func findings(in files: TypedFiles) -> [Diagnostic] {
        all.compactMap { $0 as? any TextCheck.Type }.flatMap { check in
            var findings = Findings(check.code)
            check.run(files, &findings)
            return findings.diagnostics
        }
    }

    /// What is found in one tenant whose table could be built.
    package static func findings(in tenant: LintedTenant) -> [Diagnostic] {
        all.compactMap { $0 as? any TenantCheck.Type }.flatMap { check in
            var findings = Findings(check.code)
            check.run(tenant, &findings)
            return findings.diagnostics
        }
    }

    /// What the exact analysis finds in one tenant.
    ///
    /// - Parameter known: what the other checks found in it; what only follows from that is not said again.
    package static func findings(
        in tenant: LintedTenant, _ facts: ProvedFacts, known: [Diagnostic]
    ) -> [Diagnostic] {
        all.compactMap { $0 as? any ProvedCheck.Type }.flatMap { check in
            var findings = Findings(check.code)
            check.run(tenant, facts, known: known, &findings)
            return findings.diagnostics
        }
    }

    /// What is found by holding the tenants of a run against each other, by the tenant it is found in.
    package static func findings(among tenants: [LintedTenant]) -> [Diagnostic] {
        all.compactMap { $0 as? any RunCheck.Type }.flatMap { check in
            var findings = Findings(check.code)
            check.run(tenants, &findings)
            return findings.diagnostics
        }
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
