internal import SenderModel

/// A key of a message, recognised.
enum MessageField: Hashable {
    case text(Message.Key)
    case origin, purpose, needs, direction
    /// None of the contract's.
    case other

    /// By length first: a key is compared with at most three names.
    init(_ name: UnsafeBufferPointer<UInt8>) {
        self =
            switch name.count {
            case 2: name.isEqual("to") ? .text(.to) : name.isEqual("id") ? .text(.id) : .other
            case 4:
                name.isEqual("user")
                    ? .text(.user) : name.isEqual("from") ? .text(.from) : name.isEqual("team") ? .text(.team) : .other
            case 5: name.isEqual("needs") ? .needs : .other
            case 6: name.isEqual("origin") ? .origin : name.isEqual("tenant") ? .text(.tenant) : .other
            case 7: name.isEqual("purpose") ? .purpose : .other
            case 9: name.isEqual("last_used") ? .text(.lastUsed) : name.isEqual("direction") ? .direction : .other
            case 10: name.isEqual("first_used") ? .text(.firstUsed) : .other
            case 12: name.isEqual("conversation") ? .text(.conversation) : .other
            default: .other
            }
    }

    /// As it stands in a message; empty for `other`.
    var name: String {
        switch self {
        case .text(let key): key.name
        case .origin: "origin"
        case .purpose: "purpose"
        case .needs: "needs"
        case .direction: "direction"
        case .other: ""
        }
    }

    /// A bit of its own for each of the contract's keys; none for `other`.
    var bit: UInt16 {
        switch self {
        case .text(let key): 1 << UInt16(key.rawValue)
        case .origin: 1 << 12
        case .purpose: 1 << 13
        case .needs: 1 << 14
        case .direction: 1 << 15
        case .other: 0
        }
    }
}
