import Foundation
import SendFromCLI
import Testing

@testable import PreviewServer

/// Files that change while `serve` runs.
@Suite struct LivePreviewTests {
    private static let message = "{\"to\":\"+14155550199\"}"

    private func sender(_ ask: Asking) -> String {
        let text = ask.evaluate(Self.message).text
        return text.components(separatedBy: "\"sender\":\"").last?.components(separatedBy: "\"")[0] ?? text
    }

    @Test func aChangedFileChangesDecisionsAndTheVersion() throws {
        let folder = try TemporaryFolder(["tenant.yaml": SmallTenant.yaml])
        let ask = try Asking(folder.path)
        #expect(sender(ask) == "+14155550123")
        #expect(ask.live.check() == nil, "nothing has changed")
        let version = ask.live.version
        // As many bytes as before.
        try folder.write(SmallTenant.yaml.replacing("+14155550123", with: "+14155550125"), to: "tenant.yaml")
        #expect(ask.live.check() == 1)
        #expect(sender(ask) == "+14155550125")
        #expect(ask.live.version != version)
        #expect(ask.live.check() == nil)
    }

    @Test func filesThatComeAndGoAreChanges() throws {
        let folder = try TemporaryFolder(["a/tenant.yaml": SmallTenant.yaml])
        let ask = try Asking(folder.path)
        func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
        for (name, text) in [
            ("a/more.yaml", "users: {jane: {}}\n"), ("sendfrom.yaml", "severity: {idle-sender: off}\n"),
            ("a/tests/t.yaml", "tests: []\n"), ("b/tenant.yaml", SmallTenant.yaml.replacing("acme", with: "other")),
        ] {
            try folder.write(text, to: name)
            #expect(ask.live.check() != nil, "\(name) came")
            #expect(ask.live.preview.trouble == nil)
            try remove(name)
            #expect(ask.live.check() != nil, "\(name) went")
            #expect(ask.live.check() == nil)
        }
        try folder.write("not read", to: "a/notes.txt")
        #expect(ask.live.check() == nil, "no file of the tenant's")
    }

    @Test func whileFilesHaveErrorsTheLastGoodTableAnswersAndSaysSo() throws {
        let folder = try TemporaryFolder(["tenant.yaml": SmallTenant.yaml])
        let ask = try Asking(folder.path)
        #expect(!ask.get("/").text.contains("Not what is on disk"))
        try folder.write(SmallTenant.yaml.replacing("sender: support", with: "sender: suport"), to: "tenant.yaml")
        #expect(ask.live.check() != nil)
        #expect(sender(ask) == "+14155550123")
        #expect(ask.evaluate(Self.message).header("SendFrom-Table") == "stale")
        let page = ask.get("/").text
        #expect(page.contains("<b>Not what is on disk:</b> the files have errors."))
        #expect(page.contains("unresolved-reference"), "the findings are those of the files on disk")
        try folder.write(SmallTenant.yaml, to: "tenant.yaml")
        #expect(ask.live.check() != nil)
        #expect(ask.evaluate(Self.message).header("SendFrom-Table") == "current")
        #expect(!ask.get("/").text.contains("Not what is on disk"))
    }

    @Test func aFolderThatIsGoneIsSaid() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": SmallTenant.yaml])
        let ask = try Asking(folder.path + "/acme")
        try FileManager.default.removeItem(atPath: folder.path + "/acme")
        #expect(ask.live.check() != nil)
        #expect(ask.live.check() == nil)
        #expect(sender(ask) == "+14155550123")
        #expect(ask.get("/").text.contains("<b>Not what is on disk:</b> there is no folder"))
        try folder.write(SmallTenant.yaml, to: "acme/tenant.yaml")
        #expect(ask.live.check() != nil)
        #expect(ask.live.preview.trouble == nil)
    }

    @Test func findingsArriveFirstWithoutAndThenWithTheProvedOnes() throws {
        let folder = try TemporaryFolder([
            "tenant.yaml": SmallTenant.yaml
        ])
        let ask = try Asking(folder.path, proves: true)
        #expect(ask.get("/").text.contains("are on their way"))
        ask.live.prove(0)
        let page = ask.get("/").text
        #expect(!page.contains("are on their way") && page.contains("idle-sender"))
        // Of files that have changed meanwhile nothing is shown.
        try folder.write(SmallTenant.yaml + "users: {jane: {}}\n", to: "tenant.yaml")
        #expect(ask.live.check() == 1)
        ask.live.prove(0)
        #expect(ask.get("/").text.contains("are on their way"))
    }

    @Test func thereIsNothingToBeginWithWhereFilesHaveErrors() throws {
        let folder = try TemporaryFolder([
            "tenant.yaml": SmallTenant.yaml.replacing("sender: support", with: "sender: suport")
        ])
        let run = CommandRun("serve \(folder.path) --port 0")
        #expect(run.status == .findings)
        #expect(run.errors.contains("[unresolved-reference]") && run.errors.hasSuffix("1 error\n"))
        #expect(CommandRun("serve no/such/folder").status == .usage)
        #expect(CommandRun("serve \(folder.path)/tenant.json").status == .usage)
        #expect(CommandRun("serve examples/helpdesk --port 65536").status == .usage)
        #expect(CommandRun("compile examples/helpdesk -o \(folder.path)/t.json").status == .fine)
        let compiled = CommandRun("serve \(folder.path)/t.json")
        #expect(
            compiled.status == .usage && compiled.errors.contains("is a compiled file; the tenant's folder is needed"))
    }
}
