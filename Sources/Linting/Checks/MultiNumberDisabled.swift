internal import Diagnostics
internal import TenantConfig
internal import SenderModel

/// Several numbers, or numbers of users, while the tenant has one number for everybody.
enum MultiNumberDisabled: TenantCheck {
    static let code = CheckCode.multiNumberDisabled
    static let statement =
        "the tenant has several numbers, or users have their own, though `multi_sms_numbers` is false"
    static let why = """
        With the feature off, every message of the `user` source goes out from the organisation's number: what users \
        have as their own counts for nothing, though it stands there as if it did.
        """
    static let bad = [
        Example(
            """
            features: {⟪multi_sms_numbers⟫: false}
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: "+442079460102", id: jane-line}
            users: {jane: {sender: jane-line}}
            """, preset: "staff-first")
    ]
    static let good = [
        Example(
            """
            features: {multi_sms_numbers: false}
            inventory:
              - {sender: "+442079460101", id: support}
              - {sender: ACME, registered_in: [GB]}
            """)
    ]

    static func run(_ tenant: LintedTenant, _ findings: inout Findings) {
        guard tenant.hasNumbersSwitchedOff, let features = tenant.config.features,
            let key = features.multiSMSNumbersKey
        else { return }
        let numbers = tenant.unreleasedNumbers
        let owners = tenant.config.users.filter { $0.sender != nil }
        var related: [Diagnostic.Related] = []
        if numbers.count > 1 {
            related.append(.init("the second number stands here", at: tenant.senderPlace(numbers[1])))
        }
        if let sender = owners.first?.sender {
            related.append(.init("a user's number stands here", at: tenant.place(sender.range)))
        }
        findings.report(
            .disabled(numbers: numbers.count, owners: owners.count), at: tenant.place(key), subject: tenant.subject,
            related: related)
    }
}

extension FindingText {
    fileprivate static func disabled(numbers: Int, owners: Int) -> FindingText {
        var what: [String] = []
        if numbers > 1 { what.append("the inventory has \(numbers) numbers") }
        if owners > 0 { what.append(owners == 1 ? "a user has a number" : "\(owners) users have numbers") }
        return .init(
            what.joined(separator: " and ") + ", but the tenant may have one for everybody",
            help: "write `multi_sms_numbers: true`, or release the other numbers and delete users' `sender`")
    }
}
