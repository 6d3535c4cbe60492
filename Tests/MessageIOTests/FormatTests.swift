import MessageIO
import Testing

struct FormatTests {
    @Test(arguments: [
        ("a.ndjson", MessageFormat.ndjson), ("dir.csv/a.jsonl", .ndjson), ("a.json", .json), ("A.YAML", .yaml),
        ("x.y.yml", .yaml), ("a.csv", .csv),
    ])
    func theEndingTellsTheFormat(path: String, format: MessageFormat) {
        #expect(MessageFormat(path: path) == format)
    }

    @Test(arguments: ["-", "a", "a.txt", "a.csv/b", "csv", "a.", ""])
    func otherEndingsTellNone(path: String) {
        #expect(MessageFormat(path: path) == nil)
    }

    @Test func linesOrItemsAreCounted() {
        #expect(MessageFormat.allCases.map(\.counts) == [.line, .index, .index, .line])
    }

    /// However a source hands out its bytes, what is read is the same.
    @Test(arguments: [
        (MessageFormat.ndjson, "\u{FEFF}{\"to\":\"é1\"}\r\n\n{\"to\":}\n  \t\r\n{\"to\":\"3\",\"x\":\"\\u00e9\"}"),
        (.ndjson, ""), (.ndjson, "\n\n"), (.ndjson, "\u{FEFF}"), (.ndjson, "x"),
        (.json, "\u{FEFF} [ {\"to\":\"é]\\\"1\"} ,\n{\"to\":{}}, [ ] , \"a,\\\\\" , 12 ,{\"to\":\"[\"} ]\n"),
        (.json, "[]"), (.json, "[1"), (.json, "[{\"to\":\"1\"},{\"to\":\"1\"]"), (.json, "[{\"to\":\"1\"} 2"),
        (.json, "[1,]"), (.json, "[] x"), (.json, "[\"a\\"), (.json, "[}"),
        (.yaml, "- to: é\n- {to: 1, to: 2}\n- x\n"),
        (
            .csv,
            "\u{FEFF}id,to,brand\r\n1,\"a\"\"é\nb\",x\r\n\r\n2,b\"c,d\n\"3\",,\n4,5\n\"6,\"\"\n"
        ),
        (.csv, "to,x\n\"7\",\"8\"\r,\n8,\"z\""), (.csv, "to\n"), (.csv, "to"), (.csv, "to,id\n,"),
        (.csv, "to\n\"a\"\r"), (.csv, "to\n\""),
    ])
    func chunksMakeNoDifference(format: MessageFormat, text: String) throws {
        let whole = try read(text, as: format)
        for chunk in [1, 2, 3, 7, 16] { #expect(try read(text, as: format, chunk: chunk) == whole) }
    }

    @Test func aDescriptorThatCannotBeReadThrows() {
        var source = FileDescriptorSource(-1)
        var room: [UInt8] = [0]
        #expect(throws: ReadError.self) { try room.withUnsafeMutableBytes { try source.read(into: $0) } }
    }
}
