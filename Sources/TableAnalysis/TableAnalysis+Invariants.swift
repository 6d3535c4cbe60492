internal import SenderModel

extension TableAnalysis {
    /// Proves an invariant over every message, or finds one that breaks it.
    ///
    /// - Parameter invariant: what it names must be in the table.
    public func prove(_ invariant: Invariant) throws(AnalysisFailure) -> Invariant.Verdict {
        let proof = try InvariantProof(self, invariant)
        if case .refuted(let message) = proof.verdict {
            try confirm(message, "an invariant is broken") { decision in
                let entry = decision.sender.map { table.inventory[$0] }
                return invariant.isBroken(decision.outcome, entry, decision.sender, decision.row)
            }
        }
        return proof.verdict
    }
}
