import Diagnostics
import Foundation
import SendFromKit
import TestSupport
import Testing

@testable import LanguageServer

/// The framing, positions and messages of the protocol, from clients that do it right and others.
@Suite struct ProtocolTests {
    // MARK: - Frames

    @Test func messagesAreTakenOutOfWhateverPiecesTheyComeIn() {
        let bodies = ["{}", "{\"a\":\"é\"}", "", "[1]"].map { Array($0.utf8) }
        let stream = bodies.flatMap { body in
            Array("Content-Type: x\r\ncontent-length:  \(body.count) \r\n\r\n".utf8) + body
        }
        for size in 1...stream.count {
            var reader = FrameReader()
            var found: [FrameReader.Frame] = []
            for start in stride(from: 0, to: stream.count, by: size) {
                reader.add(stream[start..<min(start + size, stream.count)])
                while let frame = reader.next() { found.append(frame) }
            }
            #expect(found == bodies.map { .message($0) })
        }
    }

    @Test(arguments: [
        "Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "Foo: 1\r\n\r\n", "\r\n\r\n",
        "Content-Length: 1e3\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    ])
    func whatHasNoLengthIsSkippedAndTheNextMessageIsRead(_ garbage: String) {
        var reader = FrameReader()
        reader.add(Array(garbage.utf8) + FrameReader.frame("{}"))
        guard case .garbage? = reader.next() else {
            Issue.record("it was taken for a message")
            return
        }
        #expect(reader.next() == .message(Array("{}".utf8)))
        #expect(reader.next() == nil)
    }

    @Test func anEndlessHeaderIsNotKept() {
        var reader = FrameReader()
        reader.add([UInt8](repeating: 65, count: FrameReader.longestHeader + 1))
        guard case .garbage? = reader.next() else {
            Issue.record("it is still waited for")
            return
        }
        reader.add(FrameReader.frame("{}"))
        #expect(reader.next() == .message(Array("{}".utf8)))
    }

    @Test func aLengthOverTheLimitEndsTheStream() {
        var reader = FrameReader()
        reader.add(Array("Content-Length: 99999999999\r\n\r\n".utf8))
        guard case .hopeless? = reader.next() else {
            Issue.record("it is waited for")
            return
        }
    }

    @Test func randomBytesNeverTrap() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var reader = FrameReader()
            let alphabet = Array("Content-Length: 0123456789\r\n\r\n{}\u{0}é".utf8)
            reader.add((0..<Int.random(in: 0..<200, using: &random)).compactMap { _ in alphabet.randomElement() })
            for _ in 0..<400 where reader.next() == nil { break }
        }
    }

    // MARK: - Positions

    @Test func positionsAreThoseOfTheTextAsUTF16Scalars8() {
        let text = "a\r\né👍🏽x\rzwei\n\n𝄞"
        let source = SourceFile(path: "t", bytes: Array(text.utf8))
        for encoding in PositionEncoding.allCases {
            var offset = 0
            for scalar in text.unicodeScalars {
                let (line, character) = encoding.position(of: offset, in: source)
                if scalar != "\n" || !text.utf8.starts(with: Array("a\r\n".utf8)) || offset != 2 {
                    #expect(
                        encoding.offset(line: line, character: character, in: source) == (offset == 2 ? 1 : offset),
                        "\(encoding) \(offset)")
                }
                offset += String(scalar).utf8.count
            }
        }
        #expect(PositionEncoding.utf16.position(of: 13, in: source) == (1, 5))
        #expect(PositionEncoding.utf8.position(of: 13, in: source) == (1, 10))
        #expect(PositionEncoding.utf32.position(of: 13, in: source) == (1, 3))
        // Past an end, and within a character.
        #expect(PositionEncoding.utf16.offset(line: 1, character: 99, in: source) == 14)
        #expect(PositionEncoding.utf16.offset(line: 99, character: 0, in: source) == text.utf8.count)
        #expect(PositionEncoding.utf16.offset(line: 1, character: 2, in: source) == 5)
    }

    @Test(arguments: ["/a/b c/ü.yaml", "/%41/#?.yaml", "/"]) func pathsSurviveTheirURIs(_ path: String) {
        #expect(DocumentURI.path(DocumentURI.uri(path)) == path)
    }

    @Test func otherURIsAreNoPaths() {
        #expect(DocumentURI.path("untitled:Untitled-1") == nil)
        #expect(DocumentURI.path("file://host/share") == nil)
        #expect(DocumentURI.path("file:///%") == nil)
        #expect(DocumentURI.path("file:///%00") == nil)
        #expect(DocumentURI.path("FILE://localhost/a%20b") == "/a b")
    }

    // MARK: - Changes

    /// What an editor would make of the same changes.
    @Test func incrementalChangesGiveTheTextTheEditorHas() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(state: seed)
        let pieces = ["a", "é", "👍🏽", "\n", "\r\n", ": ", "- x", "", "𝄞", "\t"]
        for utf8 in [false, true] {
            let editor = try Editor(
                ["tenant.yaml": "tenant: a\n"],
                capabilities: utf8 ? "{\"general\":{\"positionEncodings\":[\"utf-8\",\"utf-16\"]}}" : "{}")
            var text = "tenant: a\n"
            try editor.open("tenant.yaml", text)
            for version in 2..<200 {
                let ends = text.unicodeScalars.indices + [text.unicodeScalars.endIndex]
                // Never between the two halves of a line break, where no editor has a position.
                let places = ends.filter { index in
                    index == text.startIndex || index == text.endIndex
                        || !(text.unicodeScalars[index] == "\n"
                            && text.unicodeScalars[text.unicodeScalars.index(before: index)] == "\r")
                }
                let two = [places.randomElement(using: &random), places.randomElement(using: &random)].compactMap {
                    $0
                }.sorted()
                let piece = pieces.randomElement(using: &random) ?? ""
                func position(_ index: String.Index) -> [String: Int] {
                    let before = text.unicodeScalars[..<index]
                    var line = 0
                    var start = before.startIndex
                    var at = before.startIndex
                    while at < before.endIndex {
                        let next = before.index(after: at)
                        if before[at] == "\n"
                            || (before[at] == "\r" && (next == before.endIndex || before[next] != "\n"))
                        {
                            line += 1
                            start = next
                        }
                        at = next
                    }
                    let tail = String(before[start...])
                    return ["line": line, "character": utf8 ? tail.utf8.count : tail.utf16.count]
                }
                let change: [String: Any] = [
                    "range": ["start": position(two[0]), "end": position(two[1])], "text": piece,
                ]
                editor.notify(
                    "textDocument/didChange",
                    try editor.json([
                        "textDocument": ["uri": editor.uri("tenant.yaml"), "version": version],
                        "contentChanges": [change],
                    ]))
                text = String(text.unicodeScalars[..<two[0]]) + piece + String(text.unicodeScalars[two[1]...])
                let job = try #require(editor.session.takeDue().first)
                #expect(
                    job.tenant.sources.first.map { String(decoding: $0.bytes, as: UTF8.self) } == text, "seed \(seed)")
            }
        }
    }

    // MARK: - Hostile clients

    @Test func whatIsNoMessageIsAnsweredAndTheSessionGoesOn() throws {
        let editor = try Editor()
        for (json, code) in [
            ("nonsense", -32700), ("", -32700), ("{", -32700), ("[]", -32600), ("1", -32600), ("{}", -32600),
            ("{\"id\":7}", -32600), ("{\"id\":{},\"method\":\"x\"}", -32600),
            (String(repeating: "[", count: 100_000), -32700),
            ("{\"id\":1,\"method\":\"no/such\"}", -32601), ("{\"id\":1,\"method\":\"initialize\"}", -32600),
            ("{\"id\":\"x\",\"method\":\"textDocument/hover\"}", -32602),
            ("{\"id\":1,\"method\":\"textDocument/hover\",\"params\":[1]}", -32602),
            ("{\"id\":1,\"method\":\"textDocument/rename\",\"params\":{\"newName\":7}}", -32602),
        ] {
            editor.send(json)
            let answers = try editor.messages()
            let error = answers.first?["error"] as? [String: Any]
            #expect(error?["code"] as? Int == code, "\(json.prefix(60)): \(answers)")
        }
        // Notifications are never answered, nor responses.
        for json in [
            "{\"method\":\"no/such\"}", "{\"method\":\"textDocument/didOpen\"}",
            "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":5}}}",
            "{\"method\":\"$/cancelRequest\",\"params\":{\"id\":[]}}", "{\"id\":9,\"result\":null}",
        ] {
            editor.send(json)
            #expect(try editor.messages().isEmpty)
        }
        #expect(try editor.request("shutdown", "null")["error"] == nil)
    }

    @Test func positionsOutsideTheTextAreTakenForItsEnds() throws {
        let editor = try Editor(["tenant.yaml": ""])
        try editor.open("tenant.yaml", "tenant: a\n")
        let uri = editor.uri("tenant.yaml")
        for method in ["hover", "completion", "definition", "references", "documentHighlight"] {
            for (line, character) in [(0, 99_999), (99_999, 0), (2_000_000_000, 2_000_000_000)] {
                let answer = try editor.request(
                    "textDocument/\(method)",
                    "{\"textDocument\":{\"uri\":\"\(uri)\"},\"position\":{\"line\":\(line),\"character\":\(character)}}"
                )
                #expect(answer["error"] == nil)
            }
            for bad in ["{\"line\":-1,\"character\":0}", "{\"line\":1e99,\"character\":0}", "{}", "null", "7"] {
                let answer = try editor.request(
                    "textDocument/\(method)", "{\"textDocument\":{\"uri\":\"\(uri)\"},\"position\":\(bad)}")
                #expect((answer["error"] as? [String: Any])?["code"] as? Int == -32602)
            }
        }
    }

    @Test func aRequestThatIsTakenBackIsNotCarriedOut() throws {
        let editor = try Editor()
        editor.send(
            "{\"id\":71,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"file:///x\"}}}",
            "{\"id\":72,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"file:///x\"}}}",
            "{\"method\":\"$/cancelRequest\",\"params\":{\"id\":71}}")
        let answers = try editor.messages()
        #expect(answers.count == 2)
        #expect((answers[0]["error"] as? [String: Any])?["code"] as? Int == -32800)
        #expect(answers[1]["error"] == nil)
    }

    @Test func theLifeOfASessionIsInitializeShutdownExit() throws {
        let editor = try Editor(initializes: false)
        func code() throws -> Int? {
            (try editor.request("textDocument/hover", "{}")["error"] as? [String: Any])?["code"] as? Int
        }
        #expect(try code() == -32002)
        editor.notify("textDocument/didOpen", "{}")
        _ = try editor.request("initialize", "null")
        _ = try editor.request("shutdown", "null")
        #expect(try code() == -32600)
        #expect(editor.session.exitStatus == nil)
        editor.notify("exit", "null")
        #expect(editor.session.exitStatus == 0)
        let other = try Editor()
        other.notify("exit", "null")
        #expect(other.session.exitStatus == 1)
    }
}
