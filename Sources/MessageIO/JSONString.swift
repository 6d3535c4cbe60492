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
