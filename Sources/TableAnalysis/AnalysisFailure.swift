/// Why a question about a table has no answer. Never a claim about the table.
public enum AnalysisFailure: Error, Hashable, Sendable {
    case budgetExceeded(BudgetExceeded)
    /// The evaluator does not confirm what the analysis found: a fault of this program.
    case notConfirmed(String)
}

/// A table is too large, or built too hard, to be analysed within the budget.
public struct BudgetExceeded: Error, Hashable, Sendable {
    /// What there were too many of: `steps`, `attribute values`…
    public let what: String
    /// How much of it there may be.
    public let limit: Int

    /// Of what there was too much, and how much there may be.
    public init(what: String, limit: Int) {
        self.what = what
        self.limit = limit
    }
}

/// How much work an analysis may do, counted in steps that are the same on every machine.
public struct AnalysisBudget: Hashable, Sendable {
    /// Nodes made and regions visited.
    public var steps: Int
    /// Regions of rules kept at a time, of two tables' rules half as many; a million take some 130 MB.
    public var regions: Int
    /// Regions that two tables decide differently and a difference keeps before it joins them, those that slices have in
    /// common once; more that nothing can be left out of are an end.
    public var changedRegions: Int
    /// How many may be left when those that differ in one key alone are joined. Where there are more, less is told of the
    /// decisions that change most (`ClassSender.varies`).
    public var changedClasses: Int { changedRegions / 2 }

    /// A budget; more of any and the analysis throws.
    public init(steps: Int = 400_000_000, regions: Int = 2_000_000, changedRegions: Int = 10_000) {
        self.steps = steps
        self.regions = regions
        self.changedRegions = changedRegions
    }

    /// What commands allow themselves.
    public static let standard = AnalysisBudget()
}

/// Counts steps against a budget.
final class StepCounter {
    @exclusivity(unchecked) private(set) var count = 0
    let limit: Int
    let regionLimit: Int

    init(_ budget: AnalysisBudget) {
        limit = budget.steps
        regionLimit = budget.regions
    }

    @inline(__always)
    func step(_ steps: Int = 1) throws(AnalysisFailure) {
        count += steps
        if count > limit { throw .budgetExceeded(BudgetExceeded(what: "steps", limit: limit)) }
    }
}
