internal import NumberingPlan
internal import SenderModel

/// A message's texts looked up: after this, rows work on integers.
///
/// What a message gives can't be foretold, and a processor that guesses a branch wrong loses what a look-up costs. So
/// names are looked up whether they are given or not, and warnings are sums of bits.
extension Evaluator {
    /// Fills the inputs, which are as they begin.
    ///
    /// - Returns: false where the recipient can't be a number; the inputs then hold only warnings.
    @inline(never)
    func lookUp(
        _ message: Message, _ bytes: MessageBytes, _ scratch: inout EvaluationScratch,
        _ inputs: UnsafeMutablePointer<Inputs>
    ) -> Bool {
        // First, as its steps wait for each other, and what follows needn't wait for them.
        let recipient = message.slice(of: .to).text(in: bytes).flatMap { Recipient($0, plan) }
        if let recipient {
            inputs.pointee.recipient = recipient
            inputs.pointee.country = recipient.country
        }
        if asked.contains(.conversation), let text = message.slice(of: .conversation).text(in: bytes) {
            inputs.pointee.candidates.conversation = senders.find(text, country: inputs.pointee.country)
        }
        if asked.contains(.explicit), let text = message.slice(of: .from).text(in: bytes) {
            inputs.pointee.candidates.explicit = senders.find(text, country: inputs.pointee.country)
        }
        if asked.contains(.used) { lookUpUsed(message, bytes, inputs) }
        let user = position(of: message.slice(of: .user), among: names.users, bytes)
        let team = position(of: message.slice(of: .team), among: names.teams, bytes)
        inputs.pointee.warnings.bits =
            Self.bit(user & ~message.slice(of: .user).start &>> 31, .unknownUser)
            | Self.bit(team & ~message.slice(of: .team).start &>> 31, .unknownTeam)
        let userPlan = users.place(Int(user &+ 1))
        inputs.pointee.candidates.userNumber = userPlan.pointee.own
        inputs.pointee.user = Int(user &+ 1)
        // The user's where the message's is none.
        inputs.pointee.team = Int(team &+ 1 | userPlan.pointee.team & team &>> 31)
        if attributeCount > 0 { lookUpAttributes(message, bytes, &scratch, &inputs.pointee.warnings) }
        guard let recipient else { return false }
        inputs.pointee.warnings.bits |= recipient.warnings
        let countryDefault = countryDefaults[inputs.pointee.country]
        inputs.pointee.candidates.countryDefault = countryDefault
        inputs.pointee.absence = Absence.of(message, userNumber: userPlan.pointee.own, countryDefault: countryDefault)
        inputs.pointee.origin = message.origin.map { $0.ordinal &+ 1 } ?? 0
        inputs.pointee.purpose = message.purpose.map { $0.ordinal &+ 1 } ?? 0
        inputs.pointee.needs = message.needs.isEmpty ? Self.defaultNeeds : message.needs.bits
        return true
    }

    @inline(__always)
    private static var defaultNeeds: UInt8 { MemberSet<Need>.bit(of: .sms) }

    /// A warning's bit where all bits of a word are set, nothing where none is.
    @inline(__always)
    private static func bit(_ isMeant: Int32, _ warning: DecisionWarning) -> UInt8 {
        UInt8(truncatingIfNeeded: isMeant &>> 31) & MemberSet<DecisionWarning>.bit(of: warning)
    }

    /// The position of a name, -1 where it isn't declared or none is given.
    @inline(__always)
    private func position(of slice: Message.Slice, among names: NameTable, _ bytes: MessageBytes) -> Int32 {
        let position = names.findShort(slice, in: bytes)
        return position == NameTable.isUnusual ? unusualPosition(of: slice, among: names, bytes) : position
    }

    @inline(never)
    private func unusualPosition(of slice: Message.Slice, among names: NameTable, _ bytes: MessageBytes) -> Int32 {
        slice.text(in: bytes).map { names.find($0) } ?? -1
    }

    @inline(never)
    private func lookUpUsed(
        _ message: Message, _ bytes: MessageBytes, _ inputs: UnsafeMutablePointer<Inputs>
    ) {
        let country = inputs.pointee.country
        if let text = message.slice(of: .firstUsed).text(in: bytes) {
            inputs.pointee.candidates.firstUsed = senders.find(text, country: country)
        }
        if let text = message.slice(of: .lastUsed).text(in: bytes) {
            inputs.pointee.candidates.lastUsed = senders.find(text, country: country)
        }
    }

    /// The positions of attribute values; what isn't declared counts as not given, with a warning.
    @inline(never)
    private func lookUpAttributes(
        _ message: Message, _ bytes: MessageBytes, _ scratch: inout EvaluationScratch,
        _ warnings: inout MemberSet<DecisionWarning>
    ) {
        scratch.attributeValues.removeAll(keepingCapacity: true)
        for _ in 0..<attributeCount { scratch.attributeValues.append(-1) }
        for other in message.others {
            guard case .text(let slice) = other.value, let value = slice.text(in: bytes),
                let name = other.name.text(in: bytes)
            else { continue }
            let attribute = names.attributes.find(name)
            guard attribute >= 0 else { continue }
            let position = names.values[attribute].find(value)
            if position < 0 { warnings.insert(.unknownAttribute) }
            scratch.attributeValues[Int(attribute)] = position
        }
    }
}
