internal import SenderModel

extension TableAnalysis {
    /// Whether a row decides anything, and if not, why.
    public enum RowFinding: Hashable, Sendable {
        /// It decides this message; nil where none was to be shown.
        case decides(WitnessMessage?)
        /// Its conditions hold for no message.
        case contradictsItself
        /// Its source never has a candidate where its conditions hold.
        case noCandidate
        /// Its candidates can't be used for any message.
        case candidateNeverUsable
        /// Earlier rows decide, or jump over it with, every message it would decide: without any of `by`, positions
        /// ascending, it would decide some. `isSmallest`: no smaller set does the same.
        case masked(by: [Int], isSmallest: Bool)
    }

    /// By row.
    ///
    /// - Parameter showing: whether a row that decides comes with a message, which the evaluator confirms.
    public func rowFindings(showing: Bool = true) throws(AnalysisFailure) -> [RowFinding] {
        var findings: [RowFinding] = []
        var probe: SymbolicTable?
        let use = try rowUse(showing: showing)
        for row in use.decides.indices {
            if use.decides[row] {
                findings.append(.decides(use.witnesses[row]))
                continue
            }
            let asked = probe ?? SymbolicTable(symbolic.space)
            probe = asked
            switch try MaskSearch(symbolic, row: row, probe: asked).reason() {
            case .contradictsItself: findings.append(.contradictsItself)
            case .noCandidate: findings.append(.noCandidate)
            case .candidateNeverUsable: findings.append(.candidateNeverUsable)
            case .masked(let rows, let isSmallest): findings.append(.masked(by: rows, isSmallest: isSmallest))
            }
        }
        return findings
    }
}
