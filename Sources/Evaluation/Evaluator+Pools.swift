internal import SenderModel

/// Pools: usable members narrowed by the pool's criteria, then one of what is left.
extension Evaluator {
    /// The member, none if none is usable.
    func member(
        of pool: PoolPlan, _ require: UInt8, _ inputs: LentInputs, _ scratch: inout EvaluationScratch
    ) -> EntryGate {
        scratch.members.removeAll(keepingCapacity: true)
        for gate in poolMembers[pool.members] {
            if isAnothers(gate, inputs.pointee.user) { continue }
            if failureOf(gate, require: require, inputs) == nil { scratch.members.append(gate.entry) }
        }
        guard !scratch.members.isEmpty else { return .none }
        for criterion in poolPreferences[pool.prefer] {
            switch criterion {
            case .areaCode:
                let areaCode = inputs.pointee.recipient.areaCode
                if areaCode >= 0 { narrow(&scratch.members) { entries[$0].areaCode == areaCode } }
            case .country:
                if let country = inputs.pointee.recipientCountry {
                    narrow(&scratch.members) { entries[$0].country == country }
                }
            case .hash: return gates[hashed(scratch.members, recipient: inputs.pointee.recipient.digits)]
            }
        }
        return gates[scratch.members[0]]
    }

    /// Keeps the members that meet the criterion if any does.
    private func narrow(_ members: inout [Int32], _ meets: (Int32) -> Bool) {
        guard members.contains(where: meets) else { return }
        members.removeAll { !meets($0) }
    }

    /// The member of the greatest weight; ties by the smaller sender text, then by inventory order.
    private func hashed(_ members: [Int32], recipient: UInt64) -> Int32 {
        var winner = members[0]
        var greatest = Rendezvous.weight(entries[winner], recipient: recipient)
        for member in members.dropFirst() {
            let weight = Rendezvous.weight(entries[member], recipient: recipient)
            guard weight >= greatest else { continue }
            if weight == greatest {
                let (a, b) = (table.inventory[Int(member)].sender, table.inventory[Int(winner)].sender)
                if a == b ? member > winner : !a.utf8.lexicographicallyPrecedes(b.utf8) { continue }
            }
            greatest = weight
            winner = member
        }
        return winner
    }
}
