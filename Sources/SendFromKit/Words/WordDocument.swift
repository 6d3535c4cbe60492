internal import Diagnostics
internal import Evaluation
internal import MessageIO
internal import SenderModel

/// The documentation of a decision's words: one text behind `sendfrom checks WORD` and the pages of docs/codes.
package enum WordDocument {
    /// Where in a decision words of a kind stand.
    static func place(_ kind: DecisionWord.Kind) -> String {
        switch kind {
        case .reason: "`reason` of a rejected message"
        case .result: "`result` of a rule in a trace; `detail` of a message rejected as `unusable`"
        case .verdict: "`verdict` beside `not_compliant`"
        case .warning: "`warnings` of a decision"
        }
    }

    /// A word as Markdown.
    ///
    /// - Throws: what its example is wrong with, which a test would have found.
    package static func markdown(_ word: DecisionWord) throws(BrokenExample) -> String {
        let shown = try ShownExample(word)
        return """
            # \(word.text)

            *\(place(word.kind))*

            \(CheckDocument.sentence(word.explained.statement)) \(linked(word.explained.meaning, on: word.text))

            A tenant, and a message that shows it, as a test case:

            ```yaml
            # tenant.yaml
            \(shown.tenant)
            ```

            ```yaml
            # tests/example.yaml
            \(shown.test)
            ```

            What `sendfrom explain` says of the message:

            ```text
            \(shown.explanation)
            ```

            What `sendfrom eval --trace --format ndjson` says:

            ```json
            \(shown.decision)
            ```

            **What to do.** \(linked(word.explained.advice, on: word.text))

            """
    }

    /// A word for the terminal.
    ///
    /// - Throws: as `markdown(_:)`.
    package static func text(_ word: DecisionWord) throws(BrokenExample) -> String {
        let shown = try ShownExample(word)
        return """
            \(word.text)  (\(place(word.kind)))

            \(CheckDocument.wrapped(CheckDocument.sentence(word.explained.statement) + " " + word.explained.meaning))

            Example:

            \(CheckDocument.indented(shown.tenant))
            \(CheckDocument.indented(shown.test))
            \(CheckDocument.indented(shown.explanation))
            What to do:

            \(CheckDocument.wrapped(word.explained.advice))

            """
    }

    /// A text in which the name of another page, in backticks, leads there.
    private static func linked(_ text: String, on page: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        return parts.enumerated().map { position, part in
            guard position % 2 == 1 else { return part }
            let isPage = part != page && (CheckCode(rawValue: part) != nil || DecisionWord.named(part) != nil)
            return isPage ? "[`\(part)`](\(part).md)" : "`\(part)`"
        }.joined()
    }

    /// An example that doesn't show its word, or can't be run.
    package struct BrokenExample: Error, CustomStringConvertible {
        package let description: String
    }

    /// An example run: what the evaluator decided of its message.
    private struct ShownExample {
        let tenant: String
        let test: String
        let explanation: String
        let decision: String

        init(_ word: DecisionWord) throws(BrokenExample) {
            let example = word.explained.example
            tenant = example.tenant
            test = """
                tests:
                  - name: an example of \(word.text)
                    message: \(example.message)
                    expect: \(example.expect)
                """
            let source = SourceFile(path: "tenant.yaml", bytes: Array((tenant + "\n").utf8))
            let loaded = LoadedTenant(
                TenantFiles(folder: "", sources: [source], diagnostics: [], project: .init()))
            let file = TestFile.read(SourceFile(path: "tests/example.yaml", bytes: Array(test.utf8)))
            guard let test = file.cases.first, file.diagnostics.isEmpty, loaded.diagnostics.isEmpty else {
                let problems = TextRenderer(color: false).render(loaded.diagnostics + file.diagnostics)
                throw BrokenExample(description: "the example of \(word.text) can't be run:\n\(problems)")
            }
            let differences = TestRun(loaded.table).run(test).differences
            guard differences.isEmpty else {
                throw BrokenExample(
                    description: "the example of \(word.text): \(differences.joined(separator: "; "))")
            }
            let decider = TenantDecider([loaded.table])
            var scratch = decider.makeScratch()
            var trace: DecisionTrace? = DecisionTrace()
            let decision = decider.decide(
                test.message, tenant: decider.tenant(of: test.message), scratch: &scratch, trace: &trace)
            let steps = trace?.steps ?? []
            let lines = Explanation(decider.evaluators[0], test.message, decision, steps).lines(
                sourceLine: loaded.line)
            explanation = lines.joined(separator: "\n")
            var bytes = OutputBuffer()
            let writer = NDJSONDecisionWriter(severalTenants: false, severalFiles: false)
            writer.append(
                decision, for: test.message, table: writer.text(of: loaded.table), tenant: nil, trace: steps,
                at: MessagePlace(position: 1, counts: .line), to: &bytes)
            self.decision = bytes.withBytes { String(decoding: $0, as: UTF8.self) }.trimmingNewlines
            guard self.decision.contains("\"\(word.text)\"") else {
                throw BrokenExample(description: "the example of \(word.text) doesn't have it: \(self.decision)")
            }
        }
    }
}
