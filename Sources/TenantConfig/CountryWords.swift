internal import Diagnostics
internal import SenderModel

/// What to say to somebody whose country code is none.
package enum CountryWords {
    /// Codes people type that ISO 3166-1 doesn't have.
    private static let meant = ["UK": "GB", "EL": "GR", "EN": "GB", "USA": "US", "GBR": "GB", "DEU": "DE", "FX": "FR"]

    package static func help(for text: String, groups: [String] = []) -> String {
        let upper = text.uppercased()
        if let code = meant[upper] { return "write `\(code)`" }
        if Country(upper) != nil { return "write `\(upper)`" }
        if text.contains(",") || text.contains(" ") {
            let codes = text.split { $0 == "," || $0 == " " }
            if codes.count > 1, codes.allSatisfy({ Country($0) != nil }) {
                return "write a list where several may stand: `[\(codes.joined(separator: ", "))]`"
            }
        }
        if let near = NearMiss.best(for: text, among: groups) { return "did you mean the group `\(near)`?" }
        return "write two capital letters as in ISO 3166-1, for example `DE`"
            + (groups.isEmpty ? "" : ", or a group: \(Wording.list(groups.sorted(), "or"))")
    }
}
