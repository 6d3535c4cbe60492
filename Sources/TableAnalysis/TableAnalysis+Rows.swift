internal import SenderModel

extension TableAnalysis {
    /// Whether a row decides anything, and if not, why.
    public enum RowFinding: Hashable, Sendable {
        /// It decides this message.
        case decides(WitnessMessage)
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
    public func rowFindings() throws(AnalysisFailure) -> [RowFinding] {
        var findings: [RowFinding] = []
        let probe = SymbolicTable(symbolic.space)
        for (row, witness) in try decidedMessages().enumerated() {
            if let witness {
                findings.append(.decides(witness))
                continue
            }
            switch try MaskSearch(symbolic, row: row, probe: probe).reason() {
            case .contradictsItself: findings.append(.contradictsItself)
            case .noCandidate: findings.append(.noCandidate)
            case .candidateNeverUsable: findings.append(.candidateNeverUsable)
            case .masked(let rows, let isSmallest): findings.append(.masked(by: rows, isSmallest: isSmallest))
            }
        }
        return findings
    }
}
