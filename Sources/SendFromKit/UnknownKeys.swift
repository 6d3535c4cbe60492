internal import Diagnostics
internal import SenderModel

/// Keys of messages nobody knows, each to be named once.
struct UnknownKeys {
    private struct Key {
        let name: [UInt8]
        let known: [DecisionTable.Attribute]
    }

    private var seen: Set<[UInt8]> = []
    /// In the order met.
    private var keys: [Key] = []
    /// Past this many, messages are made of keys; naming more helps nobody.
    private static let most = 50

    /// Takes note of a key unless it is known.
    ///
    /// - Parameter attributes: the message's tenant's.
    mutating func meet(_ message: Message, _ other: Message.Other, known attributes: [DecisionTable.Attribute]) {
        add(Key(name: Array(message.bytes[other.name.range]), known: attributes))
    }

    private mutating func add(_ key: Key) {
        guard keys.count <= Self.most, seen.insert(key.name).inserted else { return }
        keys.append(key)
    }

    /// What to say of some keys that were not met before.
    mutating func notes(of others: UnknownKeys) -> [String] {
        let told = keys.count
        for key in others.keys { add(key) }
        return keys.indices[told...].map { index in
            guard index < Self.most else {
                return "messages have more unknown keys, which are ignored without being named"
            }
            let name = String(decoding: keys[index].name, as: UTF8.self)
            let near = NearMiss.best(for: name, among: Message.keyNames + keys[index].known.map(\.name))
            return "messages have the unknown key \(Wording.quote(name)), which is ignored" + NearMiss.words(near)
        }
    }
}
