import MessageIO
import SenderModel
import Testing

struct CSVReaderTests {
    @Test func theHeaderGivesTheKeys() throws {
        let text = "brand,to,id,needs,origin,direction\nacme,+49,7,mms  reply,api,inbound\n,,,,,\n"
        #expect(
            try read(text, as: .csv) == [
                "2 id=7 to=+49 origin=api needs=mms+reply direction=inbound brand=acme", "3 to= brand=∅",
            ])
    }

    @Test func quotesHoldCommasQuotesAndLineBreaks() throws {
        let text = "to,user\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\"x\r\ny\n\",z\r\n\"\",\"\"\"\"\r\nend,\"\""
        #expect(
            try read(text, as: .csv) == [
                "2 to=a,b user=say \"hi\"", "3 to=x\r\ny\n user=z", "6 to= user=\"", "7 to=end",
            ])
    }

    @Test func blankLinesAreSkippedButCounted() throws {
        #expect(try read("\n\r\nto\n\n1\n\r\n\n2", as: .csv) == ["5 to=1", "8 to=2"])
        #expect(try read("to\n", as: .csv) == [])
        #expect(try read("to", as: .csv) == [])
    }

    @Test func spacesBelongToTheText() throws {
        #expect(try read("to,user\n 1 , x\n", as: .csv) == ["2 to= 1  user= x"])
    }

    @Test(arguments: [
        ("1", "2 ! this record has 1 field, the header 2"),
        ("1,2,3", "2 ! this record has 3 fields, the header 2"),
        (
            "1,a\"b", "2 ! a stray quote in `user`; put the whole field in quotes and write each quote in it twice"
        ),
        ("\"1\"2,a", "2 ! text follows the closing quote of `to`"),
        ("\"1\"\r2,a", "2 ! text follows the closing quote of `to`"),
        ("1,\"a", "2 ! the quote that opens `user` is not closed"),
    ])
    func aRecordThatCannotBeReadIsAProblem(record: String, problem: String) throws {
        #expect(try read("to,user\n" + record, as: .csv) == [problem])
    }

    @Test(arguments: ["1,\"a", "1,a\"", "\"1\" ,a"])
    func readingGoesOnAtTheNextLine(record: String) throws {
        let shown = try read("to,user\n\(record)\n3,b\n4,\n", as: .csv)
        #expect(shown.count == 3)
        #expect(shown.first?.hasPrefix("2 ! ") == true)
        #expect(Array(shown.dropFirst()) == ["3 to=3 user=b", "4 to=4"])
    }

    @Test func valuesAreCheckedAsInAnyFormat() throws {
        let text = "to,origin,needs\n1,replyy,\n2,,fax\n"
        #expect(
            try read(text, as: .csv) == [
                """
                2 ! `origin` is `replyy`; did you mean `reply`? \
                write `reply`, `agent`, `automation`, `api` or `campaign`
                """,
                "3 ! `needs` holds `fax`; write `sms`, `mms` or `reply`",
            ])
    }

    @Test func aRecordThatIsNotUTF8IsAProblem() throws {
        let bytes = Array("to,user\n1,".utf8) + [0xE9] + Array("\n2,b\n".utf8)
        #expect(try read(bytes, as: .csv) == ["2 ! byte 0xE9 is not UTF-8 text", "3 to=2 user=b"])
    }

    @Test(arguments: [
        ("", "the file is empty; its first line names the columns, one of them `to`"),
        ("id,from\n1,2\n", "the header names no column `to`"),
        ("id, to\n1,2\n", "the header names no column `to`; did you mean `to` by ` to`?"),
        ("To\n1\n", "the header names no column `to`; did you mean `to` by `To`?"),
        ("to,brand,brand\n", "the header names column `brand` twice"),
        (
            "to,a\"b\n",
            "in the header, a stray quote in field 2; put the whole field in quotes and write each quote in it twice"
        ),
    ])
    func aHeaderThatCannotBeReadThrows(text: String, message: String) {
        #expect {
            try read(text, as: .csv)
        } throws: {
            ($0 as? MessageFileError)?.message == message
        }
    }

    @Test func aHeaderThatIsNotUTF8Throws() {
        #expect(throws: MessageFileError.self) { try read([0x74, 0x6F, 0x2C, 0xE9, 0x0A], as: .csv) }
    }

    @Test(arguments: [Int.max, 4096])
    func aRecordOverTheLimitIsAProblemAndTheNextIsRead(chunk: Int) throws {
        let limit = MessageLimits.messageBytes
        func field(_ count: Int) -> String { String(repeating: "1", count: count) }
        let lines = ["to", field(limit), field(limit + 1), field(3 * limit), "5", "\"" + field(limit), "7\r", "8"]
        let shown = try read(lines.joined(separator: "\n"), as: .csv, chunk: chunk)
        #expect(shown[0].hasPrefix("2 to=111"))
        let tooLong = "! this record is longer than 1 MiB"
        #expect(
            Array(shown.dropFirst()) == ["3 \(tooLong)", "4 \(tooLong)", "5 to=5", "6 \(tooLong)", "7 to=7", "8 to=8"])
    }
}
