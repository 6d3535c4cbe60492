import Diagnostics
import MessageIO
import SenderModel
import Testing
import YAMLSyntax

struct YAMLMessageTests {
    @Test func scalarsAreTextAsTheyStand() throws {
        let text = """
            - {to: +49, id: 007, user: yes, team: 1e3, brand: NO}
            - to: "null"
              user: null
              team: ~
              needs: [sms, mms]
              origin: api
              x: {y: 1}
              z: []
            - {to: "", id: ""}
            """
        #expect(
            try read(text, as: .yaml) == [
                "1 id=007 to=+49 user=yes team=1e3 brand=NO", "2 to=null origin=api needs=sms+mms x=· z=∅", "3 to=",
            ])
    }

    @Test(arguments: [
        ("- x", "a message is a mapping, not text"), ("- [to]", "a message is a mapping, not a list"),
        ("- ~", "this message is empty"), ("- {}", "missing `to`"), ("- {to: null}", "missing `to`"),
        ("- {to: }", "missing `to`"),
        ("- {to: []}", "missing `to`"), ("- {to: [a]}", "`to` must be text, not a list"),
        ("- {to: 1, user: {a: b}}", "`user` must be text, not a mapping"),
        ("- {to: 1, needs: mms}", "`needs` must be a list of texts, as in [\"sms\"], not text"),
        ("- {to: 1, needs: [[mms]]}", "`needs` must be a list of texts, but holds a list"),
        ("- {to: 1, needs: [null]}", "`needs` must be a list of texts, but holds `null`"),
        ("- {to: 1, needs: [fax]}", "`needs` holds `fax`; write `sms`, `mms` or `reply`"),
        ("- {to: 1, direction: in}", "`direction` is `in`; write `outbound` or `inbound`"),
        ("- {to: 1, user: a, user: b}", "`user` is given twice"),
        ("- {to: 1, x: a, x: b}", "`x` is given twice"),
        ("- {to: 1, [a]: b}", "a key must be text, not a list or a mapping"),
    ])
    func whatIsNoMessageIsAProblemOfItsItem(text: String, problem: String) throws {
        #expect(try read(text + "\n- {to: 2}\n", as: .yaml) == ["1 ! " + problem, "2 to=2"])
    }

    @Test(arguments: ["", "# nothing\n", "[]"])
    func anEmptyFileHoldsNoMessages(text: String) throws {
        #expect(try read(text, as: .yaml) == [])
    }

    @Test func aMappingIsNoList() {
        #expect {
            try read("to: 1", as: .yaml)
        } throws: {
            ($0 as? MessageFileError)?.message
                == "the file is not a YAML list of messages; begin each message with `- `"
        }
    }

    @Test func syntaxErrorsCarryTheirPlaces() throws {
        let error = #expect(throws: MessageFileError.self) { try read("- {to: 1\n- {to: 2}\n", as: .yaml) }
        #expect(error?.message == "the file can't be read as YAML: 1 problem")
        #expect(error?.diagnostics.map(\.code) == [.yamlSyntax])
    }

    @Test func theNodeThatIsWrongIsPointedAt() throws {
        let text = "{to: 1, origin: nobody}"
        let (document, _) = YAMLReader.read(SourceFile(path: "file", bytes: Array(text.utf8)))
        var message = Message()
        let root = try #require(document.root)
        let found = try #require(MessageNode.read(root, into: &message))
        #expect(document.source.text(in: found.node.range.bytes) == "nobody")
    }
}
