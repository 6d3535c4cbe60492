internal import Diagnostics
package import Linting

/// docs/codes: a page for each code of a check and each word of a decision, and their index. Pages are written by hand
/// only for what has no code: `message-errors.md` and `usage-errors.md`.
package enum CodePages {
    /// Names of files in docs/codes, and what stands in them.
    ///
    /// - Throws: where a word's example is broken.
    package static func all() throws -> [(name: String, text: String)] {
        var pages = [(name: "README.md", text: index())]
        pages += CheckRegistry.pages.map { ("\($0.code.rawValue).md", text(of: $0)) }
        for word in DecisionWord.all {
            pages.append(("\(word.text).md", try WordDocument.markdown(word) + "\n" + footer(word.text) + "\n"))
        }
        return pages
    }

    /// A check's page: its documentation, and how it is mended or left.
    package static func text(of page: CheckPage) -> String {
        let code = page.code.rawValue
        var text = CheckDocument.markdown(page, heading: "#") + "\n"
        if CheckDocument.isMended(page) {
            text += "`sendfrom lint --fix` writes what has one right answer ([mending](../linting.md#mending)). "
        }
        text +=
            page.code.stopsEveryCommand
            ? "It can't be silenced: a table with it means nothing.\n\n"
            : """
            To leave one as it is, write `# sendfrom:allow \(code) -- why` on its line or the line above \
            ([silencing](../linting.md#silencing-one-finding)); to weigh all of them otherwise, `severity: {\(code): …}` \
            in `sendfrom.yaml` ([weights](../linting.md#weights-and-leaving-paths-out)).


            """
        return text + "An example shows a part of a tenant; the rest is as it should be. " + footer(code) + "\n"
    }

    private static func footer(_ code: String) -> String {
        "This page is what `sendfrom checks \(code)` says. [All codes](README.md)"
    }

    private static func index() -> String {
        var text = """
            # Every message, and what to do about it

            What `sendfrom` says has a name: a finding the code of its check in brackets, a decision the words it is made of.
            Each has a page with an example that is run by the tests; `sendfrom checks NAME` prints it. What has no name is
            in two more: [errors of messages](message-errors.md), [errors of usage](usage-errors.md).

            <!-- Made by the program; CodePageTests compares. -->

            """
        for group in CheckCode.Group.allCases {
            text += "\n## Findings: \(group.rawValue)\n\n| code | | |\n| --- | --- | --- |\n"
            for page in CheckRegistry.pages where page.code.group == group {
                let code = page.code.rawValue
                text += "| [`\(code)`](\(code).md) | \(page.code.defaultSeverity.rawValue) | \(page.statement) |\n"
            }
        }
        for kind in DecisionWord.Kind.allCases {
            text += "\n## Decisions: \(WordDocument.place(kind))\n\n| word | |\n| --- | --- |\n"
            for word in DecisionWord.all where word.kind == kind {
                text += "| [`\(word.text)`](\(word.text).md) | \(word.explained.statement) |\n"
            }
        }
        return text
    }
}
