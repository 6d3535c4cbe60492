private import Synchronization

/// A closed list: an enumeration whose raw values are the texts, in the order of the contract.
public protocol ClosedList: CaseIterable, Hashable, Sendable, BitwiseCopyable, RawRepresentable
where RawValue == String {}

extension ClosedList {
    /// The texts of the list, in its order. Made once: readers ask for them at every value, and making them, through a
    /// generic type, was a fifth of reading a tenant.
    public static var names: [String] {
        let key = ObjectIdentifier(Self.self)
        return closedListNames.withLock { known in
            if let names = known[key] { return names }
            let names = allCases.map { $0.rawValue }
            known[key] = names
            return names
        }
    }

    /// Position in the list. Swift numbers the cases of an enumeration in their order; ClosedListTests hold it to that.
    /// `allCases.firstIndex(of:)` says the same and makes an array for it, which the evaluator can't afford.
    @inlinable @inline(__always)
    public var ordinal: UInt8 { withUnsafeBytes(of: self) { $0[0] } }
}

private let closedListNames = Mutex<[ObjectIdentifier: [String]]>([:])

/// A set of a closed list's members as a bit mask. Inlinable throughout: a generic type is not specialised across modules
/// otherwise, and the evaluator asks it several times a message.
@frozen
public struct MemberSet<Member: ClosedList>: Hashable, Sendable {
    /// Bit i stands for the i-th case.
    public var bits: UInt8

    /// The members whose bits are set.
    @inlinable public init(bits: UInt8 = 0) { self.bits = bits }

    /// These members; one given twice counts once.
    @inlinable
    public init(_ members: some Sequence<Member>) {
        bits = 0
        for member in members { insert(member) }
    }

    /// The bit that stands for a member.
    @inlinable @inline(__always)
    public static func bit(of member: Member) -> UInt8 { 1 << member.ordinal }

    /// Whether nothing is in it.
    @inlinable public var isEmpty: Bool { bits == 0 }
    /// Whether a member is in it.
    @inlinable public func contains(_ member: Member) -> Bool { bits & Self.bit(of: member) != 0 }
    /// Adds a member.
    @inlinable public mutating func insert(_ member: Member) { bits |= Self.bit(of: member) }

    /// The members in the list's order.
    @inlinable public var members: [Member] { Member.allCases.filter(contains) }
}

extension MemberSet: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: Member...) { self.init(elements) }
}

extension MemberSet: Codable where Member: Codable {
    public init(from decoder: any Decoder) throws { self.init(try [Member](from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try members.encode(to: encoder) }
}
