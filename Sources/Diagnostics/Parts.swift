private import Dispatch
private import Synchronization

/// Parts of one thing worked on at a time, each by whichever thread is free. A stream of things, of which a few are held
/// in memory at a time, is `OrderedWork`'s, in SendFromKit.
// Inlinable: elsewhere a generic function is not specialised, and most calls are for one thread and a few parts.
@usableFromInline
package enum Parts {
    /// What comes of each part, in order.
    ///
    /// - Parameter jobs: how many threads; with one, everything happens on the caller's.
    @inlinable
    package static func map<Result: Sendable>(
        _ count: Int, jobs: Int, _ work: @Sendable (Int) -> Result
    ) -> [Result] {
        jobs > 1 && count > 1 ? concurrently(count, jobs, work) : (0..<count).map { work($0) }
    }

    /// What comes of two things.
    @inlinable
    package static func both<First: Sendable, Second: Sendable>(
        jobs: Int, _ first: @Sendable () -> First, _ second: @Sendable () -> Second
    ) -> (First, Second) {
        guard jobs > 1 else { return (first(), second()) }
        let results = concurrently(2, jobs) { part -> (first: First?, second: Second?) in
            part == 0 ? (first: first(), second: nil) : (first: nil, second: second())
        }
        guard let first = results[0].first, let second = results[1].second else {
            preconditionFailure("what comes of parts is in their order")
        }
        return (first, second)
    }

    @usableFromInline
    static func concurrently<Result: Sendable>(
        _ count: Int, _ jobs: Int, _ work: @Sendable (Int) -> Result
    ) -> [Result] {
        Array(unsafeUninitializedCapacity: count) { results, filled in
            // Each part sets its own result.
            nonisolated(unsafe) let results = results
            let next = Atomic(0)
            DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
                while true {
                    let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard part < count else { return }
                    results.initializeElement(at: part, to: work(part))
                }
            }
            filled = count
        }
    }

    /// Cuts a number of things into so many stretches of about the same length.
    package static func stretches(of count: Int, _ parts: Int) -> [Range<Int>] {
        (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
    }
}
