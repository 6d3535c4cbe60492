internal import Dispatch
private import Synchronization

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// Work done on several threads whose results come out in the order of what went in: the same bytes for any number of
/// threads.
package enum OrderedWork {
    /// As many threads as there are processors.
    package static var allProcessors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Does the work on all that `next` gives, and calls `emit` with the results in order.
    ///
    /// `next` and `emit` are each called by one thread at a time, whichever it is. Only a few results wait for an
    /// earlier one.
    ///
    /// - Parameters:
    ///   - jobs: how many threads; with one, everything happens on the caller's.
    ///   - next: what is to be done; nil at the end.
    ///   - makeWorker: called by every thread, for what does its share.
    ///   - emit: may take what it gets apart.
    /// - Throws: what `next` throws, once all it gave before is emitted, or what `emit` throws.
    static func run<Input, Output>(
        jobs: Int, next: () throws -> Input?, makeWorker: () -> (Input) -> Output,
        emit: (inout Output) throws -> Void
    ) throws {
        guard jobs > 1 else {
            let work = makeWorker()
            while let input = try next() {
                var output = work(input)
                try emit(&output)
            }
            return
        }
        // What is little is done here: a thread costs more than it brings.
        guard let first = try next() else { return }
        func alone() throws {
            var output = makeWorker()(first)
            try emit(&output)
        }
        let second: Input?
        do { second = try next() } catch {
            try alone()
            throw error
        }
        guard let second else { return try alone() }
        try withoutActuallyEscaping(next) { next in
            try withoutActuallyEscaping(makeWorker) { makeWorker in
                try withoutActuallyEscaping(emit) { emit in
                    let line = Line(begun: [first, second], most: 2 * jobs, next, makeWorker, emit)
                    DispatchQueue.concurrentPerform(iterations: jobs) { _ in line.work() }
                    try line.finish()
                }
            }
        }
    }

    /// What is under way.
    ///
    /// Unchecked: `next` and what belongs to it are touched under one lock, `emit` by the thread that has set
    /// `isEmitting` under the other. No thread touches them once `concurrentPerform` has returned.
    private final class Line<Input, Output>: @unchecked Sendable {
        private let next: () throws -> Input?
        private let makeWorker: () -> (Input) -> Output
        private let emit: (inout Output) throws -> Void
        /// For the input side, held while `next` waits for more.
        private let inputLock = DispatchSemaphore(value: 1)
        private var begun: [Input]
        private var taken = 0
        private var isAtEnd = false
        private var inputError: (any Error)?
        /// For the output side; not held while something is emitted, which `isEmitting` says.
        private let outputLock = DispatchSemaphore(value: 1)
        private var done: [Int: Output] = [:]
        private var emitted = 0
        private var isEmitting = false
        private var outputError: (any Error)?
        /// How many more may be taken before one is emitted.
        private let free: DispatchSemaphore
        private let isStopped = Atomic(false)

        init(
            begun: [Input], most: Int, _ next: @escaping () throws -> Input?,
            _ makeWorker: @escaping () -> (Input) -> Output, _ emit: @escaping (inout Output) throws -> Void
        ) {
            self.begun = begun
            self.next = next
            self.makeWorker = makeWorker
            self.emit = emit
            // Made empty and filled: one that ends with less than it was made with traps.
            free = DispatchSemaphore(value: 0)
            for _ in 0..<most { free.signal() }
        }

        func work() {
            let work = makeWorker()
            while let (number, input) = take() { put(work(input), number) }
        }

        private func take() -> (number: Int, Input)? {
            free.wait()
            inputLock.wait()
            defer { inputLock.signal() }
            guard !isAtEnd, !isStopped.load(ordering: .relaxed), let input = following() else {
                isAtEnd = true
                free.signal()
                return nil
            }
            defer { taken += 1 }
            return (taken, input)
        }

        private func following() -> Input? {
            if !begun.isEmpty { return begun.removeFirst() }
            do { return try next() } catch {
                inputError = error
                return nil
            }
        }

        private func put(_ output: Output, _ number: Int) {
            outputLock.wait()
            done[number] = output
            guard !isEmitting else {
                outputLock.signal()
                return
            }
            isEmitting = true
            while var output = done.removeValue(forKey: emitted) {
                outputLock.signal()
                if outputError == nil {
                    do { try emit(&output) } catch {
                        outputError = error
                        isStopped.store(true, ordering: .relaxed)
                    }
                }
                outputLock.wait()
                emitted += 1
                free.signal()
            }
            isEmitting = false
            outputLock.signal()
        }

        func finish() throws {
            if let outputError { throw outputError }
            if let inputError { throw inputError }
        }
    }
}
