internal import Diagnostics
internal import SenderModel
internal import TenantConfig
public import YAMLEditing
internal import YAMLSyntax

/// Gives a number to a user, or takes it back, in the tenant's YAML.
public enum NumberAssignment {
    /// The edit that makes a sender a user's own; nil where it is already.
    ///
    /// - Throws: `EditRefusal` for what would give a number two owners, a user two numbers, or names nobody.
    public static func assign(
        _ reference: String, to user: String, in tenant: EditableTenant
    ) throws -> FileEdits? {
        let (config, table) = (tenant.loaded.config, tenant.loaded.table)
        let entry = try entry(reference, in: tenant)
        guard let position = table.users.firstIndex(where: { $0.name == user }) else {
            let near = NearMiss.words(NearMiss.best(for: user, among: table.users.map(\.name)))
            throw EditRefusal("\(Wording.quote(user)) is not a user of \(tenant.loaded.name)\(near)", isUsage: true)
        }
        let value = table.inventory[entry]
        let name = value.displayText
        guard table.allowsUserNumbers else {
            throw EditRefusal("users have no numbers of their own here: `multi_sms_numbers` is false")
        }
        if table.users[position].sender == entry { return nil }
        if let owner = table.users.first(where: { $0.sender == entry }) {
            throw EditRefusal(
                "\(name) is the number of user \(Wording.quote(owner.name)); unassign it first, so that it never has two owners"
            )
        }
        if let team = table.teams.first(where: { $0.sender == entry || $0.inbound.contains(entry) }) {
            throw EditRefusal(
                "\(name) is a sender of team \(Wording.quote(team.name)), and would have two owners; take it out of the team first"
            )
        }
        if let old = table.users[position].sender {
            throw EditRefusal(
                "user \(Wording.quote(user)) has \(table.inventory[old].displayText) already; a user has one number, so unassign that first"
            )
        }
        if let limit = config.limits?.numbers?.value {
            let count = table.inventory.count { $0.status != .released }
            if count > limit {
                throw EditRefusal("the tenant has \(count) numbers, and the limit is \(limit); release some first")
            }
        }
        if value.status == .released { throw EditRefusal("\(name) is released: it is not the tenant's any more") }
        if !value.isAssigned {
            throw EditRefusal("\(name) is not on the tenant's list of assigned numbers (`assigned: false`)")
        }
        let source = config.files[Int(config.users[position].name.range.file)]
        guard let name = table.reference(to: entry) else {
            throw EditRefusal(
                "\(Wording.quote(value.sender)) is a short code of several countries; give the entry an id")
        }
        let written = YAMLText.scalar(name)
        guard let edits = MappingEdit(source).setting([("sender", written)], in: ["users", user]) else {
            throw EditRefusal(
                "user \(Wording.quote(user)) is written in \(source.path) in a way that can't be edited; "
                    + "add `sender: \(written)` by hand")
        }
        var expected = table
        expected.users[position].sender = entry
        return try tenant.checked(FileEdits(source, edits), meaning: expected)
    }

    /// The edit that takes a sender back from the user who has it.
    ///
    /// - Throws: `EditRefusal` where nobody has it, or several.
    public static func unassign(_ reference: String, in tenant: EditableTenant) throws -> FileEdits {
        let (config, table) = (tenant.loaded.config, tenant.loaded.table)
        let entry = try entry(reference, in: tenant)
        let name = table.inventory[entry].displayText
        let owners = table.users.indices.filter { table.users[$0].sender == entry }
        guard let position = owners.first else { throw EditRefusal("\(name) is no user's number") }
        let user = table.users[position].name
        guard owners.count == 1 else {
            let names = owners.map { table.users[$0].name }
            throw EditRefusal("\(name) is the number of \(Wording.list(names)); delete one `sender` by hand")
        }
        let source = config.files[Int(config.users[position].name.range.file)]
        guard let edits = MappingEdit(source).deleting("sender", in: ["users", user]) else {
            throw EditRefusal(
                "user \(Wording.quote(user)) is written in \(source.path) in a way that can't be edited; "
                    + "delete its `sender` by hand")
        }
        var expected = table
        expected.users[position].sender = nil
        return try tenant.checked(FileEdits(source, edits), meaning: expected)
    }

    // MARK: - Parts

    private static func entry(_ reference: String, in tenant: EditableTenant) throws -> Int {
        let entries = try tenant.loaded.entries(reference)
        guard let entry = entries.first, entries.count == 1 else {
            throw EditRefusal(
                "\(Wording.quote(reference)) is a short code of several countries; give each entry an id and name that",
                isUsage: true)
        }
        return entry
    }
}
