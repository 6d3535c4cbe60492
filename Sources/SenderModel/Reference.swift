/// References to senders as people write them, in YAML, messages and flags.
public enum Reference {
    /// The text a reference is matched by: one that starts with `+` first loses spaces, `-`, `.`, `(` and `)`;
    /// nothing else is guessed.
    public static func normalized(_ text: String) -> String {
        var bytes = text
        guard bytes.withUTF8({ $0.first == UInt8(ascii: "+") && $0.contains(where: isPunctuation) }) else {
            return text
        }
        return String(decoding: text.utf8.filter { !isPunctuation($0) }, as: UTF8.self)
    }

    /// Whether a byte is what people put between the digits of a number.
    @inlinable
    public static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"): true
        default: false
        }
    }
}
