internal import Diagnostics
internal import SenderModel
internal import YAMLSyntax

/// An `inventory.yaml`, and which lines each entry has.
struct InventoryText {
    private(set) var lines: [String] = []
    /// From 0, of the entries in their order.
    private(set) var entryLines: [Range<Int>] = []

    var text: String { lines.joined(separator: "\n") + "\n" }

    init(_ senders: [ImportedSender], header: [String], provider: String?) {
        for line in header { comment(line, indent: "") }
        guard !senders.isEmpty else {
            lines.append("inventory: []")
            return
        }
        lines.append("inventory:")
        for sender in senders {
            let start = lines.count
            add(sender, provider)
            entryLines.append(start..<lines.count)
        }
    }

    private mutating func add(_ sender: ImportedSender, _ provider: String?) {
        lines.append("  - sender: \(YAMLText.scalar(sender.shape.text))")
        func pair(_ key: String, _ value: String?) {
            if let value { lines.append("    \(key): \(value)") }
        }
        pair("id", sender.id.map(YAMLText.scalar))
        pair("name", sender.name.map(YAMLText.scalar))
        pair("type", sender.kind?.rawValue)
        pair("country", sender.country.map { YAMLText.scalar($0.code) })
        if sender.shape.isShortCode, sender.country == nil {
            lines.append("    # country: ??  # the listing doesn't say; a short code works in one country only")
        }
        pair("capabilities", sender.capabilities.map { "[\($0.members.map(\.rawValue).joined(separator: ", "))]" })
        if let status = sender.status, status != .active { pair("status", status.rawValue) }
        pair("purchased", sender.purchased)
        pair("campaign", sender.campaign.map(YAMLText.scalar))
        if !sender.registeredIn.isEmpty { pair("registered_in", Self.list(sender.registeredIn)) }
        pair("provider", provider.map(YAMLText.scalar))
        var listed = sender.listedFor
        for country in sender.registeredIn.sorted { listed.remove(country) }
        if !listed.isEmpty {
            comment("registered_in: \(Self.list(listed))  # listed there, not said to be registered", indent: "    ")
        }
        for line in sender.comments { comment(line, indent: "    ") }
    }

    private mutating func comment(_ text: String, indent: String) {
        lines.append("\(indent)# \(SecretShapes.masked(Printable.line(text)))")
    }

    private static func list(_ countries: CountrySet) -> String {
        "[\(countries.sorted.map { YAMLText.scalar($0.code) }.joined(separator: ", "))]"
    }

    /// The same lines, those of some entries empty, so that what stands elsewhere keeps its place.
    func without(_ entries: Set<Int>) -> String {
        var lines = lines
        for entry in entries {
            for line in entryLines[entry] { lines[line] = String(repeating: " ", count: lines[line].utf8.count) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The entry that has a line, counted from 1.
    func entry(atLine line: Int) -> Int? {
        var low = 0
        var high = entryLines.count
        while low < high {
            let middle = (low + high) / 2
            if entryLines[middle].upperBound < line { low = middle + 1 } else { high = middle }
        }
        return low < entryLines.count && entryLines[low].contains(line - 1) ? low : nil
    }
}
