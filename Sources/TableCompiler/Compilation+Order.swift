internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// Stage: the rule order becomes the table's rows.
extension Compilation {
    func compileOrder() {
        guard let written = config.order else { return }
        // The rules of a preset stand where the preset is named.
        let presetPlace = written.preset?.range
        guard let order = expanded(written) else { return }
        let rules = order.rules
        table.unknownCompliance = order.unknownCompliance?.value ?? .allow
        let orderRequire: MemberSet<Requirement> =
            order.require.map { MemberSet($0.map(\.value)) } ?? DecisionTable.defaultRequire
        table.require = orderRequire
        let names = ruleNames(rules)
        let positions = NameIndex(names.map { $0 ?? "" }, keepsLast: true)
        for index in rules.indices {
            if let row = row(rules[index], index, positions, require: orderRequire, at: presetPlace) {
                table.rows.append(row)
            }
        }
    }

    /// The row a rule becomes; nil where its source is broken.
    ///
    /// Not inlined: Swift 6.3.1's optimiser aborts on `compileOrder` ("Found ownership error") where it is.
    @inline(never)
    private func row(
        _ rule: TenantConfig.RuleConfig, _ index: Int, _ names: NameIndex, require: MemberSet<Requirement>,
        at presetPlace: SourceRange?
    ) -> DecisionTable.Row? {
        guard let use = rule.use, let source = source(use.value) else { return nil }
        let when = condition(rule.when, "when")
        let unless = condition(rule.unless, "unless")
        let own = rule.require.map { MemberSet<Requirement>($0.map(\.value)) }
        return DecisionTable.Row(
            name: names.names[index], source: source, when: when, unless: unless, require: own ?? require,
            ifUnusable: onUnusable(rule, source, index, names), at: position(presetPlace ?? rule.range))
    }

    /// `file:line:column` with the file as the tenant's folder has it.
    private func position(_ range: SourceRange) -> String {
        let place = config.place(range)
        let start = place.start
        // The rules of a tenant mostly stand in one file.
        if lastPath?.path != place.path {
            let path = place.path.utf8
            let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] } ?? path[...]
            lastPath = (place.path, String(Substring(name)) + ":")
        }
        var text = lastPath?.name ?? ""
        text += String(start.line)
        text += ":"
        text += String(start.column)
        return text
    }

    /// Each rule's name, nil for one whose source is broken; reports names that can't be, and names given twice.
    private func ruleNames(_ rules: [TenantConfig.RuleConfig]) -> [String?] {
        let names = rules.map(name)
        let index = NameIndex(names.map { $0 ?? "" })
        for (place, name) in names.enumerated() {
            guard let name, let other = index.position(of: name), other < place else { continue }
            let rule = rules[place]
            report(
                .duplicateRuleName, "two rules are named \(Wording.quote(name))", at: rule.name?.range ?? rule.range,
                help: rule.name == nil ? "give this one a `name:` of its own" : "choose another name",
                related: [.init("the first stands here", at: config.place(rules[other].range))])
        }
        return names
    }

    /// What is written, else the source's.
    private func name(of rule: TenantConfig.RuleConfig) -> String? {
        if let written = rule.name {
            if written.value == "next" || written.value == "reject" {
                report(
                    .invalidValue, "a rule can't be named \(Wording.quote(written.value))", at: written.range,
                    help: "choose another name: `if_unusable: \(written.value)` already means something")
            }
            return written.value
        }
        switch rule.use?.value {
        case .named(_, let source): return source
        case .pool(let pool): return "pool:" + pool.value
        case .sender(let reference): return "sender:" + reference.value
        case nil: return nil
        }
    }

    private func source(_ use: TenantConfig.SourceConfig) -> DecisionTable.Source? {
        switch use {
        case .named(let source, _): return source
        case .sender(let reference): return entry(reference).map { .sender($0) }
        case .pool(let name):
            if let index = pools.position(of: name.value) { return .pool(index) }
            if !config.incomplete.contains(.pools) {
                let near = near(name.value, among: pools.names)
                report(
                    .unresolvedReference, "\(Wording.quote(name.value)) is not a pool" + NearMiss.words(near),
                    at: name.range,
                    help: pools.names.isEmpty
                        ? "add it under `pools:`" : "write \(Wording.list(pools.names.sorted().prefix(12), "or"))",
                    fix: correction(near, for: name.value, at: name.range))
            }
            return nil
        }
    }

    private func onUnusable(
        _ rule: TenantConfig.RuleConfig, _ source: DecisionTable.Source, _ index: Int, _ names: NameIndex
    ) -> DecisionTable.OnUnusable {
        guard let target = rule.ifUnusable else { return source == .explicit ? .reject : .next }
        switch source {
        case .best, .pool, .reject:
            let name = names.names[index]
            report(
                .unknownKey, "`if_unusable` is not a key of a rule that uses \(Wording.quote(name))",
                at: rule.ifUnusableKey ?? target.range,
                help: source == .reject
                    ? "delete it: `reject` always rejects" : "delete it: only usable senders are considered",
                fix: rule.ifUnusableKey.map { .delete("if_unusable", at: config.place($0)) })
            return .next
        default: break
        }
        if target.value == "next" { return .next }
        if target.value == "reject" { return .reject }
        let position = names.position(of: target.value)
        if let position, position > index { return .row(position) }
        guard !config.incomplete.contains(.rules) || position != nil else { return .next }
        let later = names.names[(index + 1)...].prefix(1_000).filter { !$0.isEmpty }
        let near = position == nil ? near(target.value, among: later + ["next", "reject"]) : nil
        report(
            .invalidJump,
            position != nil
                ? "rule \(Wording.quote(target.value)) is not after this one"
                : "there is no rule \(Wording.quote(target.value))" + NearMiss.words(near),
            at: target.range,
            help: "write \(Wording.list(["next", "reject"] + later.filter { $0 != "reject" }.prefix(12), "or"))",
            fix: correction(near, for: target.value, at: target.range))
        return .next
    }
}
