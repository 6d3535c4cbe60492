internal import SenderModel

/// What a row decides, as far as a program says it: some mean a sender only in a slice of a table.
enum ProgramOutcome: Hashable {
    case noSender
    case rejectedByRule
    case unusable(RowResult)
    /// A sender, of `SenderNumbers`.
    case literal(Int32)
    /// The reference of an open input, 0…3.
    case open(Int)
    /// The user's own number.
    case own
    /// One of several members by the recipient's digits; a position in `ProgramStore.pools`.
    case pool(Int32)
    case countryDefault
    case team
    /// The best entry that is nobody's own, under these requirements.
    case best(UInt8)
    /// Some sender, or any decision: what `SummarizedDecisions` don't tell of another table. In no program.
    case anySender, anything
}
