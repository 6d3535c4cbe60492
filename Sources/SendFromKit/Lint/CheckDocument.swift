internal import Diagnostics
package import Linting

/// The documentation of checks: one text behind `sendfrom checks`, the pages of docs/codes and the help in SARIF.
package enum CheckDocument {
    /// What a finding weighs, and whether that can be changed.
    static func weight(_ code: CheckCode) -> String {
        switch code {
        case _ where code.stopsEveryCommand: "error; stops every command"
        case .notE164: "warning; error without `+`, which stops every command"
        case .countryMismatch: "warning; error where the country refuses the sender"
        default: code.defaultSeverity.rawValue
        }
    }

    /// What lint says of an example, found by running it.
    private static func output(_ example: Example, _ code: CheckCode) -> String {
        TextRenderer(color: false).render(findings(example, code)).trimmingNewlines
    }

    private static func findings(_ example: Example, _ code: CheckCode) -> [Diagnostic] {
        ExampleTenant(example).findings(proves: code.isProved).filter { $0.code == code }
    }

    /// Whether a finding of one of its examples has a fix.
    static func isMended(_ page: CheckPage) -> Bool {
        page.bad.contains { findings($0, page.code).contains { $0.fix != nil } }
    }

    // MARK: - One check

    /// A check as Markdown.
    ///
    /// - Parameter heading: `##` or `#`; none leaves the heading out.
    package static func markdown(_ page: CheckPage, heading: String?) -> String {
        var text = heading.map { "\($0) \(page.code.rawValue)\n\n" } ?? ""
        text += "*\(weight(page.code))*\(page.code.isProved ? " · *proved*" : "")\n\n"
        text += sentence(page.statement) + " " + page.why + "\n"
        for example in page.bad where example.isShown {
            text += "\n```yaml\n\(example.shown.trimmingNewlines)\n```\n"
            text += "\n```text\n\(output(example, page.code))\n```\n"
        }
        for (index, example) in page.good.enumerated() where example.isShown {
            text += "\n\(index == 0 ? "Instead:" : "Or:")\n\n```yaml\n\(example.shown.trimmingNewlines)\n```\n"
        }
        return text
    }

    /// A check for the terminal.
    package static func text(_ page: CheckPage) -> String {
        var text = "\(page.code.rawValue)  (\(page.code.group.rawValue), \(weight(page.code)))\n\n"
        text += wrapped(sentence(page.statement) + " " + page.why) + "\n"
        for example in page.bad where example.isShown {
            text += "\nBad:\n\n" + indented(example.shown) + "\n" + indented(output(example, page.code))
        }
        for example in page.good where example.isShown { text += "\nGood:\n\n" + indented(example.shown) }
        return text
    }

    // MARK: - All checks

    /// A line a check, by group.
    package static func list() -> String {
        let width = CheckRegistry.pages.map(\.code.rawValue.count).max() ?? 0
        return CheckCode.Group.allCases.map { group in
            let pages = CheckRegistry.pages.filter { $0.code.group == group }
            return "\(group.rawValue)\n"
                + pages.map { page in
                    let code = page.code.rawValue
                    let pad = String(repeating: " ", count: width - code.count)
                    let level = page.code.defaultSeverity.rawValue
                    return
                        "  \(code)\(pad)  \(level)\(String(repeating: " ", count: 7 - level.count))  \(page.statement)\n"
                }.joined()
        }.joined(separator: "\n")
    }

    /// All checks as one Markdown text, for a wiki or to print.
    package static func manual() -> String {
        var text = """
            # Checks

            What `sendfrom lint` looks for. Each finding carries the code of its check; `sendfrom checks CODE` shows what is
            written here. An example shows a part of a tenant: the rest is as it should be.

            | check | | |
            | --- | --- | --- |

            """
        for page in CheckRegistry.pages {
            let code = page.code.rawValue
            text += "| [`\(code)`](#\(code)) | \(page.code.defaultSeverity.rawValue) | \(page.statement) |\n"
        }
        for group in CheckCode.Group.allCases {
            text += "\n## \(sentence(group.rawValue).dropLast())\n"
            for page in CheckRegistry.pages where page.code.group == group {
                text += "\n" + markdown(page, heading: "###")
            }
        }
        return text
    }

    // MARK: - Text

    static func sentence(_ text: String) -> String {
        guard let first = text.first, first != "`" else { return text + "." }
        return first.uppercased() + text.dropFirst() + "."
    }

    static func indented(_ text: String) -> String {
        text.trimmingNewlines.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
    }

    /// Lines of at most 100 characters.
    static func wrapped(_ text: String) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < 100 {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    var trimmingNewlines: String {
        var text = self[...]
        while text.last?.isNewline == true { text = text.dropLast() }
        return String(text)
    }
}
