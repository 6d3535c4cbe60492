internal import Diagnostics
internal import SenderModel

/// What to say to somebody whose country code is none.
package enum CountryWords {
    /// Codes people type that ISO 3166-1 doesn't have.
    private static let meant = ["UK": "GB", "EL": "GR", "EN": "GB", "USA": "US", "GBR": "GB", "DEU": "DE", "FX": "FR"]

    /// The one code a text can have been meant as. `EN` may be a language.
    package static func code(for text: String) -> String? {
        let upper = text.uppercased()
        return upper == "EN" ? nil : meant[upper] ?? Country(upper)?.code
    }

    /// The one code or group a text can have been meant as, where a group may stand too.
    package static func near(_ text: String, groups: [String]) -> String? {
        if let code = code(for: text) { return code }
        // Two letters are a country's code, whatever group they are near to.
        guard text.count > 2, let group = NearMiss.best(for: text, among: groups) else { return nil }
        return NearMiss.isSlip(text, for: group, isClosed: false) ? group : nil
    }

    package static func help(for text: String, groups: [String] = []) -> String {
        if text.lowercased() == "false" { return "for Norway write `NO`; other tools made `false` of it" }
        if let code = code(for: text) ?? meant[text.uppercased()] { return "write `\(code)`" }
        if text.contains(",") || text.contains(" ") {
            let codes = text.split { $0 == "," || $0 == " " }
            if codes.count > 1, codes.allSatisfy({ Country($0) != nil }) {
                return "write a list where several may stand: `[\(codes.joined(separator: ", "))]`"
            }
        }
        if text.count > 2, let near = NearMiss.best(for: text, among: groups) {
            return "did you mean the group `\(near)`?"
        }
        return "write two capital letters as in ISO 3166-1, for example `DE`"
            + (groups.isEmpty ? "" : ", or a group: \(Wording.list(groups.sorted(), "or"))")
    }
}
