internal import SenderModel
package import TenantConfig

/// The keys of test files and of messages.
package enum TestShapes {
    package static let file = MappingShape(
        "a test file",
        [
            KeyShape("tests", .list(of: .mapping(test)), "Cases: a message and what its decision must say."),
            KeyShape(
                "invariants", .list(of: .mapping(invariant)), "Promises about all messages, which `test` proves."),
        ])

    static let test = MappingShape(
        "a test",
        [
            KeyShape("name", .text(), "What the case shows, as a sentence.", isRequired: true),
            KeyShape("message", .mapping(message), "The message to decide.", isRequired: true),
            KeyShape(
                "expect", .mapping(expectation), "What the decision must say; what is named must be equal.",
                isRequired: true),
        ])

    /// What `detail` may be: why a candidate was not usable.
    static let details = RowResult.allCases.filter {
        ![.selected, .rejected, .notApplicable, .noValue].contains($0)
    }.map(\.rawValue)

    static let expectation = MappingShape(
        "`expect`",
        TestCase.ExpectedKey.allCases.map { key in
            switch key {
            case .outcome:
                KeyShape(key.rawValue, .member(Outcome.self), "What becomes of the message.")
            case .sender: KeyShape(key.rawValue, .refers(.sender), "The sender, by any reference to it.")
            case .senderID: KeyShape(key.rawValue, .refers(.senderID), "The sender's id.")
            case .rule: KeyShape(key.rawValue, .refers(.rule), "The rule that decides.")
            case .reason: KeyShape(key.rawValue, .member(RejectReason.self), "Why the message is rejected.")
            case .detail:
                KeyShape(
                    key.rawValue, .word(details.map { Word($0) }), "With reason `unusable`: why the candidate was not.")
            case .country:
                KeyShape(
                    key.rawValue, .anyOf([.refers(.country), .null]),
                    "The recipient's country; `null` for a number of none.")
            case .user: KeyShape(key.rawValue, .refers(.user), "Inbound: the user the message goes to.")
            case .team: KeyShape(key.rawValue, .refers(.team), "Inbound: the team the message goes to.")
            case .warnings:
                KeyShape(
                    key.rawValue, .list(of: .member(DecisionWarning.self)), "The decision's warnings, in their order.")
            }
        }, isNonEmpty: true)

    static let invariant = MappingShape(
        "an invariant",
        [
            KeyShape("name", .text(), "What is promised, as a sentence.", isRequired: true),
            KeyShape(
                "for", .mapping(TenantShapes.condition("`for`")),
                "Which messages it is about; without it, all with a possible recipient."),
            KeyShape("always", .mapping(promise("`always`")), "What must hold; several keys all hold."),
            KeyShape("never", .mapping(promise("`never`")), "What must not hold; broken where all keys hold at once."),
        ], alternatives: ["always", "never"])

    static func promise(_ what: String) -> MappingShape {
        MappingShape(
            what,
            WrittenInvariant.Key.allCases.map { key in
                switch key {
                case .sender: KeyShape(key.rawValue, .oneOrMore(.refers(.sender)), "The sender.")
                case .senderCountry:
                    KeyShape(
                        key.rawValue, .oneOrMore(.refers(.countryOrGroup)),
                        "The sender's country; an alphanumeric sender has none.")
                case .senderType:
                    KeyShape(key.rawValue, .oneOrMore(.member(SenderKind.self)), "What kind of sender it is.")
                case .rule: KeyShape(key.rawValue, .oneOrMore(.refers(.rule)), "The rule that decides.")
                case .outcome:
                    KeyShape(
                        key.rawValue, .oneOrMore(.word(WrittenInvariant.outcomes.map { Word($0) })),
                        "What becomes of the message.")
                }
            }, isNonEmpty: true)
    }

    // MARK: - Messages

    /// A message, in a test or in a file of messages.
    package static let message = MappingShape(
        "a message",
        Message.keyNames.map { name in
            KeyShape(
                name, .anyOf([values[name] ?? .text(), name == "to" ? .emptyText : .notGiven]), about[name] ?? "",
                isRequired: name == "to")
        },
        rest: NamesShape(
            "an attribute", .attribute, declares: false, .anyOf([.refers(.attributeValue), .anything])))

    private static let values: [String: Shape] = [
        "conversation": .refers(.sender), "from": .refers(.sender), "first_used": .refers(.sender),
        "last_used": .refers(.sender), "to": .refers(.sender), "user": .refers(.user), "team": .refers(.team),
        "tenant": .refers(.tenant), "origin": .member(Origin.self), "purpose": .member(Purpose.self),
        "needs": .list(of: .member(Need.self)), "direction": .member(Direction.self),
    ]

    private static let about: [String: String] = [
        "id": "What the decision repeats.",
        "tenant": "Whose message it is; needed where several tenants are loaded.",
        "to": "The recipient: `+` and digits. Inbound: one of our senders.",
        "conversation": "The number the thread is on.",
        "from": "The sender somebody named. Inbound: the contact.",
        "first_used": "The first number ever used with the contact.",
        "last_used": "The number last picked by hand for the contact.",
        "user": "The staff member.", "team": "The team.", "origin": "Who or what caused the message.",
        "purpose": "What it is for.",
        "needs": "What it needs of its sender. Default: `[sms]`; `reply`: the recipient must be able to answer.",
        "direction": "`outbound`, the default, or `inbound`.",
    ]
}
