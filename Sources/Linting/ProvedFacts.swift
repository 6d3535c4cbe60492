package import Diagnostics
internal import SenderModel
internal import TenantConfig
package import TableAnalysis

/// What the exact analysis says of one tenant's table, for the proved checks to word.
package struct ProvedFacts: Sendable {
    /// By row and by inventory entry.
    let rows: [TableAnalysis.RowFinding]
    let senders: [TableAnalysis.SenderFinding]
    let gap: TableAnalysis.Gap?
    /// Whether there would still be a gap if every sender another finding is about could be used.
    let isGapItsOwn: Bool

    /// - Parameter findings: of the checks that were run before, in this tenant.
    /// - Throws: `AnalysisFailure` where the budget doesn't suffice.
    package init(_ tenant: LintedTenant, findings: [Diagnostic]) throws(AnalysisFailure) {
        let analysis = try TableAnalysis(tenant.table)
        // Findings are about rules that never decide and senders that are not used: none shows a message.
        rows = try analysis.rowFindings(showing: false)
        senders = try analysis.senderFindings(showing: false)
        gap = try analysis.gap()
        let blamed = gap == nil ? [] : tenant.blamedEntries(findings)
        guard !blamed.isEmpty else {
            isGapItsOwn = true
            return
        }
        var mended = tenant.table
        for entry in blamed {
            mended.inventory[entry].isAssigned = true
            mended.inventory[entry].status = .active
            mended.inventory[entry].capabilities.insert(.sms)
        }
        // Of findings about countries alone there is nothing to mend, and the gap stays.
        guard mended.inventory != tenant.table.inventory else {
            isGapItsOwn = true
            return
        }
        isGapItsOwn = try TableAnalysis(mended).hasGap()
    }
}

/// A check whose findings are proved over all messages.
protocol ProvedCheck: Check {
    /// - Parameter findings: holds what the checks before have found, for what only follows from it.
    static func run(
        _ tenant: LintedTenant, _ facts: ProvedFacts, known: [Diagnostic], _ findings: inout Findings)
}

extension LintedTenant {
    /// The codes of findings about a reference to a sender that can't be used.
    static let referenceCodes: Set<CheckCode> = [
        .defaultNotAssigned, .defaultNotActive, .defaultNotCapable, .nonCompliantDefault, .countryMismatch,
        .teamSenderNotAssigned, .teamSenderNotActive, .teamSenderNotCapable, .userSenderNotAssigned,
        .userSenderNotActive, .userSenderNotCapable, .ruleSenderUnusable, .organizationNumberNotUsable,
    ]

    /// The entries that findings about references say can't be used.
    func blamedEntries(_ findings: [Diagnostic]) -> Set<Int> {
        var places: Set<PlaceKey> = []
        for index in findings.indices where Self.referenceCodes.contains(findings[index].code) {
            places.insert(PlaceKey(findings[index].place))
        }
        guard !places.isEmpty else { return [] }
        // Most references begin nowhere where a finding does.
        let starts = Set(places.map(\.start))
        return Set(
            config.senderReferences.filter {
                starts.contains(Int($0.range.bytes.lowerBound)) && places.contains(PlaceKey(place($0.range)))
            }.compactMap { entry($0) })
    }

    private struct PlaceKey: Hashable {
        let path: String
        let start: Int

        init(_ place: Place) {
            path = place.path
            start = place.bytes.lowerBound
        }
    }
}
