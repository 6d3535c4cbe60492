import Evaluation
import MessageIO
import SenderModel
import Testing

/// The written shape of each kind of decision, golden.
struct DecisionWriterTests {
    static func message(_ id: String?, isIntegerID: Bool = false) -> Message {
        var message = Message()
        if let id { message.set(.id, id) }
        message.isIntegerID = isIntegerID
        message.set(.to, "+49")
        message.set(.from, "+1 \"x\"")
        return message
    }

    /// One decision without what comes before and after all.
    private func written(_ example: DecisionCase, _ format: DecisionFormat) -> String {
        let writer = format.writer(severalTenants: false, severalFiles: false)
        var bytes = OutputBuffer()
        writer.append(
            example.decision, for: Self.message(example.id, isIntegerID: example.isIntegerID),
            table: writer.text(of: DecisionCase.table), tenant: "acme", trace: example.trace,
            at: MessagePlace(file: "a.ndjson", position: 17, counts: .line), to: &bytes)
        return String(decoding: bytes.bytes, as: UTF8.self)
    }

    @Test(arguments: DecisionCase.all)
    func ndjsonIsOneObjectALine(example: DecisionCase) {
        #expect(written(example, .ndjson) == example.ndjson + "\n")
    }

    @Test(arguments: DecisionCase.all)
    func jsonHoldsTheSameObjects(example: DecisionCase) {
        #expect(written(example, .json) == ",\n" + example.ndjson)
    }

    @Test(arguments: DecisionCase.all)
    func csvHoldsTheSameWithoutTheTrace(example: DecisionCase) {
        #expect(written(example, .csv) == example.csv + "\n")
    }

    /// Two decisions and a problem, from several tenants and files.
    private func run(_ format: DecisionFormat, several: Bool) -> String {
        let writer = format.writer(severalTenants: several, severalFiles: several)
        let text = writer.text(of: DecisionCase.table)
        var bytes = OutputBuffer()
        writer.begin(&bytes)
        var place = MessagePlace(file: "a,b.json", position: 1, counts: .index)
        let message = Self.message("m1")
        writer.append(
            DecisionCase.decision(.send) {
                $0.sender = 0
                $0.row = 2
            }, for: message, table: text, tenant: "acme", trace: nil,
            at: place, to: &bytes)
        place.position = 2
        writer.append(
            .rejected(.unknownTenant), for: message, table: writer.textOfNoTable, tenant: nil, trace: nil, at: place,
            to: &bytes)
        place.position = 3
        writer.append(problem: "missing `to`, \"really\"", at: place, to: &bytes)
        writer.end(isEmpty: false, &bytes)
        return String(decoding: bytes.bytes, as: UTF8.self)
    }

    @Test func aProblemStandsInItsPlace() {
        let send =
            #""outcome":"send","sender":"+14155550123","sender_id":"support","rule":"default","at":"order.yaml:4:5"}"#
        let reject = #"{"id":"m1","outcome":"reject","reason":"unknown_tenant"}"#
        let error = #""index":3,"outcome":"error","error":"missing `to`, \"really\""}"#
        #expect(run(.ndjson, several: false) == "{\"id\":\"m1\",\(send)\n\(reject)\n{\(error)\n")
        let several = "{\"id\":\"m1\",\"tenant\":\"acme\",\(send)"
        #expect(run(.ndjson, several: true) == "\(several)\n\(reject)\n{\"file\":\"a,b.json\",\(error)\n")
        #expect(run(.json, several: true) == "[,\n\(several),\n\(reject),\n{\"file\":\"a,b.json\",\(error)\n]\n")
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
                id,tenant,outcome,sender,sender_id,user,team,country,reason,detail,verdict,rule,at,warnings,\
                file,line,error
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
        let writer = format.writer(severalTenants: false, severalFiles: false)
        var bytes = OutputBuffer()
        writer.begin(&bytes)
        writer.end(isEmpty: true, &bytes)
        #expect(String(decoding: bytes.bytes, as: UTF8.self) == text)
    }

    @Test func writtenLinesAreJSONAgain() {
        var message = Message()
        for id in (0..<0x21).map({ String(Unicode.Scalar(UInt8($0))) }) + ["\"", "\\", "/", "\u{7F}", "é", "👍🏽"] {
            var bytes = OutputBuffer()
            let writer = NDJSONDecisionWriter(severalTenants: false, severalFiles: false)
            writer.append(
                .rejected(.noSender), for: Self.message(id), table: writer.text(of: DecisionCase.table), tenant: nil,
                trace: nil,
                at: MessagePlace(position: 1, counts: .line), to: &bytes)
            let line = Array("{\"to\":\"1\",".utf8) + bytes.bytes.dropFirst()
            #expect(line.withUnsafeBufferPointer { MessageLine.parse($0, into: &message) } == nil)
            #expect(message[.id] == id)
        }
    }
}
