internal import Diagnostics
internal import NumberingPlan
internal import SenderModel
internal import TenantConfig

/// Stage: the inventory. What is not written is inferred; what is written wins.
extension Compilation {
    func compileInventory() {
        let count = config.inventory.count
        senders.reserveCapacity(count)
        table.inventory.reserveLargeCapacity(count)
        facts.reserveCapacity(count)
        var alike: [String: Int] = [:]
        for index in config.inventory.indices { compileEntry(index, config.inventory[index], &alike) }
        checkAmbiguousIDs()
    }

    /// - Parameter alike: the first entry of each identity, where several have the same text.
    private func compileEntry(
        _ index: Int, _ config: TenantConfig.EntryConfig, _ alike: inout [String: Int]
    ) {
        checkProvider(of: config)
        // Also for an entry that is broken: a reference to it is no second mistake.
        if let id = config.id, let first = senders.add(id: id.value, of: index) {
            hasBrokenNames = true
            report(
                .duplicateID, "id \(Wording.quote(id.value)) is given twice", at: id.range,
                help: "choose another id",
                related: [.init("first given here", at: self.config.place(firstRange(first, \.id)))])
        }
        var known: NumberFacts?
        table.inventory.append(
            inventoryEntry(config, &known) ?? InventoryEntry(sender: config.sender?.value ?? "", kind: .longCode))
        // An entry taken out of its list is copied whole.
        let text = table.inventory[index].sender
        if known == nil, text.utf8.first == UInt8(ascii: "+") { known = NumberingPlan.facts(of: text) }
        facts.append(known)
        if let sender = config.sender, let other = senders.add(sender: text, of: index) {
            compileNamesake(index, sender, other, &alike)
        }
    }

    /// An entry whose text another has too, which is seldom: a short code is another sender in each country.
    private func compileNamesake(
        _ index: Int, _ sender: Located<String>, _ other: Int, _ alike: inout [String: Int]
    ) {
        let entry = table.inventory[index]
        let otherIdentity = identity(of: other)
        if alike[otherIdentity] == nil { alike[otherIdentity] = other }
        let own = identity(of: index)
        // Without a country nobody knows whether a short code is the same, and that is the mistake that is told.
        let isKnown = entry.kind != .shortCode || entry.country != nil
        guard isKnown, let first = alike[own] else {
            alike[own] = index
            senders.add(sender: entry.sender, ofAnother: index)
            return
        }
        let name =
            entry.kind == .shortCode
            ? "\(Wording.quote(entry.sender)) of \(entry.country?.code ?? "")" : Wording.quote(entry.sender)
        report(
            .duplicateSender, "sender \(name) is in the inventory twice", at: sender.range,
            help: "keep one entry",
            related: [.init("first given here", at: self.config.place(firstRange(first, \.sender)))])
    }

    /// Where a key of an earlier entry stands.
    private func firstRange(
        _ index: Int, _ key: KeyPath<TenantConfig.EntryConfig, Located<String>?>
    ) -> SourceRange {
        config.inventory[index][keyPath: key]?.range ?? config.inventory[index].range
    }

    /// What makes an entry the same sender as another.
    private func identity(of index: Int) -> String {
        let entry = table.inventory[index]
        return entry.kind == .shortCode ? entry.sender + " " + (entry.country?.code ?? "") : entry.sender
    }

    /// The entry, or nil (with a diagnostic) where its sender is none.
    ///
    /// - Parameter facts: becomes what the plan says of a number.
    private func inventoryEntry(_ config: TenantConfig.EntryConfig, _ facts: inout NumberFacts?) -> InventoryEntry? {
        guard let sender = config.sender else { return nil }
        let registeredIn = countries(config.registeredIn)
        guard let (text, inferred, country) = identify(sender, &facts) else {
            hasBrokenNames = true
            return nil
        }
        let kind = config.kind?.value ?? inferred
        let ownCountry = kind == .alphanumeric ? nil : config.country?.value ?? country
        if kind == .alphanumeric {
            // Where `type` says what the sender isn't, that is the mistake.
            if let key = config.countryKey, inferred == .alphanumeric {
                report(
                    .unknownKey, "`country` is not a key of an alphanumeric sender", at: key,
                    help: "delete it; countries that know the sender stand in `registered_in`",
                    // With a digit in it, it may have been meant as a short code.
                    fix: text.contains(where: \.isNumber) ? nil : .delete("country", at: self.config.place(key)))
            }
        } else if kind == .shortCode, ownCountry == nil {
            report(
                .shortCodeWithoutCountry, "short code \(Wording.quote(text)) has no `country`", at: sender.range,
                help: "add `country: …`: a short code works in one country only")
        }
        return InventoryEntry(
            sender: text, id: config.id?.value, name: config.name?.value, kind: kind, country: ownCountry,
            capabilities: config.capabilities?.set ?? [.sms], status: config.status?.value ?? .active,
            isAssigned: config.assigned?.value ?? true, isShared: config.shared?.value ?? false,
            trust: config.trust?.value ?? 0, purchased: config.purchased?.value, registeredIn: registeredIn)
    }

    /// The normalised sender with what its text says of it.
    private func identify(
        _ sender: Located<String>, _ known: inout NumberFacts?
    ) -> (text: String, kind: SenderKind, country: Country?)? {
        switch SenderText(sender.value) {
        case .number(let text):
            let facts = NumberingPlan.facts(of: text)
            known = facts
            guard facts.isPossible else {
                report(
                    .invalidNumber, "\(Wording.quote(sender.value)) can't be a phone number", at: sender.range,
                    help: "write `+`, the country's calling code and the whole number, for example `\"+14155550123\"`")
                return nil
            }
            return (text, facts.lineType == .tollFree ? .tollFree : .longCode, facts.country)
        case .shortCode(let text): return (text, .shortCode, nil)
        case .alphanumeric(let text): return (text, .alphanumeric, nil)
        case .withoutPlus(let digits):
            let country = config.country?.value
            let isValid = NumberingPlan.facts(of: "+" + digits).isValid
            let code = country.flatMap { NumberingPlan.callingCode(of: $0) }
            let completed = code.map { "+\($0)\(digits)" }
            let isNational = code.map { Self.readsNationally(digits, callingCode: "\($0)") } == true
            let help =
                completed.map { NumberingPlan.facts(of: $0).isValid } == true && !isValid
                ? "write \"\(completed ?? "")\""
                : isValid
                    ? "write \"+\(digits)\" if \(Wording.quote(digits)) starts with the country's calling code"
                    : "write `+`, the calling code and the number" + (code.map { ", for example `\"+\($0)…\"`" } ?? "")
            report(
                .notE164, "\(Wording.quote(sender.value)) is a number without `+`", at: sender.range, help: help,
                fix: isValid && !isNational ? .write("+" + digits, at: config.place(sender.range)) : nil)
        case .invalidNumber(let reason):
            report(
                .invalidNumber, "\(Wording.quote(sender.value)) is not a sender: \(reason)", at: sender.range,
                help: "write an E.164 number such as `\"+14155550123\"`, or a short code's digits")
        case .invalidAlphanumeric(let reason):
            var meant = Lookalikes.plain(sender.value, allowed: SenderText.gsmBasic)
            if let text = meant, SenderText(text) != .alphanumeric(text) { meant = nil }
            report(
                .invalidAlphanumeric, "\(Wording.quote(sender.value)) can't be an alphanumeric sender ID: \(reason)",
                at: sender.range,
                help: meant.map { "write `\($0)`, typed anew" }
                    ?? "write 1 to 11 letters, digits and spaces, with at least one letter, for example `ACME`",
                fix: meant.map { .write($0, at: self.config.place(sender.range)) })
        }
        return nil
    }

    /// Whether the digits may be a number of the country with that calling code: as they stand, or after the digit that
    /// is dialled first at home in most countries that have one.
    private static func readsNationally(_ digits: String, callingCode: String) -> Bool {
        if NumberingPlan.facts(of: "+" + callingCode + digits).isValid { return true }
        guard let first = digits.first, "018".contains(first) else { return false }
        let number = "+" + callingCode + digits.dropFirst()
        return number != "+" + digits && NumberingPlan.facts(of: number).isValid
    }

    private func checkProvider(of entry: TenantConfig.EntryConfig) {
        guard entry.provider != nil || config.providers.count > 1, !config.incomplete.contains(.providers) else {
            return
        }
        let names = providers.names
        if let provider = entry.provider {
            guard !providers.contains(provider.value) else { return }
            let near = near(provider.value, among: names)
            report(
                .unresolvedReference, "\(Wording.quote(provider.value)) is not a provider" + NearMiss.words(near),
                at: provider.range,
                help: names.isEmpty ? "add it to `providers` in tenant.yaml" : "write \(Wording.list(names, "or"))",
                fix: correction(near, for: provider.value, at: provider.range))
        } else {
            report(
                .missingKey, "an inventory entry has no `provider`, and the tenant has several",
                at: entry.sender?.range ?? entry.range,
                help: "add `provider: \(names[0])`, or another of \(Wording.list(names))")
        }
    }

    private func checkAmbiguousIDs() {
        for index in config.inventory.indices {
            guard let id = config.inventory[index].id,
                let first = senders.entries(ofSender: id.value).first(where: { $0 != index })
            else { continue }
            let other = config.inventory[first]
            report(
                .ambiguousReference, "id \(Wording.quote(id.value)) is also another entry's sender", at: id.range,
                help: "choose another id",
                related: other.sender.map { [.init("the sender stands here", at: config.place($0.range))] } ?? [])
        }
    }
}
