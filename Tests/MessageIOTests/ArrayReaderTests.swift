import MessageIO
import SenderModel
import Testing

struct ArrayReaderTests {
    @Test func itemsAreCountedFromOne() throws {
        let text = "[{\"to\":\"1\"},\n {\"to\":\"2\", \"x\":[\"]\",{\"}\":\"\\\"\"}]}, 3, {}]"
        #expect(
            try read(text, as: .json) == [
                "1 to=1", "2 to=2 x=·", "3 ! a message is an object, not a number", "4 ! missing `to`",
            ])
        #expect(try read(" [ ] \n", as: .json) == [])
    }

    @Test(arguments: [
        ("", "the file is empty; for no messages, write `[]`"),
        (" \n", "the file is empty; for no messages, write `[]`"),
        (
            "{\"to\":\"1\"}",
            "the file is not a JSON array; put its objects in `[ ]`, or read one a line with `--input ndjson`"
        ),
        ("to: 1", "the file is not a JSON array of messages, as in `[{\"to\": \"+14155550123\"}]`"),
    ])
    func aFileThatIsNoArrayThrows(text: String, message: String) {
        #expect {
            try read(text, as: .json)
        } throws: {
            ($0 as? MessageFileError)?.message == message
        }
    }

    @Test(arguments: [
        (
            "[{\"to\":\"1\"},\n  {\"to\" \"2\"}, {\"to\":\"3\"}]",
            "2 ! not JSON at line 2, column 9: expected `:`, found `\"`; the rest of the file is not read"
        ),
        ("[{\"to\":\"1\"}, {\"to\":\"2\"", "2 ! not JSON at line 1, column 23: the text ends before the value does"),
        (
            "[{\"to\":\"1\"} {\"to\":\"2\"}]",
            "2 ! not JSON at line 1, column 13: expected `,` or `]`, found `{`; the rest of the file is not read"
        ),
        (
            "[{\"to\":\"1\"},]",
            "2 ! not JSON at line 1, column 13: expected an item, found `]`; the rest of the file is not read"
        ),
        (
            "[{\"to\":\"1\"},,{}]",
            "2 ! not JSON at line 1, column 13: expected a value, found `,`; the rest of the file is not read"
        ),
        ("[{\"to\":\"1\"}", "2 ! not JSON at line 1, column 12: expected `,` or `]`, found the end"),
        ("[{\"to\":\"1\"},", "2 ! not JSON at line 1, column 13: expected an item or `]`, found the end"),
        (
            "[{\"to\":\"1\"}] {}",
            "2 ! not JSON at line 1, column 14: expected nothing after the closing `]`, found `{`; the rest of the file is not read"
        ),
        (
            "[{\"to\":\"1\"}, 'a', {}]",
            "2 ! not JSON at line 1, column 14: expected a value, found `'`; the rest of the file is not read"
        ),
        (
            "[{\"to\":\"1\"}, {\"a\":[}, {}]",
            "2 ! not JSON at line 1, column 20: expected a value, found `}`; the rest of the file is not read"
        ),
    ])
    func aSyntaxErrorIsTheLastThingTold(text: String, problem: String) throws {
        #expect(try read(text, as: .json) == ["1 to=1", problem])
    }

    @Test(arguments: [Int.max, 4096])
    func anItemOverTheLimitIsAProblemAndTheNextIsRead(chunk: Int) throws {
        func item(_ count: Int) -> String { "{\"to\":\"" + String(repeating: "1", count: count - 9) + "\"}" }
        let limit = MessageLimits.messageBytes
        let items = [item(limit), item(limit + 1), item(3 * limit), "{\"to\":\"4\"}"]
        let shown = try read("[" + items.joined(separator: ",") + "]", as: .json, chunk: chunk)
        #expect(shown[0].hasPrefix("1 to=111"))
        let tooLong = "! this item is longer than 1 MiB"
        #expect(Array(shown.dropFirst()) == ["2 \(tooLong)", "3 \(tooLong)", "4 to=4"])
    }

    @Test(arguments: [4095, 4096, 4097])
    func anItemOverTheLimitMayEndAChunkInAnEscape(chunk: Int) throws {
        let long = "{\"to\":\"" + String(repeating: "\\\"", count: MessageLimits.messageBytes) + "\"}"
        let shown = try read("[\(long), {\"to\":\"2\"}]", as: .json, chunk: chunk)
        #expect(shown == ["1 ! this item is longer than 1 MiB", "2 to=2"])
    }

    @Test func aBracketThatNeverClosesIsNotCalledTooLong() throws {
        let rest = String(repeating: ",{\"to\":\"1\"}", count: 200_000)
        let shown = try read("[{\"to\":\"1\",\"x\":[}" + rest + "]", as: .json)
        #expect(
            shown == [
                "1 ! not JSON at line 1, column 17: expected a value, found `}`; the rest of the file is not read"
            ])
    }

    @Test func deepNestingIsAProblemOfOneItem() throws {
        let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
        let shown = try read("[{\"to\":\"1\",\"x\":\(deep)},{\"to\":\"2\"}]", as: .json)
        #expect(shown == ["1 ! a value is nested more than 128 deep", "2 to=2"])
    }
}
