internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A country's default sender that the country rules refuse there.
enum NonCompliantDefault: TenantCheck {
    static let code = CheckCode.nonCompliantDefault
    static let statement = "a country's default sender may not be used to that country"
    static let why = """
        The country's carriers block it, or it must be registered there first. Where the order requires `compliant` the \
        rule passes it over; where it doesn't, messages are sent and lost. `sendfrom countries` shows the rules in force.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: ACME, id: brand}
            defaults:
              countries: {SG: ⟪brand⟫}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: ACME, id: brand, registered_in: [SG]}
            defaults:
              countries: {SG: brand}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        for line in tenant.countryDefaults
        where tenant.failure(of: line.entry) == nil && !tenant.isContradicted(line.entry) {
            // `country-mismatch` on the line says it already.
            if line.countries.contains(where: { tenant.isForeign(line.entry, to: $0) }) { continue }
            let refused = line.countries.filter { tenant.table.verdict(of: line.entry, for: $0).isReason }
            guard let first = refused.first else { continue }
            findings.report(
                .refused(tenant.name(line.entry), refused, tenant.table.verdict(of: line.entry, for: first)),
                at: tenant.place(line.reference.range),
                subject: "defaults.countries.\(line.key), \(tenant.subject(of: line.entry)): "
                    + (refused).map(\.code).joined(separator: " "))
        }
    }
}

extension FindingText {
    fileprivate static func refused(_ name: String, _ countries: [Country], _ verdict: Verdict) -> FindingText {
        let codes = LintedTenant.list(countries)
        let help =
            verdict == .registrationRequired
            ? "register it there and list \(codes) in its `registered_in`, or name another sender"
            : "name another sender, or delete the line"
        return .init("\(name) may not be used to \(codes) (\(verdict.rawValue))", help: help)
    }
}
