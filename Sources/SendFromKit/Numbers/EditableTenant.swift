internal import Diagnostics
internal import SenderModel
internal import TenantConfig
public import YAMLEditing

/// A tenant whose files may be edited: reads once, tries an edit in memory, writes it whole.
public struct EditableTenant: Sendable {
    let files: TenantFiles
    /// The tenant as it is on disk.
    public let loaded: LoadedTenant

    /// - Throws: `FileProblem`.
    public static func read(_ folder: String) throws -> EditableTenant {
        let files = try TenantFiles.read(folder, ProjectFiles())
        return EditableTenant(files: files, loaded: LoadedTenant(files))
    }

    /// The edits, after trying them: the tenant then means what was asked for, and nothing else has changed with it.
    ///
    /// - Throws: `EditRefusal` where that isn't so, whatever the way the file is written made of the edits.
    func checked(_ edits: FileEdits, meaning expected: DecisionTable) throws -> FileEdits {
        let new = applying(edits)
        guard !new.diagnostics.hasErrors, new.table.withoutPlaces == expected.withoutPlaces else {
            throw EditRefusal("\(edits.source.path) is written in a way that can't be edited; edit it by hand")
        }
        return edits
    }

    /// The tenant after edits of one file.
    private func applying(_ edits: FileEdits) -> LoadedTenant {
        var files = files
        for index in files.sources.indices where files.sources[index] === edits.source {
            files.sources[index] = SourceFile(path: edits.source.path, bytes: edits.result)
        }
        return LoadedTenant(files)
    }

    /// The file that holds a top-level key, else `tenant.yaml`.
    func source(of key: String) -> SourceFile? {
        if let range = loaded.config.keys[key] { return loaded.config.files[Int(range.file)] }
        return loaded.config.files.first { Files.name($0.path) == "tenant.yaml" }
    }

    /// Replaces the file as a whole.
    ///
    /// - Throws: `FileProblem`, also where the file has changed since it was read.
    public static func write(_ edits: FileEdits) throws {
        try Files.write(edits.result, inPlaceOf: edits.source)
    }
}

extension DecisionTable {
    /// The same table whatever lines its rows stand on.
    fileprivate var withoutPlaces: DecisionTable {
        var table = self
        for index in table.rows.indices { table.rows[index].at = "" }
        return table
    }
}

/// Why an edit was not made, in words for people.
public struct EditRefusal: Error, CustomStringConvertible {
    public let description: String
    /// Whether what was asked for names something that isn't there, as opposed to something that may not be.
    public let isUsage: Bool

    init(_ description: String, isUsage: Bool = false) {
        self.description = description
        self.isUsage = isUsage
    }
}
