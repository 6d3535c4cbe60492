internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// How much one client may ask, so that none keeps the others from being answered.
enum RequestLimits {
    /// Bytes of a message; a real one has some hundred.
    static let bodyBytes = 64 << 10
    /// Between two requests.
    static let idle = TimeAmount.seconds(60)
    static let connections = 256
    /// Pages that are told of changes.
    static let listeners = 64

    static var decoder: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 8 << 10
        limits.maxHeaderListSize = 16 << 10
        limits.maxHeaderFieldCount = 64
        return limits
    }
}

/// How many connections there are.
final class ConnectionCount: Sendable {
    private let count = Atomic<Int>(0)

    /// Counts a connection for as long as it is open.
    ///
    /// - Returns: false where there are too many; it is not counted then.
    func enter(_ channel: any Channel) -> Bool {
        guard count.add(1, ordering: .relaxed).newValue <= RequestLimits.connections else {
            count.subtract(1, ordering: .relaxed)
            return false
        }
        channel.closeFuture.whenComplete { [self] _ in count.subtract(1, ordering: .relaxed) }
        return true
    }
}
