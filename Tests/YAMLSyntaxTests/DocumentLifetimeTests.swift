import Diagnostics
import Testing
import YAMLSyntax

/// A file outlives what was read of it: its records take three times its size, and only its places are asked for later.
@Suite struct DocumentLifetimeTests {
    private static let yaml = """
        providers:
          main:
            kind: generic
            credentials: {token: "hunter2-\\x63orrect-horse", key: 'hun''ter2', other: "k\\u0065y-with-escapes"}
        """

    private static func source() -> SourceFile { SourceFile(path: "tenant.yaml", bytes: Array(yaml.utf8)) }

    @Test func aFileKeepsNoDocument() {
        let source = Self.source()
        weak var document: YAMLDocument?
        do {
            let read = YAMLReader.read(source).0
            document = read
            #expect(read.root != nil && document != nil)
        }
        #expect(document == nil)
        #expect(source.lineCount == 4)
    }

    /// What stands behind escapes is no text of the file, so it must be read again.
    @Test func secretsAreKnownWhetherTheDocumentIsThereOrNot() {
        let message = "not `hunter2-correct-horse`, not `hun'ter2`, not `key-with-escapes`, but `main`"
        let hidden = "not `•••••••••••••••••••••`, not `••••••••`, not `••••••••••••••••`, but `main`"
        let kept = Self.source()
        let document = YAMLReader.read(kept).0
        #expect(kept.masked(message) == hidden)
        #expect(document.root != nil)
        let alone = Self.source()
        _ = YAMLReader.read(alone)
        #expect(alone.masked(message) == hidden)
        // Nobody read it as YAML: what is escaped isn't known.
        #expect(Self.source().masked(message) != hidden)
    }
}
