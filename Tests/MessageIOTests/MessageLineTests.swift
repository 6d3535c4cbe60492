import MessageIO
import SenderModel
import Testing

/// What makes a JSON object a message.
struct MessageLineTests {
    @Test func everyKeyIsRead() {
        let line = """
            {"id":"m1","tenant":"acme","to":"+4930","conversation":"c","from":"f","first_used":"a","last_used":"b",\
            "user":"jane","team":"sales","origin":"reply","purpose":"otp","needs":["mms","reply"],\
            "direction":"inbound","brand":"zenith"}
            """
        let shown = """
            id=m1 tenant=acme to=+4930 conversation=c from=f first_used=a last_used=b user=jane team=sales \
            origin=reply purpose=otp needs=mms+reply direction=inbound brand=zenith
            """
        #expect(parse(line) == shown)
    }

    @Test(arguments: [
        (#"{"to":""}"#, "to="),
        (#"{"to":"1","user":null,"team":"","from":[],"origin":"","needs":[ ],"direction":null}"#, "to=1"),
        (#"{"to":"1","needs":"","purpose":[]}"#, "to=1"),
        (#"{"to":"1","id":null}"#, "to=1"),
        (#"{"to":"1","brand":null,"x":[],"y":"","z":[ ]}"#, "to=1 brand=∅ x=∅ y=∅ z=∅"),
        (#" { "to" : "1" } "#, "to=1"),
    ])
    func nullEmptyListAndEmptyTextAreNotGiven(line: String, shown: String) {
        #expect(parse(line) == shown)
    }

    @Test(arguments: ["{}", #"{"to":null}"#, #"{"to":[]}"#, #"{"from":"+49"}"#])
    func aMessageNeedsARecipient(line: String) {
        #expect(parse(line) == "! missing `to`")
    }

    @Test(arguments: ["To", "too", "t"]) func aMisspeltRecipientIsUnderstood(key: String) {
        #expect(parse(#"{"\#(key)":"+49"}"#) == "! missing `to`; did you mean `to` by `\(key)`?")
    }

    @Test(arguments: [
        (#""m1""#, "id=m1 to=1"), ("12", "id=12i to=1"), ("-7", "id=-7i to=1"), ("-0", "id=-0i to=1"),
        ("123456789012345678901234567890", "id=123456789012345678901234567890i to=1"),
        (#""12""#, "id=12 to=1"),
        ("1.0", "! `id` must be text or an integer, not `1.0`"),
        ("1e3", "! `id` must be text or an integer, not `1e3`"),
        ("true", "! `id` must be text or an integer, not `true`"),
        (#"{"a":1}"#, "! `id` must be text or an integer, not an object"),
    ])
    func idIsTextOrAnInteger(id: String, shown: String) {
        #expect(parse(#"{"to":"1","id":\#(id)}"#) == shown)
    }

    @Test(arguments: [
        (#"{"to":49}"#, "`to` must be text, not a number"),
        (#"{"to":"1","user":5}"#, "`user` must be text, not a number"),
        (#"{"to":"1","team":["a"]}"#, "`team` must be text, not a list"),
        (#"{"to":"1","from":{}}"#, "`from` must be text, not an object"),
        (#"{"to":"1","origin":false}"#, "`origin` must be text, not `false`"),
        (#"{"to":"1","needs":"mms"}"#, "`needs` must be a list of texts, as in [\"sms\"], not text"),
        (#"{"to":"1","needs":{}}"#, "`needs` must be a list of texts, as in [\"sms\"], not an object"),
        (#"{"to":"1","needs":["sms",1]}"#, "`needs` must be a list of texts, but holds a number"),
        (#"{"to":"1","needs":[null]}"#, "`needs` must be a list of texts, but holds `null`"),
        (#"["to"]"#, "a message is an object, not a list"),
        (#""to""#, "a message is an object, not text"),
        ("null", "a message is an object, not `null`"),
        ("12", "a message is an object, not a number"),
    ])
    func aWrongTypeIsAProblem(line: String, problem: String) {
        #expect(parse(line) == "! " + problem)
    }

    @Test(arguments: [
        (
            #""origin":"replyy""#,
            "`origin` is `replyy`; did you mean `reply`? write `reply`, `agent`, `automation`, `api` or `campaign`"
        ),
        (#""purpose":"x""#, "`purpose` is `x`; write `transactional`, `marketing` or `otp`"),
        (#""needs":["fax"]"#, "`needs` holds `fax`; write `sms`, `mms` or `reply`"),
        (#""needs":[""]"#, "`needs` holds ``; write `sms`, `mms` or `reply`"),
        (#""direction":"Inbound""#, "`direction` is `Inbound`; did you mean `inbound`? write `outbound` or `inbound`"),
    ])
    func aValueOutsideItsListIsAProblemThatNamesTheList(pair: String, problem: String) {
        #expect(parse(#"{"to":"1",\#(pair)}"#) == "! " + problem)
    }

    @Test(arguments: [
        (#"{"to":"1","to":"2"}"#, "to"),
        (#"{"to":"1","t\u006f":"2"}"#, "to"),
        (#"{"to":"1","user":null,"user":null}"#, "user"),
        (#"{"to":"1","needs":[],"needs":[]}"#, "needs"),
        (#"{"to":"1","brand":"a","x":1,"brand":2}"#, "brand"),
        (#"{"to":"1","":1,"":2}"#, ""),
    ])
    func aKeyGivenTwiceIsAProblem(line: String, key: String) {
        #expect(parse(line) == "! `\(key)` is given twice")
    }

    @Test func manyUnknownKeysAreToldApart() {
        let keys = (0..<40).map { #""k\#($0)":\#($0)"# }.joined(separator: ",")
        #expect(parse(#"{"to":"1",\#(keys)}"#).hasPrefix("to=1 k0=· k1=· "))
        #expect(parse(#"{"to":"1",\#(keys),"k3":0}"#) == "! `k3` is given twice")
        #expect(parse(#"{"to":"1",\#(keys),"k39":0}"#) == "! `k39` is given twice")
    }

    @Test func unknownKeysAreKeptWhateverTheyHold() {
        let line = #"{"x":{"to":[1,{"a":"b","a":null}]},"to":"1","y":-1.5e+3,"z":true,"brand":"acme","w":[1]}"#
        #expect(parse(line) == "to=1 x=· y=· z=· brand=acme w=·")
    }

    @Test(arguments: [
        (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"),
        (#""\u00e9\u20AC\ud834\udd1e\u0000""#, "é€𝄞\0"),
        (#""grüße 👍🏽""#, "grüße 👍🏽"),
    ])
    func escapesAreDecoded(value: String, text: String) {
        #expect(parse(#"{"to":"1","user":\#(value)}"#) == "to=1 user=\(text)")
        #expect(parse(#"{"to":"1","x":\#(value)}"#) == "to=1 x=\(text)")
        #expect(parse(#"{"to":"1",\#(value):"v"}"#) == "to=1 \(text)=v")
    }

    @Test func halfASurrogatePairIsNoText() {
        #expect(parse(#"{"to":"1","user":"\ud834"}"#) == "! `user` holds half a surrogate pair, which is no text")
        #expect(parse(#"{"to":"\udd1e\ud834"}"#) == "! `to` holds half a surrogate pair, which is no text")
        #expect(parse(#"{"to":"1","\ud834\u0041":1}"#) == "! a key holds half a surrogate pair, which is no text")
        #expect(parse(#"{"to":"1","\ud834x":1}"#) == "! a key holds half a surrogate pair, which is no text")
        // Ignored, whatever it holds.
        #expect(parse(#"{"to":"1","x":"\ud834\u0041","y":["\udd1e"]}"#) == "to=1 x=· y=·")
    }

    @Test func aMessageIsForgottenBeforeTheNext() {
        var message = Message()
        var scratch = MessageScratch()
        for (line, shown) in [
            (#"{"to":"1","id":5,"origin":"api","needs":["mms"],"direction":"inbound","x":"\n"}"#, nil),
            (#"{"to":"2"}"#, "to=2"),
        ] {
            let problem = Array(line.utf8).withUnsafeBufferPointer {
                MessageLine.parse($0, into: &message, scratch: &scratch)
            }
            #expect(problem == nil)
            if let shown { #expect(show(message) == shown) }
        }
    }
}
