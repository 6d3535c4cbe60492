internal import Diagnostics
internal import SenderModel

/// What `expect` names must be there: a typo would read as a failure of the tenant.
extension TestFile {
    /// The names that mean nothing in a table.
    func unknownNames(in table: DecisionTable) -> [Diagnostic] {
        let ids = table.inventory.compactMap(\.id)
        let senders = Set(ids + table.inventory.map { Reference.normalized($0.sender) })
        let known: [TestCase.ExpectedKey: (what: String, names: [String])] = [
            .rule: ("rule", table.rows.map(\.name)), .user: ("user", table.users.map(\.name)),
            .team: ("team", table.teams.map(\.name)), .senderID: ("sender's id", ids),
        ]
        var diagnostics: [Diagnostic] = []
        func report(_ name: String, _ what: String, _ names: [String], _ expected: Located<[String]>) {
            let near = NearMiss.best(for: name, among: names)
            let place = place(expected.range)
            diagnostics.append(
                Diagnostic(
                    .unresolvedReference, "\(Wording.quote(name)) is not \(what)\(NearMiss.words(near))", at: place,
                    help: "name one the tenant has; no decision can be equal to this",
                    fix: near.flatMap { NearMiss.isSlip(name, for: $0, isClosed: false) ? .write($0, at: place) : nil })
            )
        }
        for test in cases {
            for (key, expected) in test.expected {
                guard let name = expected.value.first else { continue }
                if key == .sender, !senders.contains(Reference.normalized(name)) {
                    report(name, "in the inventory", ids + table.inventory.map(\.sender), expected)
                } else if let (what, names) = known[key], !names.contains(name) {
                    report(name, "a \(what)", names, expected)
                }
            }
        }
        return diagnostics
    }
}
