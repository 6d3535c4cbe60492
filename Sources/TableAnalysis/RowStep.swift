/// What a row does in a slice, in a few plain bytes.
struct RowStep {
    enum Kind: UInt8 {
        /// It has no candidate.
        case nothing
        /// `program` is the decision.
        case decides
        /// Its candidate can't be used; `program` is the decision if that rejects.
        case fails
        /// Tests of a program, see `ProgramStore.Kind`; `program` is the decision if they hold.
        case open, own, wins
        /// Worked out team by team.
        case other
    }

    var kind = Kind.nothing
    var variable: UInt8 = 0
    var require: UInt8 = 0
    var hasUnless = false
    var unlessHasTeams = false
    var program: ProgramStore.Program = -1
    /// `wins`: what follows if not, -1 for the next row.
    var other: ProgramStore.Program = -1
    /// Place among the rows considered, and position among the table's.
    var row: Int32 = 0
    var index: Int32 = 0
    var label: Int32 = 0
    /// Where it goes on if its candidate can't be used: -1 next, -2 nowhere, else a row's position.
    var target: Int32 = -1
    var firstTest: Int32 = 0
    var firstUnlessTest: Int32 = 0
    var endOfTests: Int32 = 0

    /// Whether a message for which its conditions hold goes no further.
    var decidesAll: Bool { kind == .decides || (kind == .wins && other >= 0) }
}

/// One test of a condition.
struct RowTest {
    var kind: ProgramStore.Kind
    var variable: UInt8
    var payload: UInt64
}
