/// "Did you mean": the one name a typed text plausibly stands for.
package enum NearMiss {
    /// The candidate nearest to `text`, where it is near enough to be meant and no other is as near.
    ///
    /// Near is an edit distance (insert, delete, replace, swap neighbours) of at most a third of the longer one's length, at
    /// least 1; upper and lower case count as the same, `-` and `_` too. The bound is arbitrary; NearMissTests fix
    /// what is expected of it.
    package static func best(for text: String, among candidates: some Sequence<String>) -> String? {
        let typed = folded(text)
        guard !typed.isEmpty, typed.count <= 64 else { return nil }
        var best: (distance: Int, name: String)?
        var tied = false
        for candidate in candidates where candidate.utf8.count <= 96 {
            let name = folded(candidate)
            let bound = max(1, max(typed.count, name.count) / 3)
            guard abs(name.count - typed.count) <= bound else { continue }
            let distance = distance(typed, name)
            guard distance <= bound else { continue }
            if let current = best, current.distance < distance { continue }
            if let current = best, current.distance == distance {
                tied = tied || current.name != candidate
            } else {
                best = (distance, candidate)
                tied = false
            }
        }
        return tied ? nil : best?.name
    }

    /// Whether a typed text can only be a slip of the keyboard for a name, so that writing the name is the one right answer.
    ///
    /// One letter too many, missing or out of order, but the first, which makes another word of it (`inactive`); or just
    /// other case or separators. Never with other digits, which make another number, and never a name beyond ASCII for a
    /// text within, which may be the forged one.
    ///
    /// - Parameter isClosed: whether the names are ours and not the user's, so that one letter in the place of another
    ///   is no other name either.
    package static func isSlip(_ text: String, for name: String, isClosed: Bool) -> Bool {
        let (typed, meant) = (folded(text), folded(name))
        func digits(_ characters: [Character]) -> [Character] { characters.filter(\.isNumber) }
        guard digits(typed) == digits(meant),
            name.utf8.allSatisfy({ $0 < 0x80 }) || !text.utf8.allSatisfy({ $0 < 0x80 })
        else { return false }
        if typed == meant { return true }
        guard min(typed.count, meant.count) >= 3, distance(typed, meant) == 1 else { return false }
        if typed.count == meant.count { return isClosed || typed.sorted() == meant.sorted() }
        return typed.first == meant.first
    }

    /// How a near name is offered at the end of a message: "; did you mean `x`?", or nothing where there is none.
    package static func words(_ near: String?) -> String { near.map { "; did you mean `\($0)`?" } ?? "" }

    private static func folded(_ text: String) -> [Character] {
        text.lowercased().map { $0 == "_" ? "-" : $0 }
    }

    /// Optimal string alignment distance.
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var current = last
        for i in 1...max(1, a.count) where i <= a.count {
            current[0] = i
            for j in 1...max(1, b.count) where j <= b.count {
                let replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                current[j] = min(replace, last[j] + 1, current[j - 1] + 1)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[b.count]
    }
}

/// Wording shared by every message that lists what may stand somewhere.
package enum Wording {
    /// "1 warning", "2 warnings".
    package static func number(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// `` `a`, `b` and `c` ``: quoted, in the order given, the first 40 of more.
    package static func list(_ names: some Collection<String>, _ conjunction: String = "and") -> String {
        let most = 40
        let quoted = names.prefix(most).map(quote)
        if names.count > most { return quoted.joined(separator: ", ") + " and \(names.count - most) more" }
        guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "nothing" }
        return quoted.dropLast().joined(separator: ", ") + " " + conjunction + " " + last
    }

    /// A message as long as anybody reads, at most 2,000 characters: the last net under texts made of other people's.
    static func cut(_ message: String) -> String {
        let most = 2_000
        guard message.utf8.count > most, message.unicodeScalars.count > most else { return message }
        return String(message.unicodeScalars.prefix(most)) + "…"
    }

    /// The user's text in backticks: line breaks and control characters escaped, at most 60 characters, and
    /// none of what has the shape of a token.
    package static func quote(_ text: String) -> String {
        if text.utf8.count <= 60, text.utf8.allSatisfy({ (32...126).contains($0) }) {
            return "`" + SecretShapes.masked(text) + "`"
        }
        // Before it is cut: a part of a token has no shape. What is cut off needs no look, but for the end of a token.
        let text = SecretShapes.masked(text.utf8.count > 4096 ? String(text.unicodeScalars.prefix(1024)) : text)
        var shown = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == 60 { return "`\(shown)…`" }
            count += 1
            switch scalar {
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
                    shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
                default: shown.unicodeScalars.append(scalar)
                }
            }
        }
        return "`\(shown)`"
    }
}
