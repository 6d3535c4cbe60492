internal import SenderModel

/// Finds the inventory entry a message's reference means: by id, else by sender, `+` numbers without their punctuation.
final class SenderIndex: Sendable {
    private let numbers: NumberTable
    /// Ids and the texts of other senders: positions in `gates`, from `gates.count` on groups of short codes.
    private let names: NameTable
    private let gates: FixedArray<EntryGate>
    /// Short codes of the same digits in several countries, in inventory order.
    private let groups: FixedArray<Stretch>
    private let members: FixedArray<ShortCode>

    private struct ShortCode: Sendable {
        let country: Country?
        let gate: EntryGate
    }

    /// - Parameter gates: of all entries.
    init(
        _ inventory: [InventoryEntry], _ entries: FixedArray<EntryFacts>, gates: FixedArray<EntryGate>,
        in memory: FixedMemory
    ) {
        self.gates = gates
        var numbers: [(number: UInt64, gate: EntryGate)] = []
        var byText: [String: [Int]] = [:]
        numbers.reserveCapacity(inventory.count)
        for index in inventory.indices {
            let number = entries.place(index).pointee.number
            if number != 0 {
                numbers.append((number, gates[index]))
            } else {
                byText[Reference.normalized(inventory[index].sender), default: []].append(index)
            }
        }
        self.numbers = NumberTable(numbers, in: memory)
        // Ids first: a reference is matched against ids, then against senders.
        var names = inventory.indices.compactMap { index in inventory[index].id.map { ($0, Int32(index)) } }
        var groups: [Stretch] = []
        var members: [ShortCode] = []
        for (text, entries) in byText {
            if entries.count == 1 {
                names.append((text, Int32(entries[0])))
            } else {
                names.append((text, Int32(inventory.count + groups.count)))
                let start = members.count
                members += entries.map { ShortCode(country: inventory[$0].country, gate: gates[$0]) }
                groups.append(Stretch(from: start, of: members))
            }
        }
        self.names = NameTable(names, count: names.count, in: memory)
        self.groups = memory.array(groups)
        self.members = memory.array(members)
    }

    /// The entry that a text means.
    ///
    /// - Parameter country: whose short code is meant where several countries have it, from 1; else the first.
    @inline(__always)
    func find(_ text: UnsafeBufferPointer<UInt8>, country: Int) -> EntryGate {
        if text.first == UInt8(ascii: "+"), let number = E164.value(ofPunctuated: text) { return numbers.find(number) }
        return find(name: text, country: country)
    }

    /// Whether what `find` reads is worth fetching beforehand.
    var isLarge: Bool { numbers.isLarge }

    /// Begins to fetch what `find` will read for a number as nearly every one is written; for other texts nothing.
    @inline(__always)
    func prefetch(_ text: UnsafeBufferPointer<UInt8>) {
        if E164.plain(text) != nil { numbers.prefetch(E164.value(plain: text)) }
    }

    @inline(never)
    private func find(name text: UnsafeBufferPointer<UInt8>, country: Int) -> EntryGate {
        let found: Int32
        if text.first == UInt8(ascii: "+") {
            // Rare: an alphanumeric sender that starts with `+`.
            let bare = text.filter { !Reference.isPunctuation($0) }
            found = bare.withUnsafeBufferPointer(names.find)
        } else {
            found = names.find(text)
        }
        if found < 0 { return .none }
        guard Int(found) >= gates.count else { return gates[found] }
        let group = members[groups[Int(found) - gates.count]]
        return (group.first { $0.country == Country(index: country - 1) && country > 0 } ?? group[0]).gate
    }
}
