internal import Diagnostics
internal import SendFromKit
internal import SenderModel

/// A decision as people read it: a piece of the page.
struct DecisionPart {
    let html: HTML

    init(_ message: SingleMessage, _ answer: SingleMessage.Answer, _ preview: Preview, path: String) {
        let line = String(decoding: answer.line, as: UTF8.self)
        let notes = answer.notes.map { "<p class=\"note\">\(HTML.prose($0))</p>\n" as HTML }
        let json: HTML = """
            <details class="card"><summary>As <code>eval</code> writes it</summary>
            <pre tabindex="0">\(HTML.lines(line))</pre></details>
            """
        guard let (given, tenant, card) = message.shown() else {
            // What can't be decided says why in the line itself.
            html = """
                <p class="verdict"><span class="tag \(answer.isError ? "error" : "rejected")">\(answer.isError ? "error" : "rejected")</span> no decision: the message can't be read, or its tenant isn't loaded</p>
                \(notes)\(json)
                """
            return
        }
        let table = preview.set.tables[tenant]
        let command = ExplainLine.text(path, given, attributes: table.attributes.map(\.name))
        html = """
            <p class="verdict"><span class="tag \(card.kind)">\(card.kind)</span> <b>\(card.result)</b></p>
            \(card.trace { preview.set.tenants[tenant].line($0) })
            \(notes)<div class="command"><code id="command">\(command)</code> <button type="button" data-copy="command">Copy</button></div>
            \(json)
            """
    }
}
