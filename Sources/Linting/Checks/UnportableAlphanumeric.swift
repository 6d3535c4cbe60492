internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// A sender ID that some networks change or refuse.
enum UnportableAlphanumeric: TenantCheck {
    static let code = CheckCode.unportableAlphanumeric
    static let statement = "a sender ID is not one that every network carries unchanged"
    static let why = """
        Three to eleven ASCII letters, digits and inner spaces arrive everywhere as they were sent. Shorter IDs, other \
        characters and outer spaces are refused, replaced or dropped by some networks.
        """
    static let bad = [
        Example(
            """
            inventory:
              - sender: ⟪Café⟫
            """),
        Example(
            """
            inventory:
              - sender: ⟪AB⟫
            """),
    ]
    static let good = [
        Example(
            """
            inventory:
              - sender: Acme Corp
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        let inventory = tenant.table.inventory
        for index in inventory.indices where inventory[index].kind == .alphanumeric && tenant.facts[index] == nil {
            guard let problem = problem(inventory[index].sender) else { continue }
            findings.report(
                .unportable(inventory[index].sender, problem), at: tenant.senderPlace(index),
                subject: tenant.subject(of: index))
        }
    }

    private static func problem(_ sender: String) -> String? {
        if sender.unicodeScalars.count < 3 { return "has fewer than 3 characters" }
        let isPlain = { (byte: UInt8) in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 32
        }
        if let other = sender.unicodeScalars.first(where: { !$0.isASCII || !isPlain(UInt8($0.value)) }) {
            return "holds \(Wording.quote(String(other)))"
        }
        return sender.hasPrefix(" ") || sender.hasSuffix(" ") ? "begins or ends with a space" : nil
    }
}

extension FindingText {
    fileprivate static func unportable(_ sender: String, _ problem: String) -> FindingText {
        .init(
            "sender ID \(Wording.quote(sender)) \(problem), which some networks change or refuse",
            help: "use 3 to 11 ASCII letters, digits and inner spaces")
    }
}
