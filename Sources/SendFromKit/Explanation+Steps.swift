internal import Evaluation
internal import SenderModel

/// What each rule said, and what a decision warns of, in words.
extension Explanation {
    func words(_ step: DecisionStep) -> String {
        let row = table.rows[step.row]
        switch step.result {
        case .selected: return "sends from \(candidate(step))"
        case .rejected: return "rejects the message"
        case .notApplicable:
            let conditions = [("when", row.when), ("unless", row.unless)].compactMap { word, condition in
                condition.map { "\(word) \(view.describe($0))" }
            }
            return "does not apply (\(conditions.joined(separator: ", ")))"
        case .noValue: return "nothing: \(noValue(row, step.row))"
        case .unknownSender: return "\(candidate(step)) is not in the inventory" + then(row)
        case .notAssigned: return "\(candidate(step)) is not assigned" + then(row)
        case .notActive:
            var status = "not active"
            if case .sender(let sender) = step.candidate { status = table.inventory[sender].status.rawValue }
            return "\(candidate(step)) is \(status)" + then(row)
        case .notCapable: return "\(candidate(step)) can't do what the message needs" + missing(step) + then(row)
        case .notCompliant:
            return "\(candidate(step)) can't be used there: \(words(step.verdict ?? .unknown))" + then(row)
        case .notOwned: return "\(candidate(step)) is another user's own number" + then(row)
        }
    }

    private func candidate(_ step: DecisionStep) -> String {
        switch step.candidate {
        case .none: "nothing"
        case .sender(let sender): view.label(sender)
        case .unknown(let key): message[key] ?? ""
        case .unknownOrganizationNumber:
            if case .unknown(let text) = table.organizationNumber { text } else { "the organisation's number" }
        }
    }

    private func then(_ row: DecisionTable.Row) -> String {
        switch row.ifUnusable {
        case .next: ""
        case .reject: "; the rule says to reject then"
        case .row(let target): "; the rule says to continue at `\(table.rows[target].name)` then"
        }
    }

    private func missing(_ step: DecisionStep) -> String {
        guard case .sender(let sender) = step.candidate else { return "" }
        return " (\(missingNeeds(sender)))"
    }

    /// What the message needs and an entry doesn't meet.
    private func missingNeeds(_ sender: Int) -> String {
        let needs: MemberSet<Need> = message.needs.isEmpty ? [.sms] : message.needs
        let missing = MemberSet<Need>(bits: needs.bits & ~table.inventory[sender].meets.bits)
        return missing.members.map(\.rawValue).joined(separator: ", ")
    }

    private func noValue(_ row: DecisionTable.Row, _ position: Int) -> String {
        switch row.source {
        case .conversation: "the message gives no `conversation`"
        case .explicit: "the message gives no `from`"
        case .firstUsed: "the message gives no `first_used`"
        case .lastUsed: "the message gives no `last_used`"
        case .user:
            if !table.allowsUserNumbers {
                "the tenant has no `organization_number`"
            } else if message[.user] == nil {
                "the message gives no `user`"
            } else if decision.warnings.contains(.unknownUser) {
                "user `\(message[.user] ?? "")` is not declared"
            } else {
                "the user has no number"
            }
        case .countryDefault: "there is no default for the country"
        case .default: "there is no default sender"
        case .team: noTeamValue()
        case .best: "no sender is usable" + reasons(position)
        case .pool: "no member of the pool is usable" + reasons(position)
        case .sender, .reject: ""
        }
    }

    /// ` (suspended: a, b; another user's own: c)`: why none of the entries a row considers is usable.
    private func reasons(_ row: Int) -> String {
        var senders: [(reason: String, senders: [Int])] = []
        for step in evaluator.failures(at: row, for: message) {
            guard case .sender(let sender) = step.candidate else { continue }
            let reason: String
            switch step.result {
            case .notAssigned: reason = "not assigned"
            case .notActive: reason = table.inventory[sender].status.rawValue
            case .notCapable: reason = "can't do \(missingNeeds(sender))"
            case .notCompliant: reason = words(step.verdict ?? .unknown)
            default: reason = "another user's own"
            }
            if let index = senders.firstIndex(where: { $0.reason == reason }) {
                senders[index].senders.append(sender)
            } else {
                senders.append((reason, [sender]))
            }
        }
        guard !senders.isEmpty else { return "" }
        let parts = senders.map { reason, senders in
            let rest = senders.count > 4 ? " and \(senders.count - 4) more" : ""
            return "\(reason): \(senders.prefix(4).map(view.reference).joined(separator: ", "))\(rest)"
        }
        return " (\(parts.joined(separator: "; ")))"
    }

    private func nothing(for team: String) -> String {
        let hasOthers = table.teams.contains { $0.name == team && !$0.countries.isEmpty }
        return "team `\(team)` has no sender" + (hasOthers ? " for this country and none of its own" : "")
    }

    private func noTeamValue() -> String {
        if let name = message[.team], !decision.warnings.contains(.unknownTeam) {
            return "team `\(name)` has no sender"
        }
        let start = message[.team].map { "team `\($0)` is not declared" } ?? "the message gives no `team`"
        guard let user = message[.user], !decision.warnings.contains(.unknownUser) else { return start }
        let teams = table.teams.filter { $0.members.contains(user) }
        switch teams.count {
        case 0: return "\(start), and `\(user)` is in none"
        case 1: return "\(start), and \(nothing(for: teams[0].name)), which `\(user)` is in"
        default: return "\(start), and `\(user)` is in several"
        }
    }

    private func words(_ verdict: Verdict) -> String {
        switch verdict {
        case .ok: "allowed"
        case .unknown: "nobody knows whether it is allowed, and `unknown_compliance` says to reject"
        case .registrationRequired: "the country wants alphanumeric senders registered"
        case .alphanumericNotSupported: "the country does not take alphanumeric senders"
        case .shortCodeAbroad: "a short code works in its own country only"
        case .tollFreeNotSupported: "the country does not take toll-free numbers"
        case .longCodeNotSupported: "the country does not take its own long codes"
        case .foreignLongCode: "the country does not take foreign numbers"
        }
    }

    func words(_ warning: DecisionWarning) -> String {
        switch warning {
        case .unknownUser: "user `\(message[.user] ?? "")` is not declared, so counts as not given"
        case .unknownTeam: "team `\(message[.team] ?? "")` is not declared, so counts as not given"
        case .unknownAttribute: "an attribute's value is not declared, so counts as not given"
        case .unknownCountry: "the recipient's number belongs to no country"
        case .unrecognisedRange: "the recipient's number is in no range of the numbering plan"
        case .landline: "the recipient is a landline"
        case .senderIsRecipient: "sender and recipient are the same number"
        }
    }
}
