internal import Diagnostics
internal import NIOHTTP1
internal import SendFromKit

/// What a request is answered.
struct Answer: Sendable {
    var status: HTTPResponseStatus
    var type: String
    var body: [UInt8]
    /// Beside those every answer has.
    var headers: [(name: String, value: String)] = []
    /// Whether more follows the body, for as long as the client listens.
    var isStream = false

    init(_ status: HTTPResponseStatus = .ok, _ type: String, _ body: [UInt8]) {
        self.status = status
        self.type = type
        self.body = body
    }

    init(json: String, _ status: HTTPResponseStatus = .ok) {
        self.init(status, "application/json; charset=utf-8", Array(json.utf8))
    }

    init(html: String) { self.init(.ok, "text/html; charset=utf-8", Array(html.utf8)) }

    /// What is wrong with a request, and what to ask instead.
    init(error: String, _ status: HTTPResponseStatus) {
        self.init(json: JSONTree.object([("error", .text(Printable.line(error)))]).compact + "\n", status)
    }

    /// Everything that is said before the body. The page may load what this server gives and nothing else, be framed by
    /// nobody, and nothing of it is kept.
    var allHeaders: HTTPHeaders {
        var all = HTTPHeaders([
            ("Content-Type", type),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'"
            ),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ])
        if !isStream { all.add(name: "Content-Length", value: String(body.count)) }
        for header in headers { all.add(name: header.name, value: header.value) }
        return all
    }
}
