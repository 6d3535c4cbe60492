/// The texts of a file that may be secrets, to find them again in what is said about the file.
///
/// Kept as pieces of eight bytes, so that a text that was cut, folded or quoted within another is found too, and looking
/// takes as long as the text that is looked through, however many secrets there are. Upper and lower case count as the
/// same, and so do blank, `-` and `_`.
struct SecretTexts: Sendable {
    private static let length = 8
    /// Bounds that keep a hostile file from filling the memory; a message shows 60 characters of a text.
    private static let longest = 512
    private static let most = 1 << 18

    private var pieces: Set<UInt64> = []
    /// Texts of 4 to 7 bytes, known only as a whole word.
    private var words: Set<[UInt8]> = []

    /// What messages say of their own accord.
    private static let vocabulary: Set<UInt64> = {
        var pieces: Set<UInt64> = []
        for text in [
            "credentials", "account_sid", "providers", "provider", "environment variable", "organization_number",
            "inventory", "messages", "messaging_service", "countries", "conversation", "thread-first",
        ] {
            each(Array(text.utf8).map(folded)) { _, piece in pieces.insert(piece) }
        }
        return pieces
    }()

    var isEmpty: Bool { pieces.isEmpty && words.isEmpty }

    mutating func learn(_ text: some Sequence<UInt8>) {
        let bytes = text.prefix(Self.longest).map(Self.folded)
        if bytes.count >= Self.length {
            guard pieces.count < Self.most else { return }
            Self.each(bytes) { _, piece in
                if !Self.vocabulary.contains(piece), Self.saysSomething(piece) { pieces.insert(piece) }
            }
        } else if bytes.count >= 4, words.count < Self.most, !text.allSatisfy(Self.isLowerCase),
            !text.allSatisfy({ (65...90).contains($0) })
        {
            words.insert(bytes)
        }
    }

    /// The text with a dot for each character of a secret.
    func masked(_ text: String) -> String {
        guard !isEmpty, text.utf8.count >= 4 else { return text }
        let bytes = text.utf8.map(Self.folded)
        var hidden: [Range<Int>] = []
        func hide(_ range: Range<Int>) {
            if let last = hidden.last, last.upperBound >= range.lowerBound {
                hidden[hidden.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                hidden.append(range)
            }
        }
        if !words.isEmpty {
            for start in bytes.indices where start == 0 || !Self.isWord(bytes[start - 1]) {
                for end in start + 4..<max(start + 4, min(start + Self.length, bytes.count + 1))
                where end == bytes.count || !Self.isWord(bytes[end]) {
                    if words.contains(Array(bytes[start..<end])) { hide(start..<end) }
                }
            }
        }
        Self.each(bytes) { start, piece in
            if pieces.contains(piece) { hidden.append(start..<start + Self.length) }
        }
        guard !hidden.isEmpty else { return text }
        var isHidden = [Bool](repeating: false, count: bytes.count)
        for range in hidden { for at in range { isHidden[at] = true } }
        var shown = String.UnicodeScalarView()
        var at = 0
        for scalar in text.unicodeScalars {
            shown.append(isHidden[at] && scalar != "`" && scalar != " " ? "•" : scalar)
            at += UTF8.width(scalar)
        }
        return String(shown)
    }

    private static func each(_ bytes: [UInt8], _ body: (Int, UInt64) -> Void) {
        var piece: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            piece = piece << 8 | UInt64(byte)
            if index >= length - 1 { body(index - length + 1, piece) }
        }
    }

    /// Whether a piece is more than indentation or a ruler.
    private static func saysSomething(_ piece: UInt64) -> Bool {
        var letters = 0
        for shift in 0..<8 where isWord(UInt8(truncatingIfNeeded: piece >> UInt64(8 * shift))) { letters += 1 }
        return letters >= 3
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 65...90: byte + 32
        case UInt8(ascii: "_"), 32: UInt8(ascii: "-")
        default: byte
        }
    }

    private static func isLowerCase(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || byte == UInt8(ascii: "_") || byte == 32
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte) || byte >= 0x80
    }
}
