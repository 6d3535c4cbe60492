internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// The senders of all pages, each once.
struct ImportedInventory {
    private(set) var senders: [ImportedSender] = []
    private var positions: [String: Int] = [:]

    /// Adds a sender, or what is new about one that is there already.
    mutating func add(_ sender: ImportedSender, _ remarks: inout ImportRemarks) {
        if let position = positions[sender.identity] {
            merge(sender, into: position, &remarks)
        } else {
            positions[sender.identity] = senders.count
            senders.append(sender)
        }
    }

    private mutating func merge(_ other: ImportedSender, into position: Int, _ remarks: inout ImportRemarks) {
        var sender = senders[position]
        func join<Value: Equatable>(_ mine: Value?, _ others: Value?, _ key: String) -> Value? {
            guard let mine, let others, mine != others else { return mine ?? others }
            remarks.report(
                "\(sender.shape.text) stands at \(sender.place) too, with another `\(key)`; that one is kept",
                at: other.place)
            return mine
        }
        sender.name = join(sender.name, other.name, "name")
        sender.country = join(sender.country, other.country, "country")
        sender.kind = join(sender.kind, other.kind, "type")
        sender.capabilities = join(sender.capabilities, other.capabilities, "capabilities")
        // Not said is active.
        sender.status = join(sender.status ?? .active, other.status ?? .active, "status")
        sender.campaign = join(sender.campaign, other.campaign, "campaign")
        if let mine = sender.purchased, let others = other.purchased, sender.isDatedLoosely || other.isDatedLoosely {
            // Bought before it was put into the first service.
            let isTold = sender.isDatedLoosely != other.isDatedLoosely
            sender.purchased = isTold ? (sender.isDatedLoosely ? others : mine) : min(mine, others)
            sender.isDatedLoosely = sender.isDatedLoosely && other.isDatedLoosely
        } else {
            sender.purchased = join(sender.purchased, other.purchased, "purchased")
        }
        sender.registeredIn.formUnion(other.registeredIn)
        sender.listedFor.formUnion(other.listedFor)
        sender.comments += other.comments.filter { !sender.comments.contains($0) }
        senders[position] = sender
    }

    /// Short codes that one listing tells without a country and another with one become one entry; those left over get
    /// `country`.
    mutating func settleShortCodes(_ country: Country?, _ remarks: inout ImportRemarks) {
        let all = senders
        var known: [String: Set<Country>] = [:]
        for sender in all where sender.shape.isShortCode {
            if let country = sender.country { known[sender.shape.text, default: []].insert(country) }
        }
        senders = []
        positions = [:]
        for var sender in all {
            if sender.shape.isShortCode, sender.country == nil {
                let told = known[sender.shape.text] ?? []
                sender.country = told.count == 1 ? told.first : country
            }
            add(sender, &remarks)
        }
    }

    /// Gives US long codes without a campaign the one of the command line.
    mutating func fillCampaigns(_ campaign: String, isUSLongCode: (ImportedSender) -> Bool) {
        for index in senders.indices where senders[index].campaign == nil && isUSLongCode(senders[index]) {
            senders[index].campaign = campaign
        }
    }

    /// Makes ids of the names, where that gives one that no other entry would get and no sender is.
    mutating func nameEntries() {
        let ids = senders.map { $0.name.flatMap(Self.id) }
        var counts: [String: Int] = [:]
        for id in ids.compactMap({ $0 }) { counts[id, default: 0] += 1 }
        let texts = Set(senders.map(\.shape.text))
        for (index, id) in ids.enumerated() {
            guard let id, counts[id] == 1, !texts.contains(id) else { continue }
            senders[index].id = id
        }
    }

    /// `Support line` becomes `support-line`; nil for what makes no id without leaving letters out.
    private static func id(_ name: String) -> String? {
        let hasOtherLetters = name.unicodeScalars.contains { !$0.isASCII && $0.properties.isAlphabetic }
        guard !hasOtherLetters, let id = Names.tenant(from: name), Names.isID(id) else { return nil }
        return id == "none" || id == "unknown" ? nil : id
    }
}
