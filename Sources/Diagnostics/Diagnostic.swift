/// One finding. Syntax, schema, compile and lint all make this type; renderers and exit statuses read nothing else.
///
/// `message` is one sentence that stands alone: lower case, no full stop, the user's text in backticks. `help` is an
/// action with the text to type.
///
/// A class, as nothing in it changes and lists of findings are handed on many times: a copy of eight fields took 200
/// instructions.
public final class Diagnostic: Sendable {
    /// The check that found it.
    public let code: CheckCode
    /// What it weighs in this run.
    public let severity: Severity
    /// One sentence that stands alone: lower case, no full stop, the user's text in backticks.
    public let message: String
    /// Where it stands: exactly what is wrong, and no more.
    public let place: Place
    /// What to do about it, with the text to type.
    public let help: String?
    /// Other places one must see to understand it.
    public let related: [Related]
    /// What would mend it, where there is exactly one right answer.
    public let fix: Fix?
    /// What it is about, in words that outlive an edit elsewhere: `user jane`, `sender +14155550123`. A baseline
    /// recognises a finding by tenant, code and this. The message, where the check says nothing better.
    public let subject: String

    /// A second place that explains the first.
    public struct Related: Sendable {
        /// What is to be seen there.
        public let message: String
        /// Where it stands.
        public let place: Place

        /// A second place, and what is to be seen there.
        public init(_ message: String, at place: Place) {
            self.message = message
            self.place = place
        }
    }

    /// A finding. Without a severity it weighs what its check does.
    public init(
        _ code: CheckCode, _ message: String, at place: Place, help: String? = nil, related: [Related] = [],
        severity: Severity? = nil, fix: Fix? = nil, subject: String? = nil
    ) {
        self.code = code
        self.severity = severity ?? code.defaultSeverity
        // A message quotes what was typed, which may be a secret in the wrong place.
        func masked(_ text: String, _ other: Place? = nil) -> String {
            var text = SecretShapes.masked(text)
            if let source = place.source { text = source.masked(text) }
            if let source = other?.source, source !== place.source { text = source.masked(text) }
            return text
        }
        // Cut after that: a part of a token has no shape.
        let message = Wording.cut(masked(message))
        self.message = message
        self.place = place
        self.help = help.map { Wording.cut(masked($0)) }
        self.related = related.map { Related(Wording.cut(masked($0.message, $0.place)), at: $0.place) }
        // A fix is printed, so one that repeats a secret is none.
        self.fix = fix.flatMap { fix in
            fix.changes.contains { change in change.text.map { masked($0, change.place) != $0 } ?? false }
                ? nil : Fix(masked(fix.title), fix.changes)
        }
        self.subject = subject.map { masked($0) } ?? message
    }

    /// The same finding, weighing something else.
    public func weighing(_ severity: Severity) -> Diagnostic {
        Diagnostic(
            code, message, at: place, help: help, related: related, severity: severity, fix: fix, subject: subject)
    }

    /// The same finding, for somebody to mend by hand.
    public var withoutFix: Diagnostic {
        Diagnostic(code, message, at: place, help: help, related: related, severity: severity, subject: subject)
    }

    /// The same finding, with what has been learnt of the file's secrets since.
    public var masked: Diagnostic { weighing(severity) }

    /// Whether the table means nothing, so that no command but `lint` goes on, and nothing can make it weigh less.
    public var stopsEveryCommand: Bool { code.stopsEveryCommand || (code == .notE164 && severity == .error) }
}

extension [Diagnostic] {
    public var hasErrors: Bool { contains { $0.severity == .error } }

    /// Sorted by file, position and code, each said once: what an alias repeats is one finding.
    public func sortedAndUnique() -> [Diagnostic] {
        // Places in the list are moved about, and not what stands there.
        let keys = map(SortKey.init)
        var result: [Diagnostic] = []
        result.reserveCapacity(count)
        var last: Int?
        for index in indices.sorted(by: { keys[$0] < keys[$1] }) {
            if let last, keys[last] == keys[index] { continue }
            result.append(self[index])
            last = index
        }
        return result
    }
}

/// What diagnostics are ordered by.
private struct SortKey: Equatable {
    let path: String
    let start: Int
    let end: Int
    let code: String
    let message: String

    init(_ diagnostic: Diagnostic) {
        path = diagnostic.place.path
        start = diagnostic.place.bytes.lowerBound
        end = diagnostic.place.bytes.upperBound
        code = diagnostic.code.rawValue
        message = diagnostic.message
    }

    static func < (a: SortKey, b: SortKey) -> Bool {
        if a.path != b.path { return a.path < b.path }
        return (a.start, a.end, a.code, a.message) < (b.start, b.end, b.code, b.message)
    }
}
