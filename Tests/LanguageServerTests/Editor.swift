import Foundation
import LanguageServer
import SendFromKit
import Testing

/// An editor in a test: a session, a folder of its own, and what came back.
final class Editor {
    let folder: String
    private(set) var session: LanguageSession!
    private var received: [UInt8] = []
    private var lastID = 0

    /// - Parameter files: texts by path below the folder.
    init(_ files: [String: String] = [:], capabilities: String = "{}", initializes: Bool = true) throws {
        folder = FileManager.default.temporaryDirectory.path + "/sendfrom-editor-\(UUID().uuidString)"
        for (path, text) in files {
            let url = URL(fileURLWithPath: folder + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        session = LanguageSession(today: { "2026-03-01" }) { [unowned self] in received += $0 }
        if initializes {
            _ = try request("initialize", "{\"capabilities\":\(capabilities)}")
            notify("initialized", "{}")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func uri(_ path: String) -> String { "file://\(folder)/\(path)" }

    /// Everything that came since it was last asked for, as JSON objects.
    func messages() throws -> [[String: Any]] {
        var rest = received[...]
        received = []
        var found: [[String: Any]] = []
        while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
            let header = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
            let length = try #require(Int(header.split(separator: " ").last ?? ""))
            let body = rest[end.upperBound..<end.upperBound + length]
            found.append(try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]))
            rest = rest[(end.upperBound + length)...]
        }
        #expect(rest.isEmpty)
        return found
    }

    func send(_ json: String...) { session.receive(json.map { Array($0.utf8) }) }

    func notify(_ method: String, _ params: String) {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\",\"params\":\(params)}")
    }

    /// The answer to a request: `result` or `error`.
    func request(_ method: String, _ params: String) throws -> [String: Any] {
        lastID += 1
        send("{\"jsonrpc\":\"2.0\",\"id\":\(lastID),\"method\":\"\(method)\",\"params\":\(params)}")
        let id = lastID
        return try #require(try messages().first { $0["id"] as? Int == id })
    }

    func open(_ path: String, _ text: String) throws {
        let document: [String: Any] = ["uri": uri(path), "languageId": "yaml", "version": 1, "text": text]
        notify("textDocument/didOpen", try json(["textDocument": document]))
    }

    func json(_ value: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
    }

    /// Lints what is due and gives what was published by it, by path below the folder.
    func lint(proves: Bool = false) throws -> [String: [[String: Any]]] {
        for job in session.takeDue() {
            session.finish(job.folder, job.tenant.report(proves: proves), generation: job.generation)
        }
        var published: [String: [[String: Any]]] = [:]
        for message in try messages() where message["method"] as? String == "textDocument/publishDiagnostics" {
            let params = try #require(message["params"] as? [String: Any])
            let uri = try #require(params["uri"] as? String)
            published[String(uri.dropFirst(self.uri("").count))] = params["diagnostics"] as? [[String: Any]]
        }
        return published
    }
}
