internal import Diagnostics
internal import SendFromKit

/// The path and the parameters of a request's target.
struct RequestTarget {
    let path: String
    private(set) var parameters: [String: String] = [:]
    /// What can't be read of it.
    private(set) var problem: String?

    init(_ uri: String) {
        let parts = uri.prefix { $0 != "#" }.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts.first ?? "")
        guard parts.count == 2 else { return }
        for pair in parts[1].split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = URIText.decoded(sides[0].replacing("+", with: " ")),
                let value = URIText.decoded((sides.count == 2 ? sides[1] : "").replacing("+", with: " "))
            else {
                problem = "`?\(Printable.line(String(pair)))` is not percent-encoded UTF-8"
                return
            }
            guard parameters.updateValue(value, forKey: name) == nil else {
                problem = "\(Wording.quote(name)) stands twice"
                return
            }
        }
    }

    /// Complains of parameters a route doesn't have.
    func problem(knowing names: [String]) -> String? {
        if let problem { return problem }
        guard let name = parameters.keys.filter({ !names.contains($0) }).min() else { return nil }
        let near = NearMiss.words(NearMiss.best(for: name, among: names))
        return "\(path) has no parameter \(Wording.quote(name))\(near)"
            + (names.isEmpty ? "; it has none" : near.isEmpty ? "; it has \(Wording.list(names))" : "")
    }
}
