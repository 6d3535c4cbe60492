package import Diagnostics
internal import Linting
internal import SendFromKit
internal import Synchronization

/// Tenants as they lie on disk, read again when their files change; as they last were without errors while they have
/// some.
package final class LivePreview: Sendable {
    /// How it begins.
    package enum Beginning {
        case live(LivePreview)
        /// There is no table to begin with.
        case broken([Diagnostic])
    }

    /// As the user named it.
    let path: String
    private let today: @Sendable () -> String
    private let proves: Bool
    private let state: Mutex<State>
    /// Told from others of the same number by a page that outlives us.
    private let run = String(UInt64.random(in: 0...UInt64.max), radix: 36)

    private struct State {
        var preview: Preview
        /// Of the files the preview was read from.
        var stamp: DiskStamp
        /// Counts readings.
        var reading = 0
    }

    /// Reads the tenants for the first time.
    ///
    /// - Parameters:
    ///   - path: a tenant's folder, or one above tenants.
    ///   - proves: whether lint runs what takes the exact analysis.
    /// - Throws: `FileProblem`.
    package static func read(
        _ path: String, proves: Bool, today: @escaping @Sendable () -> String
    ) throws -> Beginning {
        let stamp = DiskStamp(path)
        let set = try TenantSet.load([path])
        guard set.compiled == nil else {
            throw FileProblem("\(path) is a compiled file; the tenant's folder is needed")
        }
        guard !set.diagnostics.hasErrors else { return .broken(set.diagnostics) }
        return .live(LivePreview(path, set, stamp, proves: proves, today))
    }

    private init(
        _ path: String, _ set: TenantSet, _ stamp: DiskStamp, proves: Bool, _ today: @escaping @Sendable () -> String
    ) {
        self.path = path
        self.today = today
        self.proves = proves
        state = Mutex(State(preview: Preview(set), stamp: stamp))
        lint(0, proves: false)
    }

    /// What is to be shown now.
    var preview: Preview { state.withLock { $0.preview } }

    /// Differs from all others there ever were.
    var version: String { "\(run)-\(state.withLock { $0.preview.number })" }

    /// Reads the tenants again if their files are others than before.
    ///
    /// - Returns: the reading to prove, nil where nothing changed.
    func check() -> Int? {
        // Before reading: what changes meanwhile is another stamp the next time.
        let stamp = DiskStamp(path)
        guard stamp != state.withLock({ $0.stamp }) else { return nil }
        var read: (set: TenantSet?, trouble: String?)
        do {
            let set = try TenantSet.load([path])
            read = set.diagnostics.hasErrors ? (nil, "the files have errors") : (set, nil)
        } catch {
            read = (nil, "\(error)")
        }
        let reading = state.withLock { state in
            state.stamp = stamp
            state.reading += 1
            state.preview = state.preview.next(read.set, trouble: read.trouble)
            return state.reading
        }
        lint(reading, proves: false)
        return reading
    }

    /// Lints what was read, unless something newer was.
    func prove(_ reading: Int) {
        if proves { lint(reading, proves: true) }
    }

    private func lint(_ reading: Int, proves: Bool) {
        let options = LintRun.Options(today: today(), proves: proves)
        let found: Preview.Findings
        do {
            found = .report(try LintRun.read([path], options).report(), isWhole: proves || !self.proves)
        } catch {
            found = .problem("\(error)")
        }
        state.withLock { state in
            guard state.reading == reading else { return }
            state.preview = state.preview.next(found)
        }
    }
}
