import Evaluation
import MessageIO
import SenderModel
import Testing

/// The written shape of each kind of decision, golden.
struct DecisionWriterTests {
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

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var id: String? = "m1"
        var isIntegerID = false
        var decision: Decision
        var trace: [DecisionStep]?
        var ndjson: String
        var csv: String
        var testDescription: String { name }
    }

    static func decision(_ outcome: Outcome, _ fill: (inout Decision) -> Void) -> Decision {
        var decision = Decision(outcome: outcome)
        fill(&decision)
        return decision
    }

    static let cases: [Case] = [
        Case(
            name: "send",
            decision: decision(.send) { $0.sender = 0; $0.row = 2; $0.country = .country(Country("US")!) },
            ndjson: #"{"id":"m1","outcome":"send","sender":"+14155550123","sender_id":"support","country":"US","rule":"default","at":"order.yaml:4:5"}"#,
            csv: "m1,send,+14155550123,support,,,US,,,,default,order.yaml:4:5,,17,"),
        Case(
            name: "send by an entry without an id, with warnings and no country", id: nil,
            decision: decision(.send) {
                $0.sender = 1; $0.row = 3; $0.country = .none
                $0.warnings = [.unknownUser, .unknownCountry, .senderIsRecipient]
            },
            ndjson: #"{"outcome":"send","sender":"A\"B,C","country":null,"rule":"a,\"b\"","at":"order.yaml:5:5","warnings":["unknown_user","unknown_country","sender_is_recipient"]}"#,
            csv: #",send,"A""B,C",,,,,,,,"a,""b""",order.yaml:5:5,unknown_user unknown_country sender_is_recipient,17,"#),
        Case(
            name: "no sender", id: "12345678901234567890", isIntegerID: true,
            decision: decision(.reject) { $0.reason = .noSender; $0.country = .country(Country("DE")!) },
            ndjson: #"{"id":12345678901234567890,"outcome":"reject","country":"DE","reason":"no_sender"}"#,
            csv: "12345678901234567890,reject,,,,,DE,no_sender,,,,,,17,"),
        Case(
            name: "unusable",
            decision: decision(.reject) {
                $0.reason = .unusable; $0.detail = .notCompliant; $0.verdict = .foreignLongCode; $0.row = 1
                $0.country = .country(Country("FR")!)
            },
            ndjson: #"{"id":"m1","outcome":"reject","country":"FR","reason":"unusable","detail":"not_compliant","verdict":"foreign_long_code","rule":"explicit","at":"order.yaml:3:5"}"#,
            csv: "m1,reject,,,,,FR,unusable,not_compliant,foreign_long_code,explicit,order.yaml:3:5,,17,"),
        Case(
            name: "invalid recipient, with a trace that tried nothing", id: "q\"\\\u{1}\t,é\u{2028}",
            decision: .rejected(.invalidRecipient), trace: [],
            ndjson: "{\"id\":\"q\\\"\\\\\\u0001\\t,é\u{2028}\",\"outcome\":\"reject\",\"reason\":\"invalid_recipient\",\"trace\":[]}",
            csv: "\"q\"\"\\\u{1}\t,é\u{2028}\",reject,,,,,,invalid_recipient,,,,,,17,"),
        Case(
            name: "route",
            decision: decision(.route) { $0.user = 1; $0.team = 0; $0.country = .country(Country("ZW")!) },
            ndjson: #"{"id":"m1","outcome":"route","user":"öz","team":"sales","country":"ZW"}"#,
            csv: "m1,route,,,öz,sales,ZW,,,,,,,17,"),
        Case(
            name: "route to the inbox", decision: Decision(outcome: .route),
            ndjson: #"{"id":"m1","outcome":"route"}"#, csv: "m1,route,,,,,,,,,,,,17,"),
        Case(
            name: "trace",
            decision: decision(.send) { $0.sender = 0; $0.row = 2; $0.country = .country(Country("US")!) },
            trace: [
                DecisionStep(row: 0, result: .noValue),
                DecisionStep(row: 1, result: .unknownSender, candidate: .unknown(.from)),
                DecisionStep(row: 3, result: .unknownSender, candidate: .unknownOrganizationNumber),
                DecisionStep(row: 1, result: .notCompliant, verdict: .foreignLongCode, candidate: .sender(1)),
                DecisionStep(row: 2, result: .selected, candidate: .sender(0)),
            ],
            ndjson: #"{"id":"m1","outcome":"send","sender":"+14155550123","sender_id":"support","country":"US","rule":"default","at":"order.yaml:4:5","trace":[{"rule":"conversation","result":"no_value"},{"rule":"explicit","result":"unknown_sender","sender":"+1 \"x\""},{"rule":"a,\"b\"","result":"unknown_sender","sender":"+1 (0)\n"},{"rule":"explicit","result":"not_compliant","verdict":"foreign_long_code","sender":"A\"B,C"},{"rule":"default","result":"selected","sender":"+14155550123"}]}"#,
            csv: "m1,send,+14155550123,support,,,US,,,,default,order.yaml:4:5,,17,"),
    ]

    static func message(_ id: String?, isIntegerID: Bool = false) -> Message {
        var message = Message()
        if let id { message.set(.id, id) }
        message.isIntegerID = isIntegerID
        message.set(.to, "+49")
        message.set(.from, "+1 \"x\"")
        return message
    }

    /// One decision without what comes before and after all.
    private func written(_ example: Case, _ format: DecisionFormat) -> String {
        var writer = format.writer(severalTenants: false, severalFiles: false)
        var bytes: [UInt8] = []
        writer.append(
            example.decision, for: Self.message(example.id, isIntegerID: example.isIntegerID),
            table: writer.text(of: Self.table), tenant: "acme", trace: example.trace,
            at: MessagePlace(file: "a.ndjson", position: 17, positionName: "line"), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: cases)
    func ndjsonIsOneObjectALine(example: Case) {
        #expect(written(example, .ndjson) == example.ndjson + "\n")
    }

    @Test(arguments: cases)
    func jsonHoldsTheSameObjects(example: Case) {
        #expect(written(example, .json) == "\n" + example.ndjson)
    }

    @Test(arguments: cases)
    func csvHoldsTheSameWithoutTheTrace(example: Case) {
        #expect(written(example, .csv) == example.csv + "\n")
    }

    /// Two decisions and a problem, from several tenants and files.
    private func run(_ format: DecisionFormat, several: Bool) -> String {
        var writer = format.writer(severalTenants: several, severalFiles: several)
        let text = writer.text(of: Self.table)
        var bytes: [UInt8] = []
        writer.begin(&bytes)
        var place = MessagePlace(file: "a,b.json", position: 1, positionName: "index")
        let message = Self.message("m1")
        writer.append(
            Self.decision(.send) { $0.sender = 0; $0.row = 2 }, for: message, table: text, tenant: "acme", trace: nil,
            at: place, to: &bytes)
        place.position = 2
        writer.append(
            .rejected(.unknownTenant), for: message, table: nil, tenant: nil, trace: nil, at: place, to: &bytes)
        place.position = 3
        writer.append(problem: "missing `to`, \"really\"", at: place, to: &bytes)
        writer.end(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func aProblemStandsInItsPlace() {
        let send = #""outcome":"send","sender":"+14155550123","sender_id":"support","rule":"default","at":"order.yaml:4:5"}"#
        let reject = #"{"id":"m1","outcome":"reject","reason":"unknown_tenant"}"#
        let error = #""index":3,"outcome":"error","error":"missing `to`, \"really\""}"#
        #expect(run(.ndjson, several: false) == "{\"id\":\"m1\",\(send)\n\(reject)\n{\(error)\n")
        let several = "{\"id\":\"m1\",\"tenant\":\"acme\",\(send)"
        #expect(run(.ndjson, several: true) == "\(several)\n\(reject)\n{\"file\":\"a,b.json\",\(error)\n")
        #expect(run(.json, several: true) == "[\n\(several),\n\(reject),\n{\"file\":\"a,b.json\",\(error)\n]\n")
    }

    @Test func everyCSVRecordHasTheHeadersColumns() throws {
        #expect(
            run(.csv, several: false) == """
                id,outcome,sender,sender_id,user,team,country,reason,detail,verdict,rule,at,warnings,line,error
                m1,send,+14155550123,support,,,,,,,default,order.yaml:4:5,,1,
                m1,reject,,,,,,unknown_tenant,,,,,,2,
                ,error,,,,,,,,,,,,3,"missing `to`, ""really""\"

                """)
        #expect(
            run(.csv, several: true) == """
                id,tenant,outcome,sender,sender_id,user,team,country,reason,detail,verdict,rule,at,warnings,file,line,error
                m1,acme,send,+14155550123,support,,,,,,,default,order.yaml:4:5,,"a,b.json",1,
                m1,,reject,,,,,,unknown_tenant,,,,,,"a,b.json",2,
                ,,error,,,,,,,,,,,,"a,b.json",3,"missing `to`, ""really""\"

                """)
        // Read back, with a column `to` in front, each record has as many fields as the header.
        let lines = run(.csv, several: true).split(separator: "\n")
        let text = "to," + lines[0] + "\n" + lines.dropFirst().map { "1,\($0)\n" }.joined()
        let shown = try read(text.replacing("tenant", with: "tenants", maxReplacements: 1), as: .csv)
        #expect(shown.allSatisfy { $0.contains(" to=1 ") } && shown.count == 3)
    }

    @Test(arguments: [
        (DecisionFormat.ndjson, ""), (.json, "[]\n"),
        (.csv, "id,outcome,sender,sender_id,user,team,country,reason,detail,verdict,rule,at,warnings,line,error\n"),
    ])
    func noDecisionsAreValidToo(format: DecisionFormat, text: String) {
        var writer = format.writer(severalTenants: false, severalFiles: false)
        var bytes: [UInt8] = []
        writer.begin(&bytes)
        writer.end(&bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func writtenLinesAreJSONAgain() {
        var message = Message()
        for id in (0..<0x21).map({ String(Unicode.Scalar(UInt8($0))) }) + ["\"", "\\", "/", "\u{7F}", "é", "👍🏽"] {
            var bytes: [UInt8] = []
            var writer = NDJSONDecisionWriter(severalTenants: false, severalFiles: false)
            writer.append(
                .rejected(.noSender), for: Self.message(id), table: nil, tenant: nil, trace: nil,
                at: MessagePlace(position: 1, positionName: "line"), to: &bytes)
            bytes.replaceSubrange(0..<1, with: Array("{\"to\":\"1\",".utf8))
            #expect(bytes.withUnsafeBufferPointer { MessageLine.parse($0, into: &message) } == nil)
            #expect(message[.id] == id)
        }
    }
}
