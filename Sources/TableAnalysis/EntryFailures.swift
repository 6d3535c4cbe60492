internal import SenderModel

/// Which requirements the entries of each profile fail, for one class of recipients and one set of needs.
struct EntryFailures {
    private let space: AnalysisSpace
    private let country: Country?
    /// What it says, which other recipients may have in common.
    let byProfile: ByProfile

    /// A class: handed from slice to slice, each list would be counted.
    final class ByProfile {
        /// Of one table or two by profile, bits of `Requirement`. One list for both where they are alike, as they mostly are.
        let first: [UInt8]
        let second: [UInt8]
        let compliance: [[UInt8]]
        /// Of users, made where they are asked for: they go by these lists and the tables alone.
        var classesOfUsers: UserClasses?

        fileprivate init(first: [UInt8], second: [UInt8], compliance: [[UInt8]]) {
            self.first = first
            self.second = second
            self.compliance = compliance
        }
    }

    /// By profile, bits of `Requirement`.
    func failures(of side: Int) -> [UInt8] { side == 0 ? byProfile.first : byProfile.second }

    /// What a profile fails, bits of `Requirement`.
    @inline(__always)
    func failures(_ profile: Int, _ side: Int) -> UInt8 {
        side == 0 ? byProfile.first[profile] : byProfile.second[profile]
    }

    /// By profile, of which `rank` makes what `best` prefers.
    func compliance(of side: Int) -> [UInt8] { byProfile.compliance[side] }

    /// What does not depend on the needs: by side and profile, 1 fails `compliant`, 2 foreign, 4 unknown.
    ///
    /// - Parameter ranks: whether the last two are asked for, which only `best` does.
    static func compliance(
        _ sides: [AnalysisSide], _ profiles: [EntryProfile], _ country: Country?, ranks: Bool
    ) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var last: (rule: CountryRule, rejectsUnknown: Bool)?
        for side in sides {
            let rule = country.map(side.table.rule(for:)) ?? .unknown
            let rejectsUnknown = side.table.unknownCompliance == .reject
            // Two tables nearly always have the same rules.
            if let last, last == (rule, rejectsUnknown) {
                result.append(result[result.count - 1])
                continue
            }
            last = (rule, rejectsUnknown)
            result.append(
                profiles.map { profile in
                    let verdict = profile.verdict(country, rule)
                    let fails = verdict.isReason || (verdict == .unknown && rejectsUnknown)
                    let rank: UInt8 = (verdict == .ok ? 0 : 4) | (profile.isLocal(to: country) ? 0 : 2)
                    return (fails ? 1 : 0) | (ranks ? rank : 0)
                })
        }
        return result
    }

    init(_ space: AnalysisSpace, _ recipient: RecipientClass, _ needs: UInt8) {
        self.space = space
        country = recipient.representative
        let (own, meets) = (space.profiles.failures, space.profiles.meets)
        func failures(_ compliance: [UInt8]) -> [UInt8] {
            compliance.indices.map { index in
                (own[index] | (needs & ~meets[index] == 0 ? 0 : Require.capable)
                    | (compliance[index] & 1 != 0 ? Require.compliant : 0)) & space.asked
            }
        }
        let compliance = recipient.compliance
        let first = failures(compliance[0])
        byProfile = ByProfile(
            first: first,
            second: compliance.count == 1 || compliance[1] == compliance[0] ? first : failures(compliance[1]),
            compliance: compliance)
    }

    /// The same of other recipients to whom entries fail the same.
    init(_ space: AnalysisSpace, _ recipient: RecipientClass, _ byProfile: ByProfile) {
        self.space = space
        country = recipient.representative
        self.byProfile = byProfile
    }

    /// What `best` prefers, smaller first.
    ///
    /// - Parameter compliance: of the entry's profile: known before unknown, then local before foreign; entries alike in that
    ///   go by what doesn't depend on the message.
    @inline(__always)
    static func rank(_ compliance: UInt8, _ staticRank: Int32) -> UInt64 {
        UInt64(compliance >> 1) << 32 | UInt64(staticRank)
    }

    /// The class of references of a kind, for users declared so.
    func openClass(_ kind: ReferenceKind, _ declaration: Int, user: Int32?) -> OpenAlphabet.Class {
        var values: [OpenAlphabet.Value] = []
        for side in byProfile.compliance.indices {
            guard kind.profiles[side] >= 0 else {
                values.append(OpenAlphabet.unknown)
                continue
            }
            let isAnothers = space.tracksOwnership && kind.isOwned(side) && declaration & 1 << side != 0
            values.append(
                OpenAlphabet.value(failures(Int(kind.profiles[side]), side), isAnothers ? .anothers : .unowned))
        }
        return Self.normal(values, kind.isSameSender)
    }

    /// The class of one reference for one user, whose own it may be.
    func openClass(of reference: Int, user: Int32) -> OpenAlphabet.Class {
        let targets = space.vocabulary.references[reference].targets
        let entries = space.sides.indices.map { targets[$0].entry(in: country) }
        let kind = ReferenceKind(space.vocabulary.references[reference], in: country, space.sides, space.senders)
        var result = openClass(kind, space.declaration(user), user: user)
        guard space.tracksOwnership, user >= 0 else { return result }
        for (index, side) in space.sides.enumerated()
        where entries[index] >= 0 && side.senderOfUser[Int(user)] == entries[index] {
            let failed = failures(Int(side.profileOfEntry[Int(entries[index])]), index)
            result.values[index] = OpenAlphabet.value(failed, .own)
        }
        return result
    }

    private static func normal(_ values: [OpenAlphabet.Value], _ isSame: Bool) -> OpenAlphabet.Class {
        OpenAlphabet.Class(values: values, isSameSender: isSame || values.contains(OpenAlphabet.unknown))
    }

    func userClass(_ user: Int32) -> UserAlphabet.Class {
        var values: [UserAlphabet.Value] = []
        var texts: [Int32] = []
        for (index, side) in space.sides.enumerated() {
            guard user >= 0, side.declares[Int(user)] else {
                values.append(UserAlphabet.notDeclared)
                continue
            }
            let own = side.senderOfUser[Int(user)]
            guard own >= 0 else {
                values.append(UserAlphabet.noNumber)
                continue
            }
            texts.append(space.senders.canonical[Int(side.numberOfEntry[Int(own)])])
            values.append(2 + failures(Int(side.profileOfEntry[Int(own)]), index))
        }
        return UserAlphabet.Class(values: values, isSameSender: Set(texts).count < 2)
    }
}
