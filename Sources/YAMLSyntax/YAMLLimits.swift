/// How much one YAML file may hold. A file over a limit gets `limit-exceeded`, never a crash or a hang.
public enum YAMLLimits {
    /// Bytes of a file.
    public static let fileBytes = 16 << 20
    /// Scalars and collections of a file as it is written.
    public static let nodes = 2_000_000
    /// Collections inside collections, aliases followed.
    public static let depth = 64
    /// Nodes that aliases may add to a file when each is written out ("billion laughs").
    public static let aliasNodes = 100_000
}
