import Foundation
import SendFromCLI
import TestSupport
import Testing

/// `compile --to ENGINE` writes one statement. That engines answer as `eval` does is what `make test-engines` shows.
@Suite struct CompileSQLTests {
    /// Everything a statement can hold: looked-up sources, a named sender, `best`, pools, a jump, conditions; and texts that
    /// must be quoted. `make test-engines` runs it too.
    private static let tenant: String = {
        let path = Repository.path("Tests/Engines/Quoted/tenant.yaml")
        return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }()

    /// The statement without the numbering plan, which is long and the same in all.
    private static func withoutPlan(_ statement: String) -> String {
        var isPlan = false
        return statement.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            if line.hasPrefix("plan_") { isPlan = true }
            if line.hasPrefix("-- The tenants") { isPlan = false }
            return !isPlan
        }.joined(separator: "\n")
    }

    @Test(arguments: ["duckdb", "postgres", "spark"])
    func aStatementIsWhatItWas(_ engine: String) throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        let run = CommandRun(["compile", folder.path + "/acme", "--to", engine])
        #expect(run.status == .fine && run.errors == "")
        try Golden.expect(Self.withoutPlan(run.output), at: Repository.path("Tests/Engines/Goldens/acme.\(engine).sql"))
        #expect(CommandRun(["compile", folder.path + "/acme", "--to", engine]).output == run.output)
    }

    @Test func aCompiledFileGivesTheStatementOfItsFolder() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        let file = folder.path + "/acme.json"
        #expect(CommandRun(["compile", folder.path + "/acme", "--no-digest", "-o", file]).status == .fine)
        let statement = CommandRun(["compile", folder.path + "/acme", "--to", "duckdb"]).output
        #expect(CommandRun(["compile", file, "--to", "duckdb"]).output == statement)
    }

    @Test func severalTenantsAreOneStatementAndTheSameOrderIsWrittenOnce() throws {
        let other = Self.tenant.replacing("tenant: acme", with: "tenant: zenith")
        let folder = try TemporaryFolder(["a/acme/tenant.yaml": Self.tenant, "a/zenith/tenant.yaml": other])
        let both = CommandRun(["compile", folder.path + "/a", "--to", "duckdb"])
        #expect(both.status == .fine)
        #expect(both.output.contains("(1, 'team')") == false && both.output.contains("(1, 10, 'team')"))
        #expect(both.output.components(of: "-- 10: team") == 1)
        let apart = CommandRun(
            ["compile", folder.path + "/a/acme", folder.path + "/a/zenith", "--to", "duckdb"])
        #expect(apart.output == both.output)
    }

    @Test func theTableOfMessagesMayBeNamed() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": Self.tenant])
        let path = folder.path + "/acme"
        #expect(CommandRun(["compile", path, "--to", "spark"]).output.contains("FROM messages\n"))
        let named = CommandRun(["compile", path, "--to", "spark", "--messages", "lake.sms_2026"])
        #expect(named.output.contains("FROM lake.sms_2026\n"))
        for name in ["", "a b", "a.", "1a", "x; DROP TABLE y", "\"m\""] {
            let run = CommandRun(["compile", path, "--to", "spark", "--messages", name])
            #expect(run.status == .usage && run.errors.contains("names no table"), "\(name)")
        }
    }

    @Test func columnsThatAnEngineTakesForOneAreRefused() throws {
        let tenant = SmallTenant.yaml + "attributes: {To: [a]}\n"
        let folder = try TemporaryFolder(["acme/tenant.yaml": tenant])
        for engine in ["duckdb", "spark"] {
            let run = CommandRun(["compile", folder.path + "/acme", "--to", engine])
            #expect(run.status == .findings && run.output == "")
            #expect(run.errors.contains("takes the columns `to` and `To` for one"))
        }
        #expect(CommandRun(["compile", folder.path + "/acme", "--to", "postgres"]).status == .fine)
    }

    @Test func optionsThatMeanNothingTogetherAreRefused() throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": SmallTenant.yaml])
        let path = folder.path + "/acme"
        #expect(CommandRun(["compile", path, "--messages", "m"]).errors.contains("add --to ENGINE"))
        #expect(CommandRun(["compile", path, "--to", "duckdb", "--no-digest"]).errors.contains("SQL has no digest"))
        #expect(CommandRun(["compile", path, path]).errors.contains("a compiled file holds one tenant"))
        let unknown = CommandRun(["compile", path, "--to", "oracle"])
        #expect(unknown.status == .usage && unknown.errors.contains("duckdb"))
    }
}

extension String {
    /// How often a text stands in this one.
    fileprivate func components(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
