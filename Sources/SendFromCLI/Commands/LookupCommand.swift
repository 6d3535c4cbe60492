internal import ArgumentParser
internal import Diagnostics
internal import MessageIO
internal import NumberingPlan
internal import SenderModel

/// `lookup`: what the numbering plan says about numbers.
struct LookupCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup", abstract: "What the numbering plan says about numbers.",
        discussion: """
            Digits count as they stand: no national prefix is removed. Example:
              sendfrom lookup +447400123456 "+1 (415) 555-0123"
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, ndjson }

    @Argument(help: "Numbers with +, or - for one a line on standard input.")
    var numbers: [String]

    @Option(help: "How to write the answers.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        for number in numbers {
            guard number == "-" else {
                try show(number, console)
                continue
            }
            try showLines(console)
        }
        return .fine
    }

    /// One number a line; of a line that is far too long for one, its beginning stands in the answer.
    private func showLines(_ console: Console) throws {
        var lines = TextLines(FileDescriptorSource(0))
        do {
            while let (text, isWhole) = try lines.next(atMost: 1 << 12) {
                if !text.isEmpty { try show(isWhole ? text : text.prefix(64) + "…", console) }
            }
        } catch let error as ReadError {
            throw CommandFailure(.usage, "can't read standard input: \(error.message)")
        }
    }

    private func show(_ number: String, _ console: Console) throws {
        let facts = NumberingPlan.facts(of: Self.digits(of: number) ?? "?")
        switch format {
        case .ndjson:
            let country = facts.country.map { "\"\($0.code)\"" } ?? "null"
            try console.out.write(
                "{\"number\":\(JSONString.quoted(number)),\"possible\":\(facts.isPossible),\"valid\":\(facts.isValid),"
                    + "\"country\":\(country),\"type\":\"\(facts.lineType.name)\"}\n")
        case .text:
            let verdict = facts.isValid ? "valid" : facts.isPossible ? "possible, but not in the plan" : "not possible"
            let country = facts.country?.code ?? "no country"
            try console.out.write("\(Printable.line(number))  \(country)  \(facts.lineType.name)  \(verdict)\n")
        }
    }

    /// `+` and digits without what people put between them; nil for any other text.
    private static func digits(of number: String) -> String? {
        let bare = number.utf8.filter { !Reference.isPunctuation($0) }
        guard bare.first == UInt8(ascii: "+"), bare.count > 1, bare.dropFirst().allSatisfy({ (48...57).contains($0) })
        else {
            return nil
        }
        return String(decoding: bare, as: UTF8.self)
    }
}
