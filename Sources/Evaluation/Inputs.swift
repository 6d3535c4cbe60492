internal import SenderModel

/// A message looked up in a table: everything rows ask but the open references. Positions count from 1, 0 stands for
/// what isn't given.
struct Inputs {
    var candidates = Candidates()
    var recipient = Recipient.anybody
    /// The recipient's country.
    var country = 0
    /// 0 too for a user that isn't declared.
    var user = 0
    /// The team as the `team` source finds it: the message's, else the one team the user is in.
    var team = 0
    var origin: UInt8 = 0
    var purpose: UInt8 = 0
    /// Bits of `Need`.
    var needs: UInt8 = 0
    var warnings = MemberSet<DecisionWarning>(bits: 0)
    var absence = Absence(rawValue: 0)

    @inline(__always)
    var recipientCountry: Country? { Country(index: country &- 1) }

    @inline(__always)
    var decidedCountry: DecidedCountry { recipientCountry.map(DecidedCountry.country) ?? .none }
}

/// A message looked up, lent for the time of a decision: handed on by value it would be copied every time.
typealias LentInputs = UnsafePointer<Inputs>

/// What conditions ask about, each answered by a small number, its key; 0 where a message does not give it.
enum ConditionInput: Equatable, Sendable {
    case country, team, user, origin, purpose
    /// The key is the needs' bits.
    case needs
    /// Position among the attributes.
    case attribute(Int32)

    /// Counts all inputs of a table.
    var number: Int {
        switch self {
        case .country: 0
        case .team: 1
        case .user: 2
        case .origin: 3
        case .purpose: 4
        case .needs: 5
        case .attribute(let attribute): 6 + Int(attribute)
        }
    }

    /// - Parameter attributeValues: positions by attribute, -1 for not given.
    @inline(__always)
    func key(in inputs: LentInputs, _ attributeValues: [Int32]) -> Int {
        switch self {
        case .country: inputs.pointee.country
        case .team: inputs.pointee.team
        case .user: inputs.pointee.user
        case .origin: Int(inputs.pointee.origin)
        case .purpose: Int(inputs.pointee.purpose)
        case .needs: Int(inputs.pointee.needs)
        case .attribute(let attribute): Int(attributeValues[Int(attribute)]) &+ 1
        }
    }
}

/// One key of a `when` or `unless`, with what it looks for as keys of its input.
struct ConditionTest {
    let input: ConditionInput
    /// Ascending, none of them 0.
    let keys: [Int32]

    private init(_ input: ConditionInput, unsorted keys: [Int32]) {
        var sorted: [Int32] = []
        for key in keys.sorted() where key > sorted.last ?? 0 { sorted.append(key) }
        self.init(input, sorted: sorted)
    }

    /// - Parameter keys: ascending, none of them 0.
    init(_ input: ConditionInput, sorted keys: [Int32]) {
        self.input = input
        self.keys = keys
    }

    /// The keys of a condition, all of which must match.
    static func tests(of condition: DecisionTable.Condition, _ names: TableNames) -> [ConditionTest] {
        var tests: [ConditionTest] = []
        func add(_ input: ConditionInput, _ keys: [Int32]?) {
            if let keys { tests.append(ConditionTest(input, unsorted: keys)) }
        }
        add(.country, condition.countries.map { $0.sorted.map { Int32($0.index) + 1 } })
        add(.team, condition.teams.map { $0.map { names.teams.find($0) + 1 } })
        add(.user, condition.users.map { $0.map { names.users.find($0) + 1 } })
        add(.origin, condition.origins.map { $0.members.map { Int32($0.ordinal) + 1 } })
        add(.purpose, condition.purposes.map { $0.members.map { Int32($0.ordinal) + 1 } })
        add(
            .needs,
            condition.needs.map { wanted in
                (0..<Int32(1 << Need.allCases.count)).filter { UInt8($0) & wanted.bits != 0 }
            })
        for wanted in condition.attributes {
            let attribute = names.attributes.find(wanted.name)
            precondition(attribute >= 0, "attributes of conditions are declared")
            add(.attribute(attribute), wanted.values.map { names.values[Int(attribute)].find($0) + 1 })
        }
        return tests
    }
}

/// The names a table's messages use.
struct TableNames: Sendable {
    let users: NameTable
    let teams: NameTable
    let attributes: NameTable
    /// By attribute.
    let values: FixedArray<NameTable>

    init(_ table: borrowing DecisionTable, in memory: FixedMemory) {
        users = NameTable(table.users.map(\.name), in: memory)
        teams = NameTable(table.teams.map(\.name), in: memory)
        attributes = NameTable(table.attributes.map(\.name), in: memory)
        values = memory.array(table.attributes.map { NameTable($0.values, in: memory) })
    }
}
