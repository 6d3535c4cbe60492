/// A text as a JSON string, for what is written outside this module's writers.
package enum JSONString {
    /// The text with its quotes, escaped as the writers do it.
    package static func quoted(_ text: String) -> String {
        var output: [UInt8] = []
        JSONText.put(text, to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
