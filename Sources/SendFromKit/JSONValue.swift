/// Any JSON value, to compare documents by what they say.
enum JSONValue: Decodable, Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
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
}
