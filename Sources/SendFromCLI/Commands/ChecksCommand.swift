internal import ArgumentParser
internal import Diagnostics
internal import Linting
internal import SendFromKit

/// `checks`: the checks of `lint`, or the documentation of one, or of a word in a decision.
struct ChecksCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "checks", abstract: "What lint checks, or one check's documentation.",
        discussion: """
            Explains the words of decisions too. Examples:
              sendfrom checks country-mismatch
              sendfrom checks not_active
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown }

    @Argument(help: "The code of a check, or a word of a decision.", completion: .checksAndWords)
    var code: String?

    @Option(help: "How to write it.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        guard let code else {
            try console.out.write(format == .text ? CheckDocument.list() : CheckDocument.manual())
            return .fine
        }
        if let word = DecisionWord.named(code) {
            try console.out.write(format == .text ? WordDocument.text(word) : WordDocument.markdown(word))
            return .fine
        }
        let known = try CheckCodes.known(code, words: DecisionWord.all.map(\.text))
        guard let page = CheckRegistry.pages.first(where: { $0.code == known }) else {
            preconditionFailure("every code has a check: CheckRegistryTests")
        }
        try console.out.write(
            format == .text ? CheckDocument.text(page) : CheckDocument.markdown(page, heading: "#"))
        return .fine
    }
}

/// Codes of checks as people type them.
enum CheckCodes {
    /// - Parameter words: what else may stand there.
    /// - Throws: `CommandFailure` with a near code, for a code that is none.
    static func known(_ text: String, words: [String] = []) throws -> CheckCode {
        if let code = CheckCode(rawValue: text) { return code }
        let near = NearMiss.words(NearMiss.best(for: text, among: CheckCode.allCases.map(\.rawValue) + words))
        throw CommandFailure(
            .usage, "\(Wording.quote(text)) is not the code of a check\(near) (`sendfrom checks` lists them)")
    }
}
