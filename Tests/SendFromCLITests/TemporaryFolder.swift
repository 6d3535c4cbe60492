import Foundation

/// A folder with files for one test, gone with the value.
final class TemporaryFolder {
    let path: String

    /// - Parameter files: texts by path below the folder.
    init(_ files: [String: String] = [:]) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("sendfrom-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }
}

/// A small tenant for command tests.
enum SmallTenant {
    static let yaml = """
        tenant: acme
        inventory:
          - {sender: "+14155550123", id: support, name: Support line}
          - {sender: "+14155550124", id: off, status: suspended}
        defaults: {sender: support}
        order: {rules: [conversation, explicit, {use: default, when: {country: US}}]}

        """
}
