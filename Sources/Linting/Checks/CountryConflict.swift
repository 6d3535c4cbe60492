internal import Diagnostics
internal import TenantConfig
internal import NumberingPlan
internal import SenderModel

/// A written `country` that the number's digits contradict.
enum CountryConflict: TenantCheck {
    static let code = CheckCode.countryConflict
    static let statement = "a number's `country` is not the one its digits belong to"
    static let why = """
        What is written wins in the table: the number would count as local where it is foreign, and `best` and the \
        country rules would go wrong with it.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", country: ⟪IE⟫}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", country: GB}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        for index in tenant.config.inventory.indices {
            guard let written = tenant.config.inventory[index].country, tenant.hasConflictingCountry(index),
                let facts = tenant.facts[index]
            else {
                continue
            }
            findings.report(
                .conflict(tenant.table.inventory[index].sender, facts.country), at: tenant.place(written.range),
                subject: tenant.subject(of: index))
        }
    }
}

extension LintedTenant {
    /// Whether an entry's written country is not the one its digits belong to.
    func hasConflictingCountry(_ index: Int) -> Bool {
        guard let written = config.inventory[index].country?.value, let facts = facts[index],
            written != facts.country
        else { return false }
        guard let country = facts.country else { return true }
        // In no range of the plan, only the calling code says something, and countries may share it.
        if !facts.isValid { return NumberingPlan.callingCode(of: country) != NumberingPlan.callingCode(of: written) }
        // The United States and Canada share their toll-free numbers.
        return
            !(facts.lineType == .tollFree && ["US", "CA"].contains(country.code)
            && ["US", "CA"].contains(written.code))
    }
}

extension FindingText {
    fileprivate static func conflict(_ sender: String, _ country: Country?) -> FindingText {
        guard let country else {
            return .init("\(Wording.quote(sender)) belongs to no country", help: "delete `country`")
        }
        return .init(
            "\(Wording.quote(sender)) is a number of \(country.code)",
            help: "write `\(country.code)`, or delete `country`: it is inferred")
    }
}
