internal import NumberingPlan
public import SenderModel

/// A message that shows something: with the keys it takes, and no more.
public struct WitnessMessage: Hashable, Sendable {
    /// The recipient; inbound, the sender or id it came in on.
    public var to: String
    /// As in a message.
    public var conversation: String?
    /// As in a message.
    public var from: String?
    /// As in a message.
    public var firstUsed: String?
    /// As in a message.
    public var lastUsed: String?
    /// As in a message.
    public var user: String?
    /// As in a message.
    public var team: String?
    /// As in a message.
    public var origin: Origin?
    /// As in a message.
    public var purpose: Purpose?
    /// Empty for the default, `[sms]`.
    public var needs: MemberSet<Need> = []
    /// As in a message.
    public var direction: Direction = .outbound
    /// Declared attributes, in the order the tables declare them.
    public var attributes: [Attribute] = []

    /// A declared attribute and its value.
    public struct Attribute: Hashable, Sendable {
        /// The attribute's name.
        public var name: String
        /// One of its declared values.
        public var value: String
    }

    /// A message that gives its recipient and nothing else.
    public init(to: String) { self.to = to }

    /// One of the four inputs that are references, 0…3.
    subscript(open input: Int) -> String? {
        get {
            switch input {
            case 0: conversation
            case 1: from
            case 2: firstUsed
            default: lastUsed
            }
        }
        set {
            switch input {
            case 0: conversation = newValue
            case 1: from = newValue
            case 2: firstUsed = newValue
            default: lastUsed = newValue
            }
        }
    }

    /// Keys and texts in the contract's order, what isn't given left out; needs separated by spaces.
    public var pairs: [(key: String, text: String)] {
        var pairs: [(String, String)] = [("to", to)]
        let texts = [
            ("conversation", conversation), ("from", from), ("first_used", firstUsed), ("last_used", lastUsed),
            ("user", user), ("team", team), ("origin", origin?.rawValue), ("purpose", purpose?.rawValue),
        ]
        pairs += texts.compactMap { name, text in text.map { (name, $0) } }
        if !needs.isEmpty { pairs.append(("needs", needs.members.map(\.rawValue).joined(separator: " "))) }
        if direction != .outbound { pairs.append(("direction", direction.rawValue)) }
        return pairs + attributes.map { ($0.name, $0.value) }
    }

    /// As the evaluator takes it.
    public var message: Message {
        var message = Message()
        message.set(.to, to)
        let texts: [(Message.Key, String?)] = [
            (.conversation, conversation), (.from, from), (.firstUsed, firstUsed), (.lastUsed, lastUsed),
            (.user, user), (.team, team),
        ]
        for (key, text) in texts {
            if let text { message.set(key, text) }
        }
        message.origin = origin
        message.purpose = purpose
        message.needs = needs
        message.direction = direction
        for attribute in attributes { message.add(other: attribute.name.utf8, text: attribute.value.utf8) }
        return message
    }
}
