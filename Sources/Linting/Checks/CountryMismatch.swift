internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A country's default sender that belongs to another country.
enum CountryMismatch: TenantCheck {
    static let code = CheckCode.countryMismatch
    static let statement = "a country's default sender belongs to another country"
    static let why = """
        Recipients see a foreign number, replies cost them more, and some countries don't let it through: then it is \
        an error, and the verdict of the country rules is named. A number registered in the country, and a US number \
        where Canada takes it as its own, are no mismatch.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: london}
            defaults:
              countries: {FR: ⟪london⟫}
            """)
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+442079460101", id: london}
              - {sender: "+33756789012", id: paris}
            defaults:
              countries: {GB: london, FR: paris}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        for line in tenant.countryDefaults
        where tenant.failure(of: line.entry) == nil && !tenant.isContradicted(line.entry) {
            let foreign = line.countries.filter { tenant.isForeign(line.entry, to: $0) }
            guard !foreign.isEmpty else { continue }
            let reasons = foreign.filter { tenant.table.verdict(of: line.entry, for: $0).isReason }
            let named = reasons.first.map { tenant.table.verdict(of: line.entry, for: $0) }
            let country = tenant.table.inventory[line.entry].country?.code ?? ""
            findings.report(
                .mismatch(tenant.name(line.entry), country, reasons.isEmpty ? foreign : reasons, named),
                at: tenant.place(line.reference.range),
                subject: "defaults.countries.\(line.key), \(tenant.subject(of: line.entry)): "
                    + (reasons.isEmpty ? foreign : reasons).map(\.code).joined(separator: " "),
                severity: reasons.isEmpty ? nil : .error)
        }
    }
}

extension FindingText {
    fileprivate static func mismatch(
        _ name: String, _ country: String, _ foreign: [Country], _ verdict: Verdict?
    ) -> FindingText {
        let codes = LintedTenant.list(foreign)
        let refused = verdict.map { ", where it is refused (\($0.rawValue))" } ?? ""
        return .init(
            "\(name) is a number of \(Wording.quote(country)), not of \(codes)\(refused)",
            help: verdict == nil
                ? "name a sender of \(codes); if this one is registered there, list it in its `registered_in`"
                : "name a sender that may be used to \(codes), or delete the line")
    }
}
