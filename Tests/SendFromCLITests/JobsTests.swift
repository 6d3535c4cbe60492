import SendFromCLI
import Testing

/// Several threads give the same bytes as one: decisions, errors, notes and statuses.
@Suite struct JobsTests {
    /// Some chunks of lines, with blank ones, errors, unknown keys, a long line and no line feed at the end.
    private static let messages: String = {
        var lines: [String] = []
        for index in 0..<12_000 {
            switch index % 601 {
            case 7: lines.append("")
            case 11: lines.append("{\"to\":\"+1212555")
            case 13: lines.append("{\"id\":\(index),\"to\":\"+12125550100\",\"colour\(index)\":\"x\"}")
            case 17: lines.append("{\"to\":\"1\",\"note\":\"" + String(repeating: "a", count: 3_000 + index) + "\"}")
            case 19 where index < 700: lines.append("{\"to\":\"" + String(repeating: "1", count: 1 << 20) + "\"}")
            default: lines.append("{\"id\":\"m\(index)\",\"to\":\"+1212555\(1000 + index % 9000)\",\"from\":\"off\"}")
            }
        }
        return lines.joined(separator: "\n")
    }()

    @Test(arguments: ["ndjson", "json", "csv", "ndjson --trace"])
    func decisionsAreTheSameForAnyNumber(format: String) throws {
        let folder = try TemporaryFolder(["acme/tenant.yaml": SmallTenant.yaml, "m.ndjson": Self.messages])
        func run(_ jobs: Int) -> CommandRun {
            CommandRun("eval \(folder.path)/acme \(folder.path)/m.ndjson --jobs \(jobs) --format \(format)")
        }
        let one = run(1)
        #expect(one.output.utf8.count > 500_000 && one.status == .findings)
        #expect(one.errors.contains("colour13"))
        for jobs in [2, 5] {
            let several = run(jobs)
            #expect(several.output == one.output && several.errors == one.errors && several.status == one.status)
        }
    }

    /// A table so large that messages are read ahead decides as one without the senders that none of them means.
    @Test(arguments: ["--jobs 1", "--jobs 2", "--jobs 1 --trace"]) func aLargeTableDecidesAlike(how: String) throws {
        let senders = [
            "+14155550123", "+1 (415) 555-0124", "support", "off", "+14155550199", "+0", "+1415555012345678901", "",
        ]
        // Errors alone, in a row, as the first and the last of those that are read together; blank lines too.
        var lines = (0..<3_000).map { index in
            switch index % 48 {
            case 5, 6, 16, 31: "{\"to\":\"+1212555"
            case 9: ""
            case 11: "{\"id\":\"m\(index)\",\"to\":\"+12125550100\",\"tenant\":\"nobody\"}"
            default:
                "{\"id\":\"m\(index)\",\"to\":\"+1212555\(1000 + index)\",\"from\":\"\(senders[index % 8])\""
                    + (index % 3 == 0 ? ",\"conversation\":\"\(senders[index / 3 % 8])\"}" : "}")
            }
        }
        lines += [lines[1], lines[5]]
        let more = (0..<20_000).map { "  - {sender: \"+1907\(2_000_000 + $0)\"}\n" }.joined()
        // Behind all else, so that rules stand where they stood.
        let parts = SmallTenant.yaml.split(separator: "defaults:")
        let small = String(parts[0]).replacing("inventory:", with: "defaults:\(parts[1])inventory:")
        let folder = try TemporaryFolder([
            "small/tenant.yaml": small, "large/tenant.yaml": small + more,
            "m.ndjson": lines.joined(separator: "\n"),
        ])
        func run(_ tenant: String) -> CommandRun {
            CommandRun("eval \(folder.path)/\(tenant) \(folder.path)/m.ndjson --format ndjson \(how)")
        }
        let (one, other) = (run("small"), run("large"))
        #expect(one.output.split(separator: "\n").count == lines.count { !$0.isEmpty })
        #expect(one.output.contains("unknown_tenant") && one.output.contains("+14155550123"))
        #expect(other.output == one.output && other.errors == one.errors && other.status == one.status)
    }

    @Test func findingsAreTheSameForAnyNumber() throws {
        var files: [String: String] = [:]
        // So many that several threads look for them, some in folders of folders.
        for index in 0..<150 {
            files[(index % 7 == 0 ? "g\(index)/below/" : "") + "t\(index)/tenant.yaml"] = SmallTenant.yaml
                .replacing("tenant: acme", with: "tenant: t\(index)").replacing(
                    "default", with: index % 3 == 0 ? "defualt" : "default")
        }
        let folder = try TemporaryFolder(files)
        let one = CommandRun("lint \(folder.path) --jobs 1 --format json")
        #expect(one.output.contains("defualt") && one.output.contains("g147/below/t147/tenant.yaml"))
        for jobs in [2, 5] {
            let several = CommandRun("lint \(folder.path) --jobs \(jobs) --format json")
            #expect(several.output == one.output && several.status == one.status)
        }
    }

    /// Tenants side by side share what lies above them, but for those with a file of their own, whichever comes first.
    @Test(arguments: [1, 2]) func eachTenantHasTheNearestProjectFile(jobs: Int) throws {
        var files = ["sendfrom.yaml": "severity: {not-e164: error}\n", "deep/sendfrom.yaml": "severity: {}\n"]
        for name in ["a", "b", "c", "deep/d", "deep/e"] {
            files["\(name)/tenant.yaml"] = SmallTenant.yaml.replacing("tenant: acme", with: "tenant: \(name.suffix(1))")
                .replacing("+14155550123", with: "+1 415 555 0123")
        }
        for name in ["a", "c", "deep/e"] { files["\(name)/sendfrom.yaml"] = "severity: {not-e164: info}\n" }
        let folder = try TemporaryFolder(files)
        let run = CommandRun("lint \(folder.path) --no-analysis --format json --jobs \(jobs)")
        let findings = run.output.split(separator: "\n").filter { $0.contains("\"not-e164\"") }
        for (name, severity) in ["a": "info", "b": "error", "c": "info", "deep/d": "warning", "deep/e": "info"] {
            let own = findings.filter { $0.contains("/\(name)/tenant.yaml") }
            #expect(own.count == 1 && own[0].contains("\"\(severity)\""), "\(name): \(own)")
        }
    }

    /// A tenant large enough to be decoded by several threads; what is wrong stands in the last tenth.
    @Test(arguments: [
        "", "  - {sender: ACME, colour: red}\n", "  - plain\n", "  - {sender: \"+12125550100\", id: 1}\n",
    ])
    func findingsInALargeTenantAreTheSameForAnyNumber(mistake: String) throws {
        var entries = (0..<11_000).map { "  - sender: \"+1212555\(1000 + $0 % 9000)\"\n    id: s\($0)\n" }
        entries.insert(mistake, at: 10_000)
        let yaml = "tenant: large\ninventory:\n" + entries.joined() + "order: {preset: thread-first}\n"
        #expect(yaml.utf8.count > 256 << 10)
        let folder = try TemporaryFolder(["large/tenant.yaml": yaml])
        let one = CommandRun("lint \(folder.path) --no-analysis --jobs 1 --format json")
        #expect(one.status == .findings && one.output.contains("duplicate-sender"))
        #expect(mistake.isEmpty || one.output.contains("tenant.yaml\",\"line\":20003"))
        for jobs in [2, 5] {
            let several = CommandRun("lint \(folder.path) --no-analysis --jobs \(jobs) --format json")
            #expect(several.output == one.output && several.errors == one.errors && several.status == one.status)
        }
    }

    @Test(arguments: ["0", "-1", "x"]) func aNumberOfThreadsIsOneAtLeast(jobs: String) {
        #expect(CommandRun(["eval", "examples/per-user", "-", "--jobs=\(jobs)"]).status == .usage)
    }
}
