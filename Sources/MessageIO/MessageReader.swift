package import SenderModel

/// Reads the messages of a file one by one.
///
/// In: a format and a source of bytes. Out: messages and, in the place of each that is none, a problem; nothing is
/// dropped or reordered. NDJSON, CSV and JSON arrays are read in constant memory (`MessageLimits`); YAML is read whole.
///
/// What makes a message is said once, in `MessageFields` and `MessageProblem`; `MessageLine` (JSON), `CSVReader` and
/// `MessageNode` (YAML) bring it the keys. Decisions go out through a `DecisionWriter`.
package struct MessageReader {
    /// The next message, or what stands in its place.
    package enum Item: Hashable, Sendable {
        case message(position: Int)
        /// - Parameter text: for people: lower case, no full stop.
        case problem(position: Int, text: String)
    }

    /// What positions count: the physical line a message begins on, or the item.
    package let counts: MessagePlace.Count
    private var items: any ItemReader

    /// - Parameter path: the file as errors name it.
    package init(format: MessageFormat, source: some ByteSource, path: String) {
        counts = format.counts
        items =
            switch format {
            case .ndjson: LineReader(source, path: path)
            case .json: ArrayReader(InputBuffer(source), path: path)
            case .yaml: ListReader(source, path: path)
            case .csv: CSVReader(InputBuffer(source), path: path)
            }
    }

    /// Reads the next message into `message`; nil at the end.
    ///
    /// With a problem, `message` holds nothing to rely on.
    /// - Throws: `MessageFileError` where the file as a whole can't be read as its format, and what the source throws.
    package mutating func next(into message: inout Message) throws -> Item? {
        try items.next(into: &message)
    }
}

/// How one format is read; see `MessageReader`.
protocol ItemReader {
    mutating func next(into message: inout Message) throws -> MessageReader.Item?
}
