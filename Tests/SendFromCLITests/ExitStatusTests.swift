import SendFromCLI
import Testing

/// How commands end (contract, section 5).
@Suite struct ExitStatusTests {
    static let files = [
        "acme/tenant.yaml": SmallTenant.yaml,
        "broken/tenant.yaml": "tenant: broken\ninventory: []\norder: {rules: [conversaton]}\n",
        "two/a/tenant.yaml": SmallTenant.yaml,
        "two/b/tenant.yaml": "tenant: other\ninventory: []\norder: {rules: [default]}\n",
        "empty/readme.txt": "no tenant here\n",
        "good.ndjson": "{\"to\":\"+12125550100\"}\n",
        "named.ndjson": "{\"tenant\":\"acme\",\"to\":\"+12125550100\"}\n",
        "rejected.ndjson": "{\"to\":\"+447400123456\"}\n",
        "error.ndjson": "{\"to\":\"+12125550100\"}\n{\"to\":12}\n",
        "none.ndjson": "\n",
        "object.json": "{\"to\":\"+12125550100\"}",
        "noending": "{\"to\":\"+12125550100\"}\n",
        "passing/tenant.yaml": SmallTenant.yaml,
        "passing/tests/a.yaml": "tests: [{name: x, message: {to: \"+12125550100\"}, expect: {sender: support}}]\n",
        "failing/tenant.yaml": SmallTenant.yaml,
        "failing/tests/a.yaml": "tests: [{name: x, message: {to: \"+12125550100\"}, expect: {sender: off}}]\n",
        "badtest/tenant.yaml": SmallTenant.yaml,
        "badtest/tests/a.yaml": "tests: [{name: x, mesage: {to: \"+12125550100\"}, expect: {sender: off}}]\n",
        "proofs/tenant.yaml": SmallTenant.yaml,
        "proofs/tests/a.yaml":
            "tests: [{name: x, message: {to: \"+12125550100\"}, expect: {sender: support}}]\n"
            + "invariants: [{name: y, for: {country: US}, always: {sender: support}}]\n",
    ]

    @Test(arguments: [
        ("eval acme good.ndjson", CommandStatus.fine), ("eval acme rejected.ndjson", .fine),
        ("eval acme rejected.ndjson --fail-on reject", .findings), ("eval acme good.ndjson --fail-on reject", .fine),
        ("eval acme error.ndjson", .findings), ("eval acme none.ndjson", .fine), ("eval broken good.ndjson", .findings),
        ("eval nowhere good.ndjson", .usage), ("eval empty good.ndjson", .usage), ("eval acme nowhere.ndjson", .usage),
        ("eval acme acme", .usage), ("eval acme", .usage), ("eval acme object.json", .findings),
        ("eval acme noending", .usage), ("eval acme noending --input ndjson", .fine),
        ("eval acme good.ndjson --input xml", .usage), ("eval acme good.ndjson --format yaml", .usage),
        ("eval acme good.ndjson --no-such-flag", .usage), ("eval two named.ndjson", .fine),
        ("eval acme/tenant.yaml good.ndjson", .usage), ("eval good.ndjson good.ndjson", .usage),
        ("compile acme", .fine), ("compile two", .usage), ("compile broken", .findings),
        ("compile acme -o nowhere/table.json", .usage), ("table acme", .fine), ("table two", .usage),
        ("table acme --format html", .usage), ("explain acme --to +447400123456", .fine), ("explain acme", .usage),
        ("explain acme --to +12125550100 --origin human", .usage),
        ("explain acme --to +12125550100 --attribute a=b", .usage),
        ("explain two --to +12125550100", .usage), ("explain two --to +12125550100 --tenant other", .fine),
        ("explain two --to +12125550100 --tenant nobody", .usage), ("lookup +1 nonsense", .fine), ("lookup", .usage),
        ("countries", .fine), ("countries GB", .fine), ("countries UK", .usage), ("countries GB --tenant acme", .fine),
        ("test passing", .fine), ("test failing", .findings), ("test passing --filter nothing", .usage),
        ("test acme", .usage), ("test badtest", .findings), ("test proofs", .fine), ("test broken", .findings),
        ("--help", .fine), ("--version", .fine), ("eval --help", .fine), ("frobnicate", .usage), ("", .fine),
    ])
    func aCommandEndsAsTheContractSays(_ command: String, _ status: CommandStatus) throws {
        let folder = try TemporaryFolder(Self.files)
        let words = CommandRun.words(command).map { word in
            // What names something in the folder becomes its path.
            let isPath =
                word.contains("/") || Self.files.keys.contains { $0 == word || $0.hasPrefix(word + "/") }
                || ["nowhere", "nowhere.ndjson"].contains(word)
            return isPath ? folder.path + "/" + word : word
        }
        let run = CommandRun(words)
        #expect(run.status == status, "\(run.output)\(run.errors)")
        // Whatever fails says why; data and complaints don't mix.
        if status == .usage { #expect(run.errors != "") }
        if status == .fine { #expect(run.errors == "") }
    }
}
