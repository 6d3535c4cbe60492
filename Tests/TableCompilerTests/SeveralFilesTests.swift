import Diagnostics
import SenderModel
import Testing
import TestSupport

/// A tenant's keys may be split over files in any way.
@Suite struct SeveralFilesTests {
    static let files = [
        "tenant.yaml": "tenant: acme\n",
        "b.yaml": "inventory: [{sender: \"+14155550124\", id: second}]\nusers: {joe: }\n",
        "a.yml": "inventory: [{sender: \"+14155550123\", id: first}]\nusers: {jane: {sender: second}}\n",
        "order.yaml": "order: {preset: per-user}\n",
        "empty.yaml": "# nothing\n",
    ]

    @Test func entriesJoinInTheOrderOfTheNamesBytes() {
        let tenant = TenantText(files: Self.files)
        #expect(tenant.diagnostics.map(\.message) == [])
        #expect(tenant.table.inventory.map(\.id) == ["first", "second"])
        #expect(tenant.table.users == [.init(name: "jane", sender: 1), .init(name: "joe")])
        #expect(tenant.table.rows.map(\.at) == Array(repeating: "order.yaml:1:17", count: 3))
    }

    @Test func anyOtherKeyStandsInOneFile() {
        var files = Self.files
        files["more.yaml"] = "order: {preset: thread-first}\n"
        let diagnostics = TenantText(files: files).diagnostics
        #expect(diagnostics.map(\.code) == [.keyInTwoFiles])
    }

    @Test func theSameNameInTwoFilesIsADuplicateKey() {
        var files = Self.files
        files["c.yaml"] = "users: {jane: }\n"
        let diagnostics = TenantText(files: files).diagnostics
        #expect(diagnostics.map(\.code) == [.duplicateKey])
        #expect(diagnostics.first?.related.first?.place.path == "a.yml")
    }

    @Test func aFileThatCannotBeReadSilencesWhatMayStandInIt() {
        var files = Self.files
        files["b.yaml"] = "inventory: [{sender: \"+14155550124\", id: second}\n"
        #expect(TenantText(files: files).diagnostics.map(\.code) == [.yamlSyntax])
    }

    @Test func severalMistakesAreAllFoundInOneRun() {
        var files = Self.files
        files["tenant.yaml"] = "tenant: Acme\nnmae: x\n"
        files["order.yaml"] = "order: {rules: [conversation, {use: explicit, if_unusable: nowhere}, best, best]}\n"
        let codes = TenantText(files: files).diagnostics.map(\.code.rawValue).sorted()
        #expect(codes == ["duplicate-rule-name", "invalid-jump", "invalid-value", "unknown-key"])
    }
}
