internal import Diagnostics
internal import SenderModel
internal import YAMLSyntax

/// Who sends from what: defaults, teams, users and pools.
extension TenantDecoder {
    func decodeDefaults(_ value: YAMLNode) {
        var defaults = TenantConfig.DefaultsConfig()
        reader.mapping(value, TenantShapes.defaults) { key, value in
            if key == "sender" {
                defaults.senderKey = reader.keyRange
                defaults.sender = reader.text(value, "`defaults.sender`")
            } else {
                defaults.countries = senders(byCountry: value, "`defaults.countries`")
            }
        }
        config.defaults = defaults
    }

    func decodeTeams(_ value: YAMLNode) {
        config.teams.reserveCapacity(config.teams.count + min(value.count / 2, 100_000))
        rememberNames(of: config.teams, in: "teams", name: \.name)
        let isMapping = reader.names(value, "`teams`", of: TenantShapes.team) { name, node in
            guard isNew(name, in: "teams") else { return }
            var team = TenantConfig.TeamConfig(name: name)
            reader.mapping(node, TenantShapes.team) { key, value in
                switch key {
                case "sender": team.sender = reader.text(value, "a team's `sender`")
                case "countries": team.countries = senders(byCountry: value, "a team's `countries`")
                default: team.members = reader.texts(value, "`members`", example: "[jane]")
                }
            }
            config.teams.append(team)
        }
        if !isMapping { config.incomplete.insert(.teams) }
    }

    func decodeUsers(_ value: YAMLNode) {
        config.users.reserveCapacity(config.users.count + min(value.count / 2, 100_000))
        rememberNames(of: config.users, in: "users", name: \.name)
        let isMapping = reader.names(value, "`users`", of: TenantShapes.user) { name, node in
            guard isNew(name, in: "users") else { return }
            // Read where it will stay, not copied.
            let index = config.users.count
            config.users.append(TenantConfig.UserConfig(name: name))
            reader.mapping(node, TenantShapes.user) { key, value in
                if key == "sender" {
                    config.users[index].sender = reader.text(value, "a user's `sender`")
                } else {
                    config.users[index].displayName = reader.text(value, "`name`")
                }
            }
        }
        if !isMapping { config.incomplete.insert(.users) }
    }

    func decodePools(_ value: YAMLNode) {
        rememberNames(of: config.pools, in: "pools", name: \.name)
        let isMapping = reader.names(value, "`pools`", of: TenantShapes.pool) { name, node in
            guard isNew(name, in: "pools") else { return }
            var pool = TenantConfig.PoolConfig(name: name)
            reader.mapping(node, TenantShapes.pool, at: config.place(name.range)) { key, value in
                if key == "senders" {
                    pool.senders = reader.texts(value, "a pool's `senders`", example: "[us-1, us-2]", nonEmpty: true)
                } else {
                    pool.prefer = reader.members(value, "`prefer`")
                    if let hash = pool.prefer.dropLast().first(where: { $0.value == .hash }) {
                        reader.report(
                            Diagnostic(
                                .invalidValue, "`hash` is not the last criterion of `prefer`",
                                at: config.place(hash.range),
                                help: "move `hash` to the end: it leaves one sender, so nothing can follow"))
                    }
                }
            }
            config.pools.append(pool)
        }
        if !isMapping { config.incomplete.insert(.pools) }
    }

    private func senders(byCountry node: YAMLNode, _ what: String) -> [TenantConfig.ByCountry<Located<String>>] {
        var result: [TenantConfig.ByCountry<Located<String>>] = []
        reader.names(node, what, isSection: true) { key, value in
            guard let sender = reader.text(value, "the sender of a country") else { return }
            result.append(.init(key: key, value: sender))
        }
        return result
    }
}
