import Foundation
import SendFromCLI
import Testing

/// `compile` writes one table, the same bytes each time, as a whole or not at all.
@Suite struct CompileTests {
    @Test func theSameTenantGivesTheSameBytes() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": SmallTenant.yaml])
        let first = CommandRun(["compile", folder.path + "/acme"])
        #expect(first.status == .fine && first.output.hasPrefix("{\n"))
        #expect(CommandRun(["compile", folder.path + "/acme"]).output == first.output)
        let file = CommandRun(["compile", folder.path + "/acme", "-o", folder.path + "/table.json"])
        #expect(file.status == .fine && file.output == "")
        #expect(try folder.read("table.json") == first.output)
    }

    @Test func aLinkIsFollowedAndPermissionsAreKept() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": SmallTenant.yaml, "real.json": "old"])
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path + "/real.json")
        try manager.createSymbolicLink(
            atPath: folder.path + "/link.json", withDestinationPath: folder.path + "/real.json")
        #expect(CommandRun(["compile", folder.path + "/acme", "-o", folder.path + "/link.json"]).status == .fine)
        #expect(try folder.read("real.json").hasPrefix("{"))
        let mode = try manager.attributesOfItem(atPath: folder.path + "/real.json")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try manager.contentsOfDirectory(atPath: folder.path).sorted() == ["acme", "link.json", "real.json"])
    }

    @Test func aDeviceIsWrittenToNotReplaced() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": SmallTenant.yaml])
        let run = CommandRun(["compile", folder.path + "/acme", "-o", "/dev/null"])
        #expect(run.status == .fine)
        let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "{\"format_version\": 2}", "{\"format_version\": 1}", "\u{FEFF}{}",
        "{\"format_version\":1,",
    ])
    func whatIsNoTableIsRefused(_ text: String) throws {
        let folder = try TemporaryFolder(["table.json": text, "m.ndjson": "{\"to\":\"+12125550100\"}\n"])
        let run = CommandRun(["eval", folder.path + "/table.json", folder.path + "/m.ndjson"])
        #expect(run.status == .usage)
        #expect(run.errors.contains("is not a compiled decision table"))
    }

    @Test(arguments: [
        ("\"sender\" : 0,\n      \"use\"", "\"sender\" : 7,\n      \"use\"", "uses sender 7"),
        ("\"if_unusable\" : \"reject\"", "\"if_unusable\" : 0", "not a later one"),
        ("\"id\" : \"off\"", "\"id\" : \"support\"", "named `support`"),
        ("\"when\" : {", "\"wen\" : {", "something at `rows.3.wen`"),
        (
            "\"country\" : [\n          \"US\"", "\"countries\" : [\n          \"US\"",
            "a condition of row `default` is empty"
        ),
        ("\"name\" : \"to\"", "\"name\" : \"from\"", "something at `inputs.0.name`"),
    ])
    func aTableThatPointsNowhereIsRefused(_ part: String, _ other: String, _ problem: String) throws {
        let folder = try TemporaryFolder([
            "acme/tenant.yaml": SmallTenant.yaml.split(separator: "{use: default").joined(
                separator: "{use: {sender: support}, name: x, if_unusable: next}, {use: default"),
            "m.ndjson": "{\"to\":\"+12125550100\"}\n",
        ])
        let table = CommandRun(["compile", folder.path + "/acme"]).output
        try #require(table.contains(part), "\(table)")
        try folder.write(table.replacingOccurrences(of: part, with: other), to: "table.json")
        let run = CommandRun(["eval", folder.path + "/table.json", folder.path + "/m.ndjson"])
        #expect(run.status == .usage)
        #expect(run.errors.contains(problem), "\(run.errors)")
    }
}
