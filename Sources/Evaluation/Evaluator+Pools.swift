internal import SenderModel

/// Pools: usable members narrowed by the pool's criteria, then one of what is left.
extension Evaluator {
    /// The member, -1 if none is usable.
    func member(
        of pool: DecisionTable.Pool, _ require: UInt8, _ inputs: Inputs, _ scratch: inout EvaluationScratch
    ) -> Int32 {
        scratch.members.removeAll(keepingCapacity: true)
        for sender in pool.senders {
            let entry = Int32(truncatingIfNeeded: sender)
            if isAnothers(entry, inputs.user) { continue }
            if failureOf(entry, require: require, inputs) == nil { scratch.members.append(entry) }
        }
        guard !scratch.members.isEmpty else { return -1 }
        for criterion in pool.prefer {
            switch criterion {
            case .areaCode:
                let areaCode = inputs.recipient.areaCode
                if areaCode >= 0 { narrow(&scratch.members) { entries[Int($0)].areaCode == areaCode } }
            case .country:
                if let country = inputs.country { narrow(&scratch.members) { entries[Int($0)].country == country } }
            case .hash: return hashed(scratch.members, recipient: inputs.recipient.digits)
            }
        }
        return scratch.members[0]
    }

    /// Keeps the members that meet the criterion if any does.
    private func narrow(_ members: inout [Int32], _ meets: (Int32) -> Bool) {
        guard members.contains(where: meets) else { return }
        members.removeAll { !meets($0) }
    }

    /// The member of the greatest weight; ties by the smaller sender text, then by inventory order.
    private func hashed(_ members: [Int32], recipient: UInt64) -> Int32 {
        var winner = members[0]
        var greatest = Rendezvous.weight(entries[Int(winner)], recipient: recipient)
        for member in members.dropFirst() {
            let weight = Rendezvous.weight(entries[Int(member)], recipient: recipient)
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
