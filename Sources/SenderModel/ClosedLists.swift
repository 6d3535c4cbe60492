// The closed lists of the contract: what may stand in YAML, messages and decisions. Raw values are the texts.

/// What kind of sender the recipient sees.
public enum SenderKind: String, ClosedList, Codable {
    /// An ordinary E.164 number.
    case longCode = "long_code"
    case tollFree = "toll_free"
    /// 3 to 8 digits, bound to one country.
    case shortCode = "short_code"
    /// 1 to 11 characters of the GSM basic set with at least one letter; can't be answered.
    case alphanumeric
}

/// What an inventory entry's number can be used for.
public enum Capability: String, ClosedList, Codable {
    case sms, mms, voice
}

/// Where an inventory entry is in its life.
public enum EntryStatus: String, ClosedList, Codable {
    case active, pending, suspended, released
}

/// Who or what caused a message.
public enum Origin: String, ClosedList, Codable {
    case reply, agent, automation, api, campaign
}

/// What a message is for.
public enum Purpose: String, ClosedList, Codable {
    case transactional, marketing, otp
}

/// What a message needs of its sender. `reply`: the recipient must be able to answer.
public enum Need: String, ClosedList, Codable {
    case sms, mms, reply
}

/// Whether a message goes out to a contact or came in from one.
public enum Direction: String, ClosedList, Codable {
    case outbound, inbound
}

/// What a rule may demand of its candidate, in the order it is checked.
public enum Requirement: String, ClosedList, Codable {
    case assigned, active, capable, compliant, owned
}

/// How a pool narrows its members, in the order it lists them.
public enum PoolPreference: String, ClosedList, Codable {
    case areaCode = "area_code"
    case country
    case hash
}

/// Whether compliance that isn't known passes `compliant`.
public enum UnknownCompliance: String, ClosedList, Codable {
    case allow, reject
}

/// What a country says to a kind of sender.
public enum CountryAnswer: String, ClosedList, Codable {
    case yes, registration, no, unknown
}

/// How a table picks among its rows: the first whose conditions hold and whose candidate is usable.
public enum HitPolicy: String, ClosedList, Codable {
    case first
}
