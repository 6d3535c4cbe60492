/// A text as a JSON string, for what is written outside this module's writers.
package enum JSONString {
    /// The text with its quotes, escaped as the writers do it.
    package static func quoted(_ text: String) -> String {
        var output: [UInt8] = []
        JSONText.put(text, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The texts so, with commas between them.
    package static func listed(_ texts: [String]) -> String {
        var output: [UInt8] = []
        for text in texts {
            if !output.isEmpty { output.append(UInt8(ascii: ",")) }
            JSONText.put(text, to: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }
}

/// JSON as it is put together: for what is too large to be made of texts that are copied into larger texts.
package struct JSONOutput {
    private var bytes = OutputBuffer()

    package init() {}

    /// What was put in so far.
    package var text: String { bytes.withBytes { String(decoding: $0, as: UTF8.self) } }

    /// Punctuation, or JSON that is there already.
    package mutating func put(_ json: String) { bytes.put(raw: json) }

    /// A text, with quotes and escapes.
    package mutating func put(quoted text: String) {
        var text = text
        text.withUTF8 { text in bytes.write(atMost: JSONText.longest(text.count)) { JSONText.put(text, to: &$0) } }
    }

    /// A key of an object and its colon.
    ///
    /// - Parameter isFirst: whether no other stands before it.
    package mutating func put(key: String, isFirst: Bool = false) {
        if !isFirst { bytes.put(UInt8(ascii: ",")) }
        put(quoted: key)
        bytes.put(UInt8(ascii: ":"))
    }

    /// Texts with commas between them, quoted.
    ///
    /// - Parameter absent: what stands for a nil.
    package mutating func put(listed texts: [String?], absent: String) {
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.put(UInt8(ascii: ",")) }
            put(quoted: text ?? absent)
        }
    }
}
