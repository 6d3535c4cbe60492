// The closed lists of the contract: what may stand in YAML, messages and decisions. Raw values are the texts.

/// What kind of sender the recipient sees.
public enum SenderKind: String, CaseIterable, Sendable, Codable {
    /// An ordinary E.164 number.
    case longCode = "long_code"
    case tollFree = "toll_free"
    /// 3 to 8 digits, bound to one country.
    case shortCode = "short_code"
    /// 1 to 11 characters of the GSM basic set with at least one letter; can't be answered.
    case alphanumeric
}

/// What an inventory entry's number can be used for.
public enum Capability: String, CaseIterable, Sendable, Codable {
    case sms, mms, voice
}

/// Where an inventory entry is in its life.
public enum EntryStatus: String, CaseIterable, Sendable, Codable {
    case active, pending, suspended, released
}

/// Who or what caused a message.
public enum Origin: String, CaseIterable, Sendable, Codable {
    case reply, agent, automation, api, campaign
}

/// What a message is for.
public enum Purpose: String, CaseIterable, Sendable, Codable {
    case transactional, marketing, otp
}

/// What a message needs of its sender. `reply`: the recipient must be able to answer.
public enum Need: String, CaseIterable, Sendable, Codable {
    case sms, mms, reply
}

/// Whether a message goes out to a contact or came in from one.
public enum Direction: String, CaseIterable, Sendable, Codable {
    case outbound, inbound
}

/// What a rule may demand of its candidate, in the order it is checked.
public enum Requirement: String, CaseIterable, Sendable, Codable {
    case assigned, active, capable, compliant, owned
}

/// How a pool narrows its members, in the order it lists them.
public enum PoolPreference: String, CaseIterable, Sendable, Codable {
    case areaCode = "area_code"
    case country
    case hash
}

/// Whether compliance that isn't known passes `compliant`.
public enum UnknownCompliance: String, CaseIterable, Sendable, Codable {
    case allow, reject
}

/// What a country says to a kind of sender.
public enum CountryAnswer: String, CaseIterable, Sendable, Codable {
    case yes, registration, no, unknown
}

/// How a table picks among its rows: the first whose conditions hold and whose candidate is usable.
public enum HitPolicy: String, CaseIterable, Sendable, Codable {
    case first
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// The texts of the list, in its order.
    public static var names: [String] { allCases.map(\.rawValue) }
}

/// A set of a closed list's members as a bit mask.
public struct MemberSet<Member: CaseIterable & Hashable & Sendable>: Hashable, Sendable
where Member.AllCases: RandomAccessCollection, Member.AllCases.Index == Int {
    /// Bit i stands for the i-th case.
    public var bits: UInt8

    public init(bits: UInt8 = 0) { self.bits = bits }

    public init(_ members: some Sequence<Member>) {
        bits = 0
        for member in members { insert(member) }
    }

    public static func bit(of member: Member) -> UInt8 {
        1 << UInt8(Member.allCases.firstIndex(of: member) ?? 0)
    }

    public var isEmpty: Bool { bits == 0 }
    public func contains(_ member: Member) -> Bool { bits & Self.bit(of: member) != 0 }
    public mutating func insert(_ member: Member) { bits |= Self.bit(of: member) }

    /// The members in the list's order.
    public var members: [Member] { Member.allCases.filter(contains) }
}

extension MemberSet: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: Member...) { self.init(elements) }
}

extension MemberSet: Codable where Member: Codable {
    public init(from decoder: any Decoder) throws { self.init(try [Member](from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try members.encode(to: encoder) }
}

extension Country: Codable {
    public init(from decoder: any Decoder) throws {
        let code = try String(from: decoder)
        guard let country = Country(code) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "`\(code)` is no country code"))
        }
        self = country
    }

    public func encode(to encoder: any Encoder) throws { try code.encode(to: encoder) }
}

extension CountrySet: Codable {
    public init(from decoder: any Decoder) throws { self.init(try [Country](from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try sorted.encode(to: encoder) }
}
