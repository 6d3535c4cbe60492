internal import SenderModel

/// The inventory, and who sends from what.
extension TenantShapes {
    static let entry = MappingShape(
        "an inventory entry",
        [
            KeyShape(
                "sender", .declares(.senderText),
                "What the recipient sees: `+` and digits, a short code's 3 to 8 digits, or an alphanumeric sender ID. Quote what starts with `+` or `#`.",
                isRequired: true),
            KeyShape(
                "id", .declares(.senderID),
                "A name for references: up to 63 of a-z, 0-9 and `-`, starting with a letter; not `none` or `unknown`."
            ),
            KeyShape("name", .text(), "What people call it."),
            KeyShape(
                "type",
                .member(
                    SenderKind.self,
                    [
                        .longCode: "an ordinary E.164 number", .tollFree: "a toll-free number",
                        .shortCode: "3 to 8 digits, bound to one country",
                        .alphanumeric: "up to 11 characters with a letter; can't be answered",
                    ]), "What kind of sender it is. Default: what the sender and the numbering plan say."),
            KeyShape(
                "country", .refers(.country),
                "Whose it is. Required for a short code, not allowed for an alphanumeric ID; else by the number."),
            KeyShape(
                "capabilities", .list(of: .member(Capability.self)), "What it can be used for. Default: `[sms]`."),
            KeyShape(
                "status",
                .member(
                    EntryStatus.self,
                    [
                        .active: "can send", .pending: "not yet", .suspended: "not for now", .released: "given back",
                    ]), "Where it is in its life. Default: `active`."),
            KeyShape("assigned", .boolean, "Whether it is on the tenant's list of assigned numbers. Default: `true`."),
            KeyShape("shared", .boolean, "Shared with other customers of the provider. Default: `false`."),
            KeyShape(
                "trust", .integer(-1_000_000_000...1_000_000_000),
                "A whole number; `best` prefers the higher one. Default: `0`."),
            KeyShape("purchased", date, "The day it was bought; `best` prefers the later one."),
            KeyShape("campaign", .text(), "Its 10DLC campaign, where not the tenant's."),
            KeyShape(
                "registered_in", .list(of: .refers(.countryOrGroup)), "Countries and groups where it is registered."),
            KeyShape(
                "provider", .refers(.provider), "One of `providers`; required where there are several."),
            KeyShape("weekly_price", money, "What it costs a week, where not `billing.weekly_price`."),
            KeyShape("tags", .list(of: .text()), "For people."),
        ])

    /// Senders by country or group.
    static let sendersByCountry = Shape.names(
        NamesShape("the sender of a country", .countryOrGroup, declares: false, .refers(.sender)))

    static let defaults = MappingShape(
        "`defaults`",
        [
            KeyShape(
                "sender", .refers(.senderOrNone),
                "A reference to the sender used where nothing else is said; `none`: no default, on purpose."),
            KeyShape(
                "countries", sendersByCountry,
                "The default sender for recipients of a country or group; a country's own line wins over a group's."),
        ])

    static let team = MappingShape(
        "a team",
        [
            KeyShape("sender", .refers(.sender), "The team's sender."),
            KeyShape(
                "countries", sendersByCountry, "The team's senders for recipients of a country or group."),
            KeyShape("members", .list(of: .refers(.user)), "The users in the team."),
        ])

    static let user = MappingShape(
        "a user",
        [
            KeyShape("sender", .refers(.sender), "The user's own, dedicated number."),
            KeyShape("name", .text(), "What people call the user."),
        ])

    static let pool = MappingShape(
        "a pool",
        [
            KeyShape(
                "senders", .list(of: .refers(.sender), isNonEmpty: true), "The pool's members, in its own order.",
                isRequired: true),
            KeyShape(
                "prefer",
                .list(
                    of: .member(
                        PoolPreference.self,
                        [
                            .areaCode: "members with the recipient's area code (calling code 1)",
                            .country: "members of the recipient's country",
                            .hash: "one by the recipient's digits, so that a recipient keeps it; only as the last",
                        ])), "Criteria that narrow the members, in this order."),
        ])
}
