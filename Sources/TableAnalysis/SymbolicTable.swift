internal import SenderModel

/// A table's programs in every slice: what all questions about one table are asked of.
final class SymbolicTable {
    /// Messages of a slice with one program.
    struct Cell {
        let program: ProgramStore.Program
        /// A team the messages may give, of the vocabulary; -1 for none.
        let team: Int32
        /// All teams they may give, of `ValueConstraints`.
        let teams: Int32
        /// The team as the `team` source finds it, one of `teams` as good as any.
        let effectiveTeam: Int32
        /// The users they may give, of `ValueConstraints`.
        let users: Int32
    }

    let space: AnalysisSpace
    let side: AnalysisSide
    let store: ProgramStore
    let unroller: Unroller
    /// Users whose messages without a team have none.
    let usersWithoutTeam: Int32
    private(set) var slices: [Slice] = []
    /// By slice: the first one of its form, in which all is alike but for the recipients and the country's default sender.
    private(set) var firstsAlike: [Int] = []
    /// By constraint on teams: their members; -1 where not asked for yet.
    private var membersOfTeams: [Int32] = []
    /// Serves one slice after the other.
    private var lastBuilder: ProgramBuilder?
    /// By slice; together the messages of the slice, but for those without a team whose user gives one: they are
    /// decided as if they gave it, see `derived`.
    private(set) var cells: [[Cell]] = []

    convenience init(_ table: DecisionTable, _ budget: AnalysisBudget) throws(AnalysisFailure) {
        let space = try AnalysisSpace([table], budget)
        try self.init(space, rows: space.sides[0].rows, where: nil)
    }

    /// Without any slice: for asking what other rows would do, slice by slice.
    init(_ space: AnalysisSpace) {
        self.space = space
        side = space.sides[0]
        store = ProgramStore(space.steps)
        unroller = Unroller(space, store)
        usersWithoutTeam = Self.usersWithoutTeam(space)
    }

    private static func usersWithoutTeam(_ space: AnalysisSpace) -> Int32 {
        space.constraints.allBut(
            space.vocabulary.users.indices.map { Int32($0) }.filter { space.sides[0].teamOfUser[Int($0)] >= 0 })
    }

    /// - Parameters:
    ///   - rows: the rows considered, in order.
    ///   - condition: only slices whose country and needs it matches.
    init(_ space: AnalysisSpace, rows: [RowForm], where condition: ConditionForm?) throws(AnalysisFailure) {
        self.space = space
        side = space.sides[0]
        store = ProgramStore(space.steps)
        unroller = Unroller(space, store)
        usersWithoutTeam = Self.usersWithoutTeam(space)
        slices.reserveCapacity(space.recipients.count * space.needs.count)
        cells.reserveCapacity(space.recipients.count * space.needs.count)
        firstsAlike.reserveCapacity(space.recipients.count * space.needs.count)
        var known: [(form: SliceForm, place: Int)] = []
        for recipient in space.recipients.indices {
            for needs in space.needs {
                if let condition,
                    !condition.matches(space.recipients[recipient].representative, needs: needs.representative)
                {
                    continue
                }
                let slice = Slice(space, recipient: recipient, needs: needs)
                slices.append(slice)
                let form = SliceForm(slice, side, rows)
                if let form, let other = known.first(where: { $0.form == form }) {
                    firstsAlike.append(other.place)
                    cells.append(cells[other.place])
                    try space.steps.step(cells[other.place].count)
                    continue
                }
                if let form, known.count < Self.mostForms { known.append((form, cells.count)) }
                firstsAlike.append(cells.count)
                cells.append(try cells(slice, rows))
            }
        }
    }

    /// How many forms of slices are remembered: of more, looking through them takes as long as making programs.
    private static let mostForms = 16

    /// The cells of a slice where there are only these rows.
    ///
    /// - Parameter teams: the only teams whose cells are asked for; nil for all, and for messages without a team.
    func cells(_ slice: Slice, _ rows: [RowForm], only teams: [Int32]? = nil) throws(AnalysisFailure) -> [Cell] {
        let builder = try builder(slice, rows)
        if let teams {
            let cells = try teams.map { team throws(AnalysisFailure) in
                Cell(
                    program: try builder.program(team), team: team, teams: space.teamConstraints[Int(team)],
                    effectiveTeam: team, users: ValueConstraints.any)
            }
            try space.steps.step(cells.count)
            return cells
        }
        let constraints = space.constraints
        let none = space.noTeamConstraint
        var cells: [Cell] = []
        cells.reserveCapacity(min(space.vocabulary.teams.count, 3) + 2)
        cells.append(
            Cell(
                program: try builder.program(-1), team: -1, teams: none, effectiveTeam: -1, users: usersWithoutTeam))
        var usual: Int32 = -1
        for team in 0..<Int32(space.vocabulary.teams.count) {
            guard builder.isSpecial(team) else {
                if usual < 0 { usual = team }
                continue
            }
            cells.append(
                Cell(
                    program: try builder.program(team), team: team, teams: space.teamConstraints[Int(team)],
                    effectiveTeam: team, users: ValueConstraints.any))
        }
        if usual >= 0 {
            // Said by the teams that are not in it, and none, which are few: that is short.
            cells.append(
                Cell(
                    program: try builder.program(usual), team: usual, teams: constraints.allBut(cells.map(\.team)),
                    effectiveTeam: usual, users: ValueConstraints.any))
        }
        try space.steps.step(cells.count)
        return cells
    }

    private func builder(_ slice: Slice, _ rows: [RowForm]) throws(AnalysisFailure) -> ProgramBuilder {
        let builder = lastBuilder ?? ProgramBuilder(slice, side: 0, store: store)
        lastBuilder = builder
        try builder.begin(slice, rows: rows)
        return builder
    }

    /// The messages without a team whose user gives one of a cell's teams; nil where there are none.
    func derived(_ cell: Cell) -> Cell? {
        guard cell.team >= 0 else { return nil }
        let teams = Int(cell.teams)
        while membersOfTeams.count <= teams { membersOfTeams.append(-1) }
        if membersOfTeams[teams] < 0 {
            membersOfTeams[teams] = space.constraints.oneOf(
                space.vocabulary.users.indices.map { Int32($0) }.filter {
                    side.teamOfUser[Int($0)] >= 0 && space.constraints.allows(cell.teams, side.teamOfUser[Int($0)])
                })
        }
        let members = membersOfTeams[teams]
        guard !space.constraints[members].values.isEmpty else { return nil }
        return Cell(
            program: cell.program, team: -1, teams: space.noTeamConstraint, effectiveTeam: cell.effectiveTeam,
            users: members)
    }

    /// The entry a decision sends from where that doesn't depend on the message beyond its cell; -1 for any other.
    func entry(_ outcome: ProgramOutcome, _ slice: Slice, _ cell: Cell) -> Int32 {
        switch outcome {
        case .literal(let number): side.entry(ofNumber: number)
        case .countryDefault: side.countryDefault(slice.country)
        case .team: side.senderOfTeam(cell.effectiveTeam, slice.country)
        case .best(let require): slice.bestUnowned(0, require)
        default: -1
        }
    }
}
