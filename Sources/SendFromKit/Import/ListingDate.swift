internal import TenantConfig

/// The days listings tell, in the forms providers write them: ISO 8601, RFC 2822, seconds or milliseconds since 1970.
enum ListingDate {
    /// The day as `YYYY-MM-DD`, UTC; nil for what is none.
    static func day(of value: JSONValue) -> String? {
        switch value {
        case .number(let number): return day(number)
        case .text(let text):
            if let number = Double(text) { return day(number) }
            return iso(text) ?? mail(text)
        default: return nil
        }
    }

    /// Seconds or, from the year 5138 on as seconds, milliseconds.
    private static func day(_ number: Double) -> String? {
        let seconds = abs(number) >= 1e11 ? number / 1000 : number
        guard seconds.isFinite, (0..<253_402_300_800).contains(seconds) else { return nil }
        return CalendarDate.text(days: Int(seconds) / 86_400)
    }

    /// `2015-07-30`, `2015-07-30T20:12:31.5Z`, `2015-07-30 20:12:31+02:00`
    private static func iso(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let days = days(year, month, day)
        else { return nil }
        if bytes.count == 10 { return CalendarDate.text(days: days) }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") else { return nil }
        let rest = bytes[11...]
        let end =
            rest.firstIndex { !isDigit($0) && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ".") } ?? rest.endIndex
        return shifted(days, clock: rest[..<end], zone: rest[end...])
    }

    /// `Thu, 30 Jul 2015 23:19:04 +0000`
    private static func mail(_ text: String) -> String? {
        var words = text.split(separator: " ").map(String.init)
        if words.first?.hasSuffix(",") == true { words.removeFirst() }
        guard (4...5).contains(words.count), let day = number(Array(words[0].utf8)[...]),
            let month = months.firstIndex(of: words[1].lowercased()), words[2].utf8.count == 4,
            let year = number(Array(words[2].utf8)[...]), let days = days(year, month + 1, day)
        else { return nil }
        return shifted(
            days, clock: Array(words[3].utf8)[...], zone: Array((words.count > 4 ? words[4] : "Z").utf8)[...])
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// The day it is in UTC when a clock in a zone shows a time on a day.
    private static func shifted(_ days: Int, clock: ArraySlice<UInt8>, zone: ArraySlice<UInt8>) -> String? {
        let parts = clock.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = number(parts[0]), let minute = number(parts[1]), hour < 24,
            minute < 60, let offset = offset(zone)
        else { return nil }
        let minutes = days * 1440 + hour * 60 + minute - offset
        return minutes < 0 ? nil : CalendarDate.text(days: minutes / 1440)
    }

    /// Minutes east of Greenwich.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
        if zone.isEmpty || ["Z", "GMT", "UTC", "UT"].contains(String(decoding: zone, as: UTF8.self)) { return 0 }
        let digits = zone.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            digits.count == 4 || digits.count == 2, let value = number(digits[...])
        else { return nil }
        let minutes = digits.count == 4 ? value / 100 * 60 + value % 100 : value * 60
        return sign == UInt8(ascii: "-") ? -minutes : minutes
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...4).contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// Days from 1970-01-01 to a day; nil for a day before, and for one that is none.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard year >= 1970, (1...12).contains(month), day >= 1 else { return nil }
        // Years that begin in March, so that the day in doubt comes last.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        // February 30 comes out as a day in March.
        return CalendarDate.parts(days) == (year, month, day) ? days : nil
    }
}
