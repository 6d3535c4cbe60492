package import Diagnostics

extension SourceFile {
    /// What ends the file's first line, for lines to be added.
    package var lineBreak: String {
        guard let end = bytes.firstIndex(of: 10), end > 0, bytes[end - 1] == 13 else { return "\n" }
        return "\r\n"
    }
}
