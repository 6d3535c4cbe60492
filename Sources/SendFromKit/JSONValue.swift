internal import Diagnostics

/// Any JSON value, to compare documents by what they say and to read those of others.
package enum JSONValue: Decodable, Equatable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])
    /// A number that is too large for one, or a text that is none (half a surrogate pair).
    case unreadable

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([String: JSONValue].self) {
            self = .object(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else {
            self = .unreadable
        }
    }

    /// An object without one of its keys.
    func without(_ key: String) -> JSONValue {
        guard case .object(var values) = self else { return self }
        values[key] = nil
        return .object(values)
    }

    /// The path of the first place where two documents differ, such as `rows.2.when`; nil where they are equal.
    func firstDifference(from other: JSONValue, at path: String = "") -> String? {
        guard self != other else { return nil }
        func below(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
        switch (self, other) {
        case (.object(let a), .object(let b)):
            // `inputs` follows from the rest: what is wrong there is said best where it comes from.
            let keys = Set(a.keys).union(b.keys).sorted { ($0 == "inputs" ? 1 : 0, $0) < ($1 == "inputs" ? 1 : 0, $1) }
            for key in keys {
                guard let one = a[key], let two = b[key] else { return below(key) }
                if let place = one.firstDifference(from: two, at: below(key)) { return place }
            }
        case (.list(let a), .list(let b)) where a.count == b.count:
            for (index, (one, two)) in zip(a, b).enumerated() {
                if let place = one.firstDifference(from: two, at: below(String(index))) { return place }
            }
        default: break
        }
        return path
    }

    /// What the value is, in words: "a number", "`ACTIVE`".
    var described: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "`\(value)`"
        case .number(let value): "the number `\(Self.digits(value) ?? "\(value)")`"
        case .text(let text): Wording.quote(SecretShapes.masked(text))
        case .list: "a list"
        case .object: "an object"
        case .unreadable: "a number or text that can't be read"
        }
    }

    /// A whole number without a point or an exponent; nil for any other.
    package static func digits(_ value: Double) -> String? {
        Int64(exactly: value).flatMap { abs($0) < 1 << 53 ? String($0) : nil }
    }
}
