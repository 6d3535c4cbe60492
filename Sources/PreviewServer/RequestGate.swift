internal import NIOHTTP1

/// Who may ask: a page of ours, and programs of this machine. A page of anybody else's in the same browser may not, not
/// even under a name of its own that it lets point to 127.0.0.1.
struct RequestGate: Sendable {
    /// What may stand in `Host`.
    private let hosts: Set<String>

    init(port: Int) {
        let names = ["127.0.0.1", "localhost", "[::1]"]
        hosts = Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
    }

    /// - Returns: the answer to somebody who may not ask; nil for all others.
    func refusal(_ head: HTTPRequestHead) -> Answer? {
        guard head.uri.hasPrefix("/") else {
            return Answer(error: "the request's target must be a path, such as /v1/evaluate", .badRequest)
        }
        let host = head.headers["Host"]
        guard host.count == 1, hosts.contains(host[0].lowercased()) else {
            let name = hosts.min() ?? ""
            return Answer(
                error: "this server answers to \(name) and localhost only; ask http://\(name)\(Self.path(head))",
                .misdirectedRequest)
        }
        let origins = head.headers["Origin"]
        guard origins.allSatisfy({ origin in hosts.contains { "http://" + $0 == origin.lowercased() } }) else {
            return Self.foreign
        }
        // Browsers say where a request comes from; what says nothing is no browser, or an old one, which sends `Origin`
        // with whatever is not a plain `GET`.
        let sites = head.headers["Sec-Fetch-Site"]
        guard sites.allSatisfy({ ["same-origin", "none"].contains($0) }) || Self.isLink(head) else {
            return Self.foreign
        }
        return nil
    }

    private static let foreign = Answer(
        error: "a page of another origin may not ask this server; open its own page, or ask from a program", .forbidden)

    /// Whether somebody followed a link to the page itself, from a ticket perhaps: the other page learns nothing by it.
    private static func isLink(_ head: HTTPRequestHead) -> Bool {
        head.method == .GET && path(head) == "/" && head.headers["Sec-Fetch-Mode"] == ["navigate"]
            && head.headers["Sec-Fetch-Dest"] == ["document"]
    }

    private static func path(_ head: HTTPRequestHead) -> Substring { head.uri.prefix { $0 != "?" && $0 != "#" } }
}
