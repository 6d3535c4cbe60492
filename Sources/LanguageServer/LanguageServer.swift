internal import Linting
internal import SendFromKit

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// The loop around a session: bytes in, bytes out, and lint once nobody types.
package enum LanguageServer {
    /// How long nobody must have typed.
    private static let pause = 120
    /// How long what is found without proofs waits for the proofs.
    private static let patience = 250

    /// Serves one editor until it says `exit` or goes away.
    ///
    /// - Parameters:
    ///   - input: an open file.
    ///   - write: takes what is sent.
    /// - Returns: the exit status: 0 after `shutdown` and `exit`.
    /// - Throws: what `write` throws.
    package static func run(
        input: Int32, today: @escaping () -> String, write: ([UInt8]) throws -> Void
    ) throws -> Int32 {
        guard let worker = LintWorker() else { throw FileProblem("can't start: no pipe or thread to be had") }
        var outgoing: [UInt8] = []
        let session = LanguageSession(today: today) { outgoing += $0 }
        var frames = FrameReader()
        var dueAt: Int?
        /// What was found without proofs, and until when it waits.
        var early: [String: (result: LintWorker.Result, until: Int)] = [:]
        while true {
            let next = ([dueAt] + early.values.map(\.until)).compactMap { $0 }.min()
            var polled = [
                pollfd(fd: input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: worker.wake, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&polled, 2, next.map { Int32(max(0, min($0 - now(), 60_000))) } ?? -1)
            if ready > 0, polled[0].revents != 0 {
                let isOpen = read(input, into: &frames)
                let isHopeless = hand(&frames, to: session)
                if !session.due.isEmpty {
                    worker.outdate(session.due)
                    dueAt = now() + (session.isTyping ? pause : 0)
                }
                if let status = session.exitStatus {
                    try write(outgoing)
                    return status
                }
                if !isOpen || isHopeless {
                    try write(outgoing)
                    return 1
                }
            }
            if ready > 0, polled[1].revents != 0 {
                for result in worker.takeResults() {
                    if result.isWhole {
                        early[result.folder] = nil
                        session.finish(result.folder, result.report, generation: result.generation)
                    } else {
                        early[result.folder] = (result, now() + patience)
                    }
                }
            }
            for (folder, (result, until)) in early where until <= now() {
                early[folder] = nil
                session.finish(folder, result.report, generation: result.generation)
            }
            if let due = dueAt, due <= now() {
                dueAt = nil
                worker.add(session.takeDue())
            }
            if !outgoing.isEmpty {
                try write(outgoing)
                outgoing = []
            }
        }
    }

    /// Milliseconds of a clock that only goes forward.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }

    /// Reads what there is, so that a request and its cancellation are seen together.
    ///
    /// - Returns: false at the end of the stream.
    private static func read(_ input: Int32, into frames: inout FrameReader) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        for _ in 0..<256 {
            let count = buffer.withUnsafeMutableBytes { systemRead(input, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            frames.add(buffer[..<count])
            var more = [pollfd(fd: input, events: Int16(POLLIN), revents: 0)]
            guard poll(&more, 1, 0) > 0, more[0].revents & Int16(POLLIN) != 0 else { break }
        }
        return true
    }

    /// Hands whole messages to the session.
    ///
    /// - Returns: whether nothing can follow.
    private static func hand(_ frames: inout FrameReader, to session: LanguageSession) -> Bool {
        var bodies: [[UInt8]] = []
        while let frame = frames.next() {
            switch frame {
            case .message(let body): bodies.append(body)
            case .garbage(let what):
                session.receive(bodies)
                bodies = []
                session.receiveGarbage(what)
            case .hopeless(let what):
                session.receive(bodies)
                session.receiveGarbage(what)
                return true
            }
        }
        session.receive(bodies)
        return false
    }
}

private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, start, count)
}
