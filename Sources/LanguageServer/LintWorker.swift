internal import Linting
internal import SendFromKit
internal import Synchronization

// On Linux the compiler takes pthread's types from here where both are loaded.
#if canImport(CDispatch)
    private import CDispatch
#endif
#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// Lints on a thread of its own, one tenant after the other, so that typing and hovering never wait for a proof.
final class LintWorker: Sendable {
    struct Result: Sendable {
        let folder: String
        let generation: Int
        let report: LintReport
        /// Whether the proved checks are in it.
        let isWhole: Bool
    }

    private struct State {
        var jobs: [LanguageSession.LintJob] = []
        var results: [Result] = []
        /// The newest generation of each tenant that is known of.
        var newest: [String: Int] = [:]
    }

    private let state = Mutex(State())
    /// A byte comes here for each result; for `poll`.
    let wake: Int32
    private let wakeEnd: Int32
    /// A byte goes here for each job.
    private let work: Int32
    private let workEnd: Int32

    /// Nil where the system gives no pipe or thread.
    init?() {
        var wakes: [Int32] = [0, 0]
        var works: [Int32] = [0, 0]
        guard pipe(&wakes) == 0, pipe(&works) == 0 else { return nil }
        (wake, wakeEnd) = (wakes[0], wakes[1])
        (work, workEnd) = (works[1], works[0])
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        // As much as a main thread has.
        pthread_attr_setstacksize(&attributes, 8 << 20)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let me = Unmanaged.passRetained(self).toOpaque()
        #if canImport(Darwin)
            var thread: pthread_t?
            let status = pthread_create(&thread, &attributes, { start($0) }, me)
        #else
            var thread = pthread_t()
            let status = pthread_create(&thread, &attributes, { start($0) }, me)
        #endif
        pthread_attr_destroy(&attributes)
        guard status == 0 else { return nil }
    }

    /// Adds jobs; one of the same tenant that still waits is not done.
    func add(_ jobs: [LanguageSession.LintJob]) {
        state.withLock { state in
            for job in jobs {
                state.jobs.removeAll { $0.folder == job.folder }
                state.jobs.append(job)
                state.newest[job.folder] = job.generation
            }
        }
        signal(work)
    }

    /// Says that what is being found of tenants is out of date already.
    func outdate(_ folders: Set<String>) {
        state.withLock { state in for folder in folders { state.newest[folder] = Int.max } }
    }

    func takeResults() -> [Result] {
        var byte = [UInt8](repeating: 0, count: 64)
        _ = read(wake, &byte, byte.count)
        return state.withLock { state in
            defer { state.results = [] }
            return state.results
        }
    }

    /// The thread's life: it ends with the process.
    fileprivate func live() {
        var byte: [UInt8] = [0]
        while read(workEnd, &byte, 1) == 1 {
            while let job = state.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) { run(job) }
        }
    }

    private func run(_ job: LanguageSession.LintJob) {
        post(job, job.tenant.report(proves: false), isWhole: false)
        guard state.withLock({ $0.newest[job.folder] == job.generation }) else { return }
        post(job, job.tenant.report(), isWhole: true)
    }

    private func post(_ job: LanguageSession.LintJob, _ report: LintReport, isWhole: Bool) {
        state.withLock {
            $0.results.append(
                Result(folder: job.folder, generation: job.generation, report: report, isWhole: isWhole))
        }
        signal(wakeEnd)
    }

    private func signal(_ descriptor: Int32) {
        var byte: UInt8 = 1
        while write(descriptor, &byte, 1) < 0, errno == EINTR {}
    }
}

private func start(_ worker: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let worker { Unmanaged<LintWorker>.fromOpaque(worker).takeRetainedValue().live() }
    return nil
}
