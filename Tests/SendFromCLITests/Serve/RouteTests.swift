import Foundation
import NIOHTTP1
import SendFromCLI
import TestSupport
import Testing

@testable import PreviewServer

/// What `serve` answers, without a socket.
@Suite struct RouteTests {
    // MARK: - Deciding

    @Test(arguments: ["crm", "global", "helpdesk", "per-user", "pool"])
    func aMessageIsAnsweredWithTheLineThatEvalWrites(_ example: String) throws {
        let ask = try Asking("examples/\(example)")
        let folder = Repository.path("examples/\(example)/messages")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".ndjson") }
        #expect(!files.isEmpty)
        for file in files {
            let messages = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
                .split(separator: "\n").map(String.init)
            for (flag, query) in [("", ""), (" --trace", "?trace=true")] {
                let run = CommandRun("eval examples/\(example) \(folder)/\(file) --format ndjson" + flag)
                let lines = run.output.split(separator: "\n").map {
                    $0.replacing(#/"line":[0-9]+/#, with: "\"line\":1")
                }
                #expect(lines.count == messages.count)
                for (message, line) in zip(messages, lines) {
                    let answer = ask.evaluate(message, query: query)
                    #expect(answer.text == line + "\n", "\(message)")
                    #expect(answer.status == (line.contains("\"outcome\":\"error\"") ? .badRequest : .ok))
                    #expect(answer.header("SendFrom-Table") == "current")
                }
            }
        }
    }

    @Test func aMessageMayHaveLineBreaks() throws {
        let ask = try Asking("examples/helpdesk")
        #expect(
            ask.evaluate("{\n  \"to\": \"+447400123456\"\r\n}\n").body
                == ask.evaluate("{\"to\":\"+447400123456\"}").body)
    }

    @Test func unknownKeysAreNamedInAHeader() throws {
        let answer = try Asking("examples/helpdesk").evaluate("{\"to\":\"+447400123456\",\"usr\":\"x\",\"é\\r\\n\":1}")
        let notes = answer.allHeaders["SendFrom-Note"]
        #expect(
            notes == [
                "messages have the unknown key `usr`, which is ignored; did you mean `user`?",
                "messages have the unknown key `?\\r\\n`, which is ignored",
            ])
    }

    @Test(arguments: [
        "", " ", "[]", "null", "{", "{\"to\":7}", "{\"to\":\"+1\",\"to\":\"+2\"}", "{\"to\":\"+1\"} x", "\u{0}",
        "{\"user\":\"a\"}",
        "{\"to\":\"+1\",\"needs\":[\"fax\"]}", String(repeating: "[", count: 60_000),
    ])
    func whatIsNoMessageIsAnErrorInItsPlace(_ body: String) throws {
        let answer = try Asking("examples/helpdesk").evaluate(body)
        #expect(answer.status == .badRequest)
        #expect(answer.text.hasPrefix("{\"line\":1,\"outcome\":\"error\",\"error\":\""), "\(answer.text)")
        #expect(try JSONSerialization.jsonObject(with: Data(answer.body)) is [String: Any])
    }

    @Test func invalidUTF8IsAnErrorNotACrash() throws {
        let ask = try Asking("examples/helpdesk")
        let body = Array("{\"to\":\"".utf8) + [0xC3, 0x28, 0xFF] + Array("\"}".utf8)
        for accept in ["application/json", "text/html"] {
            let answer = ask(
                .POST, "/v1/evaluate",
                [("Host", "127.0.0.1:7363"), ("Content-Type", "application/json"), ("Accept", accept)], body)
            #expect(answer.status == (accept == "text/html" ? .ok : .badRequest))
            #expect(String(validating: answer.body, as: UTF8.self) != nil)
        }
    }

    @Test(arguments: [
        "{\"to\":\"+447400123456\"}", "{\"to\":\"\"}", "{\"to\":\"-x\",\"user\":\"--to\"}",
        "{\"to\":\"+13125550142\",\"conversation\":\"old-support\",\"user\":\"ben\",\"needs\":[\"mms\",\"reply\"]}",
        "{\"to\":\"+1 312 555 0142\",\"from\":\"it's; $(x) `y` \\\\ \\\"z\\\"\",\"origin\":\"api\",\"purpose\":\"otp\"}",
        "{\"to\":\"us-sales\",\"direction\":\"inbound\",\"from\":\"+12125550171\"}",
        "{\"to\":\"+447400123456\",\"tenant\":\"lantern\",\"first_used\":\"uk-main\",\"last_used\":\"x\",\"foo\":\"bar\"}",
    ])
    func theCommandShownExplainsTheSameDecision(_ message: String) throws {
        let ask = try Asking("examples/helpdesk")
        let html = ask.evaluate(message, accept: "text/html").text
        let shown = try #require(html.components(separatedBy: "<code id=\"command\">").last)
            .components(separatedBy: "</code>")[0]
        let command = shown.replacing("&quot;", with: "\"").replacing("&gt;", with: ">").replacing("&lt;", with: "<")
            .replacing("&amp;", with: "&")
        // A real shell takes it apart.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "sendfrom() { printf '%s\\0' \"$@\"; }; \(command)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let words = data.split(separator: 0, omittingEmptySubsequences: false).dropLast()
            .map { String(decoding: $0, as: UTF8.self) }
        let run = CommandRun(words + ["--format", "json"])
        #expect(run.output == ask.evaluate(message, query: "?trace").text, "\(command)\n\(run.errors)")
    }

    @Test func attributesStandInTheCommandWhereTheyAreDeclared() throws {
        let folder = try TemporaryFolder([
            "tenant.yaml": SmallTenant.yaml + "attributes: {brand: [acme, zenith]}\n"
        ])
        let html = try Asking(folder.path).evaluate(
            "{\"to\":\"+14155550199\",\"brand\":\"zenith\",\"other\":\"x\"}", accept: "text/html"
        ).text
        #expect(html.contains("--to +14155550199 --attribute brand=zenith</code>"))
    }

    @Test func thePageShowsTheTraceThatExplainPrints() throws {
        let html = try Asking("examples/helpdesk").evaluate(
            "{\"to\":\"+13125550142\",\"conversation\":\"old-support\",\"user\":\"ben\"}", accept: "text/html"
        ).text
        let explained = CommandRun(
            "explain examples/helpdesk --to +13125550142 --conversation old-support --user ben")
        let steps = explained.output.split(separator: "\n").filter { $0.contains(". ") && $0.hasPrefix("  ") }
        #expect(steps.count == 5)
        for step in steps {
            let words = step.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
            let last = try #require(words.last).replacing(#/`([^`]*)`/#) { "<code>\($0.output.1)</code>" }
            #expect(html.contains("<span>\(last)</span>"), "\(step)")
        }
        #expect(html.contains("<p class=\"muted\">order.yaml:2:11 <code>preset: thread-first</code></p>"))
    }

    // MARK: - Numbers

    @Test func numbersAreThoseOfTheCommand() throws {
        let ask = try Asking("examples/per-user")
        let path = "/v1/sms/phone-numbers"
        #expect(ask.get(path).text == CommandRun("numbers examples/per-user --format json").output)
        #expect(
            ask.get(path + "/available").text
                == CommandRun("numbers examples/per-user --available --format json").output)
        let user = try #require(
            CommandRun("table examples/per-user --format text").output.isEmpty
                ? nil : try JSONSerialization.jsonObject(with: Data(ask.get(path).body)) as? [String: Any])
        let numbers = try #require(user["numbers"] as? [[String: Any]])
        let owned = try #require(numbers.first { $0["user"] != nil })
        let name = try #require(owned["user"] as? String)
        let mine = try #require(
            JSONSerialization.jsonObject(with: Data(ask.get(path + "/my-number?user=\(name)").body)) as? [String: Any])
        #expect((mine["number"] as? [String: Any])?["sender"] as? String == owned["sender"] as? String)
        #expect(mine["user"] as? String == name)
        #expect(ask.get(path + "/my-number?user=nobody-there").status == .notFound)
        #expect(ask.get(path + "/my-number").status == .badRequest)
    }

    @Test func theSettingsSayWhatATenantMayHave() throws {
        let yaml = """
            tenant: acme
            name: Acme
            country: US
            organization_number: support
            features: {multi_sms_numbers: true}
            limits: {numbers: 25}
            billing: {weekly_price: "3.10", currency: EUR}
            ten_dlc: {campaign: C0FFEE, status: pending}
            inventory: [{sender: "+14155550123", id: support}, {sender: "+14155550124"}]
            order: {rules: [explicit]}

            """
        let folder = try TemporaryFolder(["tenant.yaml": yaml])
        #expect(
            try Asking(folder.path).get("/v1/sms/phone-numbers/config").text == """
                {"tenant":"acme","name":"Acme","country":"US","organization_number":"+14155550123",\
                "multi_sms_numbers":true,"limit":25,"count":2,"available":1,\
                "ten_dlc":{"campaign":"C0FFEE","status":"pending"},"weekly_price":"3.10","currency":"EUR"}

                """)
    }

    @Test func ofSeveralTenantsOneIsNamed() throws {
        let ask = try Asking("examples")
        for path in ["", "/available", "/my-number?user=ana", "/config"].map({ "/v1/sms/phone-numbers" + $0 }) {
            #expect(ask.get(path).status == .badRequest)
            #expect(ask.get(path).text.contains("tenant=NAME, one of `"))
            let named = ask.get(path + (path.contains("?") ? "&" : "?") + "tenant=lantern")
            #expect(named.status == .ok, "\(named.text)")
        }
        #expect(ask.get("/v1/sms/phone-numbers?tenant=lanten").text.contains("is not loaded; did you mean `lantern`?"))
        #expect(ask.evaluate("{\"to\":\"+447400123456\"}").text.contains("unknown_tenant"))
        let answer = ask.evaluate("{\"to\":\"+447400123456\",\"tenant\":\"lantern\"}")
        #expect(answer.text.hasPrefix("{\"tenant\":\"lantern\",\"outcome\":\"send\""))
        let page = ask.get("/?tenant=lantern").text
        #expect(page.contains("<option selected>lantern</option>") && page.contains("<select id=\"tenant\""))
        #expect(ask.get("/?tenant=nobody").status == .notFound)
        #expect(ask.get("/").status == .ok)
    }

    // MARK: - What is not there

    @Test(arguments: ["/", "/page.js", "/page.css", "/events", "/v1/sms/phone-numbers", "/v1/sms/phone-numbers/config"])
    func whatIsReadIsNotWritten(_ path: String) throws {
        let ask = try Asking("examples/helpdesk")
        for method in [HTTPMethod.POST, .PUT, .DELETE, .PATCH, .OPTIONS, .TRACE, .CONNECT, .RAW(value: "BREW")] {
            let answer = ask(method, path)
            #expect(answer.status == .methodNotAllowed)
            #expect(answer.header("Allow") == "GET, HEAD")
            #expect(answer.text == "{\"error\":\"\(path) takes GET, HEAD only\"}\n")
        }
        #expect(ask(.GET, path).status == .ok && ask(.HEAD, path).status == .ok)
    }

    @Test func messagesArePosted() throws {
        let ask = try Asking("examples/helpdesk")
        for method in [HTTPMethod.GET, .HEAD, .PUT, .OPTIONS] {
            let answer = ask(method, "/v1/evaluate")
            #expect(answer.status == .methodNotAllowed && answer.header("Allow") == "POST")
        }
    }

    @Test(arguments: [
        "/tenant.yaml", "/../tenant.yaml", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/page.js/", "/./", "/PAGE.JS",
        "/v1/sms/phone-numbers/", "/v1/sms/phone-numbers/+14155550101/assign", "/.git/config", "/index.html",
        "/page.js%00",
        "/\\..\\..", "/v1/evaluate/../sms/phone-numbers",
    ])
    func nothingElseIsThere(_ target: String) throws {
        let answer = try Asking("examples/helpdesk").get(target)
        #expect(answer.status == .notFound)
        #expect(answer.text.hasPrefix("{\"error\":\"there is no `"), "\(answer.text)")
        #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
    }

    @Test func parametersNobodyKnowsAreNamed() throws {
        let ask = try Asking("examples/helpdesk")
        for (target, words) in [
            ("/?tenat=a", "/ has no parameter `tenat`; did you mean `tenant`?"),
            ("/page.js?v=1", "/page.js has no parameter `v`; it has none"),
            ("/v1/sms/phone-numbers?user=ana", "/v1/sms/phone-numbers has no parameter `user`; it has `tenant`"),
            ("/?tenant=%zz", "`?tenant=%zz` is not percent-encoded UTF-8"),
            ("/?tenant=%ff", "`?tenant=%ff` is not percent-encoded UTF-8"),
            ("/?tenant=a&tenant=b", "`tenant` stands twice"),
        ] {
            #expect(ask.get(target).status == .badRequest)
            #expect(ask.get(target).text == "{\"error\":\"\(words)\"}\n")
        }
        #expect(
            ask.evaluate("{}", query: "?trace=yes").text == "{\"error\":\"`trace` is `true` or `false`, not `yes`\"}\n")
    }

    @Test(arguments: [
        [], ["text/plain"], ["application/x-www-form-urlencoded"], ["application/jsonx"],
        ["application/json", "application/json"], ["multipart/form-data; boundary=application/json"],
    ])
    func aMessageIsJSONAndSaysSo(_ types: [String]) throws {
        let ask = try Asking("examples/helpdesk")
        let headers = [("Host", "127.0.0.1:7363")] + types.map { ("Content-Type", $0) }
        #expect(ask(.POST, "/v1/evaluate", headers, "{\"to\":\"+1\"}").status == .unsupportedMediaType)
        let right = [("Host", "127.0.0.1:7363"), ("Content-Type", "Application/JSON; charset=UTF-8")]
        #expect(ask(.POST, "/v1/evaluate", right, "{\"to\":\"+1\"}").status == .ok)
    }

    @Test func everyAnswerForbidsWhatItCan() throws {
        let ask = try Asking("examples/helpdesk")
        let answers = [
            ask.get("/"), ask.get("/page.js"), ask.get("/events"), ask.get("/none"), ask.evaluate("{\"to\":\"+1\"}"),
            ask(.GET, "/", [("Host", "evil.example")]), ask(.DELETE, "/"),
        ]
        for answer in answers {
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            let policy = try #require(answer.header("Content-Security-Policy"))
            #expect(policy.hasPrefix("default-src 'none'; ") && !policy.contains("unsafe") && !policy.contains("*"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(!answer.allHeaders.contains { $0.name.lowercased().hasPrefix("access-control-") })
        }
        #expect(answers[5].status == .misdirectedRequest)
    }
}
