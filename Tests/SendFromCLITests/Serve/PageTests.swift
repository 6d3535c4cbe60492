import Foundation
import SendFromCLI
import SendFromKit
import Testing

@testable import PreviewServer

/// The page of `serve`: whole, safe and named. How it behaves is for `make serve-test`, in a browser.
@Suite struct PageTests {
    private func all(_ start: String, _ end: String, in text: String) -> [String] {
        text.components(separatedBy: start).dropFirst().map { $0.components(separatedBy: end)[0] }
    }

    @Test(arguments: ["examples/helpdesk", "examples/crm", "examples", "Tests/Report/hostile"])
    func everyFieldHasALabelAndEveryIdIsOne(_ path: String) throws {
        let page = try Asking(path).get("/").text
        let ids = all(" id=\"", "\"", in: page)
        #expect(Set(ids).count == ids.count)
        let labels = Set(all("<label for=\"", "\"", in: page))
        let fields = all("<input id=\"", "\"", in: page) + all("<select id=\"", "\"", in: page)
        #expect(fields.count >= 10)
        for field in fields { #expect(labels.contains(field), "\(field)") }
        for list in all(" list=\"", "\"", in: page) { #expect(page.contains("<datalist id=\"\(list)\">"), "\(list)") }
        for link in all("href=\"#", "\"", in: page) { #expect(ids.contains(link), "\(link)") }
    }

    @Test func whatTheTenantDeclaresIsOffered() throws {
        let page = try Asking("examples/helpdesk").get("/").text
        #expect(page.contains("<option value=\"uk-main\">London (+442079460101)</option>"))
        #expect(page.contains("<option value=\"cleo\"></option>") && page.contains("<option value=\"sales\"></option>"))
        for word in ["campaign", "marketing", "inbound"] { #expect(page.contains("<option>\(word)</option>")) }
        for word in ["sms", "mms", "reply"] { #expect(page.contains("name=\"needs\" value=\"\(word)\"")) }
    }

    @Test func findingsAreThoseOfLint() throws {
        let path = "docs/samples/helpdesk-new"
        let ask = try Asking(path, proves: true)
        ask.live.prove(0)
        let page = ask.get("/").text
        let lint = CommandRun("lint \(path) --format json --today 2026-06-01").output
        #expect(all("<li data-f data-kind=\"", "\"", in: page).count == all("\"code\":\"", "\"", in: lint).count)
        for code in all("\"code\":\"", "\"", in: lint) { #expect(page.contains("<code>\(code)</code>")) }
    }

    @Test func noNameBecomesMarkup() throws {
        let ask = try Asking("Tests/Report/hostile")
        let hostile = "<img src=x onerror=alert(1)>\\\"'</code></pre><script>alert(1)</script>\\u202E"
        let decided = ask.evaluate(
            "{\"to\":\"\(hostile)\",\"user\":\"\(hostile)\",\"\(hostile)\":\"x\",\"from\":\"\(hostile)\"}",
            accept: "text/html"
        ).text
        let page = ask.get("/").text
        #expect(all("<script", ">", in: page) == [" src=\"/page.js\" defer"])
        #expect(!page.contains(" style=\"") && !page.contains("<style"), "the policy lets no style stand in the page")
        #expect(!decided.contains("<script") && !decided.contains(" style=\""))
        for text in [page, decided] {
            for markup in ["<img", "<svg onload", "<h1>germany", "<i>gold", "<b>\"", "sales</details>", "\u{202E}"] {
                #expect(!text.contains(markup), "\(markup)")
            }
            for element in ["details", "section", "ol", "ul", "li", "div", "span", "datalist", "p", "pre", "code"] {
                let opened = all("<\(element)", ">", in: text).count { $0.isEmpty || $0.hasPrefix(" ") }
                #expect(opened == text.components(separatedBy: "</\(element)>").count - 1, "<\(element)>")
            }
        }
        #expect(decided.contains("&lt;img src=x onerror=alert(1)&gt;"))
    }

    @Test func markupInTheScriptComesFromTheServerAlone() {
        let script = PageScript.source.text
        // Whatever a message or a name says goes into the page as nodes the server escaped, or as text.
        #expect(!script.contains("insertAdjacentHTML") && !script.contains("eval(") && !script.contains("outerHTML ="))
        #expect(all("innerHTML = ", ";", in: script) == ["hint"])
    }
}
