package import Diagnostics

/// A file that as a whole can't be read as its format. Nothing can be said about single messages.
package struct MessageFileError: Error, Sendable {
    /// The file as the user named it.
    package let path: String
    /// What is wrong and what to do about it: lower case, no full stop.
    package let message: String
    /// The places of it, for YAML; `message` then only counts them.
    package let diagnostics: [Diagnostic]

    package init(path: String, message: String, diagnostics: [Diagnostic] = []) {
        self.path = path
        self.message = message
        self.diagnostics = diagnostics
    }
}
