internal import NumberingPlan
internal import SenderModel

/// What outcomes weigh, and inbound messages.
extension Digest {
    func weight(
        _ outcome: ProgramOutcome, _ leaf: Leaf, _ slice: Slice, _ cell: SymbolicTable.Cell
    ) throws(AnalysisFailure) -> FieldWeight {
        switch outcome {
        case .noSender, .rejectedByRule, .unusable, .literal:
            while outcomes.count <= Int(leaf.outcome) { outcomes.append(nil) }
            if let known = outcomes[Int(leaf.outcome)] { return known }
            let made =
                switch outcome {
                case .literal(let number): weights.senders[Int(number)]
                case .unusable(let reason): FieldWeight(of: "unusable \(reason.rawValue)")
                case .rejectedByRule: FieldWeight(of: "rejected by rule")
                default: FieldWeight(of: "no sender")
                }
            outcomes[Int(leaf.outcome)] = made
            return made
        case .pool(let pool):
            let members = try choice.winners(symbolic.store.pools[Int(pool)], slice, leaf.region.areaCodes)
            let texts = members.map { space.senders.texts[Int($0)] }.sorted {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }
            if members.count == 1 { return weights.senders[Int(members[0])] }
            let text = texts.joined(separator: "\n")
            if let known = pools[text] { return known }
            let made = FieldWeight(of: "pool \(text)")
            pools[text] = made
            return made
        default:
            let entry = symbolic.entry(outcome, slice, cell)
            return entry < 0 ? .zero : weights.senders[Int(symbolic.side.numberOfEntry[Int(entry)])]
        }
    }

    // MARK: - Inbound

    func inbound() -> FieldWeight {
        func route(_ entry: Int32) -> FieldWeight {
            switch InboundRoute(symbolic.side, entry) {
            case .user(let name): FieldWeight(of: "route to user \(name)")
            case .team(let name): FieldWeight(of: "route to team \(name)")
            case .inbox: FieldWeight(of: "route to inbox")
            }
        }
        // Contacts whose country can't be told, of no country, and of each.
        let countries = Country.all.map(Optional.some) + [nil]
        let contacts = countries.filter { NumberingPlan.hasRecipients(in: $0) }.map {
            (country: $0, weight: FieldWeight(of: "contact \($0?.code ?? "none")"))
        }
        var total = FieldWeight.zero
        var known = FieldWeight.zero
        for (index, reference) in space.vocabulary.references.enumerated() {
            let weight = weights.references[index]
            known += weight
            guard reference.dependsOnCountry else {
                total += weight * route(reference.targets[0].entry(in: nil))
                continue
            }
            var rest = FieldWeight.one
            for contact in contacts where contact.country != nil {
                total += weight * contact.weight * route(reference.targets[0].entry(in: contact.country))
                rest = rest - contact.weight
            }
            total += weight * rest * route(reference.targets[0].entry(in: nil))
        }
        return total + (.one - known) * FieldWeight(of: "unknown number")
    }
}
