internal import Diagnostics
internal import MessageIO

/// What `test` prints.
public struct TestReport: Sendable {
    private let runs: [TestSuite.Run]

    /// A report of the runs of several tenants.
    public init(_ runs: [TestSuite.Run]) { self.runs = runs }

    private var results: [TestRun.Result] { runs.flatMap(\.results) }
    /// Cases and invariants that failed.
    public var failed: Int { results.count { !$0.passed } }

    /// The share of reachable rows that cases hit, over all tenants, in percent; nil where it wasn't asked for.
    public var covered: Double? {
        let coverages = runs.compactMap(\.coverage)
        guard !coverages.isEmpty else { return nil }
        let reachable = coverages.map(\.reachable).reduce(0, +)
        return reachable == 0 ? 100 : Double(coverages.map(\.hit).reduce(0, +)) * 100 / Double(reachable)
    }

    private func place(_ result: TestRun.Result) -> String {
        let start = result.place.start
        return "\(result.place.path):\(start.line):\(start.column)"
    }

    /// A line a case and, under each failed one, what differed and why; the count at the end.
    public func text(color: Bool, quiet: Bool) -> String {
        func painted(_ text: String, _ code: String) -> String { color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
        var lines: [String] = []
        for run in runs where !run.results.isEmpty {
            if !quiet { lines.append(run.folder) }
            for result in run.results {
                if result.passed {
                    if !quiet {
                        let note = result.note.map { "  (\($0))" } ?? ""
                        lines.append("  \(painted("ok", "32"))    \(Printable.line(result.name))\(note)")
                    }
                    continue
                }
                lines.append("  \(painted("FAIL", "31;1"))  \(Printable.line(result.name))  (\(place(result)))")
                lines += result.differences.map { "          \(Printable.line($0))" }
                lines += result.explanation.map { $0.isEmpty ? "" : "        | \(Printable.line($0))" }
            }
        }
        for run in runs {
            guard let coverage = run.coverage else { continue }
            lines.append("\(run.folder): \(coverage.hit) of \(coverage.reachable) reachable rows hit")
            for row in coverage.rows where !row.isHit {
                lines.append("  \(painted("not hit", "33"))  \(Printable.line(row.name))  (\(row.at))")
            }
        }
        lines.append("\(results.count - failed) passed, \(failed) failed")
        return lines.joined(separator: "\n") + "\n"
    }

    /// `{"format_version":1,"tests":[{"tenant","name","file","line","column","passed","differences":[…]}],"summary":{…}}`
    public func json() -> String {
        let tests = runs.flatMap { run in
            run.results.map { result in
                let start = result.place.start
                let differences = JSONString.listed(result.differences)
                return "{\"tenant\":\(JSONString.quoted(run.tenant)),\"name\":\(JSONString.quoted(result.name)),"
                    + "\"file\":\(JSONString.quoted(result.place.path)),\"line\":\(start.line),"
                    + "\"column\":\(start.column),\"passed\":\(result.passed),\"differences\":[\(differences)]}"
            }
        }
        let coverage = runs.compactMap { run in
            run.coverage.map { coverage in
                let rows = coverage.rows.map { row in
                    "{\"rule\":\(JSONString.quoted(row.name)),\"at\":\(JSONString.quoted(row.at)),\"hit\":\(row.isHit)}"
                }
                return "{\"tenant\":\(JSONString.quoted(run.tenant)),\"hit\":\(coverage.hit),"
                    + "\"reachable\":\(coverage.reachable),\"rows\":[" + rows.joined(separator: ",") + "]}"
            }
        }
        return "{\"format_version\":1,\"tests\":[" + tests.joined(separator: ",\n") + "]"
            + (coverage.isEmpty ? "" : ",\"coverage\":[" + coverage.joined(separator: ",\n") + "]")
            + ",\"summary\":{\"tests\":\(results.count),\"failed\":\(failed)}}\n"
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
                    "    <testcase classname=\"\(XMLText.escaped(run.tenant))\" name=\"\(XMLText.escaped(result.name))\""
                let file =
                    " file=\"\(XMLText.escaped(result.place.path))\" line=\"\(result.place.start.line)\""
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
