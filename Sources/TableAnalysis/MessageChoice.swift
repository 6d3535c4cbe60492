internal import NumberingPlan
internal import SenderModel

/// One message of a region, as numbers of the vocabulary.
struct MessageChoice {
    static let none: Int32 = -1
    static let unknown: Int32 = -2

    /// `AnalysisSpace.nobody` for none.
    var user: Int32
    /// By open input: a reference, `none` or `unknown`.
    var references: SIMD4<Int32>
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
        avoiding: (Int32) -> Bool = { _ in false }
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

    /// A message of a region that a user gives; nil where there is none.
    ///
    /// - Parameter avoiding: as of the other.
    func choose(_ region: Region, only user: Int32, avoiding: (Int32) -> Bool = { _ in false }) -> MessageChoice? {
        guard hasAreaCode(region.areaCodes), space.constraints.allows(region.users, user),
            region.fits(userClass(user)),
            let references = references(
                region, space.tracksOwnership ? user : AnalysisSpace.nobody, avoiding)
        else { return nil }
        return MessageChoice(user: user, references: references)
    }

    /// References for the four inputs, none wherever that will do.
    private func references(_ region: Region, _ user: Int32, _ avoiding: (Int32) -> Bool) -> SIMD4<Int32>? {
        let present = present(for: user)
        var result = SIMD4<Int32>(repeating: MessageChoice.none)
        for input in 0..<4 {
            let mask = region[open: input] & present
            if mask & OpenAlphabet.noReference != 0 { continue }
            if mask == 0 { return nil }
            if mask & OpenAlphabet.unknownReference != 0 {
                result[input] = MessageChoice.unknown
            } else {
                var chosen: Int32?
                _ = anyReference(in: mask, for: user) { reference in
                    if avoiding(reference) { return false }
                    chosen = reference
                    return true
                }
                guard let chosen else { return nil }
                result[input] = chosen
            }
        }
        return result
    }

    /// Of fewer, each is looked at without asking what others have.
    static let fewUsers = 4

    /// Calls `body` with users of a region until it returns true; whether it did.
    ///
    /// - Parameter everyMember: false where users of one class are as good as each other.
    func anyUser(_ region: Region, _ users: Int32, everyMember: Bool, _ body: (Int32) -> Bool) -> Bool {
        let constraint = space.constraints[users]
        if constraint.allows(AnalysisSpace.nobody), region.fits(userClass(AnalysisSpace.nobody)),
            body(AnalysisSpace.nobody)
        {
            return true
        }
        if !constraint.isExclusion {
            if constraint.values.count < Self.fewUsers {
                return constraint.values.contains { $0 >= 0 && region.fits(userClass($0)) && body($0) }
            }
            let fitting = userClasses.classes.map { region.fits($0) }
            if !fitting.contains(true) { return false }
            return constraint.values.contains { $0 >= 0 && fitting[Int(userClasses.classOfUser[Int($0)])] && body($0) }
        }
        for (index, value) in userClasses.classes.enumerated() where region.fits(value) {
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

    /// Whether what was chosen elsewhere will do for a region here.
    ///
    /// - Parameter region: its users are all of its own.
    func allows(_ choice: MessageChoice, _ region: Region) -> Bool {
        guard space.constraints.allows(region.users, choice.user) else { return false }
        for input in 0..<4 {
            let reference = choice.references[input]
            let position =
                switch reference {
                case MessageChoice.none: 0
                case MessageChoice.unknown: 1
                default: classOf(reference, choice.user)
                }
            if region[open: input] & 1 << OpenAlphabet.Mask(position) == 0 { return false }
        }
        return true
    }

    /// The message of a choice, the simplest otherwise.
    ///
    /// - Parameters:
    ///   - team: of the vocabulary, -1 for none given.
    ///   - number: the recipient; nil for any.
    func message(
        _ choice: MessageChoice, _ region: Region, team: Int32, number: String? = nil
    ) -> WitnessMessage {
        space.message(
            choice, region, team: team, number: number ?? recipientNumber(recipient.representative, region.areaCodes),
            needs: needs)
    }

    /// A recipient of a country whose area code a constraint allows.
    func recipientNumber(_ country: Country?, _ areaCodes: Int32) -> String {
        space.recipientNumber(recipient, country, areaCodes)
    }
}

extension Region {
    /// Whether users of a class are the region's, if it allows them by name.
    func fits(_ value: UserClasses.Class) -> Bool {
        userClasses & 1 << UserAlphabet.Mask(value.position) != 0 && value.wins & wins == wins
            && value.wins & loses == 0
    }
}

extension AnalysisSpace {
    /// The message of a choice, the simplest otherwise.
    ///
    /// - Parameters:
    ///   - team: of the vocabulary, -1 for none given.
    ///   - number: the recipient.
    func message(
        _ choice: MessageChoice, _ region: Region, team: Int32, number: String, needs: UInt8
    ) -> WitnessMessage {
        var message = WitnessMessage(to: number)
        for input in 0..<4 {
            let reference = choice.references[input]
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
        for (index, mask) in attributeSets.sets[Int(region.attributes)].enumerated() where mask & 1 == 0 {
            let attribute = vocabulary.attributes[index]
            message.attributes.append(
                .init(name: attribute.name, value: attribute.values[mask.trailingZeroBitCount - 1]))
        }
        return message
    }

    /// A recipient of a class, of one of its countries, whose area code a constraint allows.
    func recipientNumber(_ recipient: RecipientClass, _ country: Country?, _ areaCodes: Int32) -> String {
        let number = recipientNumbers(country, nil).number(at: 0)
        guard areaCodes != ValueConstraints.any,
            let code = Int32(number.dropFirst().prefix(4)), !constraints.allows(areaCodes, code),
            let other = recipient.areaCodes.first(where: { $0 >= 1200 && constraints.allows(areaCodes, $0) })
                ?? recipient.areaCodes.first(where: { constraints.allows(areaCodes, $0) })
        else { return number }
        return recipientNumbers(country, other).number(at: 0)
    }
}
