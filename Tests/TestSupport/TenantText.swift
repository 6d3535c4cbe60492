package import Diagnostics
import Evaluation
package import SenderModel
import TableCompiler
import TenantConfig
import Testing

/// A tenant written out in a test: its files by name, decoded and compiled in memory.
package struct TenantText {
    package let table: DecisionTable
    package let diagnostics: [Diagnostic]

    /// - Parameter files: name and text of each file.
    package init(files: [String: String]) {
        let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
        let (config, problems) = TenantDecoder.decode(sources)
        let compiled = TableCompiler.compile(config)
        table = compiled.table
        diagnostics = (problems + compiled.diagnostics).sortedAndUnique()
    }

    /// A tenant in one file.
    package init(_ yaml: String) { self.init(files: ["tenant.yaml": yaml]) }

    /// Decides one message given as keys and values.
    package func decide(_ message: MessageText) -> DecisionText {
        #expect(diagnostics.map(\.message) == [], "the test's tenant is broken")
        let evaluator = Evaluator(table)
        var scratch = EvaluationScratch()
        var trace = DecisionTrace()
        let decision = evaluator.decide(message.message, scratch: &scratch, observer: &trace)
        return DecisionText(table: table, message: message.message, decision: decision, steps: trace.steps)
    }
}

/// A message in a test, from a literal: `["to": "+1…", "needs": "sms mms", "brand": "acme"]`.
package struct MessageText: ExpressibleByDictionaryLiteral {
    package var message = Message()

    package init(dictionaryLiteral pairs: (String, String)...) {
        for (name, text) in pairs {
            switch name {
            case "origin": message.origin = Origin(rawValue: text)
            case "purpose": message.purpose = Purpose(rawValue: text)
            case "needs":
                message.needs = MemberSet(text.split(separator: " ").compactMap { Need(rawValue: String($0)) })
            case "direction": message.direction = Direction(rawValue: text) ?? .outbound
            default:
                if let key = Message.Key.allCases.first(where: { $0.name == name }) {
                    message.set(key, text)
                } else {
                    message.add(other: name.utf8, text: text.utf8)
                }
            }
        }
    }
}

/// A decision in a test, positions turned into texts.
package struct DecisionText {
    private let table: DecisionTable
    private let message: Message
    package let decision: Decision
    private let steps: [DecisionStep]

    init(table: DecisionTable, message: Message, decision: Decision, steps: [DecisionStep]) {
        self.table = table
        self.message = message
        self.decision = decision
        self.steps = steps
    }

    /// Id of the sender, or the sender itself.
    package var sender: String? {
        decision.sender.map { table.inventory[$0].id ?? table.inventory[$0].sender }
    }
    /// `GB`, `null` for a number of no country, or nil where the decision doesn't say.
    package var country: String? {
        switch decision.country {
        case .notGiven: nil
        case .none: "null"
        case .country(let country): country.code
        }
    }
    package var rule: String? { decision.row.map { table.rows[$0].name } }
    package var user: String? { decision.user.map { table.users[$0].name } }
    package var team: String? { decision.team.map { table.teams[$0].name } }
    package var warnings: [String] { decision.warnings.members.map(\.rawValue) }

    /// `send support`, `reject no_sender`, `reject unusable not_active`, `route user jane`: the outcome in a line.
    package var summary: String {
        switch decision.outcome {
        case .send: "send \(sender ?? "?")"
        case .reject:
            (["reject"]
                + [decision.reason?.rawValue, decision.detail?.rawValue, decision.verdict?.rawValue].compactMap { $0 })
                .joined(separator: " ")
        case .route: user.map { "route user \($0)" } ?? team.map { "route team \($0)" } ?? "route inbox"
        }
    }

    /// `conversation no_value, explicit not_active support`: each row tried with its result and candidate.
    package var trace: String {
        steps.map { step in
            var words = [table.rows[step.row].name, step.result.rawValue]
            if let verdict = step.verdict { words.append(verdict.rawValue) }
            switch step.candidate {
            case .none: break
            case .sender(let sender): words.append(table.inventory[sender].id ?? table.inventory[sender].sender)
            case .unknown(let key): words.append(message[key] ?? "")
            case .unknownOrganizationNumber: words.append("organization_number")
            }
            return words.joined(separator: " ")
        }.joined(separator: ", ")
    }
}
