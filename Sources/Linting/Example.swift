internal import Diagnostics

/// A configuration that shows a check: run as a test, and shown in the documentation.
///
/// A finding's place is marked `⟪so⟫`. An example holds what matters; the keys every tenant must have and the example
/// doesn't are added beside it when it runs (`ExampleTenant`).
package struct Example: Sendable {
    package let files: [File]
    /// The preset of the order, where the example has no `order`.
    package let preset: String
    /// Shown in the documentation; one that is too long to read is not.
    package let isShown: Bool

    /// A file of a tenant's folder, or below folders where there are several tenants.
    package struct File: Sendable {
        package let path: String
        /// With marks.
        package let text: String

        init(_ path: String, _ text: String) {
            self.path = path
            self.text = text
        }

        package var plainText: String { text.filter { $0 != "⟪" && $0 != "⟫" } }
    }

    package init(_ text: String, preset: String = "thread-first", isShown: Bool = true) {
        self.init([File("tenant.yaml", text)], preset: preset, isShown: isShown)
    }

    init(_ files: [File], preset: String = "thread-first", isShown: Bool = true) {
        self.files = files
        self.preset = preset
        self.isShown = isShown
    }

    /// The text over several files, as the documentation shows it.
    package var shown: String {
        let texts = files.map { files.count > 1 ? "# \($0.path)\n\($0.plainText)" : $0.plainText }
        return SecretShapes.masked(texts.joined(separator: "\n\n"))
    }
}
