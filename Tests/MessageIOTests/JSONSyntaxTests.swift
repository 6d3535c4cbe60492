import MessageIO
import SenderModel
import Testing

/// Strictness as RFC 8259 has it; `JSONTestSuiteTests` has the rest.
struct JSONSyntaxTests {
    @Test(arguments: [
        "0", "-0", "0.5", "-1.5e+30", "1E5", "1e-5", "123", "true", "false", "null", "\"\"", "[]", "{}", "[[]]", "[{}]",
        "{\"a\":{}}", " [ 1 , 2 ] ", "\t\r\n1", "\"\u{7F}\"", "\"\\u0000\"", "[\"a\",{\"b\":[1,2,{\"c\":null}]}]",
    ])
    func anyValueMayStandWhereItIsIgnored(value: String) {
        #expect(parse("{\"x\":\(value),\"to\":\"1\"}").hasPrefix("to=1"))
    }

    @Test(arguments: [
        "", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "1_0", "NaN", "Infinity", "tru", "True", "nul", "'a'",
        "\"",
        "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\", "\"\t\"", "\"\u{1}\"", "[", "[1", "[1,", "[1,]", "[,1]",
        "[1 2]", "[1}", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}",
        "{\"a\":1]", "1 2", "[]]", "{}}", "/**/1", "\u{FEFF}1", "\u{A0}1", "a\u{E9}", "1\u{0}",
    ])
    func brokenJSONIsRefusedWhereverItStands(value: String) {
        #expect(parse("{\"to\":\"1\",\"x\":\(value)}").hasPrefix("! not JSON at column "))
        #expect(parse("{\"to\":\"1\",\"x\":[\(value.isEmpty ? "," : value)]}").hasPrefix("! not JSON at column "))
        #expect(parse(value).hasPrefix("! not JSON at column "))
    }

    @Test(arguments: [
        ("{\"to\":\"1\"", "10: the text ends before the value does"),
        ("{\"to\":\"1}", "10: a string is not closed"),
        ("{\"to\" \"1\"}", "7: expected `:`, found `\"`"),
        ("{\"to\":\"1\" \"a\":1}", "11: expected `,` or `}`, found `\"`"),
        ("{\"to\":\"1\",}", "11: expected a key in double quotes, found `}`"),
        ("{to:1}", "2: expected a key in double quotes or `}`, found `t`"),
        ("{\"to\":'1'}", "7: expected a value, found `'`"),
        ("{\"to\":\"1\"} x", "12: expected nothing more, found `x`"),
        ("{\"to\":\"é\t\"}", "9: 0x09 in a string; write `\\t`"),
        ("{\"to\":\"\u{1F}\"}", "8: 0x1F in a string; write `\\u001F`"),
        ("{\"to\":\"1\",\"x\":\"C:\\dir\"}", "18: this is no escape; write `\\\\` for a backslash"),
        ("{\"to\":\"1\",\"x\":007}", "16: a number starts with 0"),
        ("{\"to\":\"1\",\"x\":[1;2]}", "17: expected `,` or `]`, found `;`"),
        ("{\"to\":\"1\",\"x\":1.}", "17: expected a digit, found `}`"),
    ])
    func theProblemNamesThePlaceAndWhatToWrite(line: String, problem: String) {
        #expect(parse(line) == "! not JSON at column " + problem)
    }

    @Test(
        arguments: [
            [0xFF], [0xC3], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE0, 0x80, 0xAF],
        ] as [[UInt8]])
    func textThatIsNotUTF8IsRefused(bytes: [UInt8]) {
        let (start, end) = (Array("{\"to\":\"1\",\"x\":\"".utf8), Array("\"}".utf8))
        let first = String(bytes[0], radix: 16, uppercase: true)
        #expect(parse(start + bytes + end) == "! not JSON at column 16: byte 0x\(first) is not UTF-8 text")
        #expect(parse(start + Array("12345678".utf8) + bytes + end).hasPrefix("! not JSON at column 24: byte 0x"))
        #expect(parse(start + bytes).hasPrefix("! not JSON"))
    }

    @Test func aSyntaxErrorWeighsMoreThanAWrongValue() {
        #expect(parse(#"{"to":1,"origin":"x""#) == "! not JSON at column 21: the text ends before the value does")
    }

    @Test func nestingHasALimit() {
        func nested(_ depth: Int) -> String {
            let (open, close) = (String(repeating: "[", count: depth), String(repeating: "]", count: depth))
            return parse("{\"to\":\"1\",\"x\":\(open)\(close)}")
        }
        #expect(nested(128) == "to=1 x=·")
        #expect(nested(129) == "! a value is nested more than 128 deep")
        #expect(nested(500_000) == "! a value is nested more than 128 deep")
        #expect(parse(String(repeating: "[{\"a\":", count: 100_000)) == "! a value is nested more than 128 deep")
    }
}
