/// Words, to find which of them a scalar is. Told apart by their length and their first and last eight bytes as two
/// numbers: keys are looked up at every pair of a file.
package struct WordList: Sendable {
    package let words: [String]
    private let prints: [Print]

    private struct Print: Equatable {
        let count: Int
        let head: UInt64
        /// Of a word with more bytes than those.
        let tail: UInt64

        init(_ text: UnsafeBufferPointer<UInt8>) {
            count = text.count
            let bytes = UnsafeRawBufferPointer(text)
            guard count >= 8 else {
                head = text.reduce(0) { $0 << 8 | UInt64($1) }
                tail = 0
                return
            }
            head = bytes.loadUnaligned(as: UInt64.self)
            tail = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        }
    }

    package init(_ words: [String]) {
        self.words = words
        prints = words.map { word in
            var word = word
            return word.withUTF8 { Print($0) }
        }
    }

    /// The position of the word a text is.
    func position(of text: UnsafeBufferPointer<UInt8>) -> Int? {
        let wanted = Print(text)
        for position in prints.indices where prints[position] == wanted {
            if text.count <= 16 || words[position].utf8.elementsEqual(text) { return position }
        }
        return nil
    }
}
