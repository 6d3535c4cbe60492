internal import TenantConfig

/// A week of ISO 8601, Monday to Sunday: `2026-W47`.
public struct CalendarWeek: Sendable {
    /// As written.
    public let text: String
    /// The week's last day as `YYYY-MM-DD`, to compare with dates.
    let sunday: String

    /// Nil for a text that is no week of the calendar.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, bytes[4] == UInt8(ascii: "-"), bytes[5] == UInt8(ascii: "W"),
            let year = Int(text.prefix(4)), let week = Int(text.suffix(2)), year >= 1, week >= 1
        else { return nil }
        // Week 1 holds 4 January. Days are counted from 1 January of year 1, a Monday.
        let fourth = Self.days(before: year) + 3
        let firstMonday = fourth - fourth % 7
        let monday = firstMonday + (week - 1) * 7
        let next = Self.days(before: year + 1) + 3
        guard monday < next - next % 7 else { return nil }
        self.text = text
        // 719,162 days lie between that Monday and 1970-01-01.
        sunday = CalendarDate.text(days: monday + 6 - 719_162)
    }

    private static func days(before year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400
    }
}
