/// Interned constraints on a variable with very many values: one of these, or none of these.
///
/// Users, and the area codes of calling code 1. Constraint 0 holds for every value.
final class ValueConstraints {
    struct Constraint: Hashable {
        /// False: one of `values`; true: any other.
        var isExclusion: Bool
        /// Ascending.
        var values: [Int32]

        func allows(_ value: Int32) -> Bool { values.containsSorted(value) != isExclusion }

        func hash(into hasher: inout Hasher) {
            var mix = Mix()
            for value in values { mix.add(UInt64(UInt32(bitPattern: value))) }
            mix.add(isExclusion ? 1 : 0)
            hasher.combine(mix.value)
        }
    }

    static let any: Int32 = 0

    private(set) var constraints: [Constraint] = []
    private var positions: [Constraint: Int32] = [:]
    private var intersections: [UInt64: Int32] = [:]
    /// See `normal`.
    private var normals: [Int64: Int32] = [:]

    init() { _ = intern(Constraint(isExclusion: true, values: [])) }

    func intern(_ constraint: Constraint) -> Int32 {
        if let known = positions[constraint] { return known }
        let position = Int32(constraints.count)
        constraints.append(constraint)
        positions[constraint] = position
        return position
    }

    func oneOf(_ values: some Sequence<Int32>) -> Int32 {
        intern(Constraint(isExclusion: false, values: Self.ascending(values)))
    }

    func allBut(_ values: some Sequence<Int32>) -> Int32 {
        intern(Constraint(isExclusion: true, values: Self.ascending(values)))
    }

    /// Sorted, each once.
    private static func ascending(_ values: some Sequence<Int32>) -> [Int32] {
        var values = Array(values)
        if zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }) { return values }
        if values.count > 128, let most = values.max(), Int(most) < values.count * 64 {
            // Many of few numbers: marked, not sorted.
            var marks = [Bool](repeating: false, count: Int(most) + 2)
            for value in values { marks[Int(value) + 1] = true }
            return marks.indices.lazy.filter { marks[$0] }.map { Int32($0) - 1 }
        }
        values.sort()
        var kept = 1
        for index in 1..<values.count where values[index] != values[kept - 1] {
            values[kept] = values[index]
            kept += 1
        }
        values.removeLast(values.count - kept)
        return values
    }

    /// What both allow; nil where that is nothing.
    func intersection(_ a: Int32, _ b: Int32) -> Int32? {
        if a == Self.any || a == b { return nonEmpty(b) }
        if b == Self.any { return nonEmpty(a) }
        let key = UInt64(UInt32(bitPattern: min(a, b))) << 32 | UInt64(UInt32(bitPattern: max(a, b)))
        if let known = intersections[key] { return nonEmpty(known) }
        let (first, second) = (constraints[Int(a)], constraints[Int(b)])
        let both: Constraint
        switch (first.isExclusion, second.isExclusion) {
        case (false, _):
            both = Constraint(isExclusion: false, values: Self.allowed(first.values, second))
        case (_, false):
            both = Constraint(isExclusion: false, values: Self.allowed(second.values, first))
        default:
            both = Constraint(isExclusion: true, values: Self.ascending(first.values + second.values))
        }
        let result = intern(both)
        intersections[key] = result
        return nonEmpty(result)
    }

    /// Those of some values, ascending, that a constraint allows.
    private static func allowed(_ values: [Int32], _ constraint: Constraint) -> [Int32] {
        let others = constraint.values
        // Few are looked up one by one; else both lists are gone through side by side.
        if values.count < 8 { return values.filter(constraint.allows) }
        var result: [Int32] = []
        var next = 0
        for value in values {
            while next < others.count, others[next] < value { next += 1 }
            if (next < others.count && others[next] == value) != constraint.isExclusion { result.append(value) }
        }
        return result
    }

    /// The values a constraint does not allow.
    func complement(_ constraint: Int32) -> Int32 {
        var other = constraints[Int(constraint)]
        other.isExclusion.toggle()
        return intern(other)
    }

    func allows(_ constraint: Int32, _ value: Int32) -> Bool {
        constraint == Self.any || constraints[Int(constraint)].allows(value)
    }

    func union(_ a: Int32, _ b: Int32) -> Int32 { a == b ? a : union([a, b]) }

    /// What any of some constraints allows.
    func union(_ list: [Int32]) -> Int32 {
        if list.count == 1 { return list[0] }
        var included: [Int32] = []
        // What all that exclude anything do.
        var excluded: [Int32]?
        for constraint in list {
            let value = self[constraint]
            if !value.isExclusion {
                included += value.values
            } else if let both = excluded {
                excluded = Self.allowed(both, Constraint(isExclusion: false, values: value.values))
            } else {
                excluded = value.values
            }
        }
        guard let excluded else { return oneOf(included) }
        let others = Constraint(isExclusion: true, values: Self.ascending(included))
        return intern(Constraint(isExclusion: true, values: Self.allowed(excluded, others)))
    }

    /// The shorter form of a constraint on -1 and the numbers below `universe`; equal sets have one form.
    func normal(_ constraint: Int32, universe: Int) -> Int32 {
        let value = self[constraint]
        let included = value.isExclusion ? universe + 1 - value.values.count : value.values.count
        let isExclusion = included * 2 > universe + 1
        if isExclusion == value.isExclusion { return constraint }
        let key = Int64(constraint) << 32 | Int64(universe)
        if let known = normals[key] { return known }
        let others = Self.allowed(Array(-1..<Int32(universe)), Constraint(isExclusion: true, values: value.values))
        let made = intern(Constraint(isExclusion: isExclusion, values: others))
        normals[key] = made
        return made
    }

    /// The least value a constraint allows of -1 and the numbers below `universe`; nil where that is none.
    func first(_ constraint: Int32, below universe: Int) -> Int32? {
        let value = constraints[Int(constraint)]
        return value.isExclusion ? (-1..<Int32(universe)).first(where: value.allows) : value.values.first
    }

    subscript(constraint: Int32) -> Constraint { constraints[Int(constraint)] }

    /// Whether a constraint in its shorter form (`normal`) allows nothing.
    func isEmpty(_ constraint: Int32) -> Bool { nonEmpty(constraint) == nil }

    private func nonEmpty(_ constraint: Int32) -> Int32? {
        let value = constraints[Int(constraint)]
        return !value.isExclusion && value.values.isEmpty ? nil : constraint
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
