/// An amount of money, exact: an integer of millionths, and how many decimals to show.
///
/// What `TenantConfig` reads has at most 12 digits before and 6 after the point, so a sum of any inventory fits 128 bits.
struct Money: Equatable, Sendable {
    private var millionths: Int128
    /// As many as the most exact part has, at least two.
    private var decimals: Int

    static let zero = Money(millionths: 0, decimals: 2)

    private init(millionths: Int128, decimals: Int) {
        self.millionths = millionths
        self.decimals = decimals
    }

    /// - Parameter text: digits, perhaps with a point and up to 6 more, as `SchemaReader.money` accepts.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int128($0) }), parts.count <= 2 else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.count <= 6, let tail = Int128(fraction + String(repeating: "0", count: 6 - fraction.count))
        else { return nil }
        millionths = whole * 1_000_000 + tail
        decimals = max(2, fraction.count)
    }

    static func + (a: Money, b: Money) -> Money {
        Money(millionths: a.millionths + b.millionths, decimals: max(a.decimals, b.decimals))
    }

    /// `8.97`
    var text: String {
        let tail = String(1_000_000 + millionths % 1_000_000).dropFirst().prefix(decimals)
        return "\(millionths / 1_000_000).\(tail)"
    }
}
