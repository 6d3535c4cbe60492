internal import Diagnostics
internal import Linting
internal import SenderModel
internal import ShippedRules
internal import TenantConfig

/// The checks, for completion and hover.
enum CheckWords {
    struct Entry {
        let code: String
        let weight: String
        let statement: String
        let stopsEveryCommand: Bool
    }

    static let all = CheckRegistry.pages.map {
        Entry(
            code: $0.code.rawValue, weight: $0.code.defaultSeverity.rawValue, statement: $0.statement,
            stopsEveryCommand: $0.code.stopsEveryCommand)
    }
}

/// The presets, for completion and hover.
enum PresetWords {
    /// A preset's rules, as the file that is shipped has them.
    static func about(_ name: String) -> String {
        guard let order = ShippedRules.preset(name) else { return "" }
        let rules = order.rules.map { rule -> String in
            switch rule.use?.value {
            case .some(.named(_, let name)): name
            case .some(.pool): "the pool"
            case .some(.sender(let sender)): sender.value
            case .none: "?"
            }
        }
        return "Tries " + rules.joined(separator: ", then ") + "."
    }
}
