internal import Diagnostics
internal import NIOHTTP1
internal import SendFromKit
internal import SenderModel

/// What is asked and what is answered: a request in, an answer out, nothing written, no file looked for.
struct Routes: Sendable {
    let live: LivePreview

    init(_ live: LivePreview) { self.live = live }

    private struct Route: Sendable {
        let method: HTTPMethod
        let parameters: [String]
        let answer: @Sendable (Routes, RequestTarget, HTTPRequestHead, [UInt8]) -> Answer
    }

    private static let routes: [String: Route] = [
        "/": Route(method: .GET, parameters: ["tenant"]) { routes, target, _, _ in routes.page(target) },
        "/page.js": Route(method: .GET, parameters: []) { _, _, _, _ in
            Answer(.ok, "text/javascript; charset=utf-8", Array(PageScript.source.text.utf8))
        },
        "/page.css": Route(method: .GET, parameters: []) { _, _, _, _ in
            Answer(.ok, "text/css; charset=utf-8", Array(PageStyle.css.text.utf8))
        },
        "/events": Route(method: .GET, parameters: []) { routes, _, _, _ in routes.events() },
        "/v1/evaluate": Route(method: .POST, parameters: ["trace"]) { $0.evaluate($1, $2, $3) },
        "/v1/sms/phone-numbers": Route(method: .GET, parameters: ["tenant"]) { routes, target, _, _ in
            routes.numbers(target) { list, _ in Answer(json: list.json(list.entries)) }
        },
        "/v1/sms/phone-numbers/available": Route(method: .GET, parameters: ["tenant"]) { routes, target, _, _ in
            routes.numbers(target) { list, _ in Answer(json: list.json(list.available)) }
        },
        "/v1/sms/phone-numbers/my-number": Route(method: .GET, parameters: ["tenant", "user"]) { routes, target, _, _ in
            routes.numbers(target) { mine(target, $0, $1) }
        },
        "/v1/sms/phone-numbers/config": Route(method: .GET, parameters: ["tenant"]) { routes, target, _, _ in
            routes.numbers(target) { list, tenant in Answer(json: list.settings(of: tenant)) }
        },
    ]

    // MARK: - Before the body

    static let tooLarge = Answer(
        error: "a message may have \(RequestLimits.bodyBytes) bytes; send one message at a time", .payloadTooLarge)
    static let tooManyListeners = Answer(
        error: "\(RequestLimits.listeners) pages listen already; close some", .serviceUnavailable)

    /// - Returns: the answer where the head alone says that there is nothing to do.
    func refusal(_ head: HTTPRequestHead) -> Answer? {
        let target = RequestTarget(head.uri)
        guard let route = Self.routes[target.path] else {
            return Answer(
                error: "there is no \(Wording.quote(target.path)); there is \(Wording.list(Self.routes.keys.sorted()))",
                .notFound)
        }
        guard head.method == route.method || (route.method == .GET && head.method == .HEAD) else {
            let allowed = route.method == .GET ? "GET, HEAD" : "\(route.method)"
            var answer = Answer(error: "\(target.path) takes \(allowed) only", .methodNotAllowed)
            answer.headers.append(("Allow", allowed))
            return answer
        }
        if let problem = target.problem(knowing: route.parameters) { return Answer(error: problem, .badRequest) }
        if let length = head.headers.first(name: "Content-Length").flatMap(Int.init), length > RequestLimits.bodyBytes {
            return Self.tooLarge
        }
        guard route.method == .POST else { return nil }
        let types = head.headers["Content-Type"].map { type in
            type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        }
        guard types == ["application/json"] else {
            return Answer(
                error: "a message is JSON: send it with `Content-Type: application/json`", .unsupportedMediaType)
        }
        return nil
    }

    /// What a whole request is answered; to be asked only where there is no refusal.
    func answer(_ head: HTTPRequestHead, _ body: [UInt8]) -> Answer {
        let target = RequestTarget(head.uri)
        return Self.routes[target.path]?.answer(self, target, head, body) ?? Answer(error: "not found", .notFound)
    }

    // MARK: - The page

    private func page(_ target: RequestTarget) -> Answer {
        let preview = live.preview
        switch tenant(target, preview, ofSeveral: 0) {
        case .failure(let refusal): return refusal.answer
        case .success(let tenant):
            return Answer(html: Page(preview, tenant: tenant, path: live.path, version: live.version).html())
        }
    }

    private func events() -> Answer {
        var answer = Answer(.ok, "text/event-stream; charset=utf-8", Array(EventHub.event(live.version).utf8))
        answer.isStream = true
        return answer
    }

    // MARK: - Deciding

    /// The decision as `eval` writes it, or, for the page, as people read it.
    private func evaluate(_ target: RequestTarget, _ head: HTTPRequestHead, _ body: [UInt8]) -> Answer {
        let isTraced: Bool
        switch target.parameters["trace"] {
        case nil, "false": isTraced = false
        case "", "true": isTraced = true
        case .some(let other):
            return Answer(error: "`trace` is `true` or `false`, not \(Wording.quote(other))", .badRequest)
        }
        let preview = live.preview
        let message = SingleMessage(body, preview.decider)
        let result = message.answer(isTraced: isTraced)
        guard !head.headers[canonicalForm: "Accept"].contains("text/html") else {
            return Answer(html: DecisionPart(message, result, preview, path: live.path).html.text)
        }
        var answer = Answer(
            result.isError ? .badRequest : .ok, "application/json; charset=utf-8", result.line)
        for note in result.notes { answer.headers.append(("SendFrom-Note", Self.headerText(note))) }
        answer.headers.append(("SendFrom-Table", preview.trouble == nil ? "current" : "stale"))
        return answer
    }

    /// A header is ASCII on one line.
    private static func headerText(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { (0x20..<0x7F).contains($0.value) ? $0 : "?" }))
    }

    // MARK: - Numbers

    private func numbers(_ target: RequestTarget, _ answer: (NumberList, LoadedTenant) -> Answer) -> Answer {
        let preview = live.preview
        switch tenant(target, preview, ofSeveral: nil) {
        case .failure(let refusal): return refusal.answer
        case .success(let index):
            let tenant = preview.set.tenants[index]
            return answer(NumberList(tenant), tenant)
        }
    }

    private static func mine(_ target: RequestTarget, _ list: NumberList, _ tenant: LoadedTenant) -> Answer {
        let users = tenant.table.users.map(\.name)
        guard let user = target.parameters["user"] else {
            return Answer(error: "whose number? Ask \(target.path)?user=NAME", .badRequest)
        }
        guard let json = list.mine(user, in: tenant) else {
            let near = NearMiss.words(NearMiss.best(for: user, among: users))
            return Answer(error: "\(Wording.quote(user)) is not a user of \(tenant.name)\(near)", .notFound)
        }
        return Answer(json: json)
    }

    private struct Refusal: Error { let answer: Answer }

    /// The position of the tenant that is asked about.
    ///
    /// - Parameter several: the one that is meant where several are loaded and none is named.
    private func tenant(
        _ target: RequestTarget, _ preview: Preview, ofSeveral several: Int?
    ) -> Result<Int, Refusal> {
        let names = preview.set.tables.map(\.tenant)
        guard let name = target.parameters["tenant"] else {
            guard let only = names.count == 1 ? 0 : several else {
                let asked = "\(target.path)?tenant=NAME"
                return .failure(
                    Refusal(
                        answer: Answer(
                            error: "whose? Ask \(asked), one of \(Wording.list(names.sorted()))", .badRequest)))
            }
            return .success(only)
        }
        guard let index = names.firstIndex(of: name) else {
            let near = NearMiss.words(NearMiss.best(for: name, among: names))
            return .failure(
                Refusal(answer: Answer(error: "tenant \(Wording.quote(name)) is not loaded\(near)", .notFound)))
        }
        return .success(index)
    }
}
