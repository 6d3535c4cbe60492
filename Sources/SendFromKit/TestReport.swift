internal import Diagnostics
internal import MessageIO

/// What `test` prints.
public struct TestReport: Sendable {
    private let runs: [TestSuite.Run]

    public init(_ runs: [TestSuite.Run]) { self.runs = runs }

    private var results: [TestRun.Result] { runs.flatMap(\.results) }
    public var failed: Int { results.count { !$0.passed } }

    private func place(_ result: TestRun.Result) -> String {
        let start = result.test.place.start
        return "\(result.test.place.path):\(start.line):\(start.column)"
    }

    /// A line a case and, under each failed one, what differed and why; the count at the end.
    public func text(color: Bool, quiet: Bool) -> String {
        func painted(_ text: String, _ code: String) -> String { color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
        var lines: [String] = []
        for run in runs where !run.results.isEmpty {
            if !quiet { lines.append(run.folder) }
            for result in run.results {
                if result.passed {
                    if !quiet { lines.append("  \(painted("ok", "32"))    \(Printable.line(result.test.name))") }
                    continue
                }
                lines.append("  \(painted("FAIL", "31;1"))  \(Printable.line(result.test.name))  (\(place(result)))")
                lines += result.differences.map { "          \(Printable.line($0))" }
                lines += result.explanation.map { $0.isEmpty ? "" : "        | \(Printable.line($0))" }
            }
        }
        lines.append("\(results.count - failed) passed, \(failed) failed")
        return lines.joined(separator: "\n") + "\n"
    }

    /// `{"format_version":1,"tests":[{"tenant","name","file","line","column","passed","differences":[…]}],"summary":{…}}`
    public func json() -> String {
        let tests = runs.flatMap { run in
            run.results.map { result in
                let start = result.test.place.start
                let differences = result.differences.map(JSONString.quoted).joined(separator: ",")
                return "{\"tenant\":\(JSONString.quoted(run.tenant)),\"name\":\(JSONString.quoted(result.test.name)),"
                    + "\"file\":\(JSONString.quoted(result.test.place.path)),\"line\":\(start.line),"
                    + "\"column\":\(start.column),\"passed\":\(result.passed),\"differences\":[\(differences)]}"
            }
        }
        return "{\"format_version\":1,\"tests\":[" + tests.joined(separator: ",\n")
            + "],\"summary\":{\"tests\":\(results.count),\"failed\":\(failed)}}\n"
    }

    /// JUnit's XML: a suite for each tenant.
    public func junit() -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites tests=\"\(results.count)\" failures=\"\(failed)\">\n"
        for run in runs where !run.results.isEmpty {
            let failures = run.results.count { !$0.passed }
            text +=
                "  <testsuite name=\"\(XMLText.escaped(run.tenant))\" tests=\"\(run.results.count)\" failures=\"\(failures)\">\n"
            for result in run.results {
                let start =
                    "    <testcase classname=\"\(XMLText.escaped(run.tenant))\" name=\"\(XMLText.escaped(result.test.name))\""
                let file =
                    " file=\"\(XMLText.escaped(result.test.place.path))\" line=\"\(result.test.place.start.line)\""
                if result.passed {
                    text += start + file + "/>\n"
                } else {
                    let message = XMLText.escaped(result.differences.joined(separator: "; "))
                    let body = XMLText.escaped(result.explanation.joined(separator: "\n"))
                    text +=
                        start + file + ">\n      <failure message=\"\(message)\">\(body)</failure>\n    </testcase>\n"
                }
            }
            text += "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }
}
