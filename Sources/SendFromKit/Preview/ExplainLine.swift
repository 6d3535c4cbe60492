internal import Diagnostics
package import SenderModel

/// The command line of `explain` that tells of a message what a page shows of it.
package enum ExplainLine {
    /// - Parameters:
    ///   - path: what the tenants were read from, as the user named it.
    ///   - attributes: the tenant's; other keys are left out, for `explain` knows none.
    package static func text(_ path: String, _ message: Message, attributes: [String]) -> String {
        var words = ["sendfrom", "explain", ShellText.word(path)]
        func add(_ flag: String, _ value: String?) {
            guard let value else { return }
            // What begins with `-` would pass for a flag.
            words += value.hasPrefix("-") ? [flag + "=" + ShellText.word(value)] : [flag, ShellText.word(value)]
        }
        add("--to", message[.to])
        for key in Message.Key.allCases where ![.id, .to].contains(key) {
            add("--" + key.name.replacing("_", with: "-"), message[key])
        }
        add("--origin", message.origin?.rawValue)
        add("--purpose", message.purpose?.rawValue)
        if !message.needs.isEmpty { add("--needs", message.needs.members.map(\.rawValue).joined(separator: ",")) }
        if message.direction != .outbound { add("--direction", message.direction.rawValue) }
        for other in message.others {
            let name = message.text(other.name)
            if case .text(let value) = other.value, attributes.contains(name) {
                add("--attribute", name + "=" + message.text(value))
            }
        }
        return words.joined(separator: " ")
    }
}
