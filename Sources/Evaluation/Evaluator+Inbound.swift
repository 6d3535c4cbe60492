internal import NumberingPlan
internal import SenderModel

/// Inbound: who gets a message that came in on one of our senders. No rules run.
extension Evaluator {
    func decideInbound(_ message: Message, _ bytes: MessageBytes) -> Decision {
        let contact = message.slice(of: .from).text(in: bytes).flatMap { Recipient($0, plan) }
        let country = contact?.country ?? 0
        let sender = message.slice(of: .to).text(in: bytes).map { senders.find($0, country: country).entry } ?? -1
        var decision: Decision
        if sender < 0 {
            decision = .rejected(.unknownNumber)
        } else {
            decision = Decision(outcome: .route)
            if inboundUser[sender] >= 0 {
                decision.user = Int(inboundUser[sender])
            } else if inboundTeam[sender] >= 0 {
                decision.team = Int(inboundTeam[sender])
            }
        }
        if let contact { decision.country = contact.label.country.map(DecidedCountry.country) ?? .none }
        return decision
    }
}
