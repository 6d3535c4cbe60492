internal import SenderModel

/// What each value of each input weighs. The values of an input weigh 1 together: what a message says that no table
/// declares, and what it leaves out, share what is left, so that merely declaring a name changes nothing.
struct DigestWeights {
    let users: [FieldWeight]
    let teams: [FieldWeight]
    let references: [FieldWeight]
    /// Neither given nor known.
    let nobody: FieldWeight
    let noTeam: FieldWeight
    let noReference: FieldWeight
    let unknownReference: FieldWeight
    /// Bit 0 first: not given, then the closed list.
    let origins: [FieldWeight]
    let purposes: [FieldWeight]
    /// By attribute, bit 0 first.
    let attributes: [[FieldWeight]]
    /// What each sender weighs as an outcome, of `SenderNumbers`.
    let senders: [FieldWeight]

    init(_ space: AnalysisSpace) {
        func sum(_ weights: [FieldWeight]) -> FieldWeight { weights.reduce(.zero, +) }
        func rest(_ weights: [FieldWeight]) -> FieldWeight { .one - sum(weights) }
        let vocabulary = space.vocabulary
        users = vocabulary.users.map { FieldWeight(of: "user \($0)") }
        teams = vocabulary.teams.map { FieldWeight(of: "team \($0)") }
        references = vocabulary.references.map { FieldWeight(of: "reference \($0.text)") }
        nobody = rest(users)
        noTeam = rest(teams)
        noReference = FieldWeight(of: "no reference")
        unknownReference = .one - noReference - sum(references)
        func list<List: ClosedList>(_ name: String, _: List.Type) -> [FieldWeight] {
            let weights = List.names.map { FieldWeight(of: "\(name) \($0)") }
            return [rest(weights)] + weights
        }
        origins = list("origin", Origin.self)
        purposes = list("purpose", Purpose.self)
        attributes = vocabulary.attributes.map { attribute in
            let weights = attribute.values.map { FieldWeight(of: "attribute \(attribute.name)=\($0)") }
            return [rest(weights)] + weights
        }
        senders = space.senders.texts.map(Self.sender)
    }

    static func sender(_ text: String) -> FieldWeight { FieldWeight(of: "send \(text)") }
    static func country(_ country: Country?) -> FieldWeight { FieldWeight(of: "country \(country?.code ?? "none")") }
    static func needs(_ needs: UInt8) -> FieldWeight {
        FieldWeight(of: "needs \(MemberSet<Need>(bits: needs).members.map(\.rawValue).joined(separator: " "))")
    }
}
