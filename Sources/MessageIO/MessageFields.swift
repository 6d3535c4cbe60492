internal import SenderModel

/// Fills one message key by key, whatever its format, and keeps the first thing that is wrong with it.
struct MessageFields {
    private var given: UInt16 = 0
    private(set) var problem: String?

    mutating func note(_ text: @autoclosure () -> String) {
        if problem == nil { problem = text() }
    }

    /// Marks one of the contract's keys as given.
    @inline(__always)
    mutating func open(_ field: MessageField, _ name: UnsafeBufferPointer<UInt8>) {
        if given & field.bit != 0 { note(MessageProblem.repeated(name)) }
        given |= field.bit
    }

    /// The same of a key whose name is known.
    @inline(__always)
    mutating func open(_ key: Message.Key) {
        let bit: UInt16 = 1 << UInt16(key.rawValue)
        if given & bit != 0 { noteRepeated(key) }
        given |= bit
    }

    @inline(never)
    private mutating func noteRepeated(_ key: Message.Key) {
        var name = key.name
        name.withUTF8 { name in note(MessageProblem.repeated(name)) }
    }

    /// Sets a key to a text; for `needs`, adds one of its members.
    @inline(__always)
    mutating func set(_ field: MessageField, _ text: UnsafeBufferPointer<UInt8>, in message: inout Message) {
        if case .text(let key) = field {
            message.set(key, text)
        } else if !text.isEmpty || field == .needs {
            choose(field, text, in: &message)
        }
    }

    private mutating func choose(
        _ field: MessageField, _ text: UnsafeBufferPointer<UInt8>, in message: inout Message
    ) {
        switch field {
        case .origin:
            message.origin = Origin(text)
            if message.origin == nil { note(MessageProblem.notInList(field, text, Origin.names)) }
        case .purpose:
            message.purpose = Purpose(text)
            if message.purpose == nil { note(MessageProblem.notInList(field, text, Purpose.names)) }
        case .needs:
            if let need = Need(text) {
                message.needs.insert(need)
            } else {
                note(MessageProblem.notInList(field, text, Need.names))
            }
        case .direction:
            if let direction = Direction(text) {
                message.direction = direction
            } else {
                note(MessageProblem.notInList(field, text, Direction.names))
            }
        case .text, .other: break
        }
    }

    /// The message's problem, now that all its keys have been seen.
    func finish(_ message: Message) -> String? {
        if let problem { return problem }
        guard !message.slice(of: .to).isGiven else { return nil }
        return MessageProblem.missingTo(among: message.others.map { message.text($0.name) })
    }
}
