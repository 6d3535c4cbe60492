internal import SenderModel

extension TableAnalysis {
    /// Of each row, a message that it decides; nil for one that decides none.
    public func decidedMessages() throws(AnalysisFailure) -> [WitnessMessage?] {
        try rowUse(showing: true).witnesses
    }

    func rowUse(showing: Bool) throws(AnalysisFailure) -> RowUse {
        let use = try RowUse(symbolic, showing: showing)
        for (row, witness) in use.witnesses.enumerated() {
            if let witness { try confirm(witness, "row \(row) decides") { $0.row == row } }
        }
        return use
    }

    /// How an inventory entry is used.
    public enum SenderFinding: Hashable, Sendable {
        /// It is sent from although the message doesn't name it; nil where no message was to be shown.
        case used(WitnessMessage?)
        /// Only messages that name it are sent from it.
        case namedOnly(WitnessMessage?)
        /// No message is sent from it.
        case idle
    }

    /// By inventory entry.
    ///
    /// - Parameter showing: whether each that is used comes with a message, which the evaluator confirms.
    public func senderFindings(showing: Bool = true) throws(AnalysisFailure) -> [SenderFinding] {
        var findings: [SenderFinding] = []
        for (entry, use) in try SenderUse(symbolic, showing: showing).uses.enumerated() {
            switch use {
            case .idle: findings.append(.idle)
            case .free(let witness):
                if let witness { try confirm(witness, "entry \(entry) is used") { $0.sender == entry } }
                findings.append(.used(witness))
            case .named(let witness):
                if let witness { try confirm(witness, "entry \(entry) is used by name") { $0.sender == entry } }
                findings.append(.namedOnly(witness))
            }
        }
        return findings
    }
}
