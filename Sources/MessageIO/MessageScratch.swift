internal import SenderModel

/// What reading a message needs beside the message: buffers that are reused from one to the next. One a thread.
package struct MessageScratch: Sendable {
    /// A key and a value with their escapes decoded.
    var key: [UInt8] = []
    var text: [UInt8] = []
    private var names: Set<[UInt8]> = []

    package init() {}

    /// Whether `key`, which is none of the contract's, has come before in this message.
    mutating func keyIsRepeated(in message: Message) -> Bool {
        // Few are compared one by one; many, which only a hostile message has, by hash.
        guard message.others.count >= 16 else {
            return message.others.contains { message.bytes[$0.name.range].elementsEqual(key) }
        }
        if message.others.count == 16 {
            names = Set(message.others.map { Array(message.bytes[$0.name.range]) })
        }
        return !names.insert(key).inserted
    }
}
