// In: the path of tenants and a port. Out: a page on the loopback interface that decides messages as they are typed, and
// the same answers for programs. `Routes` says what is asked and answered, without a socket; `RequestGate` who may ask;
// `HTTPConnection` speaks HTTP; `LivePreview` reads the tenants again when their files change.
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import SendFromKit

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// A running server; it ends with the process, or with `stop()`.
package final class PreviewServer: Sendable {
    /// Why it could not begin, for people.
    package struct Problem: Error, CustomStringConvertible {
        package let description: String
    }

    package let port: Int
    private let group: MultiThreadedEventLoopGroup
    private let channels: [any Channel]
    private let updates: LiveUpdates

    /// Where a browser finds it.
    package var address: String { "http://127.0.0.1:\(port)/" }

    /// Begins to serve, on 127.0.0.1 and, where there is such an interface, on ::1.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - patience: how long a request may take to come, and its answer to go.
    /// - Throws: `Problem`.
    package init(_ live: LivePreview, port: Int, patience: Duration = .seconds(15)) throws {
        // One thread: what is asked takes microseconds.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let hub = EventHub(group.next())
        do {
            let first = try Self.listen(group, "127.0.0.1", port, live, hub, patience)
            let actual = first.localAddress?.port ?? port
            // Without it a browser that tries ::1 first for `localhost` goes on to 127.0.0.1.
            let second = try? Self.listen(group, "::1", actual, live, hub, patience)
            channels = [first] + (second.map { [$0] } ?? [])
            self.port = actual
        } catch {
            try? group.syncShutdownGracefully()
            throw Self.problem(error, port)
        }
        self.group = group
        updates = LiveUpdates(live, hub, group.next())
        updates.begin()
    }

    /// Waits for ever: a signal ends the process.
    package func wait() { for channel in channels { try? channel.closeFuture.wait() } }

    package func stop() {
        updates.end()
        try? group.syncShutdownGracefully()
    }

    private static func listen(
        _ group: MultiThreadedEventLoopGroup, _ host: String, _ port: Int, _ live: LivePreview, _ hub: EventHub,
        _ patience: Duration
    ) throws -> any Channel {
        try ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                guard hub.connections.enter(channel) else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: true, withErrorHandling: false, withEncoderConfiguration: .init(),
                        withDecoderLimitConfiguration: RequestLimits.decoder)
                    let port = channel.localAddress?.port ?? port
                    try pipeline.addHandler(
                        HTTPConnection(
                            Routes(live), RequestGate(port: port), hub, channel.eventLoop, TimeAmount(patience)))
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port).wait()
    }

    private static func problem(_ error: any Error, _ port: Int) -> Problem {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            return Problem(
                description:
                    "port \(port) is taken on 127.0.0.1; choose another with --port, or any that is free with --port 0")
        case EACCES:
            return Problem(
                description: "port \(port) is not ours to take; choose one from 1024 on with --port")
        default: return Problem(description: "can't listen on 127.0.0.1, port \(port): \(error)")
        }
    }
}
