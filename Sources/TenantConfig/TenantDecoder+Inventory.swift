internal import Diagnostics
internal import SenderModel
internal import YAMLSyntax

/// The senders a tenant has.
extension TenantDecoder {
    func decodeInventory(_ value: YAMLNode) {
        if let entries = faultlessEntries(value) {
            if config.inventory.isEmpty { config.inventory = entries } else { config.inventory += entries }
            return
        }
        let before = reader.diagnostics.count
        // Growing would copy megabytes. What is listed may be no entries at all, so not without a bound.
        config.inventory.reserveLargeCapacity(config.inventory.count + min(value.count, 100_000))
        reader.list(value, "`inventory`", example: "[{sender: \"+14155550123\"}]") { item in
            guard item.kind == .mapping else {
                let help = item.text.map { "write `- sender: \"\($0)\"`" } ?? "write `- sender: …` for each"
                reader.report(
                    .wrongType, "an inventory entry is \(SchemaReader.describe(item)), not a mapping", at: item,
                    help: help)
                return
            }
            // Read where it will stay: an entry is long to copy.
            config.inventory.append(TenantConfig.EntryConfig(range: item.range))
            Self.read(item, reader, into: &config.inventory[config.inventory.count - 1])
        }
        // A broken entry may have been the one a reference means.
        if reader.diagnostics.count > before { config.incomplete.insert(.inventory) }
    }

    /// Below this a thread costs more than it brings.
    private static let manyEntries = 4_000

    /// The entries of a long list read on several threads; nil where that brings nothing, or one holds a mistake, so that
    /// all are to be read in turn: what is told of the first may leave out what follows.
    private func faultlessEntries(_ value: YAMLNode) -> [TenantConfig.EntryConfig]? {
        guard jobs > 1, !reader.isFull, value.kind == .sequence, value.count >= Self.manyEntries else { return nil }
        var items = value.items
        let stretches = Parts.stretches(of: value.count, jobs).map { stretch in
            defer { for _ in stretch { _ = items.next() } }
            return (range: stretch, items: items)
        }
        var isFaultless = true
        let entries = [TenantConfig.EntryConfig](unsafeUninitializedCapacity: value.count) { memory, filled in
            LargePages.ask(for: UnsafeMutableRawBufferPointer(memory))
            // Each thread fills a stretch of its own.
            nonisolated(unsafe) let memory = memory
            let read = Parts.map(stretches.count, jobs: jobs) { part in
                let reader = SchemaReader(topLevelKeys: Self.topLevelKeys)
                var items = stretches[part].items.forOneThread()
                var read = 0
                for index in stretches[part].range {
                    guard let item = items.next(), item.kind == .mapping else { break }
                    memory.initializeElement(at: index, to: TenantConfig.EntryConfig(range: item.range))
                    Self.read(item, reader, into: &memory[index])
                    read += 1
                    if !reader.diagnostics.isEmpty { break }
                }
                return reader.diagnostics.isEmpty ? read : -read
            }
            isFaultless = zip(read, stretches).allSatisfy { $0 == $1.range.count }
            if isFaultless {
                filled = value.count
            } else {
                for (read, stretch) in zip(read, stretches) {
                    memory[stretch.range.lowerBound..<stretch.range.lowerBound + abs(read)].deinitialize()
                }
            }
        }
        return isFaultless ? entries : nil
    }

    private static func read(_ node: YAMLNode, _ reader: SchemaReader, into entry: inout TenantConfig.EntryConfig) {
        reader.mapping(node, TenantShapes.entry) { key, value in
            switch key {
            case "sender": entry.sender = reader.text(value, "`sender`")
            case "id":
                entry.id = reader.text(
                    value, "`id`", shape: "an id",
                    help:
                        "write up to 63 of a-z, 0-9 and `-`, starting with a letter, for example `support`; `none` and `unknown` are taken"
                ) { Names.isID($0) && $0 != "none" && $0 != "unknown" }
            case "name": entry.name = reader.text(value, "`name`")
            case "type": entry.kind = reader.member(value, "`type`")
            case "country":
                entry.countryKey = reader.keyRange
                entry.country = reader.country(value, "`country`")
            case "capabilities":
                let (set, first) = reader.memberSet(value, "`capabilities`", of: Capability.self)
                entry.capabilities = .init(set: set, first: first)
            case "status": entry.status = reader.member(value, "`status`")
            case "assigned": entry.assigned = reader.boolean(value, "`assigned`")
            case "shared": entry.shared = reader.boolean(value, "`shared`")
            case "trust": entry.trust = reader.integer(value, "`trust`", in: -1_000_000_000...1_000_000_000)
            case "purchased": entry.purchased = reader.date(value, "`purchased`")
            case "campaign": entry.campaign = reader.text(value, "`campaign`")
            case "registered_in": entry.registeredIn = reader.texts(value, "`registered_in`", example: "[GB, SG]")
            case "provider": entry.provider = reader.text(value, "`provider`")
            case "weekly_price": entry.weeklyPrice = reader.money(value, "`weekly_price`")
            default: entry.tags = reader.texts(value, "`tags`", example: "[marketing]")
            }
        }
    }
}
