/// Diagnostics up to a number that anybody could read: a file of megabytes may hold a mistake every other byte.
package struct BoundedDiagnostics: Sendable {
    /// The first ones, and last, where there were more, that there were.
    package private(set) var all: [Diagnostic] = []
    private let most: Int

    /// Mistakes in what a tenant's files say: after so many nobody reads on, and the rest is not read either.
    package static let mistakes = 1_000
    /// Findings of one check in one tenant. A baseline may hold many.
    package static let findings = 10_000

    package init(most: Int = mistakes) { self.most = most }

    /// Whether there were more than are told, so that looking for others is in vain.
    package private(set) var isFull = false

    package mutating func append(_ diagnostic: Diagnostic) {
        guard !isFull else { return }
        guard all.count == most else { return all.append(diagnostic) }
        isFull = true
        let code = diagnostic.code.rawValue
        all.append(
            Diagnostic(
                .limitExceeded, "there is more like `\(code)` from here on than the \(most) findings told",
                at: diagnostic.place, help: "mend those first", subject: "more of \(code)"))
    }

    package mutating func append(contentsOf more: [Diagnostic]) {
        for diagnostic in more { append(diagnostic) }
    }
}
