/// Numbers from a seed: SplitMix64, the same on every machine and with every version of Swift.
public struct Dice: Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// One of 0 ..< `count`.
    public mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

    public mutating func chance(_ probability: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < probability }

    public mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element {
        items[items.index(items.startIndex, offsetBy: below(items.count))]
    }

    public mutating func shuffled<Element>(_ items: [Element]) -> [Element] {
        var items = items
        for index in items.indices.dropFirst().reversed() { items.swapAt(index, below(index + 1)) }
        return items
    }

    /// `count` different items, in random order.
    public mutating func sample<Element>(_ items: [Element], _ count: Int) -> [Element] {
        var items = items
        for index in 0..<count { items.swapAt(index, index + below(items.count - index)) }
        return Array(items.prefix(count))
    }

    /// A position of `weights`, each as likely as its weight.
    ///
    /// - Parameter totals: running sums of the weights.
    mutating func weighted(_ totals: [Double]) -> Int {
        let target = Double(next() >> 11) * 0x1p-53 * (totals.last ?? 0)
        var low = 0
        var high = totals.count - 1
        while low < high {
            let middle = (low + high) / 2
            if totals[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Running sums of 1 / (k + `offset`): few countries get most of the traffic.
    static func falling(_ count: Int, offset: Int) -> [Double] {
        var sum = 0.0
        return (0..<count).map {
            sum += 1 / Double($0 + offset)
            return sum
        }
    }
}
