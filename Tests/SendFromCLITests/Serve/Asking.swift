import Foundation
import NIOHTTP1
import SendFromKit
import Testing

@testable import PreviewServer

/// The routes of `serve` asked without a socket, as a connection asks them.
struct Asking {
    let live: LivePreview
    let gate = RequestGate(port: 7363)

    /// - Parameter path: of tenants without errors.
    init(_ path: String, proves: Bool = false) throws {
        _ = CommandRun("--version")  // from the repository's root
        guard case .live(let live) = try LivePreview.read(path, proves: proves, today: { "2026-06-01" }) else {
            throw Broken()
        }
        self.live = live
    }

    struct Broken: Error {}

    func callAsFunction(
        _ method: HTTPMethod, _ target: String, _ headers: [(String, String)] = [("Host", "127.0.0.1:7363")],
        _ body: String = ""
    ) -> Answer {
        self(method, target, headers, Array(body.utf8))
    }

    func callAsFunction(
        _ method: HTTPMethod, _ target: String, _ headers: [(String, String)], _ body: [UInt8]
    ) -> Answer {
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: HTTPHeaders(headers))
        let routes = Routes(live)
        return gate.refusal(head) ?? routes.refusal(head) ?? routes.answer(head, body)
    }

    func get(_ target: String) -> Answer { self(.GET, target) }

    func evaluate(_ body: String, query: String = "", accept: String = "*/*") -> Answer {
        let headers = [
            ("Host", "localhost:7363"), ("Content-Type", "application/json"), ("Accept", accept),
        ]
        return self(.POST, "/v1/evaluate" + query, headers, body)
    }
}

extension Answer {
    var text: String { String(decoding: body, as: UTF8.self) }
    func header(_ name: String) -> String? { allHeaders.first(name: name) }
}
