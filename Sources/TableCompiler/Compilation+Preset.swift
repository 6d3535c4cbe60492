internal import Diagnostics
internal import SenderModel
internal import ShippedRules
internal import TenantConfig

/// An order that names a preset, with the preset's rules in it.
extension Compilation {
    /// The order as it stands, or with the rules of its preset; nil where there is no such preset.
    ///
    /// What stands beside `preset` (`require`, `unknown_compliance`, `pool`) replaces the preset's.
    func expanded(_ order: TenantConfig.OrderConfig) -> TenantConfig.OrderConfig? {
        guard let preset = order.preset else {
            rejectPool(order, "delete it: rules of your own name their pool, as `{use: {pool: …}}`")
            return order
        }
        guard let shipped = ShippedRules.preset(preset.value) else {
            let names = ShippedRules.presetNames
            let near = near(preset.value, among: names)
            report(
                .invalidValue, "\(Wording.quote(preset.value)) is not a preset" + NearMiss.words(near),
                at: preset.range, help: "write \(Wording.list(names, "or")), or `rules:` of your own",
                fix: correction(near, for: preset.value, at: preset.range, isClosed: true))
            return nil
        }
        var expanded = order
        expanded.require = order.require ?? shipped.require
        expanded.rules = shipped.rules
        guard let place = shipped.rules.firstIndex(where: { Self.isPlaceholder($0.use?.value) }) else {
            rejectPool(order, "delete it: preset `\(preset.value)` uses no pool")
            return expanded
        }
        guard let pool = pool(of: order, preset) else { return nil }
        expanded.rules[place].use = Located(.pool(pool), at: preset.range)
        return expanded
    }

    private static func isPlaceholder(_ source: TenantConfig.SourceConfig?) -> Bool {
        if case .pool(let name) = source { name.value == ShippedRules.poolPlaceholder } else { false }
    }

    private func rejectPool(_ order: TenantConfig.OrderConfig, _ help: String) {
        // Without the preset that could not be read, nobody knows whether it takes a pool.
        guard let key = order.poolKey, !config.incomplete.contains(.rules) else { return }
        report(.unknownKey, "`pool` is not a key of this `order`", at: key, help: help)
    }

    /// The pool that is named, else the only one.
    private func pool(of order: TenantConfig.OrderConfig, _ preset: Located<String>) -> Located<String>? {
        if let pool = order.pool { return pool }
        // A pool that was named but could not be read is an error already.
        guard order.poolKey == nil, !config.incomplete.contains(.pools) else { return nil }
        let names = table.pools.map(\.name)
        if let only = names.first, names.count == 1 { return Located(only, at: preset.range) }
        report(
            .missingKey,
            "preset `\(preset.value)` needs a pool; the tenant has "
                + (names.isEmpty ? "none" : "\(names.count), and none is named"),
            at: preset.range,
            help: names.isEmpty
                ? "add one under `pools:`, for example `pools: {main: {senders: [support]}}`"
                : "add `pool: \(names[0])` beside it, or another of \(Wording.list(names))")
        return nil
    }
}
