/// One message as it was given: texts not yet looked up, closed lists read.
///
/// Holds its texts in one buffer that is reused: `reset()` and fill again, and a million messages allocate nothing. An
/// empty text is a key not given, but for `to`.
public struct Message: Sendable {
    /// The keys whose value is a text.
    public enum Key: Int, CaseIterable, Sendable {
        case id, tenant, to, conversation, from
        case firstUsed, lastUsed
        case user, team

        /// As it stands in a message.
        public var name: String { Self.names[rawValue] }

        private static let names = [
            "id", "tenant", "to", "conversation", "from", "first_used", "last_used", "user", "team",
        ]
    }

    /// Every key of the contract, those that are closed lists included.
    public static let keyNames = Key.allCases.map(\.name) + ["origin", "purpose", "needs", "direction"]

    /// Who or what had it sent.
    public var origin: Origin?
    /// What it is for.
    public var purpose: Purpose?
    /// Empty is not given: `[sms]`.
    public var needs: MemberSet<Need> = []
    /// Whether it goes out or came in.
    public var direction: Direction = .outbound
    /// Whether `id` was a JSON integer, to be echoed without quotes.
    public var isIntegerID = false
    /// The keys that are none of the contract's, in the order given: attributes, and what nobody knows.
    public private(set) var others: [Other] = []

    /// All texts, one after the other; what `slice(of:)` and `Other` point into. What lies behind the last one is old.
    public private(set) var bytes: [UInt8] = []
    /// Bytes in use: filling an array anew, not emptying and appending, saves 50 ns a message.
    @usableFromInline var used = 0
    @usableFromInline var slices = Slices()

    /// A field for each key: which one is meant is mostly known when compiling, and then costs nothing.
    @usableFromInline struct Slices: Sendable {
        @usableFromInline var id = Slice.absent
        @usableFromInline var tenant = Slice.absent
        @usableFromInline var to = Slice.absent
        @usableFromInline var conversation = Slice.absent
        @usableFromInline var from = Slice.absent
        @usableFromInline var firstUsed = Slice.absent
        @usableFromInline var lastUsed = Slice.absent
        @usableFromInline var user = Slice.absent
        @usableFromInline var team = Slice.absent

        @usableFromInline init() {}
    }

    /// A stretch of `bytes`; `start` is -1 where nothing was given.
    public struct Slice: Sendable {
        /// The first byte, or -1.
        public let start: Int32
        /// How many bytes.
        public let count: Int32

        @inlinable
        init(start: Int32, count: Int32) {
            self.start = start
            self.count = count
        }

        /// Nothing was given.
        @inlinable public static var absent: Slice { Slice(start: -1, count: 0) }
        /// Whether there is a text.
        @inlinable public var isGiven: Bool { start >= 0 }
        /// Where in `Message.bytes`; only where a text is given.
        @inlinable public var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    }

    /// A key that is none of the contract's.
    public struct Other: Sendable {
        /// The key.
        public let name: Slice
        /// What was given.
        public let value: Value

        /// What was given under a key that is none of the contract's.
        public enum Value: Sendable {
            case text(Slice)
            /// `null`, an empty list or an empty text.
            case notGiven
            /// A number, a boolean, a list or an object.
            case notText
        }
    }

    /// A message that says nothing; `set(_:_:)` fills it.
    public init() {}

    /// Forgets everything but the buffers.
    public mutating func reset() {
        origin = nil
        purpose = nil
        needs = MemberSet(bits: 0)
        direction = .outbound
        isIntegerID = false
        if !others.isEmpty { others.removeAll(keepingCapacity: true) }
        used = 0
        slices = Slices()
    }

    /// Forgets everything but the buffers and begins anew with `text`, of which `set(_:at:)` takes parts.
    public mutating func reset(copying text: UnsafeBufferPointer<UInt8>) {
        reset()
        _ = append(text)
    }

    /// Where a key's text lies in `bytes`.
    @inlinable @inline(__always)
    public func slice(of key: Key) -> Slice {
        switch key {
        case .id: slices.id
        case .tenant: slices.tenant
        case .to: slices.to
        case .conversation: slices.conversation
        case .from: slices.from
        case .firstUsed: slices.firstUsed
        case .lastUsed: slices.lastUsed
        case .user: slices.user
        case .team: slices.team
        }
    }

    /// Sets a key to UTF-8 text. An empty one, but for `to`, is a key not given.
    public mutating func set(_ key: Key, _ text: some Collection<UInt8>) {
        place(key, text.isEmpty && key != .to ? .absent : append(text))
    }

    /// The same, not generic: a generic one is not specialised across modules and costs 60 ns.
    public mutating func set(_ key: Key, _ text: UnsafeBufferPointer<UInt8>) {
        place(key, text.isEmpty && key != .to ? .absent : append(text))
    }

    /// Sets a key to a part of the text the message began with.
    @inlinable @inline(__always)
    public mutating func set(_ key: Key, at range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= used, "a part of the text it began with")
        let slice = Slice(
            start: Int32(truncatingIfNeeded: range.lowerBound), count: Int32(truncatingIfNeeded: range.count))
        place(key, range.isEmpty && key != .to ? .absent : slice)
    }

    /// Sets a key to a text. An empty one, but for `to`, is a key not given.
    public mutating func set(_ key: Key, _ text: String) { set(key, text.utf8) }

    /// Adds a key that is none of the contract's: a declared attribute, for example.
    public mutating func add(other name: some Collection<UInt8>, text: some Collection<UInt8>) {
        let name = append(name)
        others.append(Other(name: name, value: text.isEmpty ? .notGiven : .text(append(text))))
    }

    /// - Parameter isGiven: false for `null` and an empty list.
    public mutating func add(other name: some Collection<UInt8>, isGiven: Bool) {
        others.append(Other(name: append(name), value: isGiven ? .notText : .notGiven))
    }

    @inlinable @inline(__always)
    mutating func place(_ key: Key, _ slice: Slice) {
        switch key {
        case .id: slices.id = slice
        case .tenant: slices.tenant = slice
        case .to: slices.to = slice
        case .conversation: slices.conversation = slice
        case .from: slices.from = slice
        case .firstUsed: slices.firstUsed = slice
        case .lastUsed: slices.lastUsed = slice
        case .user: slices.user = slice
        case .team: slices.team = slice
        }
    }

    private mutating func append(_ text: some Collection<UInt8>) -> Slice {
        if let slice = text.withContiguousStorageIfAvailable({ append($0) }) { return slice }
        return Array(text).withUnsafeBufferPointer { append($0) }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Slice {
        let start = used
        if text.count > bytes.count - used { bytes += [UInt8](repeating: 0, count: max(text.count, bytes.count, 256)) }
        if let source = text.baseAddress {
            bytes.withUnsafeMutableBufferPointer {
                ($0.baseAddress.unsafelyUnwrapped + start).update(from: source, count: text.count)
            }
        }
        used += text.count
        return Slice(start: Int32(truncatingIfNeeded: start), count: Int32(truncatingIfNeeded: text.count))
    }

    /// A key's text; nil where it isn't given.
    public subscript(key: Key) -> String? {
        let slice = slice(of: key)
        return slice.isGiven ? text(slice) : nil
    }

    /// The text of a slice that is given.
    public func text(_ slice: Slice) -> String { String(decoding: bytes[slice.range], as: UTF8.self) }
}
