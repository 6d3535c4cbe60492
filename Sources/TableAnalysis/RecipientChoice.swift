internal import Evaluation
internal import NumberingPlan
internal import SenderModel

/// What hashed pools choose, recipient by recipient.
final class RecipientChoice {
    private let space: AnalysisSpace
    private var parameters: [Int32: (a: UInt64, b: UInt64)] = [:]
    var winners: [WinnerKey: [Int32]] = [:]

    init(_ space: AnalysisSpace) { self.space = space }

    /// The member a pool chooses for a number, of `SenderNumbers`.
    func member(_ members: [Int32], _ number: String) -> Int32 {
        let recipient = UInt64(number.dropFirst()) ?? 0
        var winner = members[0]
        var greatest: UInt64 = 0
        for (index, member) in members.enumerated() {
            let weight = Rendezvous.weight(parameters(member), recipient: recipient)
            if index > 0 {
                if weight < greatest { continue }
                let texts = space.senders.texts
                if weight == greatest,
                    !texts[Int(member)].utf8.lexicographicallyPrecedes(texts[Int(winner)].utf8)
                {
                    continue
                }
            }
            greatest = weight
            winner = member
        }
        return winner
    }

    private func parameters(_ member: Int32) -> (a: UInt64, b: UInt64) {
        if let known = parameters[member] { return known }
        let made = Rendezvous.parameters(of: space.senders.texts[Int(member)])
        parameters[member] = made
        return made
    }

    /// A recipient of a slice's countries for whom `holds`; nil where there is none.
    ///
    /// - Throws: where there are too many recipients to try them all.
    func recipient(
        _ slice: Slice, _ areaCodes: Int32, where holds: (String) -> Bool
    ) throws(AnalysisFailure) -> String? {
        var isComplete = true
        for country in slice.recipient.countries {
            let codes: [Int32?] =
                areaCodes == ValueConstraints.any
                ? [nil]
                : slice.recipient.areaCodes.filter { space.constraints.allows(areaCodes, $0) }.sorted {
                    ($0 < 1200 ? 1 : 0, $0) < ($1 < 1200 ? 1 : 0, $1)
                }
            for code in codes {
                let numbers = space.recipientNumbers(country, code)
                isComplete = isComplete && numbers.isComplete
                for position in 0..<numbers.count {
                    try space.steps.step()
                    let number = numbers.number(at: position)
                    if holds(number) { return number }
                }
            }
        }
        if !isComplete {
            throw .budgetExceeded(
                BudgetExceeded(what: "recipients tried for a pool's choice", limit: RecipientNumbers.limit))
        }
        return nil
    }
}

extension RecipientChoice {
    /// The members some recipient gets, ascending: all of them, but where there are so few recipients that they can be
    /// tried one by one.
    func winners(_ members: [Int32], _ slice: Slice, _ areaCodes: Int32) throws(AnalysisFailure) -> [Int32] {
        // Countries of few numbers are classes of their own.
        guard slice.recipient.countries.count == 1 else { return members }
        let key = WinnerKey(members: members, recipient: slice.recipientIndex, areaCodes: areaCodes)
        if let known = winners[key] { return known }
        guard let few = fewNumbers(slice, areaCodes) else {
            winners[key] = members
            return members
        }
        var found: Set<Int32> = []
        for numbers in few {
            var position = 0
            while position < numbers.count, found.count < members.count {
                try slice.space.steps.step()
                found.insert(member(members, numbers.number(at: position)))
                position += 1
            }
        }
        let result = found.sorted()
        winners[key] = result
        return result
    }

    /// All numbers of a slice's recipients with these area codes; nil where there are many.
    private func fewNumbers(_ slice: Slice, _ areaCodes: Int32) -> [RecipientNumbers]? {
        let codes: [Int32?] =
            areaCodes == ValueConstraints.any
            ? [nil] : slice.recipient.areaCodes.filter { slice.space.constraints.allows(areaCodes, $0) }
        var result: [RecipientNumbers] = []
        for code in codes {
            let numbers = slice.space.recipientNumbers(slice.country, code)
            guard numbers.isComplete else { return nil }
            result.append(numbers)
        }
        return result
    }
}

struct WinnerKey: Hashable {
    let members: [Int32]
    let recipient: Int
    let areaCodes: Int32
}
