import Evaluation
import NumberingPlan
import SenderModel
import TableAnalysis

/// Two tables, and whether they decide a message alike, as the contract says it.
struct TablePair {
    let old: DecisionTable
    let new: DecisionTable
    private let evaluators: [Evaluator]
    private var scratches = [EvaluationScratch(), EvaluationScratch()]

    init(_ old: DecisionTable, _ new: DecisionTable) {
        self.old = old
        self.new = new
        evaluators = [Evaluator(old), Evaluator(new)]
    }

    /// What of a decision counts.
    struct Likeness: Hashable {
        var outcome: SenderModel.Outcome
        var sender: String?
        var reason: RejectReason?
        var detail: RowResult?
        var user: String?
        var team: String?
    }

    mutating func decide(_ message: WitnessMessage) -> [Likeness] {
        [(0, old), (1, new)].map { side, table in
            let decision = evaluators[side].decide(message.message, scratch: &scratches[side])
            return Likeness(
                outcome: decision.outcome, sender: decision.sender.map { table.inventory[$0].sender },
                reason: decision.reason, detail: decision.detail, user: decision.user.map { table.users[$0].name },
                team: decision.team.map { table.teams[$0].name })
        }
    }

    mutating func differ(_ message: WitnessMessage) -> Bool {
        let both = decide(message)
        return both[0] != both[1]
    }

    /// Every inbound message, up to what no message can show.
    var inbound: [WitnessMessage] {
        let entries = old.inventory + new.inventory
        let texts = Set(entries.map(\.sender) + entries.compactMap(\.id) + ["nothing"]).sorted()
        let contacts: [String?] =
            [nil, "ACME"]
            + (RandomTables.countries.map(Optional.some) + [nil]).map {
                NumberingPlan.recipients(in: $0).number(at: 0)
            }
        return texts.flatMap { text in
            contacts.map { contact in
                var message = WitnessMessage(to: text)
                message.direction = .inbound
                message.from = contact
                return message
            }
        }
    }
}
