import SendFromCLI
import TestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One command line run in process from the repository's root. Silence on standard error and status 0 are expected
/// unless a test says otherwise.
struct CommandRun {
    let output: String
    let errors: String
    let status: CommandStatus

    init(_ arguments: [String]) {
        _ = Self.atRoot
        let console = Console(out: .memory(), error: .memory(), environment: { _ in nil })
        status = CommandLineTool.run(arguments, console: console)
        output = console.out.text
        errors = console.error.text
    }

    /// - Parameter line: words as a shell takes them, quotes and nothing else.
    init(_ line: String) { self.init(Self.words(line)) }

    /// The process works from the root from here on; every test's paths are relative to it.
    private static let atRoot: Void = {
        precondition(chdir(Repository.root) == 0, "the repository's root is not where the tests think")
    }()

    static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let done = word { words.append(done) }
        return words
    }
}
