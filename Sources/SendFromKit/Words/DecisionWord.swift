internal import SenderModel

/// A word a decision can hold, such as `not_active`: what it means, what to do about it, and an example that has it.
///
/// Behind `sendfrom checks WORD` and the pages of docs/codes. The words are those of the closed lists a decision is made
/// of, and each switch over them is exhaustive: a new word can't be left without a page.
package struct DecisionWord: Sendable {
    /// Where in a decision a word stands.
    package enum Kind: String, CaseIterable, Sendable {
        case reason, result, verdict, warning
    }

    package let text: String
    package let kind: Kind
    let explained: Explained

    /// One sentence without a full stop.
    package var statement: String { explained.statement }

    /// What is said of a word. Texts are whole sentences in Markdown, with lines as long as they may be.
    struct Explained: Sendable {
        /// One sentence without a full stop, for the index.
        let statement: String
        /// What follows from it.
        let meaning: String
        let advice: String
        let example: Example
    }

    /// A tenant and a test case whose decision has the word.
    struct Example: Sendable {
        /// A whole `tenant.yaml`, so that a reader can try it.
        let tenant: String
        /// The case's `message` and `expect`, as YAML mappings of one line.
        let message: String
        let expect: String

        /// - Parameters:
        ///   - tenant: what matters of it; its name and order are added where it doesn't give them.
        ///   - preset: of the order that is added.
        init(_ tenant: String, preset: String = "thread-first", message: String, expect: String) {
            let keys = tenant.split(separator: "\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
            let name = keys.contains("tenant") ? "" : "tenant: acme\n"
            let order = keys.contains("order") ? "" : "\norder: {preset: \(preset)}"
            self.tenant = name + tenant + order
            self.message = message
            self.expect = expect
        }
    }

    /// Every word, by kind, in the order of the contract. The verdict `ok` is in no decision.
    package static let all: [DecisionWord] =
        RejectReason.allCases.map { DecisionWord(text: $0.rawValue, kind: .reason, explained: $0.explained) }
        + RowResult.allCases.map { DecisionWord(text: $0.rawValue, kind: .result, explained: $0.explained) }
        + Verdict.allCases.compactMap { verdict in
            verdict.explained.map { DecisionWord(text: verdict.rawValue, kind: .verdict, explained: $0) }
        }
        + DecisionWarning.allCases.map { DecisionWord(text: $0.rawValue, kind: .warning, explained: $0.explained) }

    package static func named(_ text: String) -> DecisionWord? { all.first { $0.text == text } }
}
