import Diagnostics
import Foundation
import SendFromKit
import TenantConfig
import Testing

/// The schema and the decoders can't drift: at every place of the schema, what the decoder says it takes is what the
/// schema allows. Tests/Editors/test_schema.py compares them on values, with a real validator.
@Suite struct SchemaTests {
    /// A place of a schema: the text of a file with something put there.
    struct Site {
        let kind: SchemaDocument
        let path: String
        let schema: [String: Any]
        let file: (String) -> String

        /// What lint says when that stands at the place.
        func findings(_ yaml: String) -> [Diagnostic] {
            let text = file(yaml) + "\n"
            switch kind {
            case .tenant: return ExampleFolder(["tenant.yaml": text]).findings(proves: false)
            case .project: return ProjectConfig.decode(SourceFile(path: "sendfrom.yaml", bytes: Array(text.utf8))).1
            default: return TestFile.read(SourceFile(path: "tests/a.yaml", bytes: Array(text.utf8))).diagnostics
            }
        }
    }

    static func sites(_ kind: SchemaDocument) throws -> [Site] {
        let object = try JSONSerialization.jsonObject(with: Data(kind.text.utf8)) as? [String: Any]
        let root = try #require(object)
        var found: [Site] = []
        func walk(_ schema: [String: Any], _ path: String, _ file: @escaping (String) -> String) {
            found.append(Site(kind: kind, path: path, schema: schema, file: file))
            for case let option as [String: Any] in schema["anyOf"] as? [Any] ?? [] { walk(option, path, file) }
            for (name, value) in (schema["properties"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
                guard let value = value as? [String: Any] else { continue }
                walk(value, path + "." + name) { file("{\(name): \($0)}") }
            }
            if let rest = schema["additionalProperties"] as? [String: Any], schema["properties"] == nil {
                let name = path.hasSuffix("countries") ? "DE" : path.hasSuffix("severity") ? "gap" : "zz"
                walk(rest, path + ".*") { file("{\(name): \($0)}") }
            }
            if let items = schema["items"] as? [String: Any] { walk(items, path + "[]") { file("[\($0)]") } }
        }
        walk(root, "", { $0 })
        return found
    }

    /// Whether a finding speaks of a text; below `providers` nothing is repeated.
    private func isAbout(_ text: String, _ finding: Diagnostic) -> Bool {
        finding.message.contains(text) || finding.message.contains("what stands here")
    }

    /// The words in backticks after a phrase.
    private func words(in help: String?, after phrase: String) -> [String]? {
        guard let help, let range = help.range(of: phrase) else { return nil }
        return help[range.upperBound...].split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
    }

    @Test(arguments: [SchemaDocument.tenant, .tests, .project])
    func theDecoderTakesTheKeysOfTheSchemaAndNoOthers(_ kind: SchemaDocument) throws {
        var count = 0
        for site in try Self.sites(kind) {
            guard let properties = site.schema["properties"] as? [String: Any],
                site.schema["additionalProperties"] as? Bool == false
            else { continue }
            let findings = site.findings("{zzunknown: 1}")
            let finding = try #require(
                findings.first { $0.code == .unknownKey && isAbout("zzunknown", $0) },
                "\(kind) \(site.path): \(findings.map(\.message))")
            #expect(words(in: finding.help, after: " takes ") == properties.keys.sorted(), "\(kind) \(site.path)")
            count += 1
        }
        #expect(count == [.tenant: 16, .tests: 6, .project: 2][kind])
    }

    @Test(arguments: [SchemaDocument.tenant, .tests, .project])
    func theDecoderTakesTheWordsOfTheSchemaAndNoOthers(_ kind: SchemaDocument) throws {
        var count = 0
        for site in try Self.sites(kind) {
            guard let words = site.schema["enum"] as? [String], !site.path.contains("message") else { continue }
            for word in words {
                let findings = site.findings(word)
                #expect(
                    !findings.contains { $0.message.contains("is not a") && $0.message.contains("`\(word)`") },
                    "\(kind) \(site.path): \(word)")
            }
            let findings = site.findings("zzword")
            let finding = findings.first { $0.code == .invalidValue && isAbout("zzword", $0) }
            if let finding, let said = self.words(in: finding.help, after: "write ") {
                #expect(
                    Set(said).subtracting(["{pool: …}", "{sender: …}"]).isSuperset(of: words), "\(kind) \(site.path)")
                count += 1
            } else {
                // Presets and conditions are looked up after the rest was read; every other list is the decoder's.
                #expect(
                    site.path.contains(".order.preset") || site.path.contains(".when.")
                        || site.path.contains(".unless.") || site.path.contains(".for."), "\(kind) \(site.path)")
            }
        }
        #expect(count > 0)
    }

    @Test func itIsDraft7AndDescribesEveryKey() throws {
        for kind in SchemaDocument.allCases {
            #expect(kind.text.contains("\"$schema\": \"http://json-schema.org/draft-07/schema#\""))
            for site in try Self.sites(kind) {
                for (name, value) in site.schema["properties"] as? [String: Any] ?? [:] {
                    let about = (value as? [String: Any])?["description"] as? String ?? ""
                    #expect(about.hasSuffix(".") && about.first?.isLowercase == false, "\(kind) \(site.path).\(name)")
                }
            }
        }
    }
}
