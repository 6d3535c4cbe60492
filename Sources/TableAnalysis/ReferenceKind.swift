internal import SenderModel

/// References no rule tells apart anywhere: entries of the same profile in each table, own or not alike.
struct ReferenceKind: Mixed {
    /// By table, -1 where the reference means nothing, or there is no second table.
    var profiles = SIMD2<Int32>(repeating: -1)
    /// By table, as bits: whether the entry is somebody's own.
    private var owned: UInt8 = 0
    /// Whether both tables' entries are the same sender.
    var isSameSender = true

    init(
        _ reference: borrowing Vocabulary.Reference, in country: Country?, _ sides: borrowing [AnalysisSide],
        _ senders: borrowing SenderNumbers
    ) {
        var texts = SIMD2<Int32>(repeating: -1)
        for index in sides.indices {
            let side = sides[index]
            let entry = reference.targets[index].entry(in: country)
            guard entry >= 0 else { continue }
            texts[index] = senders.canonical[Int(side.numberOfEntry[Int(entry)])]
            profiles[index] = side.profileOfEntry[Int(entry)]
            if !side.owners[Int(entry)].isEmpty { owned |= 1 << UInt8(index) }
        }
        isSameSender = sides.count == 1 || texts[0] == texts[1] || texts[0] < 0 || texts[1] < 0
    }

    func isOwned(_ side: Int) -> Bool { owned & 1 << UInt8(side) != 0 }

    var mixed: UInt64 {
        var mix = Mix()
        mix.add(profiles[0], profiles[1])
        mix.add(UInt64(owned) << 1 | (isSameSender ? 1 : 0))
        return mix.value
    }
}

/// Numbers the kinds of references as they are met.
struct ReferenceKindReader {
    private var met = Interned<ReferenceKind>()
    private let sides: [AnalysisSide]
    private let senders: SenderNumbers

    init(_ sides: [AnalysisSide], _ senders: SenderNumbers) {
        self.sides = sides
        self.senders = senders
    }

    var kinds: [ReferenceKind] { met.elements }

    mutating func kind(of reference: Vocabulary.Reference, in country: Country?) -> Int32 {
        met.position(of: ReferenceKind(reference, in: country, sides, senders))
    }
}
