internal import SenderModel

/// The keys of a tenant's files. What is said of a tenant as a whole stands here; its parts in `TenantShapes+….swift`.
package enum TenantShapes {
    package static let tenant = MappingShape(
        "a tenant",
        [
            KeyShape(
                "tenant", .declares(.tenant),
                "The tenant's name: up to 63 of a-z, 0-9 and `-`, not starting with `-`. No other tenant of a run has it."
            ),
            KeyShape("name", .text(), "What people call the tenant."),
            KeyShape("country", .refers(.country), "The tenant's home country."),
            KeyShape(
                "organization_number", .refers(.sender),
                "A reference: the number shown as the organisation's own."),
            KeyShape("features", .mapping(features), "What is switched on."),
            KeyShape("limits", .mapping(limits), "How much the tenant may have."),
            KeyShape("billing", .mapping(billing), "What a number costs a week."),
            KeyShape("ten_dlc", .mapping(tenDLC), "The 10DLC registration that US long codes inherit."),
            KeyShape(
                "attributes",
                .names(NamesShape("an attribute", .attribute, declares: true, .list(of: .declares(.attributeValue)))),
                "Inputs of messages of your own: a name and its closed list of values, `brand: [acme, zenith]`."),
            KeyShape(
                "groups",
                .names(NamesShape("a group", .group, declares: true, .list(of: .refers(.countryOrBuiltInGroup)))),
                "Country groups of your own, beside `eu`, `eea`, `nanp` and `gcc`: `dach: [DE, AT, CH]`."),
            KeyShape(
                "providers", .names(NamesShape("a provider", .provider, declares: true, .mapping(provider))),
                "Who carries the messages, by a name of your choice."),
            KeyShape("countries", countryOverrides, "Overrides of the country rules, by country or group."),
            KeyShape("inventory", .list(of: .mapping(entry)), "The senders the tenant has."),
            KeyShape("defaults", .mapping(defaults), "The senders used where nobody chose one."),
            KeyShape(
                "teams", .names(NamesShape("a team", .team, declares: true, .mapping(team))),
                "Teams: their senders and members."),
            KeyShape(
                "users", .names(NamesShape("a user", .user, declares: true, .mapping(user))),
                "Users, with their own numbers."),
            KeyShape(
                "pools", .names(NamesShape("a pool", .pool, declares: true, .mapping(pool))),
                "Senders to pick from, recipient by recipient."),
            KeyShape("order", .mapping(order), "In which order rules propose a sender: a preset, or rules."),
        ])

    static let features = MappingShape(
        "`features`",
        [
            KeyShape(
                "multi_sms_numbers", .boolean,
                "`false`: one number for the whole organisation; users' own numbers then count for nothing. Default: `true`."
            )
        ])

    static let limits = MappingShape(
        "`limits`",
        [
            KeyShape(
                "numbers", .integer(0...1_000_000_000), "The most inventory entries that are not `released`.")
        ])

    static let billing = MappingShape(
        "`billing`",
        [
            KeyShape("weekly_price", money, "Price of a number a week, as text: `\"2.99\"`, which is the default."),
            KeyShape(
                "currency", .text(TextShape(pattern: "^[A-Z]{3}$", alsoRead: [], examples: ["USD"])),
                "An ISO 4217 code. Default: `USD`."),
        ])

    static let tenDLC = MappingShape(
        "`ten_dlc`",
        [
            KeyShape("campaign", .text(), "The 10DLC campaign of US long codes that have none of their own."),
            KeyShape("status", .member(TenantConfig.TenDLC.Status.self), "Whether the campaign is approved."),
        ])

    static let provider = MappingShape(
        "a provider",
        [
            KeyShape(
                "kind", .member(TenantConfig.ProviderConfig.Kind.self), "Who the provider is.", isRequired: true),
            KeyShape("account_sid", .text(), "The account: `env:TWILIO_ACCOUNT_SID`."),
            KeyShape(
                "credentials", .mapping(credentials),
                "Exactly one method: `token`, or `key` and `secret`. Write where a secret is found, never the secret."),
        ])

    static let credentials = MappingShape(
        "`credentials`",
        [
            KeyShape("token", secret, "Where the auth token is found: `env:NAME` or `file:PATH`."),
            KeyShape("key", secret, "Where the API key is found: `env:NAME` or `file:PATH`."),
            KeyShape("secret", secret, "Where the API key's secret is found: `env:NAME` or `file:PATH`."),
        ])

    /// Columns of the country rules by country or group.
    package static let countryOverrides = Shape.names(
        NamesShape(
            countryOverride.what, .countryOrGroup, declares: false, .mapping(countryOverride)))

    static let countryOverride = MappingShape(
        "a country's override",
        CountryColumn.allCases.map { column in
            let words = CountryAnswer.allCases.filter { $0 != .registration || column == .alphanumeric }
            return KeyShape(
                column.rawValue, .word(words.map { Word($0.rawValue, answers[$0]) }), columns[column] ?? "")
        })

    private static let columns: KeyValuePairs<CountryColumn, String> = [
        .alphanumeric: "Whether an alphanumeric sender ID may be used to the country.",
        .longCodeDomestic: "Whether a long code of the country may be used to it.",
        .longCodeInternational: "Whether a long code of another country may be used to it.",
        .tollFree: "Whether a toll-free number of the country may be used to it.",
    ]

    private static let answers: KeyValuePairs<CountryAnswer, String> = [
        .yes: "may be used",
        .registration: "only a sender that is registered there (`registered_in`)",
        .no: "may not be used",
        .unknown: "nobody knows; passes `compliant` unless `unknown_compliance: reject`",
    ]

    // MARK: - Values

    static let date = Shape.text(
        TextShape(
            pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", alsoRead: [],
            examples: ["2026-03-31"]))
    static let money = Shape.text(
        TextShape(pattern: "^[0-9]{1,12}([.][0-9]{1,6})?$", alsoRead: [.number], examples: ["2.99"]))
    private static let secret = Shape.text(TextShape(examples: ["env:TWILIO_AUTH_TOKEN"]))
}
