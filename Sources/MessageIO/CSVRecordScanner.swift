/// Splits one CSV record (RFC 4180) into fields. Goes on where it stopped when more bytes have come.
struct CSVRecordScanner {
    /// A field of a record, without its quotes.
    struct Field {
        var start: Int32
        var end: Int32
        /// Whether each quote in it is written twice.
        var hasQuotes = false
    }

    enum Result {
        /// The record goes on.
        case more
        /// `length` bytes without the line break, `next` with it.
        case record(length: Int, next: Int)
        /// A quote, or text after a closing one, where there may be none.
        case strayQuote, strayText
    }

    private enum State { case fieldStart, plain, quoted, quoteInQuoted, carriageReturn }

    /// All fields of the record so far.
    private(set) var fields: [Field] = []
    /// Where the next byte is; what was decided depends on nothing from it on.
    private(set) var at = 0
    private var state = State.fieldStart
    private var field = Field(start: 0, end: 0)

    /// Begins with the next record.
    mutating func reset() {
        fields.removeAll(keepingCapacity: true)
        at = 0
        state = .fieldStart
        field = Field(start: 0, end: 0)
    }

    /// Whether a quote is open, as opposed to a record that ends where its bytes end.
    var isInQuotes: Bool { state == .quoted }

    /// - Parameter bytes: the record and what follows, as far as it is here; all that was there before, and more.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Result {
        while at < bytes.count {
            let byte = bytes[unchecked: at]
            switch state {
            case .fieldStart:
                field = Field(start: Int32(truncatingIfNeeded: at), end: 0)
                state = .plain
                guard byte == UInt8(ascii: "\"") else { continue }
                field.start += 1
                state = .quoted
            case .plain:
                switch byte {
                case UInt8(ascii: ","): close(at)
                case 10: return finish(bytes)
                case UInt8(ascii: "\""): return .strayQuote
                default: break
                }
            case .quoted:
                if byte == UInt8(ascii: "\"") { state = .quoteInQuoted }
            case .quoteInQuoted:
                switch byte {
                case UInt8(ascii: "\""):
                    field.hasQuotes = true
                    state = .quoted
                case UInt8(ascii: ","): close(at - 1)
                case 10: return finish(bytes)
                case 13: state = .carriageReturn
                default: return .strayText
                }
            case .carriageReturn:
                if byte == 10 { return finish(bytes) }
                return .strayText
            }
            at += 1
        }
        return .more
    }

    /// The record ends where its bytes end: the last of a file, without a line break.
    mutating func finishAtEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Result {
        if state == .fieldStart { field = Field(start: Int32(truncatingIfNeeded: at), end: 0) }
        return finish(bytes)
    }

    private mutating func close(_ end: Int) {
        field.end = Int32(truncatingIfNeeded: end)
        fields.append(field)
        state = .fieldStart
    }

    /// The line break, or the end, is at `at`.
    private mutating func finish(_ bytes: UnsafeBufferPointer<UInt8>) -> Result {
        let hasReturn = at > 0 && bytes[at - 1] == 13
        switch state {
        case .fieldStart: close(at)
        case .plain: close(hasReturn ? at - 1 : at)
        case .quoted: close(at)
        case .quoteInQuoted: close(at - 1)
        case .carriageReturn: close(at - 2)
        }
        return .record(length: hasReturn ? at - 1 : at, next: min(at + 1, bytes.count))
    }
}
