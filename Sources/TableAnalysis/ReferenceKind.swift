internal import SenderModel

/// References no rule tells apart anywhere: entries of the same profile in each table, own or not alike.
struct ReferenceKind: Hashable {
    /// By table, -1 where the reference means nothing.
    var profiles: [Int32]
    var isOwned: [Bool]
    /// Whether both tables' entries are the same sender.
    var isSameSender: Bool
}

/// Numbers the kinds of references as they are met.
struct ReferenceKindReader {
    private(set) var kinds: [ReferenceKind] = []
    private var positions: [ReferenceKind: Int32] = [:]
    private let sides: [AnalysisSide]

    private let senders: SenderNumbers

    init(_ sides: [AnalysisSide], _ senders: SenderNumbers) {
        self.sides = sides
        self.senders = senders
    }

    mutating func kind(of reference: Vocabulary.Reference, in country: Country?) -> Int32 {
        let kind = Self.kind(of: reference, in: country, sides, senders)
        if let known = positions[kind] { return known }
        positions[kind] = Int32(kinds.count)
        kinds.append(kind)
        return Int32(kinds.count - 1)
    }

    static func kind(
        of reference: Vocabulary.Reference, in country: Country?, _ sides: [AnalysisSide],
        _ senders: SenderNumbers
    ) -> ReferenceKind {
        let entries = reference.targets.map { $0.entry(in: country) }
        let texts = zip(sides, entries).map { $1 < 0 ? -1 : senders.canonical[Int($0.numberOfEntry[Int($1)])] }
        return ReferenceKind(
            profiles: zip(sides, entries).map { $1 < 0 ? -1 : $0.profileOfEntry[Int($1)] },
            isOwned: zip(sides, entries).map { $1 >= 0 && !$0.owners[Int($1)].isEmpty },
            isSameSender: texts.allSatisfy { $0 == texts[0] } || texts.contains(-1))
    }
}
