import Foundation
import TestSupport
import Testing

/// The library's tutorial and articles: each step and listing is a program, compiled as a reader's is, against the
/// modules built with the tests. What a step says comes out, comes out.
@Suite struct LibraryTutorialTests {
    static let catalog = "Sources/SendFromKit/Documentation.docc"

    static func names(in folder: String, ending: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: Repository.path(folder))) ?? []
        return files.filter { $0.hasSuffix(ending) }.sorted()
    }

    static let steps = names(in: "\(catalog)/Resources", ending: ".swift").filter { $0 != "decide-package.swift" }
    static let articles = names(in: catalog, ending: ".md")

    #if os(Linux)
        @Test(arguments: steps) func aStepRunsAndPrintsWhatIsShown(_ name: String) throws {
            let resources = Repository.path("\(Self.catalog)/Resources")
            let program = try ReaderProgram(String(contentsOfFile: "\(resources)/\(name)", encoding: .utf8))
            defer { program.remove() }
            let output = try program.run()
            let shown = "\(resources)/\(name.replacing(".swift", with: ".txt"))"
            if Self.tutorials.contains(URL(filePath: shown).lastPathComponent) { try Golden.expect(output, at: shown) }
        }

        @Test(arguments: articles) func theListingsOfAnArticleRun(_ name: String) throws {
            let text = try String(contentsOfFile: Repository.path("\(Self.catalog)/\(name)"), encoding: .utf8)
            let listings = text.components(separatedBy: "```swift\n").dropFirst().compactMap {
                $0.components(separatedBy: "```").first
            }
            #expect(!listings.isEmpty)
            for listing in listings {
                let program = try ReaderProgram(listing)
                defer { program.remove() }
                #expect(try !program.run().isEmpty)
            }
        }
    #endif

    /// All text of the tutorials.
    static let tutorials = names(in: "\(catalog)/Tutorials", ending: ".tutorial").compactMap {
        try? String(contentsOfFile: Repository.path("\(catalog)/Tutorials/\($0)"), encoding: .utf8)
    }.joined()

    @Test func everyResourceIsShown() {
        for name in Self.names(in: "\(Self.catalog)/Resources", ending: "") {
            #expect(Self.tutorials.contains(name), "\(name)")
        }
    }
}

#if os(Linux)
    /// A program that imports the library, in a folder with the tenants the tutorial copies there.
    private struct ReaderProgram {
        private let folder: URL

        init(_ source: String) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "sendfrom-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, path) in [("helpdesk", "examples/helpdesk"), ("helpdesk-new", "docs/samples/helpdesk-new")] {
                try FileManager.default.copyItem(
                    at: URL(filePath: Repository.path(path)), to: folder.appending(path: name))
            }
            try Data(source.utf8).write(to: folder.appending(path: "main.swift"))
        }

        func remove() { try? FileManager.default.removeItem(at: folder) }

        /// Compiles and runs it.
        ///
        /// - Returns: what it prints.
        func run() throws -> String {
            let built = try #require(BuiltProgram.path).replacing(/\/sendfrom$/, with: "")
            let objects = try Self.targets.flatMap { target in
                try FileManager.default.subpathsOfDirectory(atPath: "\(built)/\(target).build")
                    .filter { $0.hasSuffix(".o") }.map { "\(built)/\(target).build/\($0)" }
            }
            let include = ["CLibYAML", "CNumberingPlan/include"].flatMap { ["-I", Repository.path("Sources/\($0)")] }
            try shell(
                ["swiftc", "-swift-version", "6", "-warnings-as-errors", "-Onone", "-o", "program", "main.swift"]
                    + ["-I", "\(built)/Modules"] + include
                    + ["-Xcc", "-fmodule-map-file=\(built)/CShippedRules.build/module.modulemap"] + objects + ["-lyaml"])
            return try shell(["./program"])
        }

        /// The library and all below it.
        private static let targets = [
            "CNumberingPlan", "CShippedRules", "Diagnostics", "Evaluation", "Linting", "MessageIO", "NumberingPlan",
            "SendFromKit", "SenderModel", "ShippedRules", "TableAnalysis", "TableCompiler", "TenantConfig", "YAMLEditing",
            "YAMLSyntax",
        ]

        @discardableResult private func shell(_ words: [String]) throws -> String {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = words
            process.currentDirectoryURL = folder
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
            let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(words.first ?? ""): \(output)")
            return output
        }
    }
#endif
