private import Dispatch

/// Parts of one thing worked on at a time, each by whichever thread is free. Many things that come out in the order they
/// went in are `OrderedWork`'s, in SendFromKit.
// Inlinable: elsewhere a generic function is not specialised, and most calls are for one thread and a few parts.
@usableFromInline
package enum Parts {
    /// What comes of each part, in order.
    ///
    /// - Parameter jobs: with one, everything happens on the caller's thread.
    @inlinable
    package static func map<Result: Sendable>(
        _ count: Int, jobs: Int, _ work: @Sendable (Int) -> Result
    ) -> [Result] {
        jobs > 1 && count > 1 ? concurrently(count, work) : (0..<count).map { work($0) }
    }

    @usableFromInline
    static func concurrently<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
        Array(unsafeUninitializedCapacity: count) { results, filled in
            // Each part sets its own result.
            nonisolated(unsafe) let results = results
            DispatchQueue.concurrentPerform(iterations: count) { part in
                results.initializeElement(at: part, to: work(part))
            }
            filled = count
        }
    }

    /// Cuts a number of things into so many stretches of about the same length.
    package static func stretches(of count: Int, _ parts: Int) -> [Range<Int>] {
        (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
    }
}
