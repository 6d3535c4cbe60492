internal import Diagnostics
internal import SenderModel

/// Keys of messages nobody knows, each to be named once.
struct UnknownKeys {
    private var seen: Set<[UInt8]> = []
    /// Past this many, messages are made of keys; naming more helps nobody.
    private static let most = 50

    /// What to say of a key, the first time it is met.
    mutating func note(_ message: Message, _ other: Message.Other, known attributes: [String]) -> String? {
        guard seen.count <= Self.most, seen.insert(Array(message.bytes[other.name.range])).inserted else { return nil }
        guard seen.count <= Self.most else {
            return "messages have more unknown keys, which are ignored without being named"
        }
        let name = message.text(other.name)
        let near = NearMiss.best(for: name, among: Message.keyNames + attributes)
        return "messages have the unknown key \(Wording.quote(name)), which is ignored"
            + NearMiss.words(near)
    }
}
