internal import Diagnostics
internal import SenderModel
internal import YAMLSyntax

/// What is said of the tenant as a whole: names, limits, prices, inputs, groups and providers.
extension TenantDecoder {
    func decodeAbout(_ key: String, _ value: YAMLNode) {
        switch key {
        case "tenant":
            config.tenant = reader.text(
                value, "the tenant's name", shape: "a tenant name",
                help: "write up to 63 of a-z, 0-9 and `-`, not starting with `-`, for example "
                    + "`\(Names.tenant(from: value.text ?? "") ?? "acme")`",
                isValid: Names.isTenant)
        case "name": config.name = reader.text(value, "`name`")
        case "country": config.country = reader.country(value, "`country`")
        case "organization_number": config.organizationNumber = reader.text(value, "`organization_number`")
        case "features":
            var features = TenantConfig.Features()
            reader.mapping(value, TenantShapes.features) { key, value in
                features.multiSMSNumbersKey = reader.keyRange
                features.multiSMSNumbers = reader.boolean(value, "`\(key)`")
            }
            config.features = features
        case "limits":
            var limits = TenantConfig.Limits()
            reader.mapping(value, TenantShapes.limits) { _, value in
                limits.numbersKey = reader.keyRange
                limits.numbers = reader.integer(value, "`numbers`", in: 0...1_000_000_000)
            }
            config.limits = limits
        case "billing":
            var billing = TenantConfig.Billing()
            reader.mapping(value, TenantShapes.billing) { key, value in
                if key == "weekly_price" {
                    billing.weeklyPrice = reader.money(value, "`weekly_price`")
                } else {
                    billing.currency = reader.text(
                        value, "`currency`", shape: "a currency code",
                        help: "write three capital letters as in ISO 4217, for example `USD`"
                    ) { $0.utf8.count == 3 && $0.utf8.allSatisfy { (65...90).contains($0) } }
                }
            }
            config.billing = billing
        default:
            var tenDLC = TenantConfig.TenDLC()
            reader.mapping(value, TenantShapes.tenDLC) { key, value in
                if key == "campaign" {
                    tenDLC.campaign = reader.text(value, "`campaign`")
                } else {
                    tenDLC.status = reader.member(value, "`status`")
                }
            }
            config.tenDLC = tenDLC
        }
    }

    /// Words that mean something else where an attribute's name would stand.
    package static let reservedAttributeNames: Set<String> = [
        "to", "id", "tenant", "conversation", "from", "first_used", "last_used", "user", "team", "origin", "purpose",
        "needs", "direction", "country",
    ]

    func decodeAttributes(_ value: YAMLNode) {
        let isMapping = reader.names(value, "`attributes`") { name, values in
            guard !Self.reservedAttributeNames.contains(name.value) else {
                config.incomplete.insert(.attributes)
                reader.report(
                    Diagnostic(
                        .invalidValue,
                        "an attribute can't be named \(Wording.quote(name.value)), which messages already have",
                        at: config.place(name.range), help: "choose another name"))
                return
            }
            let before = reader.diagnostics.count
            let texts = reader.texts(values, "attribute `\(name.value)`", example: "[acme, zenith]")
            if reader.diagnostics.count > before { config.incomplete.insert(.attributes) }
            config.attributes.append(.init(name: name, values: texts))
        }
        if !isMapping { config.incomplete.insert(.attributes) }
    }

    func decodeGroups(_ value: YAMLNode) {
        let isMapping = reader.names(value, "`groups`") { name, members in
            guard CountryGroups.builtIn[name.value] == nil else {
                reader.report(
                    Diagnostic(
                        .invalidValue, "the group \(Wording.quote(name.value)) is built in",
                        at: config.place(name.range), help: "choose another name"))
                return
            }
            guard Names.isGroup(name.value) else {
                config.incomplete.insert(.groups)
                reader.report(
                    Diagnostic(
                        .invalidValue, "\(Wording.quote(name.value)) is not the name of a group",
                        at: config.place(name.range),
                        help: "write a-z, 0-9, `-` and `_`, starting with a letter, for example `dach`"))
                return
            }
            config.groups.append(
                .init(name: name, members: reader.texts(members, "group `\(name.value)`", example: "[DE, AT, CH]")))
        }
        if !isMapping { config.incomplete.insert(.groups) }
    }

    func decodeProviders(_ value: YAMLNode) {
        let before = reader.diagnostics.count
        reader.names(value, "`providers`", of: TenantShapes.provider) { name, node in
            var provider = TenantConfig.ProviderConfig(name: name)
            reader.mapping(node, TenantShapes.provider, at: config.place(name.range)) { key, value in
                switch key {
                case "kind": provider.kind = reader.member(value, "`kind`")
                case "account_sid": provider.accountSID = reader.text(value, "`account_sid`")
                default:
                    provider.credentialsKey = reader.keyRange
                    reader.mapping(value, TenantShapes.credentials) { key, value in
                        // The value may be a secret: only its kind is ever said.
                        guard let text = value.text, !text.isEmpty else {
                            reader.report(
                                .wrongType, "`\(key)` is not text", at: value,
                                help: "write where the secret is found, for example `env:TWILIO_AUTH_TOKEN`")
                            return
                        }
                        provider.credentials[key] = Located(text, at: value.range)
                    }
                }
            }
            config.providers.append(provider)
        }
        // What is no provider was perhaps a part of one.
        if reader.diagnostics.count > before { config.incomplete.insert(.providers) }
    }
}
