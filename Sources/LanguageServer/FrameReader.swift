// In: bytes from an editor. Out: bytes to it. A language server (LSP 3.17) over the same checks, table of keys and edit
// engine as the commands. No package for the protocol is to be had, so the framing and the few types of messages it needs
// are ours: `FrameReader`, `Incoming`. `LanguageSession` answers one message after the other and knows no files or time;
// `LanguageServer` is the loop around it. What an answer is made of stands in `Features/`.

/// Takes messages out of a stream: `Content-Length: N`, an empty line, N bytes.
///
/// A stream that is none can't be trusted to come back into step. What has no length is skipped to the next header;
/// a length over the limit ends the stream.
struct FrameReader {
    enum Frame: Equatable {
        case message([UInt8])
        /// Bytes that are no message.
        case garbage(String)
        /// Nothing can follow.
        case hopeless(String)
    }

    /// The most bytes of one message; an editor sends a file as a JSON text, which may take several bytes for one.
    static let longest = 512 << 20
    /// The most bytes of a header.
    static let longestHeader = 4096

    private var buffer: [UInt8] = []
    private var at = 0

    mutating func add(_ bytes: some Collection<UInt8>) {
        if at > 1 << 16 {
            buffer.removeFirst(at)
            at = 0
        }
        buffer += bytes
    }

    /// The next whole message, or nil until there are more bytes.
    mutating func next() -> Frame? {
        guard let end = headerEnd() else {
            guard buffer.count - at > Self.longestHeader else { return nil }
            // No header is so long: begin anew where the next one may.
            skip(from: at + 1)
            return .garbage("a header of more than \(Self.longestHeader) bytes")
        }
        let header = String(decoding: buffer[at..<end], as: UTF8.self)
        guard let length = Self.length(in: header) else {
            skip(from: end)
            return .garbage("a header without a valid Content-Length")
        }
        guard length <= Self.longest else {
            return .hopeless("a message of \(length) bytes; the most is \(Self.longest)")
        }
        guard buffer.count - end >= length else { return nil }
        at = end + length
        return .message(Array(buffer[end..<end + length]))
    }

    /// Where the header's empty line ends.
    private func headerEnd() -> Int? {
        var index = at
        let limit = min(buffer.count, at + Self.longestHeader)
        while index < limit {
            if buffer[index] == 10 {
                if index + 1 < limit, buffer[index + 1] == 10 { return index + 2 }
                if index + 2 < limit, buffer[index + 1] == 13, buffer[index + 2] == 10 { return index + 3 }
            }
            index += 1
        }
        return nil
    }

    /// Steps over bytes up to what may be a header, or to the end.
    private mutating func skip(from start: Int) {
        let name = Array("Content-Length:".utf8)
        var index = min(start, buffer.count)
        while index < buffer.count {
            if buffer[index] == name[0], buffer[index...].starts(with: name) { break }
            // The beginning of a name at the very end may become one.
            if name.starts(with: buffer[index...]) { break }
            index += 1
        }
        at = index
    }

    private static func length(in header: String) -> Int? {
        for line in header.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
            let digits = parts[1].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            guard !digits.isEmpty, digits.count < 18, digits.allSatisfy({ ("0"..."9").contains($0) }) else {
                return nil
            }
            return Int(String(digits))
        }
        return nil
    }

    /// A message as it is sent.
    static func frame(_ json: String) -> [UInt8] {
        let body = Array(json.utf8)
        return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
}
