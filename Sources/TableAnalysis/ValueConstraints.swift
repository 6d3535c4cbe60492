/// Interned constraints on a variable with very many values: one of these, or none of these.
///
/// Users, teams, area codes, recipients' classes: numbers from -1. They are kept as bits, 64 numbers a chunk, without
/// empty chunks: a few of very many take little room, and many are taken together a chunk at a time. Constraint 0 holds
/// for every value.
final class ValueConstraints {
    static let any: Int32 = 0

    /// 64 numbers, the least of which is `place * 64 - 1`.
    private struct Chunk: Equatable {
        let place: Int32
        var bits: UInt64

        init(place: Int32, bits: UInt64) {
            self.place = place
            self.bits = bits
        }

        init(_ value: Int32) {
            place = (value + 1) >> 6
            bits = 1 << UInt64((value + 1) & 63)
        }
    }

    private struct Entry {
        /// Of `chunks`, ascending by place.
        let chunks: Range<Int>
        let isExclusion: Bool
        /// How many values it names.
        let count: Int
    }

    // Nothing calls back while they are read or written.
    @exclusivity(unchecked) private var entries: [Entry] = []
    @exclusivity(unchecked) private var chunks: [Chunk] = []
    /// In `entries`.
    private var positions = PositionTable()
    private var intersections = PairTable()
    /// Room for what is being made: the bits of chunks by place, all 0 in between, and chunks.
    @exclusivity(unchecked) private var marks: [UInt64] = []
    @exclusivity(unchecked) private var made: [Chunk] = []
    /// By constraint, -1 where nobody asked.
    private var complements: [Int32] = []
    /// See `normal`.
    private var normals = PairTable()

    init() { _ = intern([], isExclusion: true) }

    // MARK: - Making

    private func intern(_ made: [Chunk], isExclusion: Bool) -> Int32 {
        var mix = Mix()
        mix.add(isExclusion ? 1 : 0)
        for chunk in made {
            mix.add(chunk.bits)
            mix.add(UInt64(UInt32(bitPattern: chunk.place)))
        }
        let known = positions.position(mix.value) { position in
            let entry = entries[Int(position)]
            return entry.isExclusion == isExclusion && chunks[entry.chunks].elementsEqual(made)
        }
        if let known { return known }
        let position = Int32(entries.count)
        positions.insert(mix.value, position)
        entries.append(
            Entry(
                chunks: chunks.count..<chunks.count + made.count, isExclusion: isExclusion,
                count: made.reduce(0) { $0 + $1.bits.nonzeroBitCount }))
        chunks += made
        complements.append(-1)
        return position
    }

    private static func add(_ chunk: Chunk, to made: inout [Chunk]) {
        guard let last = made.last, last.place >= chunk.place else { return made.append(chunk) }
        if last.place == chunk.place {
            made[made.count - 1].bits |= chunk.bits
            return
        }
        var (low, high) = (0, made.count)
        while low < high {
            let middle = (low + high) / 2
            if made[middle].place < chunk.place { low = middle + 1 } else { high = middle }
        }
        if made[low].place == chunk.place {
            made[low].bits |= chunk.bits
        } else {
            made.insert(chunk, at: low)
        }
    }

    private static func chunks(_ values: some Sequence<Int32>) -> [Chunk] {
        var made: [Chunk] = []
        for value in values { add(Chunk(value), to: &made) }
        return made
    }

    func oneOf(_ values: some Sequence<Int32>) -> Int32 { intern(Self.chunks(values), isExclusion: false) }

    func allBut(_ values: some Sequence<Int32>) -> Int32 { intern(Self.chunks(values), isExclusion: true) }

    /// - Parameter bits: bit v + 1 for the number v, 64 a word.
    func oneOf(bits: [UInt64]) -> Int32 {
        made.removeAll(keepingCapacity: true)
        for (place, word) in bits.enumerated() where word != 0 { made.append(Chunk(place: Int32(place), bits: word)) }
        return intern(made, isExclusion: false)
    }

    // MARK: - Sets

    /// Of some chunks the numbers that others have too, or don't.
    private static func filtered(
        _ values: some Sequence<Chunk>, _ others: some RandomAccessCollection<Chunk>, isExclusion: Bool
    ) -> [Chunk] {
        var result: [Chunk] = []
        var next = others.startIndex
        for var chunk in values {
            while next < others.endIndex, others[next].place < chunk.place { next = others.index(after: next) }
            let other = next < others.endIndex && others[next].place == chunk.place ? others[next].bits : 0
            chunk.bits &= isExclusion ? ~other : other
            if chunk.bits != 0 { result.append(chunk) }
        }
        return result
    }

    /// What both allow; nil where that is nothing.
    func intersection(_ a: Int32, _ b: Int32) -> Int32? {
        if a == Self.any || a == b { return nonEmpty(b) }
        if b == Self.any { return nonEmpty(a) }
        let known = intersections[min(a, b), max(a, b)]
        if known >= 0 { return nonEmpty(known) }
        var (first, second) = (entries[Int(a)], entries[Int(b)])
        if first.isExclusion { swap(&first, &second) }
        var both: [Chunk]
        if !first.isExclusion {
            both = Self.filtered(chunks[first.chunks], chunks[second.chunks], isExclusion: second.isExclusion)
        } else {
            both = Array(chunks[first.chunks])
            for chunk in chunks[second.chunks] { Self.add(chunk, to: &both) }
        }
        let result = intern(both, isExclusion: first.isExclusion)
        intersections[min(a, b), max(a, b)] = result
        return nonEmpty(result)
    }

    /// The values a constraint does not allow.
    func complement(_ constraint: Int32) -> Int32 {
        let known = complements[Int(constraint)]
        if known >= 0 { return known }
        let entry = entries[Int(constraint)]
        let made = intern(Array(chunks[entry.chunks]), isExclusion: !entry.isExclusion)
        complements[Int(constraint)] = made
        complements[Int(made)] = constraint
        return made
    }

    func union(_ a: Int32, _ b: Int32) -> Int32 { a == b ? a : union([a, b]) }

    /// What any of some constraints allows.
    func union(_ list: some Sequence<Int32>) -> Int32 {
        // Included numbers are marked where they belong: lists of hundreds are united, of a few numbers each.
        var (least, most) = (Int.max, -1)
        // What all that exclude anything do.
        var excluded: [Chunk]?
        for constraint in list {
            let entry = entries[Int(constraint)]
            if !entry.isExclusion {
                for position in entry.chunks {
                    let place = Int(chunks[position].place)
                    if place >= marks.count { marks += repeatElement(0, count: place + 1 - marks.count) }
                    marks[place] |= chunks[position].bits
                    least = min(least, place)
                    most = max(most, place)
                }
            } else if let both = excluded {
                excluded = Self.filtered(both, chunks[entry.chunks], isExclusion: false)
            } else {
                excluded = Array(chunks[entry.chunks])
            }
        }
        made.removeAll(keepingCapacity: true)
        if least <= most {
            for place in least...most where marks[place] != 0 {
                made.append(Chunk(place: Int32(place), bits: marks[place]))
                marks[place] = 0
            }
        }
        guard let excluded else { return intern(made, isExclusion: false) }
        return intern(Self.filtered(excluded, made, isExclusion: true), isExclusion: true)
    }

    /// The shorter form of a constraint on -1 and the numbers below `universe`; equal sets have one form.
    func normal(_ constraint: Int32, universe: Int) -> Int32 {
        let entry = entries[Int(constraint)]
        let included = entry.isExclusion ? universe + 1 - entry.count : entry.count
        let isExclusion = included * 2 > universe + 1
        if isExclusion == entry.isExclusion { return constraint }
        let known = normals[constraint, Int32(universe)]
        if known >= 0 { return known }
        let all = (0...Int32(universe >> 6)).lazy.map { place in
            let numbers = min(64, universe + 1 - Int(place) * 64)
            return Chunk(place: place, bits: numbers == 64 ? .max : (1 << UInt64(numbers)) - 1)
        }
        let made = intern(Self.filtered(all, chunks[entry.chunks], isExclusion: true), isExclusion: isExclusion)
        normals[constraint, Int32(universe)] = made
        return made
    }

    // MARK: - Asking

    func allows(_ constraint: Int32, _ value: Int32) -> Bool {
        constraint == Self.any || self[constraint].allows(value)
    }

    /// The least value a constraint allows of -1 and the numbers below `universe`; nil where that is none.
    func first(_ constraint: Int32, below universe: Int) -> Int32? {
        let value = self[constraint]
        return value.isExclusion ? (-1..<Int32(universe)).first(where: value.allows) : value.values.first
    }

    /// Whether a constraint in its shorter form (`normal`) allows nothing.
    func isEmpty(_ constraint: Int32) -> Bool { nonEmpty(constraint) == nil }

    private func nonEmpty(_ constraint: Int32) -> Int32? {
        let entry = entries[Int(constraint)]
        return !entry.isExclusion && entry.count == 0 ? nil : constraint
    }

    subscript(constraint: Int32) -> Constraint {
        let entry = entries[Int(constraint)]
        return Constraint(
            isExclusion: entry.isExclusion, values: Values(owner: self, chunks: entry.chunks, count: entry.count))
    }

    struct Constraint {
        /// False: one of `values`; true: any other.
        let isExclusion: Bool
        let values: Values

        func allows(_ value: Int32) -> Bool { values.contains(value) != isExclusion }
    }

    /// The numbers of a constraint, ascending.
    struct Values: Sequence {
        fileprivate let owner: ValueConstraints
        fileprivate let chunks: Range<Int>
        let count: Int

        var isEmpty: Bool { count == 0 }
        var first: Int32? { first { _ in true } }

        func contains(_ value: Int32) -> Bool {
            let wanted = Chunk(value)
            var (low, high) = (chunks.lowerBound, chunks.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if owner.chunks[middle].place < wanted.place { low = middle + 1 } else { high = middle }
            }
            guard low < chunks.upperBound, owner.chunks[low].place == wanted.place else { return false }
            return owner.chunks[low].bits & wanted.bits != 0
        }

        func makeIterator() -> Iterator { Iterator(owner: owner, chunks: chunks) }

        struct Iterator: IteratorProtocol {
            fileprivate let owner: ValueConstraints
            /// Those after the one whose numbers are left in `bits`.
            fileprivate var chunks: Range<Int>
            private var place: Int32 = 0
            private var bits: UInt64 = 0

            fileprivate init(owner: ValueConstraints, chunks: Range<Int>) {
                self.owner = owner
                self.chunks = chunks
            }

            mutating func next() -> Int32? {
                if bits == 0 {
                    guard !chunks.isEmpty else { return nil }
                    (place, bits) = (owner.chunks[chunks.lowerBound].place, owner.chunks[chunks.lowerBound].bits)
                    chunks = chunks.lowerBound + 1..<chunks.upperBound
                }
                let bit = Int32(bits.trailingZeroBitCount)
                bits &= bits - 1
                return place << 6 + bit - 1
            }
        }
    }
}

extension [Int32] {
    /// Whether an ascending list has a value.
    func containsSorted(_ value: Int32) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == value
    }
}
