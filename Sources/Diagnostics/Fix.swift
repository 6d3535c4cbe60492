/// What would mend a finding that has exactly one right answer.
///
/// Whoever finds the fault says what to change in terms of the text it found; `YAMLEditing` turns that into edits of
/// bytes when somebody wants them, since only it knows what surrounds a place.
public struct Fix: Sendable {
    /// What it does, as a verb phrase: "write `country`".
    public let title: String
    /// Made all or none.
    public let changes: [Change]

    /// One change of a file, at what stands there now.
    public enum Change: Sendable {
        /// The scalar at the place says this text instead, quoted as it was if it was.
        case replace(Place, with: String)
        /// The scalar at the place becomes this YAML.
        case rewrite(Place, as: String)
        /// The list item, or the key and its value, that begins at the place goes, with its line if nothing else is on
        /// it.
        case delete(Place)
        /// The bytes at the place become this text. For what is no YAML node: comments, a byte-order mark.
        case splice(Place, with: String)

        /// What the change replaces or deletes.
        public var place: Place {
            switch self {
            case .replace(let place, _), .rewrite(let place, _), .delete(let place), .splice(let place, _): place
            }
        }

        /// What is written, if anything.
        public var text: String? {
            switch self {
            case .replace(_, let text), .rewrite(_, let text), .splice(_, let text): text
            case .delete: nil
            }
        }
    }

    /// A fix of these changes, which must not overlap.
    public init(_ title: String, _ changes: [Change]) {
        self.title = title
        self.changes = changes
    }

    /// "write `text`" where a scalar stands that was meant to say it.
    public static func write(_ text: String, at place: Place) -> Fix {
        Fix("write \(Wording.quote(text))", [.replace(place, with: text)])
    }

    /// "delete `text`", a list item or a key with its value.
    public static func delete(_ what: String, at place: Place) -> Fix {
        Fix("delete \(Wording.quote(what))", [.delete(place)])
    }
}
