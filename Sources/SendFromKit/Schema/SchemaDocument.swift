internal import Diagnostics
internal import SenderModel
internal import ShippedRules
package import TenantConfig

/// The table of keys as JSON Schema, draft-07: what editors complete, explain and check YAML by.
///
/// A schema says less than `lint`: it knows no names and no second file. It accepts whatever `lint` accepts of one file,
/// read by YAML 1.2's core schema; texts may be unquoted numbers or booleans, since other readers take them for such.
package enum SchemaDocument: String, CaseIterable, Sendable {
    case tenant, tests, messages, project

    /// What may stand in the file as a whole.
    package var shape: Shape {
        switch self {
        case .tenant: .mapping(TenantShapes.tenant)
        case .tests: .mapping(TestShapes.file)
        case .messages: .anyOf([.list(of: .mapping(TestShapes.message)), .mapping(TestShapes.message)])
        case .project: .mapping(ProjectShapes.project)
        }
    }

    private var title: String {
        switch self {
        case .tenant: "A file of a SendFrom tenant"
        case .tests: "A test file of a SendFrom tenant"
        case .messages: "Messages for sendfrom eval: a list, or one message"
        case .project: "sendfrom.yaml: what holds for all tenants below its folder"
        }
    }

    /// The schema, indented, with a line break at its end.
    package var text: String {
        var writer = SchemaWriter()
        let body = writer.schema(shape)
        var pairs: [(String, JSONTree)] = [
            ("$schema", .text("http://json-schema.org/draft-07/schema#")), ("title", .text(title)),
        ]
        pairs += body
        if !writer.definitions.isEmpty {
            pairs.append(("definitions", .object(writer.definitions.map { ($0, .object($1)) })))
        }
        return JSONTree.object(pairs).indented() + "\n"
    }
}

/// Turns shapes into schemas, and keeps what several of them share.
private struct SchemaWriter {
    typealias Pairs = [(String, JSONTree)]

    /// By name, in the order they were first used.
    private(set) var definitions: [(String, Pairs)] = []

    mutating func schema(_ shape: Shape) -> Pairs {
        switch shape {
        case .text(let text): Self.text(text)
        case .word(let words):
            [("enum", .texts(words.map(\.name)))]
        case .boolean: [("type", .text("boolean"))]
        case .integer(let range):
            [
                ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]
        case .declares(let kind), .refers(let kind): name(kind)
        case .list(let item, let isNonEmpty): list(item, isNonEmpty: isNonEmpty)
        case .oneOrMore(let item):
            [("anyOf", .list([.object(schema(item)), .object(list(item, isNonEmpty: true))]))]
        case .mapping(let mapping): self.mapping(mapping)
        case .names(let names):
            [
                ("type", .texts(["object", "null"])), ("propertyNames", .object(keyName(names))),
                ("additionalProperties", .object(schema(names.value))),
            ]
        case .anyOf(let shapes) where shapes.contains { if case .anything = $0 { true } else { false } }: []
        case .anyOf(let shapes): [("anyOf", .list(shapes.map { .object(schema($0)) }))]
        case .null: [("type", .text("null"))]
        case .emptyText: [("enum", .texts([""]))]
        case .notGiven: [("enum", .list([.null, .text(""), .list([])]))]
        case .anything: []
        }
    }

    private mutating func list(_ item: Shape, isNonEmpty: Bool) -> Pairs {
        [("type", .text("array")), ("items", .object(schema(item)))] + (isNonEmpty ? [("minItems", .number(1))] : [])
    }

    private mutating func mapping(_ mapping: MappingShape) -> Pairs {
        // Nothing after a key is an empty mapping, which is none where something is required.
        let mayBeEmpty = !mapping.isNonEmpty && mapping.requiredNames.isEmpty && mapping.alternatives.isEmpty
        var pairs: Pairs = [("type", mayBeEmpty ? .texts(["object", "null"]) : .text("object"))]
        pairs.append(
            (
                "properties",
                .object(
                    mapping.keys.map { key in
                        (key.name, .object([("description", .text(key.about))] + schema(key.value)))
                    })
            ))
        if let rest = mapping.rest {
            pairs.append(("propertyNames", .object(keyName(rest, besides: mapping.keyNames))))
            pairs.append(("additionalProperties", .object(schema(rest.value))))
        } else {
            pairs.append(("additionalProperties", .boolean(false)))
        }
        if !mapping.requiredNames.isEmpty { pairs.append(("required", .texts(mapping.requiredNames))) }
        if mapping.isNonEmpty { pairs.append(("minProperties", .number(1))) }
        if !mapping.alternatives.isEmpty {
            let each = mapping.alternatives.map { JSONTree.object([("required", .texts([$0]))]) }
            pairs.append((mapping.areExclusive ? "oneOf" : "anyOf", .list(each)))
        }
        return pairs
    }

    // MARK: - Names

    /// What a key of the user's choice may be.
    private mutating func keyName(_ names: NamesShape, besides known: [String] = []) -> Pairs {
        // A key that is no text can't be: YAML readers make texts of keys.
        if names.kind == .attribute {
            return names.declares
                ? [
                    ("minLength", .number(1)),
                    ("not", .object([("enum", .texts(TenantDecoder.reservedAttributeNames.sorted()))])),
                ] : [("minLength", .number(1))]
        }
        if names.kind == .group, names.declares {
            return [
                ("pattern", .text("^[a-z][a-z0-9_-]*$")),
                ("not", .object([("enum", .texts(CountryGroups.builtIn.keys.sorted()))])),
            ]
        }
        switch names.kind {
        case .country, .countryOrGroup, .countryOrBuiltInGroup, .check: return name(names.kind)
        default: return [("minLength", .number(1))]
        }
    }

    private mutating func name(_ kind: NameKind) -> Pairs {
        switch kind {
        case .tenant: Self.text(TextShape(pattern: "^[a-z0-9][a-z0-9-]{0,62}$"))
        case .senderID:
            Self.text(
                TextShape(pattern: "^(?!(none|unknown)$)[a-z][a-z0-9-]{0,62}$", alsoRead: [.boolean]))
        case .country: shared("country") { _ in [("enum", .texts(Country.all.map(\.code)))] }
        case .countryOrGroup:
            shared("countryOrGroup") { writer in
                [
                    (
                        "anyOf",
                        .list([
                            .object(writer.name(.country)),
                            .object([("enum", .texts(CountryGroups.builtIn.keys.sorted()))]),
                            .object([
                                ("type", .text("string")), ("pattern", .text("^[a-z][a-z0-9_-]*$")),
                                ("description", .text("A group of `groups`.")),
                            ]),
                        ])
                    )
                ]
            }
        case .countryOrBuiltInGroup:
            shared("countryOrBuiltInGroup") { writer in
                [
                    (
                        "anyOf",
                        .list([
                            .object(writer.name(.country)),
                            .object([("enum", .texts(CountryGroups.builtIn.keys.sorted()))]),
                        ])
                    )
                ]
            }
        case .preset: [("enum", .texts(ShippedRules.presetNames))]
        case .check: [("enum", .texts(CheckCode.allCases.map(\.rawValue)))]
        default: Self.text(TextShape())
        }
    }

    private mutating func shared(_ name: String, _ make: (inout SchemaWriter) -> Pairs) -> Pairs {
        if !definitions.contains(where: { $0.0 == name }) {
            let made = make(&self)
            definitions.append((name, made))
        }
        // Beside `$ref` draft-07 reads nothing, and a description often stands there.
        return [("allOf", .list([.object([("$ref", .text("#/definitions/\(name)"))])]))]
    }

    private static func text(_ text: TextShape) -> Pairs {
        let types =
            ["string"] + (text.alsoRead.contains(.number) ? ["number"] : [])
            + (text.alsoRead.contains(.boolean) ? ["boolean"] : [])
        var pairs: Pairs = [("type", types.count == 1 ? .text(types[0]) : .texts(types))]
        if let pattern = text.pattern {
            pairs.append(("pattern", .text(pattern)))
        } else {
            pairs.append(("minLength", .number(1)))
        }
        if !text.examples.isEmpty { pairs.append(("examples", .texts(text.examples))) }
        return pairs
    }
}
