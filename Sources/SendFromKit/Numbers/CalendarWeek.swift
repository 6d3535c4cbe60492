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
        sunday = Self.date(monday + 6)
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func days(before year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400
    }

    private static func date(_ day: Int) -> String {
        var year = day / 366 + 1
        while days(before: year + 1) <= day { year += 1 }
        var rest = day - days(before: year)
        let months = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var month = 0
        while rest >= months[month] {
            rest -= months[month]
            month += 1
        }
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(rest + 1, 2))"
    }
}
