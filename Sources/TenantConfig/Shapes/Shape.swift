package import SenderModel

/// What may stand at a place of one of our YAML files.
///
/// The one table of keys and closed lists (`TenantShapes`, `ProjectShapes`; test files and messages in `SendFromKit`):
/// decoders take the keys they accept from it, `sendfrom schema` writes it as JSON Schema, and the language server
/// completes and explains by it. A decoder reads values itself, since its messages say more than a shape can.
package indirect enum Shape: Sendable {
    /// Any text that isn't empty.
    case text(TextShape = TextShape())
    /// A member of a closed list.
    case word([Word])
    case boolean
    case integer(ClosedRange<Int>)
    /// A name that is declared here.
    case declares(NameKind)
    /// A name that is declared elsewhere.
    case refers(NameKind)
    case list(of: Shape, isNonEmpty: Bool = false)
    /// One value, or a list of at least one.
    case oneOrMore(Shape)
    case mapping(MappingShape)
    case names(NamesShape)
    /// One of several, as a source is a word or a mapping.
    case anyOf([Shape])
    /// A plain `null`.
    case null
    /// A text of no characters.
    case emptyText
    /// What counts as a key that isn't there: `null`, an empty text or an empty list.
    case notGiven
    /// Whatever there is; it is not read.
    case anything
}

/// A member of a closed list, with what it means where its name doesn't say it.
package struct Word: Sendable {
    package let name: String
    package let about: String?

    package init(_ name: String, _ about: String? = nil) {
        self.name = name
        self.about = about
    }
}

/// What a text must look like.
package struct TextShape: Sendable {
    /// A regular expression both ECMA 262 and Python read, from `^` to `$`.
    package let pattern: String?
    /// What an unquoted text may be for other YAML readers: what is text for us looks like more than that.
    package let alsoRead: [AlsoRead]
    /// Texts to show as examples.
    package let examples: [String]

    package enum AlsoRead: Sendable { case number, boolean }

    package init(
        pattern: String? = nil, alsoRead: [AlsoRead] = [.number, .boolean], examples: [String] = []
    ) {
        self.pattern = pattern
        self.alsoRead = alsoRead
        self.examples = examples
    }
}

/// What a name names.
package enum NameKind: Hashable, Sendable, CaseIterable {
    case tenant
    /// An inventory entry's id, as declared.
    case senderID
    /// An inventory entry's `sender`, as declared.
    case senderText
    /// A reference to a sender: an id or a sender.
    case sender
    /// The same, or `none`.
    case senderOrNone
    case user, team, pool, provider, group, attribute
    /// A value of a declared attribute.
    case attributeValue
    /// A rule of the order; where it is referred to, an unnamed one's source too.
    case rule
    /// The same, or `next` or `reject`.
    case jump
    case preset
    case country
    /// A country's code, or a group's name.
    case countryOrGroup
    /// A country's code, or the name of a built-in group.
    case countryOrBuiltInGroup
    case check
}

/// A mapping whose keys are known. A class, since one is handed on at every mapping that is read.
package final class MappingShape: Sendable {
    /// "an inventory entry", as messages call it.
    package let what: String
    package let keys: [KeyShape]
    /// Keys of the user's choice beside the known ones.
    package let rest: NamesShape?
    /// Keys of which at least one must stand; exactly one, where they exclude each other.
    package let alternatives: [String]
    package let areExclusive: Bool
    package let isNonEmpty: Bool
    let table: KeyTable
    package var keyNames: [String] { table.names }
    package let requiredNames: [String]

    package init(
        _ what: String, _ keys: [KeyShape], rest: NamesShape? = nil, alternatives: [String] = [],
        areExclusive: Bool = false, isNonEmpty: Bool = false
    ) {
        self.what = what
        self.keys = keys
        self.rest = rest
        self.alternatives = alternatives
        self.areExclusive = areExclusive
        self.isNonEmpty = isNonEmpty
        requiredNames = keys.filter(\.isRequired).map(\.name)
        table = KeyTable(keys.map(\.name), required: requiredNames)
    }

    package func key(_ name: String) -> KeyShape? { keys.first { $0.name == name } }
}

/// A key of a mapping.
package struct KeyShape: Sendable {
    package let name: String
    /// What it says, as a sentence for people; shown on hover.
    package let about: String
    package let value: Shape
    package let isRequired: Bool

    package init(_ name: String, _ value: Shape, _ about: String, isRequired: Bool = false) {
        self.name = name
        self.about = about
        self.value = value
        self.isRequired = isRequired
    }
}

/// A mapping whose keys are names.
package struct NamesShape: Sendable {
    package let kind: NameKind
    /// Whether the keys declare what they name.
    package let declares: Bool
    package let value: Shape
    /// What a name stands for: "a team".
    package let what: String

    package init(_ what: String, _ kind: NameKind, declares: Bool, _ value: Shape) {
        self.what = what
        self.kind = kind
        self.declares = declares
        self.value = value
    }
}

extension Shape {
    /// The mapping a place may hold, if any.
    package var mappingShape: MappingShape? {
        switch self {
        case .mapping(let mapping): mapping
        case .anyOf(let shapes): shapes.lazy.compactMap(\.mappingShape).first
        default: nil
        }
    }

    /// The mapping of names a place may hold, if any.
    package var namesShape: NamesShape? {
        switch self {
        case .names(let names): names
        case .anyOf(let shapes): shapes.lazy.compactMap(\.namesShape).first
        default: nil
        }
    }

    /// What an item of a list at the place is, if it may hold one.
    package var itemShape: Shape? {
        switch self {
        case .list(let item, _), .oneOrMore(let item): item
        case .anyOf(let shapes): shapes.lazy.compactMap(\.itemShape).first
        default: nil
        }
    }

    /// What a scalar at the place may be.
    package var scalarShapes: [Shape] {
        switch self {
        case .oneOrMore(let item): item.scalarShapes
        case .anyOf(let shapes): shapes.flatMap(\.scalarShapes)
        case .mapping, .names, .list, .null, .emptyText, .notGiven, .anything: []
        default: [self]
        }
    }

    /// A closed list of ours.
    package static func member<Member: ClosedList>(
        _ list: Member.Type, _ about: KeyValuePairs<Member, String> = [:]
    ) -> Shape {
        .word(Member.allCases.map { Word($0.rawValue, about[$0]) })
    }
}

extension KeyValuePairs where Key: Equatable {
    /// The first value of a key. The few pairs of a closed list are gone through faster than the runtime finds out how
    /// the keys of a dictionary are hashed, which it does for each type of keys when a command begins.
    subscript(key: Key) -> Value? { first { $0.key == key }?.value }
}
