internal import SenderModel

/// What a row decides, as far as a program says it without the slice: some are resolved by `OutcomeReader`.
enum Outcome: Hashable {
    case noSender
    case rejectedByRule
    case unusable(RowResult)
    /// A sender, of `SenderNumbers`.
    case literal(Int32)
    /// The reference of an open input, 0…3.
    case open(Int)
    /// The user's own number in a table.
    case own(side: Int)
    /// One of several members by the recipient's digits; a position in `ProgramStore.pools`.
    case pool(Int32)
    case countryDefault(side: Int)
    case team(side: Int)
    /// The best entry that is nobody's own, under these requirements.
    case best(side: Int, require: UInt8)
}
