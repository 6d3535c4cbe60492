/// Texts, each with a number, in the order they came up; told apart by their bytes, as messages' are.
///
/// Names and senders are numbered several times over for each tenant: a dictionary takes 350 instructions to hash one
/// and look it up, and as many to put it in.
struct TextNumbers {
    private(set) var texts: [String] = []
    private var positions = PositionTable()

    /// Begins anew in every run, so that nobody can write a file of names that all come to one number.
    private static let seed = UInt64.random(in: .min ... .max)
    private let seed = Self.seed

    init() {}

    /// - Parameter capacity: how many are likely to come.
    init(capacity: Int) {
        positions = PositionTable(capacity: capacity)
        texts.reserveCapacity(capacity)
    }

    /// The number of a text; nil if it didn't come up.
    func known(_ text: String) -> Int32? {
        positions.position(hash(text)) { texts[Int($0)] == text }
    }

    /// The number of a text, the next one if it is new: then it is how many there were.
    mutating func number(of text: String) -> Int32 {
        let hash = hash(text)
        if let known = positions.position(hash, where: { texts[Int($0)] == text }) { return known }
        let number = Int32(texts.count)
        positions.insert(hash, number)
        texts.append(text)
        return number
    }

    private func hash(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            var mix = Mix()
            mix.add(seed &+ UInt64(bytes.count))
            let raw = UnsafeRawBufferPointer(bytes)
            var start = 0
            while start + 8 <= raw.count {
                mix.add(raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
                start += 8
            }
            if start == raw.count { return mix.value }
            var rest: UInt64 = 0
            for byte in raw[start...] { rest = rest << 8 | UInt64(byte) }
            mix.add(rest)
            return mix.value
        }
    }
}
