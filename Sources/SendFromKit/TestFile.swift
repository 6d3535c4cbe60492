public import Diagnostics
internal import MessageIO
public import SenderModel
internal import TenantConfig
internal import YAMLSyntax

/// A tenant's test file: cases and invariants.
public struct TestFile: Sendable {
    let source: SourceFile
    /// As given.
    public var path: String { source.path }
    /// In file order.
    public private(set) var cases: [TestCase] = []
    private(set) var invariants: [WrittenInvariant] = []
    /// What is wrong with the file.
    public private(set) var diagnostics: [Diagnostic] = []

    /// Reads one test file.
    public static func read(_ source: SourceFile) -> TestFile {
        var file = TestFile(source)
        let (document, problems) = YAMLReader.read(source)
        let reader = SchemaReader()
        if let root = document.root, !root.isEmptyPlain {
            reader.mapping(root, TestShapes.file) { key, value in
                switch key {
                case "invariants":
                    let example = "[{name: …, for: …, always: …}]"
                    reader.list(value, "`invariants`", example: example) { node in
                        if let invariant = WrittenInvariant(node, reader) { file.invariants.append(invariant) }
                    }
                default:
                    let example = "[{name: …, message: …, expect: …}]"
                    reader.list(value, "`tests`", example: example) { node in
                        if let test = TestCase(node, reader) { file.cases.append(test) }
                    }
                }
            }
        }
        file.diagnostics = problems + reader.diagnostics
        return file
    }

    private init(_ source: SourceFile) { self.source = source }

    func place(_ range: SourceRange) -> Place { Place(source, range.bytes) }
}

/// One case: a message and what its decision must say.
public struct TestCase: Sendable {
    /// What the case shows.
    public let name: String
    /// Where it stands.
    public let place: Place
    /// What is decided.
    public let message: Message
    /// By key, in file order; what is named must be equal.
    package let expected: [(key: ExpectedKey, value: Located<[String]>)]

    /// What `expect` may name.
    public enum ExpectedKey: String, ClosedList {
        case outcome, sender
        case senderID = "sender_id"
        case rule, reason, detail, country, user, team, warnings
    }

    init?(_ node: YAMLNode, _ reader: SchemaReader) {
        var name: String?
        var message: Message?
        var expected: [(ExpectedKey, Located<[String]>)]?
        let isComplete = reader.mapping(node, TestShapes.test) { key, value in
            switch key {
            case "name": name = reader.text(value, "a test's `name`")?.value
            case "message":
                var read = Message()
                if let problem = MessageNode.read(value, into: &read) {
                    reader.report(.invalidValue, "this message is an error: \(problem.problem)", at: problem.node)
                } else {
                    message = read
                }
            default: expected = Self.expectations(value, reader)
            }
        }
        guard isComplete, let name, let message, let expected else { return nil }
        self.name = name
        self.place = node.place
        self.message = message
        self.expected = expected
    }

    private static func expectations(_ node: YAMLNode, _ reader: SchemaReader) -> [(ExpectedKey, Located<[String]>)]? {
        var result: [(ExpectedKey, Located<[String]>)] = []
        let before = reader.diagnostics.count
        func add(_ key: ExpectedKey, _ text: Located<String>?) {
            if let text { result.append((key, text.map { [$0] })) }
        }
        reader.mapping(node, TestShapes.expectation) { name, value in
            guard let key = ExpectedKey(rawValue: name) else { return }
            switch key {
            case .outcome: add(key, reader.word(value, "`outcome`", of: Outcome.names))
            case .reason: add(key, reader.word(value, "`reason`", of: RejectReason.names))
            case .detail: add(key, reader.word(value, "`detail`", of: TestShapes.details))
            case .warnings:
                let warnings: [Located<DecisionWarning>] = reader.members(value, "`warnings`")
                result.append((key, Located(warnings.map(\.value.rawValue), at: value.range)))
            case .country:
                // `null` is what a decision says of a number that belongs to no country.
                if value.text == "null" || value.text == "~" || value.isEmptyPlain {
                    add(key, Located("null", at: value.range))
                } else {
                    add(key, reader.country(value, "`country`")?.map(\.code))
                }
            case .sender, .senderID, .rule, .user, .team: add(key, reader.text(value, "`\(name)`"))
            }
        }
        if node.count == 0, reader.diagnostics.count == before {
            reader.report(
                .wrongType, "`expect` is empty", at: node,
                help: "name what must be equal, for example `{outcome: send}`")
        }
        return reader.diagnostics.count == before ? result : nil
    }
}
