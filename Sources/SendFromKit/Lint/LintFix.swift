internal import Diagnostics
package import Linting
internal import SenderModel
internal import TenantConfig
package import YAMLEditing

/// Mends what has exactly one right answer, in memory; `write` then replaces the files.
///
/// A fix is made only if the new table decides as the old one did, or if there was no table to compare with. Rounds
/// follow until there is nothing more to mend, since one fix may uncover another finding.
package struct LintFix {
    /// What every file that changes was and becomes.
    package private(set) var files: [FileEdits] = []
    /// How many findings were mended.
    package private(set) var made = 0
    /// How many fixes were not made, since they would change decisions.
    package private(set) var refused = 0
    /// What there was to find at first.
    package let before: LintReport

    private var originals: [String: SourceFile] = [:]

    /// - Parameters:
    ///   - run: with the files as they lie on disk; then as they are mended.
    ///   - allowsUnsafe: also where decisions change.
    ///   - findings: of a report, those to mend.
    package init(
        _ run: inout LintRun, allowsUnsafe: Bool, findings: (LintReport) -> [LintReport.Finding]
    ) {
        before = run.report()
        var report = before
        // Each round mends all it can; more than a few happen only where fixes stand in each other's way.
        for _ in 0..<20 {
            let fixes = findings(report).compactMap(\.diagnostic.fix)
            let count = made
            refused = 0
            mend(&run, fixes, allowsUnsafe)
            if made == count { break }
            report = run.report()
        }
        files = originals.values.compactMap { original -> FileEdits? in
            guard let now = run.source(original.path), now.bytes != original.bytes else { return nil }
            return FileEdits(original, [TextEdit(0..<original.bytes.count, String(decoding: now.bytes, as: UTF8.self))])
        }.sorted { $0.source.path < $1.source.path }
    }

    /// Replaces the files, each as a whole.
    ///
    /// - Throws: `FileProblem`, also for a file that has changed since it was read.
    package func write() throws {
        for file in files { try Files.checkUnchanged(file.source) }
        for (index, file) in files.enumerated() {
            do {
                try Files.write(file.result, inPlaceOf: file.source)
            } catch let problem as FileProblem where index > 0 {
                let done = files[..<index].map(\.source.path).joined(separator: ", ")
                throw FileProblem("\(problem.description); written before: \(done)")
            }
        }
    }

    private mutating func mend(_ run: inout LintRun, _ fixes: [Fix], _ allowsUnsafe: Bool) {
        var resolver = FixEdits()
        for index in run.inputs.indices {
            let paths = Set((run.inputs[index].tenant.sources + run.inputs[index].tests).map(\.path))
            let own = fixes.filter { fix in fix.changes.allSatisfy { paths.contains($0.place.path) } }
            let sets = own.compactMap { resolver.edits(of: $0) }
            guard !sets.isEmpty else { continue }
            let old = LoadedTenant(run.inputs[index].tenant)
            func attempt(_ sets: [[FileEdits]]) -> (input: LintRun.Input, made: Int)? {
                let (input, made) = Self.edited(run.inputs[index], sets)
                let new = LoadedTenant(input.tenant)
                return Self.isFit(new, for: old, allowsUnsafe) ? (input, made) : nil
            }
            if let done = attempt(sets) {
                accept(done.input, in: &run, index, done.made)
                continue
            }
            // Some of them change decisions: take those that don't, one after the other.
            var chosen: [[FileEdits]] = []
            for set in sets {
                if attempt(chosen + [set]) != nil {
                    chosen.append(set)
                } else if !old.diagnostics.hasErrors {
                    refused += 1
                }
            }
            if let done = attempt(chosen), done.made > 0 { accept(done.input, in: &run, index, done.made) }
        }
        for path in run.projectPaths {
            let sets = fixes.filter { $0.changes.allSatisfy { $0.place.path == path } }
                .compactMap { resolver.edits(of: $0) }
            guard !sets.isEmpty, let source = run.source(path) else { continue }
            let (sources, count) = Self.edited([source], sets)
            remember(source)
            made += count
            run.replaceProject(sources[0])
        }
    }

    /// What was whole must stay so and decide alike. What was broken may have hidden more, but nothing may become
    /// unreadable or stand twice.
    private static func isFit(_ new: LoadedTenant, for old: LoadedTenant, _ allowsUnsafe: Bool) -> Bool {
        guard old.diagnostics.hasErrors else {
            return !new.diagnostics.hasErrors && (allowsUnsafe || new.table.decidesAlike(old.table))
        }
        let worse: Set<CheckCode> = [
            .yamlSyntax, .unsupportedYAML, .duplicateKey, .keyInTwoFiles, .duplicateID, .duplicateSender,
        ]
        func count(_ tenant: LoadedTenant) -> Int { tenant.diagnostics.count { worse.contains($0.code) } }
        return count(new) <= count(old)
    }

    private mutating func accept(_ input: LintRun.Input, in run: inout LintRun, _ index: Int, _ count: Int) {
        for source in run.inputs[index].tenant.sources + run.inputs[index].tests { remember(source) }
        run.inputs[index] = input
        made += count
    }

    private mutating func remember(_ source: SourceFile) {
        if originals[source.path] == nil { originals[source.path] = source }
    }

    private static func edited(_ input: LintRun.Input, _ sets: [[FileEdits]]) -> (LintRun.Input, Int) {
        var input = input
        let count = input.tenant.sources.count
        let (sources, made) = edited(input.tenant.sources + input.tests, sets)
        input.tenant.sources = Array(sources.prefix(count))
        input.tests = Array(sources.dropFirst(count))
        return (input, made)
    }

    /// The files with every fix made that stands in no other's way.
    private static func edited(_ sources: [SourceFile], _ sets: [[FileEdits]]) -> ([SourceFile], Int) {
        var edits = sources.map { FileEdits($0) }
        var made = 0
        for set in sets {
            var trial = edits
            let fits = set.allSatisfy { file in
                trial.firstIndex { $0.source === file.source }.map { trial[$0].add(file.edits) } ?? false
            }
            guard fits else { continue }
            edits = trial
            made += 1
        }
        return (edits.map { $0.edits.isEmpty ? $0.source : SourceFile(path: $0.source.path, bytes: $0.result) }, made)
    }
}

extension LintRun {
    /// A file of the run by its path.
    func source(_ path: String) -> SourceFile? {
        for input in inputs {
            if let source = (input.tenant.sources + input.tests).first(where: { $0.path == path }) { return source }
            if let source = input.tenant.project.source, source.path == path { return source }
        }
        return nil
    }

    var projectPaths: Set<String> { Set(inputs.compactMap(\.tenant.project.source?.path)) }

    /// Every tenant below a `sendfrom.yaml` sees its new text.
    mutating func replaceProject(_ source: SourceFile) {
        for index in inputs.indices where inputs[index].tenant.project.source?.path == source.path {
            var project = ProjectFiles.project(source)
            project.folder = inputs[index].tenant.project.folder
            inputs[index].tenant.project = project
        }
    }
}

extension DecisionTable {
    /// Whether two tables decide every message alike: the same but for what no decision shows, else by their digests.
    /// Not knowing is no.
    fileprivate func decidesAlike(_ other: DecisionTable) -> Bool {
        if bare == other.bare { return true }
        guard let own = try? CompiledTable.digest(self), let others = try? CompiledTable.digest(other) else {
            return false
        }
        return own == others
    }

    private var bare: DecisionTable {
        var table = self
        table.displayName = nil
        if table.allowsUserNumbers { table.organizationNumber = nil }
        for index in table.rows.indices { table.rows[index].at = "" }
        for index in table.inventory.indices { table.inventory[index].name = nil }
        return table
    }
}
