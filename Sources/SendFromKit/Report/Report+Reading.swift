internal import Diagnostics
internal import SenderModel

/// Reading what a page is made of.
extension Report {
    /// Loads, lints, tests and analyses what a path means.
    ///
    /// - Parameters:
    ///   - old: the other version, where differences are wanted.
    ///   - messages: a file of messages, where their decisions are wanted.
    /// - Throws: `FileProblem`.
    package static func read(
        _ path: String, _ options: LintRun.Options, old: TenantVersion?, messages: String?
    ) throws -> Report {
        let set = try TenantSet.load([path])
        var tenants: [Tenant] = []
        if let table = set.compiled {
            let (coverage, problem) = covered(table, options)
            tenants = [
                Tenant(
                    name: table.displayName ?? table.tenant, folder: nil, table: table, run: nil, coverage: coverage,
                    problem: problem, sourceLine: { _ in nil })
            ]
        } else {
            tenants = try set.tenants.map { try tenant($0, options) }
        }
        let lint = set.compiled == nil ? try LintRun.read([path], options).report() : nil
        let isWhole = !tenants.contains { $0.table == nil }
        var changes: Changes?
        if let old {
            changes =
                isWhole
                ? change(old, set.tables, messages: messages)
                : Changes(old: old.spec, set: nil, problem: "the tenants have errors")
        }
        let title = tenants.count == 1 ? tenants[0].name : "\(tenants.count) tenants in \(path)"
        return Report(
            title: title, tenants: tenants, lint: lint, changes: changes,
            messages: isWhole ? try messages.map { try ReportedMessages.read($0, set.tables) } : nil,
            isAnalysed: options.proves)
    }

    private static func tenant(_ tenant: LoadedTenant, _ options: LintRun.Options) throws -> Tenant {
        let name = tenant.table.displayName ?? tenant.name
        guard !tenant.diagnostics.hasErrors else {
            return Tenant(
                name: name, folder: tenant.folder, table: nil, run: nil, coverage: nil, problem: nil,
                sourceLine: { _ in nil })
        }
        let suite = try TestSuite.read(tenant)
        // What is wrong with the files is among the findings.
        var run = suite.diagnostics.hasErrors ? nil : try suite.run()
        let (coverage, problem) = covered(tenant.table, options, hit: Set(run?.results.compactMap(\.row) ?? []))
        run?.coverage = coverage
        return Tenant(
            name: name, folder: tenant.folder, table: tenant.table, run: run, coverage: coverage, problem: problem,
            sourceLine: { tenant.line($0) })
    }

    /// The rows that decide, or why that can't be told.
    private static func covered(
        _ table: DecisionTable, _ options: LintRun.Options, hit: Set<Int> = []
    ) -> (Coverage?, String?) {
        guard options.proves else { return (nil, "the exact analysis was left out, by --no-analysis") }
        do {
            return (try Coverage(table, hit: hit), nil)
        } catch {
            return (nil, AnalysisWords.message(error))
        }
    }

    private static func change(_ old: TenantVersion, _ tables: [DecisionTable], messages: String?) -> Changes {
        do {
            var set = try ChangeSet(from: old.tables, to: tables)
            set.traffic = try messages.map { try TrafficChange.read($0, from: old.tables, to: tables) }
            return Changes(old: old.spec, set: set, problem: nil)
        } catch {
            return Changes(old: old.spec, set: nil, problem: AnalysisWords.message(error))
        }
    }
}
