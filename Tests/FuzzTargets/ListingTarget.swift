internal import Diagnostics
internal import SendFromKit
internal import SenderModel
internal import YAMLSyntax

/// A provider's listing. The first byte says whose.
enum ListingTarget {
    static func run(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let provider = ImportProvider.allCases[Int(first) % ImportProvider.allCases.count]
        let file = ListingFile(name: "numbers.json", bytes: [UInt8](bytes.dropFirst()))
        do {
            let made = try InventoryImport([file], of: provider, as: "/nowhere/inventory.yaml", .init())
            let (_, problems) = YAMLReader.read(SourceFile(path: "inventory.yaml", bytes: Array(made.yaml.utf8)))
            try require(problems.isEmpty, "what is written is no YAML:\n\(made.yaml)")
        } catch let problem as FileProblem {
            try require(!problem.description.isEmpty, "a problem without words")
        }
    }
}
