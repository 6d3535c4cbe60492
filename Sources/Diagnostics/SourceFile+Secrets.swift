/// Secrets typed into YAML must appear in no output, and an excerpt is output: what stands where credentials are
/// written is shown as dots.
///
/// By text, not by node, since a file that can't be parsed may hold a secret too. Hidden are
/// - in `providers`, every value but those of `kind` and `account_sid`, whatever its key is spelt like;
/// - anywhere, what has the shape of a provider's token (`SecretShapes`);
/// - anywhere, what follows a key whose name speaks of a token, secret, key, password or credential, and the lines below
///   such a key that are indented more.
/// `env:NAME` and `file:PATH` say where a secret is, not what it is, and stay.
extension SourceFile {
    /// The text of a byte range as it may be shown: a dot for each hidden character.
    public func shownText(in range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<bytes.count)
        guard let hidden = hiddenRange(onLineOf: range.lowerBound)?.clamped(to: range), !hidden.isEmpty else {
            return unshapedText(in: range)
        }
        let dots = text(in: hidden).unicodeScalars.map { $0 == " " ? " " : "•" }.joined()
        return unshapedText(in: range.lowerBound..<hidden.lowerBound) + dots
            + unshapedText(in: hidden.upperBound..<range.upperBound)
    }

    /// The text with what has the shape of a provider's token as dots, also where the range holds only a part of it.
    private func unshapedText(in range: Range<Int>) -> String {
        let line = lineRange(position(of: range.lowerBound).line)
        let around = min(line.lowerBound, range.lowerBound)..<max(line.upperBound, range.upperBound)
        guard around.count >= 20 else { return text(in: range) }
        var shown = ""
        var at = range.lowerBound
        for match in SecretShapes.matches(in: Array(bytes[around])) {
            let hidden = (match.range.lowerBound + around.lowerBound..<match.range.upperBound + around.lowerBound)
                .clamped(to: range)
            guard !hidden.isEmpty else { continue }
            shown += text(in: at..<hidden.lowerBound) + String(repeating: "•", count: hidden.count)
            at = hidden.upperBound
        }
        return shown + text(in: at..<range.upperBound)
    }

    /// Whether any of a byte range may hold a secret.
    public func isSecret(_ range: Range<Int>) -> Bool {
        if range.count >= 20, unshapedText(in: range).contains("•") { return true }
        guard let hidden = hiddenRange(onLineOf: range.lowerBound) else { return false }
        return range.isEmpty ? hidden.contains(range.lowerBound) : hidden.overlaps(range)
    }

    // MARK: - What is hidden of a line

    /// What the lines above say of a line.
    private enum Surroundings { case nothing, providers, secret }

    private func hiddenRange(onLineOf offset: Int) -> Range<Int>? {
        let number = position(of: offset).line
        let line = lineRange(number)
        let content = contentStart(line)..<line.upperBound
        switch surroundings(number) {
        case .secret:
            if let value = secretValue(content), namesPlace(value..<line.upperBound) { return nil }
            return content
        case .providers: return hiddenProvider(content)
        case .nothing:
            if let value = providersValue(line) { return hiddenProvider(value..<line.upperBound) }
            guard let value = secretValue(content), value < line.upperBound, !namesPlace(value..<line.upperBound)
            else { return nil }
            return value..<line.upperBound
        }
    }

    /// By the keys above with less indentation, and the line just above where its value is still open.
    private func surroundings(_ number: Int) -> Surroundings {
        var indent = contentStart(lineRange(number)) - lineRange(number).lowerBound
        var isNext = true
        var above = number - 1
        // Deep enough for any provider; a bound keeps a hostile file from making this quadratic.
        while above >= 1, number - above < 200 {
            let line = lineRange(above)
            let start = contentStart(line)
            above -= 1
            guard start < line.upperBound else { continue }
            let isLess = start - line.lowerBound < indent
            if isLess || isNext, let value = secretValue(start..<line.upperBound) {
                let isOpen = text(in: value..<line.upperBound).allSatisfy { " |>-+{[".contains($0) }
                if isLess || isOpen { return .secret }
            }
            if isLess || isNext, providersValue(line) != nil { return .providers }
            if isLess { indent = start - line.lowerBound }
            isNext = false
            if indent == 0 { return .nothing }
        }
        return .nothing
    }

    /// Where the value of `providers:` begins on a line that starts with it.
    private func providersValue(_ line: Range<Int>) -> Int? {
        let word = Array("providers:".utf8)
        let start = contentStart(line)
        return bytes[start..<line.upperBound].starts(with: word) ? start + word.count : nil
    }

    /// From the first value that may be a secret to the end, in the text of a provider.
    private func hiddenProvider(_ range: Range<Int>) -> Range<Int>? {
        var at = range.lowerBound
        let end = range.upperBound
        func skip(while matches: (UInt8) -> Bool) { while at < end, matches(bytes[at]) { at += 1 } }
        while true {
            skip { " \t{},-\"'[".utf8.contains($0) }
            guard at < end, bytes[at] != UInt8(ascii: "#") else { return nil }
            let start = at
            skip { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
            guard at < end, bytes[at] == UInt8(ascii: ":") else { return start..<end }
            let key = text(in: start..<at).filter { $0 != "\"" && $0 != "'" && $0 != " " }
            at += 1
            skip { $0 == 32 || $0 == 9 }
            guard at < end, bytes[at] != UInt8(ascii: "#") else { return nil }
            if bytes[at] == UInt8(ascii: "{") { continue }
            // A key with nothing after it in braces was perhaps meant as the value.
            if bytes[at] == UInt8(ascii: "}") || bytes[at] == UInt8(ascii: ",") { return start..<end }
            guard key == "kind" || key == "account_sid" || namesPlace(at..<end) else { return at..<end }
            skip { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
        }
    }

    // MARK: - Words

    /// The first byte of a line that is neither indentation nor a list's dash.
    private func contentStart(_ line: Range<Int>) -> Int {
        var at = line.lowerBound
        while at < line.upperBound, bytes[at] == 32 || bytes[at] == 9 || bytes[at] == UInt8(ascii: "-") { at += 1 }
        return at
    }

    /// Where the value of the first key that speaks of a secret begins.
    private func secretValue(_ range: Range<Int>) -> Int? {
        var word: [UInt8] = []
        var at = range.lowerBound
        while at < range.upperBound {
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
                    while at < range.upperBound, bytes[at] == 32 { at += 1 }
                    return at
                }
                word = []
            default: word = []
            }
        }
        return nil
    }

    /// Whether a value says where a secret is.
    private func namesPlace(_ range: Range<Int>) -> Bool {
        let value = text(in: range).drop { $0 == "\"" || $0 == "'" }
        return value.hasPrefix("env:") || value.hasPrefix("file:")
    }
}
