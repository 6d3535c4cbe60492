import MessageIO
import SenderModel

/// A file read to its end, one line a message, so that expectations are texts.
///
/// A message shows as its position and its keys in a fixed order; `12i` is an integer id, `·` a key whose value is no
/// text, `∅` one that is not given. A problem shows as its position, `!` and its text.
func read(_ bytes: [UInt8], as format: MessageFormat, chunk: Int = .max) throws -> [String] {
    var reader = MessageReader(format: format, source: MemorySource(bytes, chunk: chunk), path: "file")
    var message = Message()
    var shown: [String] = []
    while let item = try reader.next(into: &message) {
        switch item {
        case .message(let position): shown.append("\(position) \(show(message))")
        case .problem(let position, let text): shown.append("\(position) ! \(text)")
        }
    }
    return shown
}

func read(_ text: String, as format: MessageFormat, chunk: Int = .max) throws -> [String] {
    try read(Array(text.utf8), as: format, chunk: chunk)
}

/// Reads one message line.
func parse(_ bytes: [UInt8]) -> String {
    var message = Message()
    let problem = bytes.withUnsafeBufferPointer { MessageLine.parse($0, into: &message) }
    return problem.map { "! \($0)" } ?? show(message)
}

func parse(_ text: String) -> String { parse(Array(text.utf8)) }

func show(_ message: Message) -> String { parts(of: message).joined(separator: " ") }

func parts(of message: Message) -> [String] {
    var parts: [String] = []
    for key in Message.Key.allCases {
        guard let text = message[key] else { continue }
        parts.append("\(key.name)=\(text)" + (key == .id && message.isIntegerID ? "i" : ""))
    }
    if let origin = message.origin { parts.append("origin=\(origin)") }
    if let purpose = message.purpose { parts.append("purpose=\(purpose)") }
    if !message.needs.isEmpty {
        parts.append("needs=\(message.needs.members.map(\.rawValue).joined(separator: "+"))")
    }
    if message.direction != .outbound { parts.append("direction=\(message.direction)") }
    for other in message.others {
        let value =
            switch other.value {
            case .text(let slice): message.text(slice)
            case .notText: "·"
            case .notGiven: "∅"
            }
        parts.append("\(message.text(other.name))=\(value)")
    }
    return parts
}
