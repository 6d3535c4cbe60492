internal import SenderModel

extension TableAnalysis {
    /// Of each row, a message that it decides; nil for one that decides none.
    public func decidedMessages() throws(AnalysisFailure) -> [WitnessMessage?] {
        let witnesses = try RowUse(symbolic).witnesses
        for (row, witness) in witnesses.enumerated() {
            if let witness { try confirm(witness, "row \(row) decides") { $0.row == row } }
        }
        return witnesses
    }

    /// How an inventory entry is used.
    public enum SenderFinding: Hashable, Sendable {
        /// It is sent from although the message doesn't name it.
        case used(WitnessMessage)
        /// Only messages that name it are sent from it.
        case namedOnly(WitnessMessage)
        /// No message is sent from it.
        case idle
    }

    /// By inventory entry.
    public func senderFindings() throws(AnalysisFailure) -> [SenderFinding] {
        var findings: [SenderFinding] = []
        for (entry, use) in try SenderUse(symbolic).uses.enumerated() {
            switch use {
            case .idle: findings.append(.idle)
            case .free(let witness):
                try confirm(witness, "entry \(entry) is used") { $0.sender == entry }
                findings.append(.used(witness))
            case .named(let witness):
                try confirm(witness, "entry \(entry) is used by name") { $0.sender == entry }
                findings.append(.namedOnly(witness))
            }
        }
        return findings
    }
}
