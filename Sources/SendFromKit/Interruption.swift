internal import Synchronization

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// Ctrl-C, and a job that is cancelled: the process ends at once, but never in the middle of a write, so that what was
/// written is whole lines and whole files.
public enum Interruption {
    /// How many writes are going on, on whatever thread.
    private static let writes = Atomic<Int>(0)
    /// The signal that waits for them; 0 for none.
    private static let pending = Atomic<Int32>(0)

    /// From here on `SIGINT`, `SIGTERM` and `SIGHUP` end the process with 128 and the signal's number: 130 for the first.
    ///
    /// For a program's `main`; a library's user has signals of their own.
    public static func install() {
        // Made before a signal needs them.
        _ = (writes.load(ordering: .relaxed), pending.load(ordering: .relaxed))
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            sigemptyset(&action.sa_mask)
            action.sa_flags = SA_RESTART
            #if canImport(Glibc)
                action.__sigaction_handler.sa_handler = handle
            #elseif canImport(Musl)
                action.__sa_handler.sa_handler = handle
            #else
                action.__sigaction_u.__sa_handler = handle
            #endif
            // Whoever started us with a signal ignored, as `nohup` does, meant it; with one blocked, hardly ever.
            var before = sigaction()
            guard sigaction(number, nil, &before) == 0 else { continue }
            #if canImport(Glibc)
                let isIgnored = before.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
            #elseif canImport(Musl)
                let isIgnored = before.__sa_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
            #else
                let isIgnored = before.__sigaction_u.__sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
            #endif
            guard !isIgnored else { continue }
            sigaction(number, &action, nil)
            var unblocked = sigset_t()
            sigemptyset(&unblocked)
            sigaddset(&unblocked, number)
            sigprocmask(SIG_UNBLOCK, &unblocked, nil)
        }
    }

    /// Does what must not be left half done. A signal meanwhile ends the process afterwards; a second one, at once.
    package static func heldBack<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        writes.add(1, ordering: .sequentiallyConsistent)
        defer {
            let left = writes.subtract(1, ordering: .sequentiallyConsistent).newValue
            let number = pending.load(ordering: .sequentiallyConsistent)
            if left == 0, number != 0 { end(number) }
        }
        return try body()
    }

    private static let handle: @convention(c) (Int32) -> Void = { number in
        let isFirst = pending.exchange(number, ordering: .sequentiallyConsistent) == 0
        if isFirst, writes.load(ordering: .sequentiallyConsistent) > 0 { return }
        end(number)
    }

    /// Only what may be done inside a signal handler.
    private static func end(_ number: Int32) -> Never {
        let message: StaticString = "sendfrom: interrupted\n"
        _ = write(2, message.utf8Start, message.utf8CodeUnitCount)
        _exit(128 + number)
    }
}
