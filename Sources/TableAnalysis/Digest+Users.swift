/// What users weigh together.
extension Digest {
    /// The users of a part that `group` allows; with their own numbers where those are the outcome.
    func users(_ part: Part, _ slice: Slice, _ group: Int32) -> FieldWeight {
        let region = part.leaf.region
        let classes = slice.userClasses
        guard let constraint = space.constraints.intersection(region.users, group) else { return .zero }
        let value = space.constraints[constraint]
        var sum = FieldWeight.zero
        if value.allows(AnalysisSpace.nobody), region.fits(slice.userClass(AnalysisSpace.nobody)), !part.isOwn {
            sum += weights.nobody
        }
        if !value.isExclusion {
            for user in value.values
            where user >= 0 && region.fits(classes.classes[Int(classes.classOfUser[Int(user)])]) {
                sum += weight(of: user, isOwn: part.isOwn)
            }
            return sum
        }
        let fitting = classes.classes.map(region.fits)
        // All that fit, or all of them without a team, less those that are left out by name.
        let named = space.constraints[region.users]
        let isTeamless = group == symbolic.usersWithoutTeam
        if named.isExclusion, isTeamless || group == ValueConstraints.any {
            for (index, sums) in classSums(slice).enumerated() where fitting[index] {
                sum +=
                    isTeamless
                    ? (part.isOwn ? sums.teamlessOwns : sums.teamlessUsers) : (part.isOwn ? sums.owns : sums.users)
            }
            for user in named.values
            where user >= 0 && fitting[Int(classes.classOfUser[Int(user)])]
                && (!isTeamless || symbolic.side.teamOfUser[Int(user)] < 0)
            {
                sum = sum - weight(of: user, isOwn: part.isOwn)
            }
            return sum
        }
        for (user, index) in classes.classOfUser.enumerated()
        where fitting[Int(index)] && value.allows(Int32(user)) {
            sum += part.isOwn ? ownWeights[user] : weights.users[user]
        }
        return sum
    }

    /// What the users of each class weigh.
    struct ClassSums {
        var users = FieldWeight.zero
        var owns = FieldWeight.zero
        var teamlessUsers = FieldWeight.zero
        var teamlessOwns = FieldWeight.zero
    }

    private func classSums(_ slice: Slice) -> [ClassSums] {
        if let last = lastClassSums, last.slice === slice { return last.sums }
        let classes = slice.userClasses
        var sums = [ClassSums](repeating: ClassSums(), count: classes.classes.count)
        for (user, index) in classes.classOfUser.enumerated() {
            let (weight, own) = (weights.users[user], ownWeights[user])
            sums[Int(index)].users += weight
            sums[Int(index)].owns += own
            if symbolic.side.teamOfUser[user] < 0 {
                sums[Int(index)].teamlessUsers += weight
                sums[Int(index)].teamlessOwns += own
            }
        }
        lastClassSums = (slice, sums)
        return sums
    }
}
