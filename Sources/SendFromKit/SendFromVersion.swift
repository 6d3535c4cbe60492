/// The program's version; CHANGELOG.md has a section for it.
public enum SendFromVersion {
    /// Semantic, as in `0.1.0`.
    public static let text = "0.1.0"
}
