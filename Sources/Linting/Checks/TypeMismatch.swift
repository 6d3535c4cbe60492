internal import Diagnostics
internal import TenantConfig
internal import NumberingPlan
internal import SenderModel

/// A written `type` that the sender's own text contradicts.
enum TypeMismatch: TenantCheck {
    static let code = CheckCode.typeMismatch
    static let statement = "a sender's `type` is not what the sender is"
    static let why = """
        What is written wins in the table, so compliance is judged by a kind of sender it isn't. Digits alone are a \
        short code, a text with a letter is a sender ID, and the numbering plan knows which numbers are toll-free.
        """
    static let bad = [
        Example(
            """
            inventory:
              - {sender: "+18005550199", type: ⟪long_code⟫}
            """),
        Example(
            """
            inventory:
              - {sender: ACME, type: ⟪short_code⟫, country: GB}
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - {sender: "+18005550199", type: toll_free}
              - {sender: ACME}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        for index in tenant.config.inventory.indices {
            guard let inferred = tenant.contradictedKind(index), let written = tenant.config.inventory[index].kind
            else { continue }
            findings.report(
                .mismatch(tenant.table.inventory[index].sender, written.value, inferred),
                at: tenant.place(written.range), subject: tenant.subject(of: index))
        }
    }

}

extension LintedTenant {
    /// Whether a written type or country is not what the sender's own text says; what follows from that is not said
    /// again.
    func isContradicted(_ entry: Int) -> Bool { contradictedKind(entry) != nil || hasConflictingCountry(entry) }

    /// What the sender's text says, where the table has it as another kind; nil also where the text leaves the question
    /// open: of a number in no range of the plan nobody knows whether it is toll-free.
    func contradictedKind(_ index: Int) -> SenderKind? {
        let own = table.inventory[index].kind
        let kind: SenderKind
        if let facts = facts[index] {
            if !facts.isValid, own == .tollFree { return nil }
            kind = facts.lineType == .tollFree ? .tollFree : .longCode
        } else {
            kind = table.inventory[index].sender.utf8.allSatisfy { (48...57).contains($0) } ? .shortCode : .alphanumeric
        }
        return kind == own ? nil : kind
    }
}

extension FindingText {
    fileprivate static func mismatch(_ sender: String, _ written: SenderKind, _ inferred: SenderKind) -> FindingText {
        let name = [
            SenderKind.longCode: "a long code", .tollFree: "a toll-free number", .shortCode: "a short code",
            .alphanumeric: "an alphanumeric sender ID",
        ]
        return .init(
            "\(Wording.quote(sender)) is \(name[inferred] ?? ""), not \(name[written] ?? "")",
            help: "write `\(inferred.rawValue)`, or delete `type`: it is inferred")
    }
}
