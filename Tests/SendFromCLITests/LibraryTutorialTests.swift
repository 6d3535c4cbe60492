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

    #if os(Linux)
        /// What a program that imports the library can name. Cases of enumerations are words of the field; they say more
        /// where a word is not enough.
        @Test func everyPublicDeclarationSaysWhatItIs() throws {
            let undocumented = try PublicSymbols.all().filter { $0.docComment == nil && !$0.isCase }
            #expect(undocumented.map(\.name) == [])
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
            let built = try BuiltModules.folder()
            let objects = try Self.targets.flatMap { target in
                // An object stays behind when its source is removed.
                let sources = try FileManager.default.subpathsOfDirectory(atPath: Repository.path("Sources/\(target)"))
                    .map { "\(URL(filePath: $0).lastPathComponent).o" }
                return try FileManager.default.subpathsOfDirectory(atPath: "\(built)/\(target).build")
                    .filter { $0.hasSuffix(".o") && (!$0.hasSuffix(".swift.o") || sources.contains($0)) }
                    .map { "\(built)/\(target).build/\($0)" }
            }
            try shell(
                ["swiftc", "-swift-version", "6", "-warnings-as-errors", "-Onone", "-o", "program", "main.swift"]
                    + BuiltModules.flags() + objects + ["-lyaml"], in: folder)
            return try shell(["./program"], in: folder)
        }

        /// The library and all below it.
        private static let targets = [
            "CNumberingPlan", "CShippedRules", "Diagnostics", "Evaluation", "Linting", "MessageIO", "NumberingPlan",
            "SendFromKit", "SenderModel", "ShippedRules", "TableAnalysis", "TableCompiler", "TenantConfig",
            "YAMLEditing",
            "YAMLSyntax",
        ]
    }

    /// The modules that were built with the tests, for a compiler that is told of them by hand.
    private enum BuiltModules {
        static func folder() throws -> String {
            URL(filePath: try #require(BuiltProgram.path)).deletingLastPathComponent().path
        }

        static func flags() throws -> [String] {
            let built = try folder()
            return ["-I", "\(built)/Modules"]
                + ["CLibYAML", "CNumberingPlan/include", "CPrefetch/include"].flatMap {
                    ["-I", Repository.path("Sources/\($0)")]
                }
                + ["-Xcc", "-fmodule-map-file=\(built)/CShippedRules.build/module.modulemap"]
        }
    }

    /// What the compiler knows of the library's public declarations.
    private struct PublicSymbols: Decodable {
        struct Symbol: Decodable {
            struct Kind: Decodable { let identifier: String }
            struct Text: Decodable {}
            struct Location: Decodable { let uri: String }
            let kind: Kind
            let pathComponents: [String]
            let docComment: Text?
            let location: Location?

            var name: String { pathComponents.joined(separator: ".") }
            var isCase: Bool { kind.identifier == "swift.enum.case" }
        }
        let symbols: [Symbol]

        /// Those of the library and the modules whose names come with it.
        static func all() throws -> [Symbol] {
            struct Target: Decodable { let triple: String }
            struct Info: Decodable { let target: Target }
            let folder = FileManager.default.temporaryDirectory.appending(path: "sendfrom-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let info = try JSONDecoder().decode(
                Info.self, from: Data(shell(["swiftc", "-print-target-info"], in: folder).utf8))
            let list = try String(
                contentsOfFile: Repository.path("Sources/SendFromKit/LibraryModules.swift"), encoding: .utf8)
            let modules = list.split(separator: "\n").compactMap {
                $0.hasPrefix("@_exported ") ? $0.split(separator: " ").last : nil
            }
            #expect(!modules.isEmpty)
            try shell(
                ["swift-symbolgraph-extract", "-module-name", "SendFromKit", "-target", info.target.triple]
                    + ["-minimum-access-level", "public", "-skip-synthesized-members", "-output-dir", folder.path]
                    + ["-experimental-allowed-reexported-modules=\(modules.joined(separator: ","))"]
                    + BuiltModules.flags(), in: folder)
            let graph = try Data(contentsOf: folder.appending(path: "SendFromKit.symbols.json"))
            let symbols = try JSONDecoder().decode(PublicSymbols.self, from: graph).symbols
            #expect(symbols.count > 500, "the symbols of the library's modules are not there")
            // Others are the standard library's, which come with conformances.
            return symbols.filter { $0.location?.uri.contains("/Sources/") == true }
        }
    }

    /// What a program prints on both streams; its status must be 0.
    @discardableResult private func shell(_ words: [String], in folder: URL) throws -> String {
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
#endif
