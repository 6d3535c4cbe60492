internal import Diagnostics
internal import SendFromKit
internal import YAMLEditing

/// What commands that edit a tenant share: one tenant without errors, then the edit shown or written.
enum NumberEditing {
    static func run(
        _ path: String, diff: Bool, _ common: CommonOptions, _ console: Console,
        edit: (EditableTenant) throws -> FileEdits?
    ) throws -> CommandStatus {
        guard let set = try TenantLoading.loadOne(path, common, console) else { return .findings }
        let tenant = try EditableTenant.read(TenantLoading.folders(set, path)[0].folder)
        let edits: FileEdits?
        do {
            edits = try edit(tenant)
        } catch let refusal as EditRefusal {
            throw CommandFailure(refusal.isUsage ? .usage : .findings, refusal.description)
        }
        guard let edits else {
            if !common.quiet { try console.error.write("sendfrom: note: nothing to change\n") }
            return .fine
        }
        if diff {
            try console.out.write(UnifiedDiff.text(edits))
        } else {
            try EditableTenant.write(edits)
            if !common.quiet { try console.error.write("sendfrom: note: \(edits.source.path) written\n") }
        }
        return .fine
    }
}
