import Diagnostics
import Foundation
import SendFromKit
import TestSupport
import Testing
import YAMLEditing

@testable import LanguageServer

/// What a session finds and answers. Tests/Editors drives the same by real clients.
@Suite struct SessionTests {
    static let tenant = """
        tenant: acme
        groups: {dach: [GB, GG]}
        providers: {main: {kind: generic, credentials: {token: env:T}}}
        organization_number: support
        attributes: {brand: [acme, zenith]}
        inventory:
          - {sender: "+442079460101", id: support, registered_in: [dach]}
          - {sender: "+442079460102", id: spare}
        defaults: {sender: support, countries: {dach: spare}}
        users: {jane: {sender: support}}
        teams: {sales: {sender: spare, members: [jane]}}
        pools: {uk: {senders: [support, spare]}}
        order:
          rules:
            - {name: first, use: {sender: support}, when: {team: sales, brand: acme}, if_unusable: "pool:uk"}
            - {use: {sender: spare}, if_unusable: last}
            - {use: {pool: uk}}
            - {name: last, use: default}

        """
    static let tests = """
        tests:
          - name: sales
            message: {to: "+442079460199", team: sales, from: spare, brand: acme}
            expect: {sender: support, rule: first}
          - name: spare
            message: {to: "+442079460199"}
            expect: {sender_id: spare, rule: "sender:spare"}

        """

    private func editor() throws -> Editor {
        let editor = try Editor(["tenant.yaml": Self.tenant, "tests/a.yaml": Self.tests])
        try editor.open("tenant.yaml", Self.tenant)
        #expect(try editor.lint().values.flatMap { $0 }.filter { $0["severity"] as? Int == 1 }.isEmpty)
        return editor
    }

    /// `{"textDocument":…,"position":…}` of a place in a text.
    private func at(_ editor: Editor, _ path: String, _ text: String, _ words: String, _ more: String = "") throws
        -> String
    {
        let index = try #require(text.firstRange(of: words)?.lowerBound)
        let line = text[..<index].count { $0 == "\n" }
        let start = text[..<index].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
        let character = text[start..<index].utf16.count + 1
        return
            "{\"textDocument\":{\"uri\":\"\(editor.uri(path))\"},\"position\":{\"line\":\(line),\"character\":\(character)}\(more)}"
    }

    /// The texts after a rename, by path.
    private func renamed(_ editor: Editor, _ words: String, to name: String) throws -> [String: String] {
        let answer = try editor.request(
            "textDocument/rename", at(editor, "tenant.yaml", Self.tenant, words, ",\"newName\":\"\(name)\""))
        let result = try #require(answer["result"] as? [String: Any], "\(answer)")
        var texts = ["tenant.yaml": Self.tenant, "tests/a.yaml": Self.tests]
        for (uri, edits) in try #require(result["changes"] as? [String: [[String: Any]]]) {
            let path = String(uri.dropFirst(editor.uri("").count))
            let source = SourceText(texts[path] ?? "")
            texts[path] = try source.applying(edits)
        }
        return texts
    }

    @Test(arguments: [
        ("support, registered", "support", "helpline", 7), ("jane: {sender", "jane", "janet", 2),
        ("sales: {sender", "sales", "deals", 3), ("uk: {senders", "uk", "gb", 3), ("dach: [GB", "dach", "german", 3),
        ("brand: [", "brand", "label", 3), ("zenith", "zenith", "apex", 1), ("first, use", "first", "premier", 2),
        ("spare}\ndefaults", "spare", "backup", 8), ("jane]", "jane", "janet", 2),
    ])
    func renamingChangesEveryPlaceThatNamesIt(_ words: String, _ old: String, _ new: String, _ count: Int) throws {
        let texts = try renamed(editor(), words, to: new)
        let all = texts.values.joined()
        #expect(all.ranges(of: new).count >= count, "\(all)")
        // Still a tenant without errors, whose tests still pass: nothing was left behind, nothing else was touched.
        let findings = ExampleFolder(texts).findings(proves: false).filter { $0.severity == .error }
        #expect(findings.map(\.message) == [])
        let restored = texts.mapValues { $0.replacing(new, with: old) }
        #expect(restored == ["tenant.yaml": Self.tenant, "tests/a.yaml": Self.tests])
    }

    @Test func aSenderItselfAndATakenNameAreNotRenamed() throws {
        let editor = try editor()
        for (words, name) in [("+442079460101", "other"), ("support", "spare"), ("support", "none"), ("GENERIC", "x")] {
            guard Self.tenant.contains(words) else { continue }
            let answer = try editor.request(
                "textDocument/rename", at(editor, "tenant.yaml", Self.tenant, words, ",\"newName\":\"\(name)\""))
            #expect((answer["error"] as? [String: Any])?["code"] as? Int == -32803)
        }
    }

    @Test func definitionsOfNamesAndOfRulesNobodyNamed() throws {
        let editor = try editor()
        for (words, line) in [("jane]", 9), ("sales, brand", 10), ("pool:uk", 16), ("last}", 17), ("dach: spare", 1)] {
            let answer = try editor.request("textDocument/definition", at(editor, "tenant.yaml", Self.tenant, words))
            let places = try #require(answer["result"] as? [[String: Any]], "\(words): \(answer)")
            let range = try #require(places.first?["range"] as? [String: [String: Int]])
            #expect(range["start"]?["line"] == line, "\(words)")
        }
    }

    @Test func hoverSaysWhichRulesUseASender() throws {
        let editor = try editor()
        let answer = try editor.request("textDocument/hover", at(editor, "tenant.yaml", Self.tenant, "spare, members"))
        let contents = (answer["result"] as? [String: Any])?["contents"] as? [String: Any]
        let text = try #require(contents?["value"] as? String)
        #expect(text.contains("long code of GB"))
        #expect(text.contains("team sales"))
        #expect(text.contains("`sender:spare` (tenant.yaml:16:7)"))
        #expect(!text.contains("`first`"))
    }

    @Test func anythingMayBeAskedAnywhereInAnythingThatIsTyped() throws {
        let editor = try Editor(["tenant.yaml": Self.tenant])
        let bytes = Array(Self.tenant.utf8)
        var version = 1
        try editor.open("tenant.yaml", "")
        for end in stride(from: 0, to: bytes.count, by: 7) {
            let text = String(decoding: bytes[..<end], as: UTF8.self)
            version += 1
            editor.notify(
                "textDocument/didChange",
                try editor.json([
                    "textDocument": ["uri": editor.uri("tenant.yaml"), "version": version],
                    "contentChanges": [["text": text]],
                ]))
            _ = try editor.lint()
            let line = text.count { $0 == "\n" }
            let character = text.split(separator: "\n", omittingEmptySubsequences: false).last?.utf16.count ?? 0
            let place =
                "{\"textDocument\":{\"uri\":\"\(editor.uri("tenant.yaml"))\"},\"position\":{\"line\":\(line),\"character\":\(character)}}"
            for method in ["hover", "completion", "definition", "references", "documentHighlight"] {
                #expect(try editor.request("textDocument/\(method)", place)["error"] == nil)
            }
        }
    }

    @Test func onlyWhatChangedIsPublished() throws {
        let editor = try Editor([
            "a/tenant.yaml": Self.tenant, "a/more.yaml": "users: {joe: {}}\n", "b/tenant.yaml": Self.tenant,
        ])
        try editor.open("a/tenant.yaml", Self.tenant)
        let first = try editor.lint()
        #expect(Set(first.keys) == ["a/tenant.yaml"])
        try editor.open("a/more.yaml", "users: {joe: {sendr: x}}\n")
        let second = try editor.lint()
        #expect(second["a/more.yaml"]?.first?["code"] as? String == "unknown-key")
        #expect(!second.keys.contains { $0.hasPrefix("b/") })
        editor.notify(
            "textDocument/didChange",
            "{\"textDocument\":{\"uri\":\"\(editor.uri("a/more.yaml"))\",\"version\":2},\"contentChanges\":[{\"text\":\"users: {joe: {sendre: x}}\\n\"}]}"
        )
        #expect(Set(try editor.lint().keys) == ["a/more.yaml"])
        // The last of a tenant's documents takes its findings with it.
        for path in ["a/more.yaml", "a/tenant.yaml"] {
            editor.notify("textDocument/didClose", "{\"textDocument\":{\"uri\":\"\(editor.uri(path))\"}}")
        }
        let last = try editor.lint()
        #expect(last.values.flatMap { $0 }.isEmpty)
    }

    /// However the fixes lie: at both ends, over whole files, with nothing left of one.
    @Test(arguments: [
        "tenant: a\ninventory: [{sender: ACME, assigned: yes}]\norder: {preset: thread-first}\n",
        "\u{FEFF}tenant: a\ninventory: [{sender: ACME}]\norder: {preset: thread-first}\n",
        "tenant: a\ninventory: [{sender: ACME, shared: on}]\norder: {preset: thread-frist}",
        "# sendfrom:allow gap -- no reason any more\ntenant: a\ninventory: [{sender: ACME}]\norder: {preset: per-user}\n",
    ])
    func allFixesAtOnceAreWhatLintFixWrites(_ text: String) throws {
        let editor = try Editor(["tenant.yaml": text])
        try editor.open("tenant.yaml", text)
        let expected = try #require(editor.session.takeDue().first?.tenant.fixes().first, "nothing to mend").result
        let answer = try editor.request(
            "textDocument/codeAction",
            "{\"textDocument\":{\"uri\":\"\(editor.uri("tenant.yaml"))\"},\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":0,\"character\":0}},\"context\":{\"only\":[\"source.fixAll\"]}}"
        )
        let action = try #require((answer["result"] as? [[String: Any]])?.first)
        let changes = (action["edit"] as? [String: [String: [[String: Any]]]])?["changes"]
        let edits = try #require(changes?[editor.uri("tenant.yaml")])
        #expect(try SourceText(text).applying(edits) == String(decoding: expected, as: UTF8.self))
        #expect(edits.count == 1)
    }

    @Test func whatChangesOnDiskOrInSendfromYAMLIsSeen() throws {
        let editor = try Editor([
            "sendfrom.yaml": "", "acme/tenant.yaml": Self.tenant, "acme/more.yaml": "users: {joe: {}}\n",
        ])
        try editor.open("acme/tenant.yaml", Self.tenant)
        let codes = try editor.lint()["acme/tenant.yaml"]?.compactMap { $0["code"] as? String } ?? []
        #expect(codes.contains("data-without-rule"))
        // Weights that are typed and not saved.
        try editor.open("sendfrom.yaml", "severity: {data-without-rule: off}\n")
        let weighed = try editor.lint()["acme/tenant.yaml"]?.compactMap { $0["code"] as? String }
        #expect(weighed == codes.filter { $0 != "data-without-rule" })
        // A file that another program writes.
        try Data("users: {joe: {sender: nobody}}\n".utf8).write(
            to: URL(fileURLWithPath: editor.folder + "/acme/more.yaml"))
        editor.notify("workspace/didChangeWatchedFiles", "{\"changes\":[]}")
        #expect(try editor.lint()["acme/more.yaml"]?.first?["code"] as? String == "unresolved-reference")
    }

    @Test func nothingIsRenamedWhileAFileOfTheTenantCannotBeParsed() throws {
        let editor = try Editor(["tenant.yaml": Self.tenant, "tests/a.yaml": "tests: [{name: x"])
        try editor.open("tenant.yaml", Self.tenant)
        let answer = try editor.request(
            "textDocument/rename", at(editor, "tenant.yaml", Self.tenant, "jane]", ",\"newName\":\"janet\""))
        let error = try #require(answer["error"] as? [String: Any])
        #expect((error["message"] as? String)?.contains("can't be parsed") == true)
    }

    @Test func aNameThatCannotBeChangedWithoutGuessingIsNotRenamed() throws {
        let text = Self.tenant.replacing("{sender: spare, members", with: "{sender: &s spare, members")
        let editor = try Editor(["tenant.yaml": text])
        try editor.open("tenant.yaml", text)
        let answer = try editor.request(
            "textDocument/rename", at(editor, "tenant.yaml", text, "spare}\ndefaults", ",\"newName\":\"other\""))
        let error = try #require(answer["error"] as? [String: Any])
        #expect(error["code"] as? Int == -32803)
        #expect((error["message"] as? String)?.contains("anchor") == true)
    }

    @Test func aFileThatBelongsToNoTenantIsLeftAlone() throws {
        let editor = try Editor(["compose.yaml": "a: b\n"])
        try editor.open("compose.yaml", "a: [b\n")
        #expect(try editor.lint().isEmpty)
        let place =
            "{\"textDocument\":{\"uri\":\"\(editor.uri("compose.yaml"))\"},\"position\":{\"line\":0,\"character\":1}}"
        #expect(try editor.request("textDocument/completion", place)["result"] is NSNull)
    }

    @Test func theWordsOfSendfromYAMLAreKnownToo() throws {
        let editor = try Editor(["sendfrom.yaml": "", "acme/tenant.yaml": Self.tenant])
        try editor.open("sendfrom.yaml", "severity: {gap: eror}\n")
        let found = try editor.lint()
        #expect(found["sendfrom.yaml"]?.first?["code"] as? String == "invalid-value")
        let place =
            "{\"textDocument\":{\"uri\":\"\(editor.uri("sendfrom.yaml"))\"},\"position\":{\"line\":0,\"character\":17}}"
        let items = try editor.request("textDocument/completion", place)["result"] as? [String: Any]
        let labels = (items?["items"] as? [[String: Any]])?.compactMap { $0["label"] as? String }
        #expect(labels == ["error", "warning", "info", "off"])
    }
}

/// A text that edits of the protocol are applied to, as an editor would.
struct SourceText {
    let text: String

    init(_ text: String) { self.text = text }

    func applying(_ edits: [[String: Any]]) throws -> String {
        var units = Array(text.utf16)
        var starts = [0]
        for (index, unit) in units.enumerated() where unit == 10 { starts.append(index + 1) }
        let made = try edits.map { edit -> (Range<Int>, String) in
            let range = try #require(edit["range"] as? [String: [String: Int]])
            func offset(_ key: String) throws -> Int {
                let position = try #require(range[key])
                return starts[try #require(position["line"])] + (try #require(position["character"]))
            }
            return (try offset("start")..<(try offset("end")), try #require(edit["newText"] as? String))
        }
        for (range, text) in made.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
            units.replaceSubrange(range, with: Array(text.utf16))
        }
        return String(decoding: units, as: UTF16.self)
    }
}
