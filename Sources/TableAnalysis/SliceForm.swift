internal import SenderModel

/// All that the programs of one table depend on in a slice (`ProgramBuilder`): slices of one form have the same.
///
/// A tenant names a default sender for each of some countries, which makes a slice of each; nearly all of them are alike.
struct SliceForm: Equatable {
    /// What entries fail: the lists of one object.
    private let failures: ObjectIdentifier
    /// By row, two bits each from the lowest: whether it can apply, and whether its `unless` can.
    private let rows: UInt64
    /// What the country's default fails; the entry itself where it is somebody's own, as it matters whose; -1 for none.
    private let countryDefault: Int32
    /// The country where some team has a sender for it, else -1.
    private let countryOfTeams: Int16

    /// How many rows there may be.
    private static var most: Int { UInt64.bitWidth / 2 }

    /// - Parameters:
    ///   - side: the table.
    ///   - considered: of its rows.
    /// - Returns: nil where programs depend on more: on which members of a pool are of the recipient's country, for one.
    init?(_ slice: Slice, _ side: AnalysisSide, _ considered: [RowForm]) {
        guard considered.count <= Self.most else { return nil }
        let country = slice.country
        var rows: UInt64 = 0
        for (place, row) in considered.enumerated() {
            if let when = row.when, !when.matches(country, needs: slice.needs) { continue }
            if case .pool = row.source { return nil }
            let hasUnless = row.unless?.matches(country, needs: slice.needs) ?? false
            rows |= (hasUnless ? 3 : 1) << UInt64(2 * place)
        }
        self.rows = rows
        failures = ObjectIdentifier(slice.entryFailures.byProfile)
        let entry = side.countryDefault(country)
        if entry < 0 {
            countryDefault = -1
        } else {
            countryDefault = side.owners[Int(entry)].isEmpty ? Int32(slice.failures(entry, 0)) : 256 + entry
        }
        countryOfTeams = country.map { side.countriesOfTeams.contains($0) ? Int16($0.index) : -1 } ?? -1
    }
}
