import Evaluation
import SenderModel
import Testing

/// A decision by `DecisionCase.table` as each format writes it, for message 17 of a file.
struct DecisionCase: Sendable, CustomTestStringConvertible {
    var name: String
    var id: String? = "m1"
    var isIntegerID = false
    var decision: Decision
    var trace: [DecisionStep]?
    var ndjson: String
    var csv: String
    var testDescription: String { name }

    static let table: DecisionTable = {
        var table = DecisionTable(tenant: "acme")
        table.inventory = [
            InventoryEntry(sender: "+14155550123", id: "support", kind: .longCode),
            InventoryEntry(sender: "A\"B,C", kind: .alphanumeric),
        ]
        table.users = [.init(name: "jane"), .init(name: "öz")]
        table.teams = [.init(name: "sales")]
        table.organizationNumber = .unknown("+1 (0)\n")
        for (name, line) in [("conversation", 2), ("explicit", 3), ("default", 4), ("a,\"b\"", 5)] {
            table.rows.append(
                .init(
                    name: name, source: .default, require: [], ifUnusable: .next, at: "order.yaml:\(line):5"))
        }
        return table
    }()

    static func country(_ code: String) -> DecidedCountry { Country(code).map { .country($0) } ?? .notGiven }

    static func decision(_ outcome: Outcome, _ fill: (inout Decision) -> Void) -> Decision {
        var decision = Decision(outcome: outcome)
        fill(&decision)
        return decision
    }

    static let all: [DecisionCase] = [
        DecisionCase(
            name: "send",
            decision: decision(.send) {
                $0.sender = 0
                $0.row = 2
                $0.country = country("US")
            },
            ndjson: #"""
                {"id":"m1","outcome":"send","sender":"+14155550123","sender_id":"support","country":"US",\#
                "rule":"default","at":"order.yaml:4:5"}
                """#,
            csv: "m1,send,+14155550123,support,,,US,,,,default,order.yaml:4:5,,17,"),
        DecisionCase(
            name: "send by an entry without an id, with warnings and no country", id: nil,
            decision: decision(.send) {
                $0.sender = 1
                $0.row = 3
                $0.country = .none
                $0.warnings = [.unknownUser, .unknownCountry, .senderIsRecipient]
            },
            ndjson: #"""
                {"outcome":"send","sender":"A\"B,C","country":null,"rule":"a,\"b\"","at":"order.yaml:5:5",\#
                "warnings":["unknown_user","unknown_country","sender_is_recipient"]}
                """#,
            csv: #",send,"A""B,C",,,,,,,,"a,""b""",order.yaml:5:5,unknown_user unknown_country sender_is_recipient,17,"#
        ),
        DecisionCase(
            name: "no sender", id: "12345678901234567890", isIntegerID: true,
            decision: decision(.reject) {
                $0.reason = .noSender
                $0.country = country("DE")
            },
            ndjson: #"{"id":12345678901234567890,"outcome":"reject","country":"DE","reason":"no_sender"}"#,
            csv: "12345678901234567890,reject,,,,,DE,no_sender,,,,,,17,"),
        DecisionCase(
            name: "unusable",
            decision: decision(.reject) {
                $0.reason = .unusable
                $0.detail = .notCompliant
                $0.verdict = .foreignLongCode
                $0.row = 1
                $0.country = country("FR")
            },
            ndjson: #"""
                {"id":"m1","outcome":"reject","country":"FR","reason":"unusable","detail":"not_compliant",\#
                "verdict":"foreign_long_code","rule":"explicit","at":"order.yaml:3:5"}
                """#,
            csv: "m1,reject,,,,,FR,unusable,not_compliant,foreign_long_code,explicit,order.yaml:3:5,,17,"),
        DecisionCase(
            name: "invalid recipient, with a trace that tried nothing", id: "q\"\\\u{1}\t,é\u{2028}",
            decision: .rejected(.invalidRecipient), trace: [],
            ndjson:
                "{\"id\":\"q\\\"\\\\\\u0001\\t,é\u{2028}\","
                + #""outcome":"reject","reason":"invalid_recipient","trace":[]}"#,
            csv: "\"q\"\"\\\u{1}\t,é\u{2028}\",reject,,,,,,invalid_recipient,,,,,,17,"),
        DecisionCase(
            name: "route",
            decision: decision(.route) {
                $0.user = 1
                $0.team = 0
                $0.country = country("ZW")
            },
            ndjson: #"{"id":"m1","outcome":"route","user":"öz","team":"sales","country":"ZW"}"#,
            csv: "m1,route,,,öz,sales,ZW,,,,,,,17,"),
        DecisionCase(
            name: "route to the inbox", decision: Decision(outcome: .route),
            ndjson: #"{"id":"m1","outcome":"route"}"#, csv: "m1,route,,,,,,,,,,,,17,"),
        DecisionCase(
            name: "trace",
            decision: decision(.send) {
                $0.sender = 0
                $0.row = 2
                $0.country = country("US")
            },
            trace: [
                DecisionStep(row: 0, result: .noValue),
                DecisionStep(row: 1, result: .unknownSender, candidate: .unknown(.from)),
                DecisionStep(row: 3, result: .unknownSender, candidate: .unknownOrganizationNumber),
                DecisionStep(row: 1, result: .notCompliant, verdict: .foreignLongCode, candidate: .sender(1)),
                DecisionStep(row: 2, result: .selected, candidate: .sender(0)),
            ],
            ndjson: #"""
                {"id":"m1","outcome":"send","sender":"+14155550123","sender_id":"support","country":"US",\#
                "rule":"default","at":"order.yaml:4:5","trace":[{"rule":"conversation",\#
                "result":"no_value"},{"rule":"explicit","result":"unknown_sender",\#
                "sender":"+1 \"x\""},{"rule":"a,\"b\"","result":"unknown_sender",\#
                "sender":"+1 (0)\n"},{"rule":"explicit","result":"not_compliant",\#
                "verdict":"foreign_long_code","sender":"A\"B,C"},{"rule":"default","result":"selected",\#
                "sender":"+14155550123"}]}
                """#,
            csv: "m1,send,+14155550123,support,,,US,,,,default,order.yaml:4:5,,17,"),
    ]
}
