// In: a decision table, or two. Out: exact facts about all messages there can be, each with a message that shows it.
// Nothing here knows YAML, files or places beyond `Row.at`, and nothing words a finding: that is lint's.
//
// The way: messages are cut into slices (`Slice`: recipients nobody tells apart, and what is needed). In a slice a
// team's rows are a program (`ProgramStore`, `ProgramBuilder`) over what is left: origin, purpose, attributes, user and
// the four references. A program unrolls into disjoint regions (`Unroller`, `Region`) of one outcome each. Questions are
// asked of cells (`SymbolicTable`): a slice, a team, a program. Every message shown was decided by the evaluator first.
internal import Evaluation
public import SenderModel

/// What holds for all messages of one table.
///
/// Exact: nothing is sampled, and what the budget doesn't allow is thrown. Depends on the table alone.
public final class TableAnalysis {
    /// What is analysed.
    public let table: DecisionTable
    let symbolic: SymbolicTable
    /// Confirms what is found.
    private(set) lazy var evaluator = Evaluator(table)
    let budget: AnalysisBudget

    /// - Parameter table: valid, as `TableCompiler` makes it.
    public init(_ table: DecisionTable, budget: AnalysisBudget = .standard) throws(AnalysisFailure) {
        self.table = table
        self.budget = budget
        symbolic = try SymbolicTable(table, budget)
    }

    /// Nodes made and regions visited so far.
    public var steps: Int { symbolic.space.steps.count }

    /// The decision of a message shown; it must be as claimed.
    func confirm(
        _ message: WitnessMessage, _ claim: @autoclosure () -> String, _ holds: (Decision) -> Bool
    ) throws(AnalysisFailure) {
        var scratch = EvaluationScratch()
        let decision = evaluator.decide(message.message, scratch: &scratch)
        guard holds(decision) else {
            throw .notConfirmed("\(claim()): \(message.pairs.map { "\($0.key)=\($0.text)" }.joined(separator: " "))")
        }
    }
}
