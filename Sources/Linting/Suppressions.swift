package import Diagnostics
internal import TenantConfig
package import YAMLSyntax

/// One `# sendfrom:allow CODE until DATE -- reason`: silences the check's findings that begin on its line or the next.
package struct Suppression: Sendable {
    /// The comment, from its `#`.
    package let place: Place
    let line: Int
    let code: String
    let reason: String?
    /// The last day it holds.
    let until: String?
    /// What is wrong with its form; it then silences nothing.
    let problem: String?

    /// - Parameter text: from `#` on.
    init(_ text: String, at place: Place) {
        self.place = place
        line = place.start.line
        let parts = text.dropFirst().drop { $0 == " " || $0 == "\t" }.dropFirst(Self.marker.count)
        let halves = parts.firstRange(of: "--").map { (parts[..<$0.lowerBound], parts[$0.upperBound...]) }
        let words = (halves?.0 ?? parts).split { $0 == " " || $0 == "\t" }
        let reason = (halves?.1 ?? "").drop { $0 == " " || $0 == "\t" }
        self.reason = reason.isEmpty ? nil : String(reason)
        code = words.first.map(String.init) ?? ""
        let rest = words.dropFirst()
        var until: String?
        var problem: String?
        if code.isEmpty {
            problem = "names no check"
        } else if let first = rest.first {
            let date = rest.dropFirst().first.map(String.init)
            if first != "until" || rest.count > 2 {
                problem = "has \(Wording.quote(String(first))) before `--`, where only `until` and a date may stand"
            } else if let date, CalendarDate.isValid(date) {
                until = date
            } else {
                problem = "has no date after `until`"
            }
        }
        self.until = until
        self.problem = problem
    }

    private static let marker = "sendfrom:allow"

    /// The suppressions of a file. What looks like one inside a value is a value.
    ///
    /// - Parameter document: the file's, where it is parsed already.
    package static func all(in source: SourceFile, _ document: YAMLDocument? = nil) -> [Suppression] {
        let starts = comments(in: source)
        guard !starts.isEmpty else { return [] }
        let document = document ?? YAMLReader.read(source).0
        return starts.filter { !document.holdsScalar(at: $0) }.map { start in
            let line = source.lineRange(source.position(of: start).line)
            var end = line.upperBound
            while end > start, source.bytes[end - 1] == 32 || source.bytes[end - 1] == 9 { end -= 1 }
            let place = Place(source, start..<end)
            let read = Suppression(source.text(in: start..<end), at: place)
            // Only what is said of it must not tell a secret: what is in order is never quoted.
            let isInOrder = read.problem == nil && CheckCode(rawValue: read.code) != nil
            return isInOrder ? read : Suppression(source.shownText(in: start..<end), at: place)
        }
    }

    /// Where a `#` begins that the marker follows.
    private static func comments(in source: SourceFile) -> [Int] {
        let marker = Array(marker.utf8)
        let bytes = source.bytes
        var starts: [Int] = []
        bytes.withUnsafeBufferPointer { bytes in
            var next = 0
            while let hash = bytes.firstIndex(of: UInt8(ascii: "#"), from: next) {
                next = hash + 1
                // A comment begins a line or follows a blank.
                guard hash == 0 || [9, 10, 13, 32].contains(bytes[hash - 1]) else { continue }
                var at = hash + 1
                while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
                let end = at + marker.count
                guard end <= bytes.count, bytes[at..<end].elementsEqual(marker),
                    end == bytes.count || [9, 10, 13, 32].contains(bytes[end])
                else { continue }
                starts.append(hash)
            }
        }
        return starts
    }
}

/// The suppressions of a run's files, and which of them silenced something.
package struct Suppressions {
    private let all: [Suppression]
    private let byPath: [String: [Int]]
    private var used: Set<Int> = []
    private let today: String

    /// - Parameter today: `YYYY-MM-DD`.
    package init(_ all: [Suppression], today: String) {
        self.all = all
        self.today = today
        byPath = Dictionary(grouping: all.indices) { all[$0].place.path }
    }

    /// Whether a suppression silences a finding. Nothing silences one that makes the table meaningless.
    package mutating func silence(_ finding: Diagnostic) -> Bool {
        guard !finding.stopsEveryCommand, let here = byPath[finding.place.path] else { return false }
        let line = finding.place.start.line
        let matching = here.filter {
            let one = all[$0]
            return isInForce(one) && one.code == finding.code.rawValue && (one.line == line || one.line == line - 1)
        }
        used.formUnion(matching)
        return !matching.isEmpty
    }

    private func isInForce(_ one: Suppression) -> Bool {
        one.problem == nil && one.reason != nil && one.until.map { today <= $0 } ?? true
    }

    /// What is wrong with the suppressions themselves, after every finding was offered to `silence`.
    ///
    /// - Parameter ran: whether a check was run on a file, so that finding nothing means there was nothing.
    package func findings(ran: (CheckCode, String) -> Bool) -> [Diagnostic] {
        var found = BoundedDiagnostics(most: BoundedDiagnostics.findings)
        for (index, one) in all.enumerated() where !found.isFull {
            if let finding = finding(about: one, index, ran: ran) { found.append(finding) }
        }
        return found.all
    }

    private func finding(about one: Suppression, _ index: Int, ran: (CheckCode, String) -> Bool) -> Diagnostic? {
        func finding(_ code: CheckCode, _ text: FindingText, fix: Fix? = nil) -> Diagnostic {
            Diagnostic(
                code, text.message, at: one.place, help: text.help, fix: fix, subject: one.code)
        }
        if one.code.isEmpty { return finding(.unusedSuppression, .malformed(one.problem ?? "")) }
        guard let code = CheckCode(rawValue: one.code) else {
            let near = NearMiss.best(for: one.code, among: CheckCode.allCases.map(\.rawValue))
            return finding(.unusedSuppression, .unknownCode(one.code, near))
        }
        if one.reason == nil { return finding(.suppressionWithoutReason, .noReason(one.code)) }
        if let problem = one.problem { return finding(.unusedSuppression, .malformed(problem)) }
        if code.stopsEveryCommand { return finding(.unusedSuppression, .cannotBeSilenced(one.code)) }
        if let until = one.until, until < today { return finding(.expiredSuppression, .expired(one.code, until)) }
        guard !used.contains(index), ran(code, one.place.path) else { return nil }
        return finding(.unusedSuppression, .unused(one.code), fix: Self.deletion(of: one))
    }

    /// The comment goes, with its line where it has one of its own.
    private static func deletion(of one: Suppression) -> Fix? {
        guard let source = one.place.source else { return nil }
        let line = source.lineRange(one.line)
        var start = one.place.bytes.lowerBound
        while start > line.lowerBound, source.bytes[start - 1] == 32 || source.bytes[start - 1] == 9 { start -= 1 }
        let isAlone = start == line.lowerBound
        let end =
            isAlone
            ? one.line < source.lineCount ? source.lineRange(one.line + 1).lowerBound : source.bytes.count
            : line.upperBound
        return Fix("delete the comment", [.splice(Place(source, start..<end), with: "")])
    }
}

extension FindingText {
    fileprivate static func malformed(_ problem: String) -> FindingText {
        .init(
            "this suppression \(problem), so it silences nothing",
            help: "write `# sendfrom:allow CODE -- reason`, or `# sendfrom:allow CODE until 2027-01-31 -- reason`")
    }

    fileprivate static func unknownCode(_ code: String, _ near: String?) -> FindingText {
        .init(
            "\(Wording.quote(code)) is not the code of a check" + NearMiss.words(near),
            help: "write a code as `lint` shows it in brackets")
    }

    fileprivate static func noReason(_ code: String) -> FindingText {
        .init(
            "the suppression of `\(code)` gives no reason, so it silences nothing",
            help: "write why after `--`: `# sendfrom:allow \(code) -- …`")
    }

    fileprivate static func cannotBeSilenced(_ code: String) -> FindingText {
        .init(
            "`\(code)` can't be silenced: a table with it means nothing",
            help: "delete the comment and mend what it was meant to excuse")
    }

    fileprivate static func expired(_ code: String, _ until: String) -> FindingText {
        .init(
            "the suppression of `\(code)` ended with \(until)",
            help: "mend what it excused, or give it a later date")
    }

    fileprivate static func unused(_ code: String) -> FindingText {
        .init(
            "there is no `\(code)` on this line or the next", help: "delete the comment (`sendfrom lint --fix` does)")
    }
}
