/// Texts as words of a shell's command line.
package enum ShellText {
    /// As it stands where that is safe, else in single quotes.
    package static func word(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "/._-+,:=@%".unicodeScalars.contains(scalar)
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
