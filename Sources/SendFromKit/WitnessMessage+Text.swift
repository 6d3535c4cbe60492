internal import MessageIO
internal import SenderModel
internal import TableAnalysis
internal import YAMLSyntax

/// A message that shows something, as `eval` reads it and as a test file has it.
extension WitnessMessage {
    /// One line of NDJSON.
    var json: String {
        "{"
            + pairs.map { key, text in
                let value =
                    key == "needs"
                    ? "[" + needs.members.map { JSONString.quoted($0.rawValue) }.joined(separator: ",") + "]"
                    : JSONString.quoted(text)
                return "\(JSONString.quoted(key)):\(value)"
            }.joined(separator: ",") + "}"
    }

    /// A YAML mapping of one line.
    var yaml: String {
        "{"
            + pairs.map { key, text in
                let value =
                    key == "needs"
                    ? "[" + needs.members.map(\.rawValue).joined(separator: ", ") + "]" : YAMLText.scalar(text)
                return "\(YAMLText.scalar(key)): \(value)"
            }.joined(separator: ", ") + "}"
    }
}
