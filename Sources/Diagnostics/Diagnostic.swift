/// One finding. Syntax, schema, compile and lint all make this type; renderers and exit statuses read nothing else.
///
/// `message` is one sentence that stands alone: lower case, no full stop, the user's text in backticks. `help` is an
/// action with the text to type.
public struct Diagnostic: Sendable {
    public let code: CheckCode
    public let severity: Severity
    public let message: String
    public let place: Place
    public let help: String?
    public let related: [Related]

    /// A second place that explains the first.
    public struct Related: Sendable {
        public let message: String
        public let place: Place

        public init(_ message: String, at place: Place) {
            self.message = message
            self.place = place
        }
    }

    public init(
        _ code: CheckCode, _ message: String, at place: Place, help: String? = nil, related: [Related] = [],
        severity: Severity = .error
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.place = place
        self.help = help
        self.related = related
    }
}

extension [Diagnostic] {
    public var hasErrors: Bool { contains { $0.severity == .error } }

    /// Sorted by file, position and code, each said once: what an alias repeats is one finding.
    public func sortedAndUnique() -> [Diagnostic] {
        var result: [(key: SortKey, diagnostic: Diagnostic)] = []
        for next in map({ (key: SortKey($0), diagnostic: $0) }).sorted(by: { $0.key < $1.key })
        where result.last?.key != next.key {
            result.append(next)
        }
        return result.map(\.diagnostic)
    }
}

/// What diagnostics are ordered by.
private struct SortKey: Equatable {
    let path: String
    let numbers: [Int]
    let texts: [String]

    init(_ diagnostic: Diagnostic) {
        path = diagnostic.place.path
        numbers = [diagnostic.place.bytes.lowerBound, diagnostic.place.bytes.upperBound]
        texts = [diagnostic.code.rawValue, diagnostic.message]
    }

    static func < (a: SortKey, b: SortKey) -> Bool {
        if a.path != b.path { return a.path < b.path }
        if a.numbers != b.numbers { return a.numbers.lexicographicallyPrecedes(b.numbers) }
        return a.texts.lexicographicallyPrecedes(b.texts)
    }
}
