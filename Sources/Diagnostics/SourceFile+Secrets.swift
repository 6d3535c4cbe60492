/// Secrets typed into YAML must appear in no output, and an excerpt is output: what stands where credentials are
/// written is shown as dots.
///
/// By text, not by node, since a file that can't be parsed may hold a secret too. A line's value is hidden
/// - after a key whose name speaks of a token, secret, key, password or credential, unless it says `env:` or `file:`;
/// - as a whole, where such a key stands above it with less indentation, or ends the line before.
extension SourceFile {
    /// The text of a byte range as it may be shown: a dot for each hidden character.
    public func shownText(in range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<bytes.count)
        guard let hidden = hiddenRange(onLineOf: range.lowerBound)?.clamped(to: range), !hidden.isEmpty else {
            return text(in: range)
        }
        let dots = text(in: hidden).unicodeScalars.map { $0 == " " ? " " : "•" }.joined()
        return text(in: range.lowerBound..<hidden.lowerBound) + dots + text(in: hidden.upperBound..<range.upperBound)
    }

    /// Whether any of a byte range may hold a secret.
    public func isSecret(_ range: Range<Int>) -> Bool {
        guard let hidden = hiddenRange(onLineOf: range.lowerBound) else { return false }
        return range.isEmpty ? hidden.contains(range.lowerBound) : hidden.overlaps(range)
    }

    private func hiddenRange(onLineOf offset: Int) -> Range<Int>? {
        let number = position(of: offset).line
        let line = lineRange(number)
        let end = line.upperBound
        if isBelowSecret(number) {
            // `token: env:NAME` below `credentials:` names a variable, not a secret.
            if let value = secretValue(line), namesVariable(value..<end) { return nil }
            return indentation(line)..<end
        }
        guard let value = secretValue(line), value < end, !namesVariable(value..<end) else { return nil }
        return value..<end
    }

    /// Whether a line belongs to a value whose key, on a line above, holds secrets.
    private func isBelowSecret(_ number: Int) -> Bool {
        var indent = indentation(lineRange(number)) - lineRange(number).lowerBound
        var isNext = true
        var above = number - 1
        // Deep enough for any provider; a bound keeps a hostile file from making this quadratic.
        while above >= 1, number - above < 200 {
            let line = lineRange(above)
            let start = indentation(line)
            above -= 1
            guard start < line.upperBound else { continue }
            let isLess = start - line.lowerBound < indent
            if isLess || isNext, let value = secretValue(line) {
                let isOpen = text(in: value..<line.upperBound).allSatisfy { " |>-+{[".contains($0) }
                if isLess || isOpen { return true }
            }
            if isLess { indent = start - line.lowerBound }
            isNext = false
            if indent == 0 { return false }
        }
        return false
    }

    private func indentation(_ line: Range<Int>) -> Int {
        var at = line.lowerBound
        while at < line.upperBound, bytes[at] == 32 || bytes[at] == 9 || bytes[at] == UInt8(ascii: "-") { at += 1 }
        return at
    }

    /// Where the value of the first key that speaks of a secret begins on a line.
    private func secretValue(_ line: Range<Int>) -> Int? {
        var word: [UInt8] = []
        var at = line.lowerBound
        while at < line.upperBound {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): word.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte + 32)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): continue
            case UInt8(ascii: ":"):
                let name = String(decoding: word, as: UTF8.self)
                if ["token", "secret", "password", "credential"].contains(where: name.contains) || name.hasSuffix("key")
                {
                    while at < line.upperBound, bytes[at] == 32 { at += 1 }
                    return at
                }
                word = []
            default: word = []
            }
        }
        return nil
    }

    private func namesVariable(_ range: Range<Int>) -> Bool {
        let value = text(in: range).drop { $0 == "\"" || $0 == "'" }
        return value.hasPrefix("env:") || value.hasPrefix("file:")
    }
}
