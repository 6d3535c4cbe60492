internal import SenderModel

/// The order: a preset's name, or rules with sources and conditions.
extension TenantShapes {
    static let order = MappingShape(
        "`order`",
        [
            KeyShape("preset", .refers(.preset), "Rules that are shipped. Not beside `rules`."),
            KeyShape(
                "rules", .list(of: .anyOf([source, .mapping(rule)]), isNonEmpty: true),
                "The rules, tried from the top: the first whose conditions hold and whose candidate is usable decides."),
            KeyShape(
                "pool", .refers(.pool),
                "With preset `messaging-service`: the pool it uses. May be left out where the tenant has just one."),
            KeyShape(
                "require", requirements,
                "What a candidate must be. Default: `[assigned, active, capable]`, or the preset's."),
            KeyShape(
                "unknown_compliance", .member(UnknownCompliance.self),
                "Whether a sender passes `compliant` where the country rules say `unknown`. Default: `allow`."),
        ], alternatives: ["preset", "rules"], areExclusive: true)

    static let rule = MappingShape(
        "a rule",
        [
            KeyShape(
                "name", .declares(.rule),
                "The rule's name. Default: its source's, `pool:NAME` or `sender:REF`. Not `next` or `reject`."),
            KeyShape("when", .mapping(condition("`when`")), "Conditions that must hold: all keys, any value of each."),
            KeyShape("unless", .mapping(condition("`unless`")), "Conditions that must not hold."),
            KeyShape(
                "use", .anyOf([source, .mapping(sourceMapping)]), "Where the candidate comes from.", isRequired: true),
            KeyShape(
                "if_unusable", .refers(.jump),
                "What follows where the candidate can't be used: `next`, `reject`, or a later rule's name. Default: `next`, for `explicit` `reject`."
            ),
            KeyShape(
                "require", requirements,
                "What the candidate must be, instead of the order's; `[]`: only that it is in the inventory."),
        ])

    static let requirements = Shape.list(
        of: .member(
            Requirement.self,
            [
                .assigned: "on the tenant's list of assigned numbers",
                .active: "its status is `active`",
                .capable: "it can do what the message needs",
                .compliant: "it may be used to the recipient's country",
                .owned: "it is not another user's own number",
            ]))

    /// A source that is a word.
    static let source = Shape.word(DecisionTable.Source.named.map { Word($0.name, sources[$0.name]) })

    private static let sources = [
        "conversation": "the message's `conversation`, the number the thread is on",
        "explicit": "the message's `from`, the sender somebody named",
        "user": "the user's own number",
        "first_used": "the first number ever used with the contact",
        "last_used": "the number last picked by hand for the contact",
        "country_default": "`defaults.countries` for the recipient's country",
        "default": "`defaults.sender`; nothing for `none`",
        "team": "the team's sender for the country, else its `sender`",
        "best": "the best entry for the country: known compliance, local, dedicated, trust, purchase date",
        "reject": "none: the message is rejected",
    ]

    static let sourceMapping = MappingShape(
        "`use`",
        [
            KeyShape("pool", .refers(.pool), "One entry of the pool, by its `prefer` list."),
            KeyShape("sender", .refers(.sender), "That entry."),
        ], alternatives: ["pool", "sender"], areExclusive: true)

    package static var sourceKeys: [String] { sourceMapping.keyNames }

    /// The keys of `when`, `unless` and an invariant's `for`.
    package static func condition(_ what: String) -> MappingShape {
        MappingShape(
            what,
            [
                KeyShape(
                    "country", .oneOrMore(.refers(.countryOrGroup)), "The recipient's country: codes and groups."),
                KeyShape(
                    "team", .oneOrMore(.refers(.team)),
                    "The message's team, else the one team its user is a member of."),
                KeyShape("user", .oneOrMore(.refers(.user)), "The message's user."),
                KeyShape("origin", .oneOrMore(.member(Origin.self)), "Who or what caused the message."),
                KeyShape("purpose", .oneOrMore(.member(Purpose.self)), "What the message is for."),
                KeyShape(
                    "needs",
                    .oneOrMore(
                        .member(Need.self, [.reply: "the recipient can answer: every sender but an alphanumeric ID"])),
                    "If the message needs any of them; one that says nothing needs `sms`."),
            ],
            rest: NamesShape("an attribute", .attribute, declares: false, .oneOrMore(.refers(.attributeValue))),
            isNonEmpty: true)
    }
}
