internal import SenderModel

/// What rules can tell of a reference a message gives: `OpenAlphabet` numbers these classes, 126 at most, so that a set
/// of them is one word.
///
/// A class says for each table: no such entry, or which requirements the entry fails and whose own it is. Bit 0 stands
/// for no reference at all.
final class OpenAlphabet {
    typealias Mask = UInt128

    /// What a reference is in one table: `failures * 3 + ownership`, or `unknown`.
    typealias Value = UInt8
    static let unknown: Value = 48
    static let none: Value = 49

    enum Ownership: UInt8 {
        case unowned, anothers, own
    }

    struct Class: Hashable {
        var values: [Value]
        /// Whether the tables' entries are the same sender.
        var isSameSender: Bool
        /// Of two tables: whether nothing tells them apart here.
        var isSeenAlike: Bool { values[0] == values[1] && isSameSender }
    }

    static let noReference: Mask = 1
    static let unknownReference: Mask = 2

    let sides: Int
    private(set) var classes: [Class]
    private var positions: [Class: Int]
    /// By side and requirement; made when first asked for.
    private var passes: [Mask?]
    private var reasons: [[(reason: RowResult, classes: Mask)]?] = []

    init(sides: Int) {
        self.sides = sides
        passes = Array(filled: nil, count: sides << Self.requireBits)
        (classes, positions) = sides == 1 ? Self.ofOne : Self.common(sides)
    }

    /// Bits a set of requirements has.
    static let requireBits = 5
    private static let ofOne = common(1)

    /// The classes that are always there: what all tables see alike.
    private static func common(_ sides: Int) -> ([Class], [Class: Int]) {
        let classes = ([Self.none, Self.unknown] + (0..<48)).map {
            Class(values: Array(repeating: $0, count: sides), isSameSender: true)
        }
        return (classes, Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) }))
    }

    static func value(_ failures: UInt8, _ ownership: Ownership) -> Value { failures * 3 + ownership.rawValue }

    /// Adds a class unless it is there; all are added before masks are made.
    func add(_ value: Class) throws(AnalysisFailure) {
        guard positions[value] == nil else { return }
        guard classes.count < 126 else {
            throw .budgetExceeded(BudgetExceeded(what: "ways in which senders differ", limit: 126))
        }
        positions[value] = classes.count
        classes.append(value)
    }

    func position(of value: Class) -> Int {
        guard let position = positions[value] else { preconditionFailure("classes are collected before they are used") }
        return position
    }

    var all: Mask { (1 << Mask(classes.count)) - 1 }

    /// The classes whose entry passes a requirement in a table.
    func passing(_ require: UInt8, _ side: Int) -> Mask {
        let key = side << Self.requireBits | Int(require)
        if let known = passes[key] { return known }
        var mask: Mask = 0
        for position in classes.indices where Self.passes(classes[position].values[side], require) {
            mask |= 1 << Mask(position)
        }
        passes[key] = mask
        return mask
    }

    /// The classes that don't pass a requirement in a table, by what is said of them; no reference is in none.
    func failing(_ require: UInt8, _ side: Int) -> [(reason: RowResult, classes: Mask)] {
        let key = side << Self.requireBits | Int(require)
        if reasons.isEmpty { reasons = Array(filled: nil, count: sides << Self.requireBits) }
        if let known = reasons[key] { return known }
        var made: [(reason: RowResult, classes: Mask)] = []
        for position in classes.indices where classes[position].values[side] != Self.none {
            let failing = Self.failing(classes[position].values[side], require)
            if failing == 0 { continue }
            let reason = failing.map(Require.reason) ?? .unknownSender
            if let place = made.firstIndex(where: { $0.reason == reason }) {
                made[place].classes |= 1 << Mask(position)
            } else {
                made.append((reason, 1 << Mask(position)))
            }
        }
        made.sort { $0.reason.ordinal < $1.reason.ordinal }
        reasons[key] = made
        return made
    }

    /// The requirements of `require` that a value fails; nil for no entry and no reference.
    static func failing(_ value: Value, _ require: UInt8) -> UInt8? {
        guard value < 48 else { return nil }
        let owned = value % 3 == Ownership.anothers.rawValue ? Require.owned : 0
        return (value / 3 | owned) & require
    }

    private static func passes(_ value: Value, _ require: UInt8) -> Bool { failing(value, require) == 0 }
}

/// What rules can tell of a user, numbered: declared in which tables, with a number that fails which requirements.
final class UserAlphabet {
    typealias Mask = UInt64

    /// What a user is in one table: `notDeclared`, `noNumber`, or 2 + what the own number fails.
    typealias Value = UInt8
    static let notDeclared: Value = 0
    static let noNumber: Value = 1

    struct Class: Hashable {
        var values: [Value]
        var isSameSender: Bool
        /// Of two tables: whether nothing tells them apart here.
        var isSeenAlike: Bool { values[0] == values[1] && isSameSender }
    }

    private(set) var classes: [Class]
    private var positions: [Class: Int]
    /// By side and `key` of `mask`; made when first asked for.
    private var passes: [Mask?]
    /// One for each set of requirements, and one beside.
    private static let keysOfSide = 1 << OpenAlphabet.requireBits + 1

    init(sides: Int) {
        passes = Array(filled: nil, count: sides * Self.keysOfSide)
        (classes, positions) = sides == 1 ? Self.ofOne : Self.common(sides)
    }

    private static let ofOne = common(1)

    /// The classes that are always there: what all tables see alike.
    private static func common(_ sides: Int) -> ([Class], [Class: Int]) {
        let classes = (0..<18).map { Class(values: Array(repeating: $0, count: sides), isSameSender: true) }
        return (classes, Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) }))
    }

    func add(_ value: Class) throws(AnalysisFailure) {
        guard positions[value] == nil else { return }
        guard classes.count < 64 else {
            throw .budgetExceeded(BudgetExceeded(what: "ways in which users differ", limit: 64))
        }
        positions[value] = classes.count
        classes.append(value)
    }

    func position(of value: Class) -> Int {
        guard let position = positions[value] else { preconditionFailure("classes are collected before they are used") }
        return position
    }

    var all: Mask { classes.count == 64 ? .max : (1 << Mask(classes.count)) - 1 }

    func withNumber(_ side: Int) -> Mask { mask(side, Self.keysOfSide - 1) { $0 >= 2 } }

    /// The classes whose own number passes a requirement in a table; one's own number is never another's.
    func passing(_ require: UInt8, _ side: Int) -> Mask {
        mask(side, Int(require & Require.ofEntry)) { $0 >= 2 && ($0 - 2) & require & Require.ofEntry == 0 }
    }

    private func mask(_ side: Int, _ key: Int, _ holds: (Value) -> Bool) -> Mask {
        let key = side * Self.keysOfSide + key
        if let known = passes[key] { return known }
        var mask: Mask = 0
        for position in classes.indices where holds(classes[position].values[side]) { mask |= 1 << Mask(position) }
        passes[key] = mask
        return mask
    }
}
