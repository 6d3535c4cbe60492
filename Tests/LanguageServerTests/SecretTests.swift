import Foundation
import TestSupport
import Testing

/// Tenants with a secret in an editor, asked everything at every word: it comes back in no answer, since clients write
/// what they get into logs.
@Suite struct SecretTests {
    private static let methods = [
        "hover", "completion", "definition", "references", "documentHighlight", "prepareRename", "rename",
    ]

    @Test func nothingTheServerSaysShowsASecret() throws {
        for (place, secret) in SecretTenant.secrets.enumerated() {
            // Every variant with the one that nothing but its place tells, and some with the other.
            for (index, yaml) in SecretTenant.variants(secret).enumerated() where place == 0 || index % 4 == 0 {
                let editor = try Editor(["tenant.yaml": yaml])
                try editor.open("tenant.yaml", yaml)
                var said = try editor.lint(proves: index % 4 == 0).mapValues { try editor.json($0) }
                let document = "\"textDocument\":{\"uri\":\"\(editor.uri("tenant.yaml"))\"}"
                for (line, text) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                    for character in Self.wordStarts(text) {
                        let position = "\"position\":{\"line\":\(line),\"character\":\(character)}"
                        for method in Self.methods {
                            let more = ",\"context\":{\"includeDeclaration\":true},\"newName\":\"other\""
                            let answer = try editor.request(
                                "textDocument/\(method)", "{\(document),\(position)\(more)}")
                            said["\(method) \(line):\(character)"] = try editor.json(answer)
                        }
                    }
                    let range =
                        "\"range\":{\"start\":{\"line\":\(line),\"character\":0},"
                        + "\"end\":{\"line\":\(line),\"character\":\(text.utf16.count)}}"
                    said["actions \(line)"] = try editor.json(
                        editor.request(
                            "textDocument/codeAction", "{\(document),\(range),\"context\":{\"diagnostics\":[]}}"))
                }
                #expect(said.count > 50)
                for (what, text) in said {
                    let piece = SecretTenant.piece(of: secret, in: text)
                    #expect(piece == nil, "\(what) of variant \(index):\n\(yaml)\n\(text.prefix(2000))")
                }
            }
        }
    }

    private static func wordStarts(_ line: Substring) -> [Int] {
        let units = Array(line.utf16)
        func isWord(_ unit: UInt16) -> Bool {
            (48...57).contains(unit) || (65...90).contains(unit) || (97...122).contains(unit) || unit == 43
        }
        return units.indices.filter { isWord(units[$0]) && ($0 == 0 || !isWord(units[$0 - 1])) } + [units.count]
    }
}
