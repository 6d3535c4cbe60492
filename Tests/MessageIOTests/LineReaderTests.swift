import MessageIO
import SenderModel
import Testing

struct LineReaderTests {
    @Test func linesAreCountedBlankOnesToo() throws {
        let text = "{\"to\":\"1\"}\n\n \t\r\n{\"to\":\"4\"}\r\n{\"to\":5}\n{\"to\":\"6\"}"
        #expect(try read(text, as: .ndjson) == ["1 to=1", "4 to=4", "5 ! `to` must be text, not a number", "6 to=6"])
    }

    @Test func anEmptyFileHoldsNoMessages() throws {
        #expect(try read("", as: .ndjson) == [])
        #expect(try read("\n\n", as: .ndjson) == [])
        #expect(try read("\u{FEFF}", as: .ndjson) == [])
    }

    @Test func aByteOrderMarkIsSteppedOverAtTheStartOnly() throws {
        #expect(try read("\u{FEFF}{\"to\":\"1\"}\n", as: .ndjson) == ["1 to=1"])
        let second = try read("{\"to\":\"1\"}\n\u{FEFF}{\"to\":\"2\"}\n", as: .ndjson)
        #expect(second == ["1 to=1", "2 ! not JSON at column 1: expected a value, found `\\u{FEFF}`"])
    }

    @Test func utf16IsNamedAsSuch() {
        #expect {
            try read([0xFF, 0xFE, 0x7B, 0x00], as: .ndjson)
        } throws: {
            ($0 as? MessageFileError)?.message == "the file is UTF-16, not UTF-8; save it as UTF-8"
        }
    }

    @Test(arguments: [Int.max, 4096])
    func aLineOverTheLimitIsAProblemAndTheNextIsRead(chunk: Int) throws {
        func line(_ count: Int) -> String { "{\"to\":\"" + String(repeating: "1", count: count - 9) + "\"}" }
        let limit = MessageLimits.messageBytes
        let text =
            line(limit) + "\n" + line(limit + 1) + "\n" + line(3 * limit) + "\n{\"to\":\"4\"}\n" + line(limit + 1)
        let shown = try read(text, as: .ndjson, chunk: chunk)
        #expect(shown[0].hasPrefix("1 to=111"))
        let tooLong = "! this line is longer than 1 MiB"
        #expect(Array(shown.dropFirst()) == ["2 \(tooLong)", "3 \(tooLong)", "4 to=4", "5 \(tooLong)"])
    }
}
