internal import SenderModel

/// What can be met below the nodes of programs; worked out once for each node, without regard to what is possible in
/// a region.
final class ProgramReach {
    /// What some path below a node meets.
    struct Meets: OptionSet {
        let rawValue: UInt16

        static let noSender = Meets(rawValue: 1)
        static let rejectedByRule = Meets(rawValue: 1 << 1)
        /// Something that stands for a sender which depends on the slice, or on how `best` ranks there.
        static let symbols = Meets(rawValue: 1 << 2)
        /// The user's own number, as a test or as a decision.
        static let own = Meets(rawValue: 1 << 3)

        /// One of the four references, as a test or as a decision.
        static func input(_ input: Int) -> Meets { Meets(rawValue: 1 << UInt16(4 + input)) }

        /// Rejected as unusable for a reason.
        static func unusable(_ reason: RowResult) -> Meets {
            switch reason {
            case .unknownSender: Meets(rawValue: 1 << 8)
            case .notAssigned: Meets(rawValue: 1 << 9)
            case .notActive: Meets(rawValue: 1 << 10)
            case .notCapable: Meets(rawValue: 1 << 11)
            case .notCompliant: Meets(rawValue: 1 << 12)
            default: Meets(rawValue: 1 << 13)
            }
        }

        static let rejections = Meets(rawValue: 0b11_1111_0000_0011)

        /// What an entry can be rejected for under a requirement.
        static func failures(of require: UInt8) -> Meets {
            var meets: Meets = []
            for bit in [Require.assigned, Require.active, Require.capable, Require.compliant, Require.owned]
            where require & bit != 0 {
                meets.insert(unusable(Require.reason(bit)))
            }
            return meets
        }

        fileprivate static let isKnown = Meets(rawValue: 1 << 15)
    }

    private let store: ProgramStore
    private var known: [Meets] = []

    init(_ store: ProgramStore) { self.store = store }

    func meets(_ program: ProgramStore.Program) -> Meets {
        while known.count < store.nodes.count { known.append([]) }
        return found(program)
    }

    private func found(_ program: ProgramStore.Program) -> Meets {
        if known[Int(program)].contains(.isKnown) { return known[Int(program)] }
        let node = store.nodes[Int(program)]
        var meets: Meets
        switch node.kind {
        case .decision: meets = of(store.outcomes[Int(node.payload)])
        case .open, .own:
            meets = found(node.yes).union(found(node.none))
            meets.formUnion(node.no >= 0 ? found(node.no) : .failures(of: node.require))
            if node.no < 0, node.kind == .open { meets.insert(.unusable(.unknownSender)) }
            meets.insert(node.kind == .open ? .input(Int(node.variable)) : .own)
        case .wins: meets = found(node.yes).union(found(node.no)).union([.own, .symbols])
        case .origin, .purpose, .attribute, .users, .areaCode: meets = found(node.yes).union(found(node.no))
        }
        meets.insert(.isKnown)
        known[Int(program)] = meets
        return meets
    }

    func of(_ outcome: ProgramOutcome) -> Meets {
        switch outcome {
        case .noSender: .noSender
        case .rejectedByRule: .rejectedByRule
        case .unusable(let reason): .unusable(reason)
        case .literal, .pool, .anySender, .anything: []
        case .open(let input): .input(input)
        case .own: .own
        case .countryDefault, .team, .best: .symbols
        }
    }
}
