internal import SenderModel

/// What most sources propose for a message, looked up before any row is tried.
///
/// A row then takes its source's by position. Which row decides can't be foretold, and a processor that guesses wrong
/// loses what all these look-ups take.
struct Candidates {
    // INVARIANT: in the order of `RowPlan.Source`, whose raw values are the positions.
    var conversation = EntryGate.none
    var explicit = EntryGate.none
    var firstUsed = EntryGate.none
    var lastUsed = EntryGate.none
    var userNumber = EntryGate.none
    var countryDefault = EntryGate.none
    /// A fixed sender, which the row itself has.
    private let fixed = EntryGate.blank

    /// What a row proposes whose source is held here. By pointer: to ask a value by position copies all of it.
    @inline(__always)
    static func gate(
        of row: UnsafePointer<RowPlan>, _ source: RowPlan.Source, _ inputs: LentInputs
    ) -> EntryGate {
        // They lie at the front.
        UnsafeRawPointer(inputs).load(
            fromByteOffset: Int(source.rawValue) &* MemoryLayout<EntryGate>.stride, as: EntryGate.self
        ).joined(with: row.pointee.sender)
    }
}

/// Which of the sources that texts of messages answer any row has.
struct AskedSources: OptionSet, Sendable {
    let rawValue: UInt8

    static var conversation: AskedSources { AskedSources(rawValue: 1) }
    static var explicit: AskedSources { AskedSources(rawValue: 1 << 1) }
    /// `first_used` or `last_used`.
    static var used: AskedSources { AskedSources(rawValue: 1 << 2) }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ rows: [RowPlan]) {
        self = []
        for row in rows {
            switch row.source {
            case .conversation: insert(.conversation)
            case .explicit: insert(.explicit)
            case .firstUsed, .lastUsed: insert(.used)
            default: break
            }
        }
    }
}
