/// Words, to find which of them a scalar is. Told apart by their length and first eight bytes as one number: keys are
/// looked up at every pair of a file, and comparing texts with texts was a tenth of reading it.
package struct WordList: Sendable {
    package let words: [String]
    private let prints: [Print]

    private struct Print: Equatable {
        let count: Int
        let head: UInt64
    }

    package init(_ words: [String]) {
        self.words = words
        prints = words.map { word in
            var word = word
            return word.withUTF8 { Print(count: $0.count, head: Self.head($0)) }
        }
    }

    /// The position of the word a text is.
    func position(of text: UnsafeBufferPointer<UInt8>) -> Int? {
        let wanted = Print(count: text.count, head: Self.head(text))
        for position in prints.indices where prints[position] == wanted {
            if text.count <= 8 || words[position].utf8.elementsEqual(text) { return position }
        }
        return nil
    }

    private static func head(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if text.count >= 8 { return UnsafeRawBufferPointer(text).loadUnaligned(as: UInt64.self) }
        var head: UInt64 = 0
        for byte in text { head = head << 8 | UInt64(byte) }
        return head
    }
}
