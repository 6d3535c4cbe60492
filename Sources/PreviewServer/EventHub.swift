internal import NIOCore
internal import NIOHTTP1

/// The pages that listen, told of changes by server-sent events. Used on its event loop only.
final class EventHub: @unchecked Sendable {
    // INVARIANT: `listeners` is read and written on `loop`, which every method asserts.
    private let loop: any EventLoop
    /// Of all interfaces.
    let connections = ConnectionCount()
    private var listeners: [ObjectIdentifier: any Channel] = [:]

    init(_ loop: any EventLoop) { self.loop = loop }

    /// Whether there is room for one more.
    var hasRoom: Bool {
        loop.preconditionInEventLoop()
        return listeners.count < RequestLimits.listeners
    }

    /// Adds a connection whose answer has begun.
    func add(_ channel: any Channel) {
        loop.preconditionInEventLoop()
        let id = ObjectIdentifier(channel)
        listeners[id] = channel
        channel.closeFuture.whenComplete { [self] _ in listeners[id] = nil }
    }

    /// Says what version there is now.
    func tell(_ version: String) { send(Self.event(version)) }

    /// Says nothing, so that a connection whose other end is gone is found.
    func ping() { send(":\n\n") }

    static func event(_ version: String) -> String { "event: version\ndata: \(version)\n\n" }

    private func send(_ text: String) {
        loop.preconditionInEventLoop()
        for channel in listeners.values {
            // Who doesn't listen is not told more and more.
            guard channel.isWritable else {
                channel.close(promise: nil)
                continue
            }
            let part = HTTPServerResponsePart.body(.byteBuffer(channel.allocator.buffer(string: text)))
            channel.writeAndFlush(part, promise: nil)
        }
    }
}
