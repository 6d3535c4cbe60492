/// Finds the JSON documents of a text: one, or several in a row, as in JSON Lines or pages put one after the other.
package enum JSONDocuments {
    /// What is not JSON, and where, in words for people.
    package struct Problem: Error {
        package let message: String
    }

    /// The byte range of each document, its syntax checked; none in a text of white space only.
    package static func ranges(in bytes: [UInt8]) throws(Problem) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        let problem: String? = bytes.withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            do throws(JSONError) {
                while true {
                    scanner.skipSpace()
                    guard scanner.next != nil else { return nil }
                    let start = scanner.at
                    try scanner.skipValue()
                    ranges.append(start..<scanner.at)
                }
            } catch {
                return error.text(in: bytes, startingAt: .fileStart)
            }
        }
        if let problem { throw Problem(message: problem) }
        return ranges
    }
}
