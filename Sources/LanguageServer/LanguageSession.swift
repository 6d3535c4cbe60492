internal import Diagnostics
package import Linting
package import SendFromKit
internal import TenantConfig

/// One editor's session: what is open, what was found, and an answer to each message.
///
/// Knows neither time nor threads: `LanguageServer` gives it messages and tells it when a lint is done. Nothing a client
/// sends ends it but `exit`.
package final class LanguageSession {
    /// Takes each message that is sent, framed.
    private let send: ([UInt8]) -> Void
    private let today: () -> String

    private enum Phase { case new, running, shutDown }
    private var phase = Phase.new
    /// Set by `exit`: 0 after a `shutdown`, else 1.
    package private(set) var exitStatus: Int32?

    var encoding = PositionEncoding.utf16
    var showsRelated = false
    var watchesFiles = false
    var likesMarkdown = true

    /// What is open, by absolute path.
    var documents: [String: OpenDocument] = [:]
    /// What each tenant's files say, by folder, until something changes.
    var views: [String: TenantView] = [:]
    /// Files as they last could be parsed, by path as shown.
    var lastGood: [String: SourceFile] = [:]
    /// What was last found, by tenant's folder.
    var findings: [String: TenantFindings] = [:]
    /// Tenants to lint.
    package internal(set) var due: Set<String> = []
    /// By tenant's folder, how often something of it changed; what was found before a change is out of date.
    var generations: [String: Int] = [:]
    /// Whether what is due is due because somebody types, who may type on.
    package internal(set) var isTyping = false
    /// What was last published, by path.
    private var published: [String: String] = [:]
    /// Files whose text changed since their findings were published.
    var changed: Set<String> = []

    struct OpenDocument {
        let uri: String
        var version: Int?
        var source: SourceFile
    }

    /// What `lint` found in a tenant.
    struct TenantFindings {
        let report: LintReport
    }

    /// - Parameter today: the day it is, `YYYY-MM-DD`.
    package init(today: @escaping () -> String, send: @escaping ([UInt8]) -> Void) {
        self.today = today
        self.send = send
    }

    // MARK: - Messages

    /// A tenant to lint, its files as they were when it was taken.
    package struct LintJob: Sendable {
        package let folder: String
        package let generation: Int
        package let tenant: OpenTenant
    }

    /// Answers messages that came together; a request that a later one takes back is not carried out.
    package func receive(_ bodies: [[UInt8]]) {
        let messages = bodies.map { body in Result { () throws(Incoming.Problem) in try Incoming.read(body) } }
        var taken: Set<String> = []
        for case .success(let message?) in messages where message.method == "$/cancelRequest" {
            if let id = Self.id(message.params["id"]) { taken.insert(id.compact) }
        }
        for message in messages {
            guard exitStatus == nil else { return }
            switch message {
            case .success(nil): break
            case .success(let message?):
                answer(message, isCancelled: message.id.map { taken.contains($0.compact) } ?? false)
            case .failure(.notJSON): respond(.null, ResponseError(ResponseError.parseError, "this is not JSON"))
            case .failure(.notRequest(let id)):
                respond(id ?? .null, ResponseError(ResponseError.invalidRequest, "this is no request of JSON-RPC 2.0"))
            }
        }
    }

    /// Says that bytes came that are no message.
    package func receiveGarbage(_ what: String) {
        respond(.null, ResponseError(ResponseError.parseError, what))
    }

    private static func id(_ value: JSONValue?) -> JSONTree? {
        switch value {
        case .text(let text)?: .text(text)
        case .number(let number)?: JSONValue.digits(number).flatMap { Int($0) }.map { .number($0) }
        default: nil
        }
    }

    private func answer(_ message: Incoming, isCancelled: Bool) {
        guard let id = message.id else {
            if message.method == "exit" {
                exitStatus = phase == .shutDown ? 0 : 1
            } else if phase == .running {
                try? notice(message.method, message.params)
            }
            return
        }
        do {
            if isCancelled { throw ResponseError(ResponseError.cancelled, "cancelled") }
            respond(id, try request(message.method, message.params))
        } catch let error as ResponseError {
            respond(id, error)
        } catch {
            respond(id, ResponseError(ResponseError.internalError, "\(error)"))
        }
    }

    private func request(_ method: String, _ params: JSONValue) throws -> JSONTree {
        switch (phase, method) {
        case (.new, "initialize"):
            phase = .running
            return initialize(params)
        case (.new, _): throw ResponseError(ResponseError.notInitialized, "`initialize` comes first")
        case (.shutDown, _): throw ResponseError(ResponseError.invalidRequest, "the session is shut down")
        case (.running, "initialize"):
            throw ResponseError(ResponseError.invalidRequest, "`initialize` comes once")
        case (.running, "shutdown"):
            phase = .shutDown
            return .null
        case (.running, _):
            return try feature(method, params)
        }
    }

    private func feature(_ method: String, _ params: JSONValue) throws -> JSONTree {
        switch method {
        case "textDocument/hover": try hover(params)
        case "textDocument/completion": try completion(params)
        case "textDocument/definition": try definition(params)
        case "textDocument/references": try references(params)
        case "textDocument/documentHighlight": try highlight(params)
        case "textDocument/prepareRename": try prepareRename(params)
        case "textDocument/rename": try rename(params)
        case "textDocument/codeAction": try codeActions(params)
        default:
            throw ResponseError(ResponseError.methodNotFound, "there is no method \(Wording.quote(method))")
        }
    }

    private func notice(_ method: String, _ params: JSONValue) throws {
        switch method {
        case "initialized": if watchesFiles { watchFiles() }
        case "textDocument/didOpen": try open(params)
        case "textDocument/didChange": try change(params)
        case "textDocument/didClose": try close(params)
        case "textDocument/didSave", "workspace/didChangeWatchedFiles": touch(documents.keys.map { $0 })
        default: break
        }
    }

    private func respond(_ id: JSONTree, _ result: JSONTree) {
        post([("id", id), ("result", result)])
    }

    private func respond(_ id: JSONTree, _ error: ResponseError) {
        post([
            ("id", id),
            ("error", .object([("code", .number(error.code)), ("message", .text(error.message))])),
        ])
    }

    private func notify(_ method: String, _ params: JSONTree) {
        post([("method", .text(method)), ("params", params)])
    }

    func post(_ pairs: [(String, JSONTree)]) {
        send(FrameReader.frame(JSONTree.object([("jsonrpc", .text("2.0"))] + pairs).compact))
    }

    // MARK: - Linting

    /// What there is to lint, each with its files as they are now; nothing is due then.
    package func takeDue() -> [LintJob] {
        let folders = due.sorted()
        due = []
        isTyping = false
        return folders.compactMap { folder in
            tenant(folder).map { LintJob(folder: folder, generation: generations[folder] ?? 0, tenant: $0) }
        }
    }

    /// Takes in what lint found and publishes it, if nothing has changed since.
    package func finish(_ folder: String, _ report: LintReport, generation: Int) {
        guard generation == generations[folder], isActive(folder) else { return }
        findings[folder] = TenantFindings(report: report)
        publish()
    }

    func tenant(_ folder: String) -> OpenTenant? {
        try? OpenTenant.read(Files.shown(folder), overlay, today: today())
    }

    func view(_ folder: String) -> TenantView? {
        if let known = views[folder] { return known }
        guard let tenant = tenant(folder) else { return nil }
        let view = TenantView(tenant, lastGood: &lastGood)
        views[folder] = view
        return view
    }

    var words: ProtocolWords {
        ProtocolWords(encoding: encoding, showsRelated: showsRelated, uris: documents.mapValues(\.uri))
    }

    /// Sends the findings of files that changed, or whose findings did.
    func publish() {
        let words = words
        var byPath: [String: [JSONTree]] = [:]
        var seen: [String: Set<String>] = [:]
        for (_, found) in findings.sorted(by: { $0.key < $1.key }) {
            for finding in found.report.findings.map(\.diagnostic) {
                let path = Files.absolute(finding.place.path)
                let json = words.diagnostic(finding)
                // What stands in `sendfrom.yaml` is found with each tenant below it.
                if seen[path, default: []].insert(json.compact).inserted { byPath[path, default: []].append(json) }
            }
        }
        let linted = Set(documents.keys.filter { path in folders(of: path).contains { findings[$0] != nil } })
        let paths = Set(byPath.keys).union(published.keys).union(changed.intersection(linted))
        for path in paths.sorted() {
            let list = JSONTree.list(byPath[path] ?? [])
            let text = list.compact
            guard changed.contains(path) && linted.contains(path) || text != published[path] ?? "[]" else { continue }
            published[path] = byPath[path] == nil ? nil : text
            var pairs: [(String, JSONTree)] = [("uri", .text(words.uri(path))), ("diagnostics", list)]
            if let version = documents[path]?.version { pairs.insert(("version", .number(version)), at: 1) }
            notify("textDocument/publishDiagnostics", .object(pairs))
        }
        changed.subtract(linted)
        changed = changed.filter { documents[$0] != nil }
    }
}
