internal import NumberingPlan
internal import SenderModel

/// Inbound: who gets a message that came in on one of our senders. No rules run.
extension Evaluator {
    func decideInbound(_ reading: Reading) -> Decision {
        let contact = reading.text(.from).flatMap(Recipient.init)
        let country = contact?.facts.country
        let sender = reading.text(.to).map { senders.find($0, country: country) } ?? -1
        var decision: Decision
        if sender < 0 {
            decision = .rejected(.unknownNumber)
        } else {
            decision = Decision(outcome: .route)
            if let user = owners[Int(sender)].min() {
                decision.user = Int(user)
            } else {
                decision.team = table.teams.firstIndex { $0.inbound.contains(Int(sender)) }
            }
        }
        if contact != nil { decision.country = country.map(DecidedCountry.country) ?? .none }
        return decision
    }
}
