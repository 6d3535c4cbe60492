/// How decisions are written.
package enum DecisionFormat: String, CaseIterable, Sendable {
    /// One JSON object a line.
    case ndjson
    /// One JSON array of all decisions.
    case json
    case csv

    /// A writer of this format.
    ///
    /// - Parameters:
    ///   - severalTenants: whether decisions name their tenant.
    ///   - severalFiles: whether places name their file.
    package func writer(severalTenants: Bool, severalFiles: Bool) -> any DecisionWriter {
        switch self {
        case .ndjson: NDJSONDecisionWriter(severalTenants: severalTenants, severalFiles: severalFiles)
        case .json: JSONDecisionWriter(severalTenants: severalTenants, severalFiles: severalFiles)
        case .csv: CSVDecisionWriter(severalTenants: severalTenants, severalFiles: severalFiles)
        }
    }
}
