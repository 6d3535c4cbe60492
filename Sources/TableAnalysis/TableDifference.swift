public import SenderModel

/// What two tables decide differently: disjoint classes of messages, none missed, none invented.
public struct TableDifference: Hashable, Sendable {
    /// Disjoint, and together all that changes.
    public var classes: [ChangedClass]

    /// Messages that change in one way.
    public struct ChangedClass: Hashable, Sendable {
        /// Which messages.
        public var messages: MessageClass
        /// What the older table makes of them.
        public var before: ClassOutcome
        /// What the newer table makes of them.
        public var after: ClassOutcome
        /// Only those recipients change whose choice differs, the example among them.
        public var isPartial: Bool
        /// The rows that decide some of them, by position, ascending; where none does, there is none. Where it varies, the
        /// one that decides the example.
        public var rowsBefore: [Int]
        /// The same of the newer table.
        public var rowsAfter: [Int]
        /// One of them, which both tables decide as said.
        public var example: WitnessMessage
    }

    /// What the messages of a class end in.
    public enum ClassOutcome: Hashable, Sendable {
        case send(ClassSender)
        case reject(RejectReason, RowResult?)
        /// Inbound, to a user or a team; to neither is the inbox.
        case route(user: String?, team: String?)
        /// Another decision than the other table's, which differs by message: too many to tell (`AnalysisBudget`).
        case varies

        /// Whether it isn't told what each message gets.
        public var isVaried: Bool { self == .varies || self == .send(.varies) }
    }

    /// A sender, or what it is taken from where it differs by message.
    public enum ClassSender: Hashable, Sendable {
        /// The sender itself, and the id of its entry where it has one.
        case sender(String, id: String?)
        case conversation, from, firstUsed, lastUsed
        case user, team, countryDefault, best
        /// One of these by the recipient's digits; each as its id, or itself.
        case pool([String])
        /// A sender, another one than the other table's if that has one; too many to tell which (`AnalysisBudget`).
        case varies

        /// As section 8 of the contract has it: an id or sender, `=conversation`…, `=pool(us-1,us-2)`.
        public var text: String {
            switch self {
            case .sender(let sender, let id): id ?? sender
            case .conversation: "=conversation"
            case .from: "=from"
            case .firstUsed: "=first_used"
            case .lastUsed: "=last_used"
            case .user: "=user"
            case .team: "=team"
            case .countryDefault: "=country_default"
            case .best: "=best"
            case .varies: "=varies"
            case .pool(let members): "=pool(\(members.joined(separator: ",")))"
            }
        }
    }
}
