internal import NumberingPlan
internal import SenderModel

/// One message of a region, as numbers of the vocabulary.
struct MessageChoice {
    static let none: Int32 = -1
    static let unknown: Int32 = -2

    /// `AnalysisSpace.nobody` for none.
    var user: Int32
    /// By open input: a reference, `none` or `unknown`.
    var references: [Int32]
}

extension Slice {
    /// Whether a region, for users that `group` allows, has any message here.
    func isInhabited(_ region: Region, _ group: Int32) -> Bool { choose(region, group) != nil }

    /// A message of a region, for users that `group` allows; nil where there is none.
    ///
    /// - Parameters:
    ///   - accepts: whether a user will do.
    ///   - avoiding: whether a reference won't do, for a user.
    func choose(
        _ region: Region, _ group: Int32, accepts: ((Int32) -> Bool)? = nil,
        avoiding: ((Int32) -> Bool)? = nil
    ) -> MessageChoice? {
        guard hasAreaCode(region.areaCodes), let users = space.constraints.intersection(region.users, group) else {
            return nil
        }
        var found: MessageChoice?
        if !space.tracksOwnership, accepts == nil {
            // The same references will do for every user.
            guard let references = references(region, AnalysisSpace.nobody, avoiding) else { return nil }
            _ = anyUser(region, users, everyMember: false) { user in
                found = MessageChoice(user: user, references: references)
                return true
            }
            return found
        }
        _ = anyUser(region, users, everyMember: space.tracksOwnership || accepts != nil) { user in
            guard accepts?(user) ?? true, let references = references(region, user, avoiding) else { return false }
            found = MessageChoice(user: user, references: references)
            return true
        }
        return found
    }

    /// References for the four inputs, none wherever that will do.
    private func references(_ region: Region, _ user: Int32, _ avoiding: ((Int32) -> Bool)?) -> [Int32]? {
        let present = present(for: user)
        var result: [Int32] = []
        for input in 0..<4 {
            let mask = region[open: input] & present
            if mask & OpenAlphabet.noReference != 0 {
                result.append(MessageChoice.none)
            } else if mask == 0 {
                return nil
            } else if mask & OpenAlphabet.unknownReference != 0 {
                result.append(MessageChoice.unknown)
            } else {
                var chosen: Int32?
                _ = anyReference(in: mask, for: user) { reference in
                    if avoiding?(reference) ?? false { return false }
                    chosen = reference
                    return true
                }
                guard let chosen else { return nil }
                result.append(chosen)
            }
        }
        return result
    }

    /// Calls `body` with users of a region until it returns true; whether it did.
    ///
    /// - Parameter everyMember: false where users of one class are as good as each other.
    func anyUser(_ region: Region, _ users: Int32, everyMember: Bool, _ body: (Int32) -> Bool) -> Bool {
        func fits(_ value: UserClasses.Class) -> Bool {
            region.userClasses & 1 << UserAlphabet.Mask(value.position) != 0 && value.wins & region.wins == region.wins
                && value.wins & region.loses == 0
        }
        let constraint = space.constraints[users]
        if constraint.allows(AnalysisSpace.nobody), fits(userClass(AnalysisSpace.nobody)),
            body(AnalysisSpace.nobody)
        {
            return true
        }
        if !constraint.isExclusion {
            if constraint.values.count < 4 {
                return constraint.values.contains { $0 >= 0 && fits(userClass($0)) && body($0) }
            }
            let fitting = userClasses.classes.map(fits)
            if !fitting.contains(true) { return false }
            return constraint.values.contains { $0 >= 0 && fitting[Int(userClasses.classOfUser[Int($0)])] && body($0) }
        }
        for (index, value) in userClasses.classes.enumerated() where fits(value) {
            for (user, other) in userClasses.classOfUser.enumerated()
            where other == UInt16(index) && constraint.allows(Int32(user)) {
                if body(Int32(user)) { return true }
                if !everyMember { break }
            }
        }
        return false
    }

    /// Whether the recipients here have an area code that a constraint allows.
    func hasAreaCode(_ constraint: Int32) -> Bool {
        constraint == ValueConstraints.any
            || recipient.areaCodes.contains { space.constraints.allows(constraint, $0) }
    }

    /// The message of a choice, the simplest otherwise.
    ///
    /// - Parameters:
    ///   - team: of the vocabulary, -1 for none given.
    ///   - number: the recipient; nil for any.
    func message(
        _ choice: MessageChoice, _ region: Region, team: Int32, number: String? = nil
    ) -> WitnessMessage {
        let vocabulary = space.vocabulary
        var message = WitnessMessage(to: number ?? recipientNumber(recipient.representative, region.areaCodes))
        for (input, reference) in choice.references.enumerated() {
            if reference == MessageChoice.unknown {
                message[open: input] = vocabulary.unknownReference
            } else if reference >= 0 {
                message[open: input] = vocabulary.references[Int(reference)].text
            }
        }
        if choice.user >= 0 { message.user = vocabulary.users[Int(choice.user)] }
        if team >= 0 { message.team = vocabulary.teams[Int(team)] }
        if region.origins & 1 == 0 { message.origin = Origin.allCases[region.origins.trailingZeroBitCount - 1] }
        if region.purposes & 1 == 0 { message.purpose = Purpose.allCases[region.purposes.trailingZeroBitCount - 1] }
        if needs != MemberSet<Need>([.sms]).bits { message.needs = MemberSet(bits: needs) }
        for (index, mask) in space.attributeSets.sets[Int(region.attributes)].enumerated() where mask & 1 == 0 {
            let attribute = vocabulary.attributes[index]
            message.attributes.append(
                .init(name: attribute.name, value: attribute.values[mask.trailingZeroBitCount - 1]))
        }
        return message
    }

    /// A recipient of a country whose area code a constraint allows.
    func recipientNumber(_ country: Country?, _ areaCodes: Int32) -> String {
        let number = space.recipientNumbers(country, nil).number(at: 0)
        guard areaCodes != ValueConstraints.any,
            let code = Int32(number.dropFirst().prefix(4)), !space.constraints.allows(areaCodes, code),
            let other = recipient.areaCodes.first(where: { $0 >= 1200 && space.constraints.allows(areaCodes, $0) })
                ?? recipient.areaCodes.first(where: { space.constraints.allows(areaCodes, $0) })
        else { return number }
        return space.recipientNumbers(country, other).number(at: 0)
    }
}
