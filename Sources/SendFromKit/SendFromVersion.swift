/// The program's version; CHANGELOG.md has a section for it.
public enum SendFromVersion {
    public static let text = "0.1.0"
}
