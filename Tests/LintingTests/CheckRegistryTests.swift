import Diagnostics
import Foundation
import Linting
import SendFromKit
import Testing
import TestSupport

/// The list of checks: whole, in the contract's order, and each in a file of its name.
@Suite struct CheckRegistryTests {
    @Test func everyCodeHasACheck() {
        #expect(CheckRegistry.pages.map(\.code) == CheckCode.allCases)
    }

    @Test(arguments: CheckRegistry.pages.map(\.code)) func aCheckStandsInTheFileOfItsName(_ code: CheckCode) throws {
        let names = [
            "yaml-syntax": "YAMLSyntaxCheck", "unsupported-yaml": "UnsupportedYAML", "duplicate-id": "DuplicateID",
        ]
        let name =
            names[code.rawValue]
            ?? code.rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        let path = Repository.path("Sources/Linting/Checks/\(name).swift")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("enum \(name): "))
        #expect(text.contains("static let code = CheckCode."))
    }

    @Test func statementsAreOneSentenceWithoutAFullStop() {
        for page in CheckRegistry.pages {
            #expect(!page.statement.hasSuffix("."), "\(page.code.rawValue)")
            #expect(page.why.hasSuffix("."), "\(page.code.rawValue)")
            #expect(!page.bad.isEmpty && !page.good.isEmpty, "\(page.code.rawValue)")
        }
    }

    @Test func theManualHasEveryChecksPage() {
        let manual = CheckDocument.manual()
        for page in CheckRegistry.pages {
            #expect(manual.contains(CheckDocument.markdown(page, heading: "###")), "\(page.code.rawValue)")
            #expect(manual.contains("| [`\(page.code.rawValue)`](#"), "\(page.code.rawValue)")
        }
    }
}
