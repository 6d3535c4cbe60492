internal import Diagnostics
internal import Linting

/// A file with `# sendfrom:allow` comments, wherever they stand.
enum SuppressionsTarget {
    static func run(_ bytes: [UInt8]) throws {
        let source = SourceFile(path: "tenant.yaml", bytes: bytes)
        let all = Suppression.all(in: source)
        for one in all {
            try require(
                one.place.bytes.upperBound <= bytes.count && bytes[one.place.bytes].first == UInt8(ascii: "#"),
                "a suppression at \(one.place.bytes) doesn't begin with #")
            try require(
                !bytes[one.place.bytes].contains(10), "a suppression of several lines at \(one.place.bytes)")
        }
        var suppressions = Suppressions(all, today: "2026-11-21")
        for code in [CheckCode.gap, .notE164, .yamlSyntax] {
            for one in all {
                let silenced = suppressions.silence(Diagnostic(code, "a finding", at: one.place))
                try require(!(silenced && code.stopsEveryCommand), "`\(code)` was silenced")
            }
        }
        let findings = suppressions.findings { _, _ in true }
        try require(findings.count <= all.count, "more findings than suppressions")
        try YAMLTarget.checkPlaces(findings)
        // Each fix takes out its comment and nothing else.
        for fix in findings.compactMap(\.fix) {
            for change in fix.changes {
                let range = change.place.bytes
                try require(range.upperBound <= bytes.count, "a fix outside the file")
                let lines = bytes[range].filter { $0 == 10 }.count
                try require(lines <= 1, "a fix takes out \(lines) line breaks")
            }
        }
    }
}
