public import SenderModel

/// A set of messages: for each key the values it may have. What isn't said may be anything.
///
/// A nil among values is a key that isn't given, or says what no table declares.
public struct MessageClass: Hashable, Sendable {
    /// Sorted, none last; nil for all that have recipients.
    public var countries: [Country?]?
    /// `1` and the area code, 1200 to 1999; or all but those.
    public var areaCodes: Values<Int>?
    /// What is needed, each a whole set; `[sms]` is also what a message needs that doesn't say.
    public var needs: [MemberSet<Need>]?
    /// The message's user is one of these; nil for any.
    public var users: Values<String?>?
    /// As messages give it, whatever the user's team is.
    public var teams: Values<String?>?
    /// The message's origin is one of these; nil for any.
    public var origins: [Origin?]?
    /// The message's purpose is one of these; nil for any.
    public var purposes: [Purpose?]?
    /// Attributes that matter, in the order of their names.
    public var attributes: [Attribute] = []
    /// What `conversation` may be; nil for any.
    public var conversation: References?
    /// What `from` may be; nil for any.
    public var from: References?
    /// What `first_used` may be; nil for any.
    public var firstUsed: References?
    /// What `last_used` may be; nil for any.
    public var lastUsed: References?
    /// Messages that came in; then `countries` are contacts', none for one that can't be told.
    public var isInbound = false
    /// Inbound: the texts they came in on; nil for all.
    public var inboundTo: [String]?

    /// The class of all messages.
    public init() {}

    /// These values, or all but these.
    public struct Values<Value: Hashable & Sendable>: Hashable, Sendable {
        /// Whether the values are those that it may not be.
        public var isNegated: Bool
        /// Texts; nil among them where a key that isn't given counts.
        public var values: [Value]

        /// Whether a value is in the class.
        public func contains(_ value: Value) -> Bool { values.contains(value) != isNegated }
    }

    /// What a declared attribute may be.
    public struct Attribute: Hashable, Sendable {
        /// The attribute's name.
        public var name: String
        /// Its values in the class.
        public var values: Values<String?>
    }

    /// What a reference may be.
    public struct References: Hashable, Sendable {
        /// Whether it may be left out.
        public var includesNone = false
        /// Whether it may mean no entry of any table.
        public var includesUnknown = false
        /// Every entry whose first failing requirement is one of these, `selected` for the usable ones. The requirement
        /// is the one all rules share that read the key.
        public var results: [RowResult] = []
        /// And these, by the texts that name them.
        public var names: [String] = []
        /// But not these.
        public var exceptions: [String] = []
        /// And only if it is, by the old table, another sender than that of this input by the new one.
        public var differsFrom: Input?

        /// The four keys of a message that are references.
        public enum Input: Hashable, Sendable {
            case conversation, from, firstUsed, lastUsed
        }
    }

    /// What one of the four may be; nil for any.
    public subscript(input: Int) -> References? {
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
}
