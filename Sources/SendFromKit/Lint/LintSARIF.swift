internal import Diagnostics
internal import Linting
internal import MessageIO
internal import YAMLEditing

/// SARIF 2.1.0 (OASIS), as code scanning services take it: the checks that ran with their help, a result a finding with
/// region, related places, fingerprint and fix.
enum LintSARIF {
    static func write(_ report: LintReport) -> String {
        var resolver = FixEdits()
        let results = report.findings.map { result($0, &resolver) }
        let driver = object([
            ("name", quoted("sendfrom")), ("version", quoted(SendFromVersion.text)),
            ("semanticVersion", quoted(SendFromVersion.text)),
            ("rules", array(CheckRegistry.pages.map(rule))),
        ])
        let run = object([
            ("tool", object([("driver", driver)])), ("columnKind", quoted("unicodeCodePoints")),
            ("originalUriBaseIds", object([("%SRCROOT%", object([("description", text("the working folder"))]))])),
            ("results", array(results)),
        ])
        return object([
            ("$schema", quoted("https://json.schemastore.org/sarif-2.1.0.json")), ("version", quoted("2.1.0")),
            ("runs", array([run])),
        ]) + "\n"
    }

    // MARK: - Checks

    private static func rule(_ page: CheckPage) -> String {
        object([
            ("id", quoted(page.code.rawValue)), ("shortDescription", text(page.statement)),
            ("fullDescription", text(page.why)),
            (
                "help",
                object([
                    ("text", quoted("\(page.statement).\n\n\(page.why)")),
                    ("markdown", quoted(CheckDocument.markdown(page, heading: nil))),
                ])
            ),
            ("defaultConfiguration", object([("level", quoted(level(page.code.defaultSeverity)))])),
            ("properties", object([("tags", array([quoted(page.code.group.rawValue)]))])),
        ])
    }

    private static let positions = Dictionary(
        uniqueKeysWithValues: CheckRegistry.pages.enumerated().map { ($1.code, $0) })

    private static func level(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        }
    }

    // MARK: - Findings

    private static func result(_ finding: LintReport.Finding, _ resolver: inout FixEdits) -> String {
        let diagnostic = finding.diagnostic
        let message = diagnostic.message + (diagnostic.help.map { "\n" + $0 } ?? "")
        var pairs = [("ruleId", quoted(diagnostic.code.rawValue))]
        if let position = positions[diagnostic.code] { pairs.append(("ruleIndex", "\(position)")) }
        pairs += [
            ("level", quoted(level(diagnostic.severity))), ("message", text(message)),
            ("locations", array([object([("physicalLocation", location(diagnostic.place))])])),
        ]
        if !diagnostic.related.isEmpty {
            let related = diagnostic.related.enumerated().map { index, related in
                object([
                    ("id", "\(index + 1)"), ("physicalLocation", location(related.place)),
                    ("message", text(related.message)),
                ])
            }
            pairs.append(("relatedLocations", array(related)))
        }
        pairs.append(("partialFingerprints", object([("sendfrom/v1", quoted(finding.fingerprint))])))
        if let fix = diagnostic.fix, let files = resolver.edits(of: fix) {
            let changes = files.map { file in
                object([
                    ("artifactLocation", artifact(file.source.path)),
                    (
                        "replacements",
                        array(
                            file.edits.map { edit in
                                object([
                                    ("deletedRegion", region(Place(file.source, edit.range))),
                                    ("insertedContent", text(edit.text)),
                                ])
                            })
                    ),
                ])
            }
            pairs.append(
                ("fixes", array([object([("description", text(fix.title)), ("artifactChanges", array(changes))])])))
        }
        return object(pairs)
    }

    private static func location(_ place: Place) -> String {
        var pairs = [("artifactLocation", artifact(place.path))]
        if place.source != nil { pairs.append(("region", region(place))) }
        return object(pairs)
    }

    private static func region(_ place: Place) -> String {
        let (start, end) = (place.start, place.end)
        return object([
            ("startLine", "\(start.line)"), ("startColumn", "\(start.column)"), ("endLine", "\(end.line)"),
            ("endColumn", "\(end.column)"),
        ])
    }

    private static func artifact(_ path: String) -> String {
        let isRelative = !path.hasPrefix("/") && !path.hasPrefix("../")
        let uri = URIText.encoded(path)
        return isRelative
            ? object([("uri", quoted(uri)), ("uriBaseId", quoted("%SRCROOT%"))])
            : object([("uri", quoted(path.hasPrefix("/") ? "file://" + uri : uri))])
    }

    // MARK: - JSON

    private static func quoted(_ text: String) -> String { JSONString.quoted(text) }
    private static func text(_ text: String) -> String { object([("text", quoted(text))]) }
    private static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    private static func object(_ pairs: [(String, String)]) -> String {
        "{" + pairs.map { "\(quoted($0)):\($1)" }.joined(separator: ",") + "}"
    }
}
