internal import NIOCore
internal import NIOPosix

/// Looks for changes of files, and tells the pages that listen.
final class LiveUpdates: Sendable {
    private let live: LivePreview
    private let hub: EventHub
    private let loop: any EventLoop
    /// Reading and proving, each on a thread of its own: what was read is shown while a proof of what was there before
    /// still runs.
    private let reader = NIOThreadPool(numberOfThreads: 1)
    private let prover = NIOThreadPool(numberOfThreads: 1)

    /// Between two looks: a glance takes some microseconds a file, and nobody waits longer than an eye blink.
    private static let pause = TimeAmount.milliseconds(300)

    init(_ live: LivePreview, _ hub: EventHub, _ loop: any EventLoop) {
        self.live = live
        self.hub = hub
        self.loop = loop
    }

    func begin() {
        reader.start()
        prover.start()
        prove(0)
        loop.scheduleRepeatedAsyncTask(initialDelay: Self.pause, delay: Self.pause) { [self] _ in
            reader.runIfActive(eventLoop: loop) { [live] in live.check() }.map { [self] reading in
                guard let reading else { return }
                hub.tell(live.version)
                prove(reading)
            }
        }
        loop.scheduleRepeatedTask(initialDelay: .seconds(15), delay: .seconds(15)) { [hub] _ in hub.ping() }
    }

    func end() {
        try? reader.syncShutdownGracefully()
        try? prover.syncShutdownGracefully()
    }

    private func prove(_ reading: Int) {
        prover.runIfActive(eventLoop: loop) { [live] in live.prove(reading) }.whenSuccess { [self] in
            hub.tell(live.version)
        }
    }
}
