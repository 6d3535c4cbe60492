import Diagnostics
import Foundation
import Linting
import SendFromKit
import TestSupport
import Testing

/// docs/codes: a page for everything `sendfrom` says that has a name, each made by the program and none left over.
@Suite struct CodePageTests {
    static let folder = Repository.path("docs/codes")

    /// What has no name, and so is written by hand.
    static let written: Set<String> = ["message-errors.md", "usage-errors.md"]

    @Test func everyPageIsWhatTheProgramSays() throws {
        try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
        for page in try CodePages.all() { try Golden.expect(page.text, at: "\(Self.folder)/\(page.name)") }
    }

    @Test func thereIsAPageForEachNameAndNoOther() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".md") }
        let names = CheckCode.allCases.map(\.rawValue) + DecisionWord.all.map(\.text)
        #expect(Set(names).count == names.count, "two pages of one name")
        #expect(Set(files) == Self.written.union(names.map { "\($0).md" }).union(["README.md"]))
    }

    /// The examples are what the pages rest on: each is run, and its decision has the word in the place of its kind.
    @Test(arguments: DecisionWord.all.map(\.text)) func anExampleHasItsWord(_ name: String) throws {
        let word = try #require(DecisionWord.named(name))
        let text = try WordDocument.markdown(word)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("{\"outcome\"") })
        let decision = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let trace = decision["trace"] as? [[String: Any]] ?? []
        switch word.kind {
        case .reason: #expect(decision["reason"] as? String == name)
        case .result: #expect(trace.contains { $0["result"] as? String == name })
        case .verdict: #expect(decision["verdict"] as? String == name)
        case .warning: #expect((decision["warnings"] as? [String])?.contains(name) == true)
        }
    }

    @Test func statementsAreOneSentenceWithoutAFullStop() {
        for word in DecisionWord.all { #expect(!word.statement.hasSuffix("."), "\(word.text)") }
    }
}
