package import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Files whose text is what a test expects. `UPDATE_GOLDENS=1` writes them anew; a missing one is written and fails.
package enum Golden {
    private static var updates: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" }

    /// Compares `text` with the file at `path`.
    package static func expect(
        _ text: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let url = URL(fileURLWithPath: path)
        let expected = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
        guard expected != text else { return }
        if updates || expected == nil {
            try Data(text.utf8).write(to: url)
            if updates { return }
        }
        Issue.record(
            """
            \(path) is not what came out (UPDATE_GOLDENS=1 writes it):
            --- expected
            \(expected ?? "(there was no file; it is written now)")
            --- got
            \(text)
            """, sourceLocation: sourceLocation)
    }
}

/// Paths of the repository, from where the tests' sources stand.
package enum Repository {
    package static let root: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    package static func path(_ relative: String) -> String { root + "/" + relative }
}
