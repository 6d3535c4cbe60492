internal import SenderModel
private import Synchronization

/// What a class of messages says of one open input, so that it means the same in every slice.
struct ReferenceToken: Mixed {
    static let none: UInt16 = 1
    static let unknown: UInt16 = 2
    /// Bit 2 is usable, then the reasons in the contract's order, from `not_assigned`.
    static let results: [RowResult] = [
        .selected, .notAssigned, .notActive, .notCapable, .notCompliant, .notOwned,
    ]

    /// Bits: none, unknown, results.
    var words: UInt16
    /// Of the vocabulary, ascending.
    var references: [Int32] = []
    var exceptions: [Int32] = []
    /// -1: from nothing; 0…3 another input.
    var differsFrom: Int8 = -1

    /// Whatever there is. All eight words are less: what two tables don't see alike has none.
    static let all = ReferenceToken(words: 0x1FF)

    var mixed: UInt64 {
        var mix = Mix()
        mix.add(UInt64(words) | UInt64(UInt8(bitPattern: differsFrom)) << 16 | UInt64(references.count) << 32)
        for reference in references { mix.add(UInt64(UInt32(bitPattern: reference))) }
        for reference in exceptions { mix.add(UInt64(UInt32(bitPattern: reference))) }
        return mix.value
    }

    static func bit(_ result: RowResult) -> UInt16 {
        results.firstIndex(of: result).map { 4 << UInt16($0) } ?? 0
    }
}

/// Interned tokens, and how masks become tokens.
final class ReferenceTokens {
    static let all: Int32 = 0

    private let space: AnalysisSpace
    /// By open input: the requirement all rules share that read it; nil where they don't, 0 where none reads it.
    private let requires: [UInt8?]
    private var met = Interned<ReferenceToken>()
    var tokens: [ReferenceToken] { met.elements }
    /// See `restriction`; -1 for none yet.
    private var restrictions: [Int32] = []
    /// By open input.
    private var wordsOfInput: [Words] = []

    /// How the classes of references are said.
    private struct Words {
        /// Each word that says some classes, as a bit, and those.
        var classes: [(word: UInt16, classes: OpenAlphabet.Mask)] = []
        /// Classes without a word: where the tables don't agree, or there is no requirement.
        var unsayable: OpenAlphabet.Mask = 0
        /// All words there are.
        var all: UInt16 = 0

        init(_ classes: [OpenAlphabet.Class], _ require: UInt8?) {
            for (position, value) in classes.enumerated() {
                let bit: OpenAlphabet.Mask = 1 << OpenAlphabet.Mask(position)
                let word = ReferenceTokens.word(value, require)
                if word == 0 {
                    unsayable |= bit
                } else if let place = self.classes.firstIndex(where: { $0.word == word }) {
                    self.classes[place].classes |= bit
                } else {
                    self.classes.append((word, bit))
                    all |= word
                }
            }
        }
    }

    init(_ space: AnalysisSpace) {
        self.space = space
        var requires = [UInt8?](repeating: 0, count: 4)
        var isRead = [false, false, false, false]
        for side in space.sides {
            for row in side.rows {
                guard let input = row.source.openInput else { continue }
                requires[input] = isRead[input] && requires[input] != row.require ? nil : row.require
                isRead[input] = true
            }
        }
        self.requires = requires
        // Inputs that no rule reads are alike, and so are often the others.
        for (input, require) in requires.enumerated() {
            let known = requires[..<input].firstIndex(of: require)
            wordsOfInput.append(known.map { wordsOfInput[$0] } ?? Self.words(of: space, require))
        }
        _ = intern(.all)
    }

    /// The classes of one table are the same for all tenants, so their words are found once.
    private static let wordsOfOne = Mutex<[UInt8?: Words]>([:])

    private static func words(of space: AnalysisSpace, _ require: UInt8?) -> Words {
        guard space.isSingle else { return Words(space.open.classes, require) }
        return wordsOfOne.withLock { known in
            if let words = known[require] { return words }
            let words = Words(space.open.classes, require)
            known[require] = words
            return words
        }
    }

    private static func word(_ value: OpenAlphabet.Class, _ require: UInt8?) -> UInt16 {
        if value.values[0] == OpenAlphabet.none { return ReferenceToken.none }
        guard let require else {
            return value.values.allSatisfy { $0 == OpenAlphabet.unknown } ? ReferenceToken.unknown : 0
        }
        func word(_ side: OpenAlphabet.Value) -> UInt16 {
            guard let failing = OpenAlphabet.failing(side, require) else { return ReferenceToken.unknown }
            return ReferenceToken.bit(failing == 0 ? .selected : Require.reason(failing))
        }
        let first = word(value.values[0])
        return value.isSameSender && value.values.allSatisfy({ word($0) == first }) ? first : 0
    }

    func intern(_ token: ReferenceToken) -> Int32 {
        met.position(of: token)
    }

    /// A token that has nothing of another but its exceptions and what it differs from.
    func restriction(_ token: Int32) -> Int32 {
        while restrictions.count <= Int(token) { restrictions.append(-1) }
        if restrictions[Int(token)] >= 0 { return restrictions[Int(token)] }
        let value = tokens[Int(token)]
        let made = intern(ReferenceToken(words: 0, exceptions: value.exceptions, differsFrom: value.differsFrom))
        restrictions[Int(token)] = made
        return made
    }

    /// The token of a mask in a slice: in words as far as they say exactly the same, else by listing references.
    ///
    /// - Parameter user: whose references are listed; nil where users differ, and then nil is the answer if any must be.
    func token(
        _ input: Int, _ mask: OpenAlphabet.Mask, _ slice: Slice, present: OpenAlphabet.Mask, user: Int32?
    ) -> ReferenceToken? {
        let mask = mask & space.open.all
        if mask == space.open.all { return .all }
        // Of each word: the classes that have it, in the mask and outside, among all and among those present.
        var inside: UInt16 = 0
        var outside: UInt16 = 0
        var presentInside: UInt16 = 0
        var presentOutside: UInt16 = 0
        for (word, classes) in wordsOfInput[input].classes {
            if classes & mask != 0 { inside |= word }
            if classes & ~mask != 0 { outside |= word }
            if classes & mask & present != 0 { presentInside |= word }
            if classes & ~mask & present != 0 { presentOutside |= word }
        }
        let unsayable = wordsOfInput[input].unsayable & present
        var listed = mask
        var words = presentInside & (ReferenceToken.none | ReferenceToken.unknown)
        if presentInside & presentOutside == 0 {
            // A word that says nothing here is taken as the whole alphabet has it, so that slices agree.
            words = (presentInside | (inside & ~outside)) & ~presentOutside
            if words == allWords(input), unsayable & ~mask == 0 { return .all }
            listed = unsayable & mask
        }
        if listed & present & ~3 == 0 { return ReferenceToken(words: words) }
        guard let user else { return nil }
        var references: [Int32] = []
        _ = slice.anyReference(in: listed & ~3, for: user) {
            references.append($0)
            return false
        }
        return ReferenceToken(words: words, references: references.sorted())
    }

    /// A token that says everything, as the one that does.
    func normal(_ token: ReferenceToken, _ input: Int) -> ReferenceToken {
        token.words & allWords(input) == allWords(input) && wordsOfInput[input].unsayable == 0
            && token.exceptions.isEmpty
            && token.differsFrom < 0 ? .all : token
    }

    /// All words that classes of an input have.
    private func allWords(_ input: Int) -> UInt16 { wordsOfInput[input].all }

    /// How a class says it.
    func described(_ token: ReferenceToken) -> MessageClass.References? {
        if token == .all { return nil }
        func texts(_ references: [Int32]) -> [String] { references.map { space.vocabulary.references[Int($0)].text } }
        let inputs: [MessageClass.References.Input] = [.conversation, .from, .firstUsed, .lastUsed]
        return MessageClass.References(
            includesNone: token.words & ReferenceToken.none != 0,
            includesUnknown: token.words & ReferenceToken.unknown != 0,
            results: ReferenceToken.results.filter { token.words & ReferenceToken.bit($0) != 0 },
            names: texts(token.references), exceptions: texts(token.exceptions),
            differsFrom: token.differsFrom < 0 ? nil : inputs[Int(token.differsFrom)])
    }
}
