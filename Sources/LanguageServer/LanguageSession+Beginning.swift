internal import SendFromKit

/// What the client can do, and what we do for it.
extension LanguageSession {
    func initialize(_ params: JSONValue) -> JSONTree {
        let offered = params.at("capabilities", "general", "positionEncodings")?.list?.compactMap(\.text) ?? []
        // Bytes are what we have; every other encoding is counted anew.
        if offered.contains(PositionEncoding.utf8.rawValue) { encoding = .utf8 }
        let document = params.at("capabilities", "textDocument")
        showsRelated = document?.at("publishDiagnostics", "relatedInformation")?.boolean ?? false
        watchesFiles =
            params.at("capabilities", "workspace", "didChangeWatchedFiles", "dynamicRegistration")?.boolean ?? false
        if let formats = document?.at("hover", "contentFormat")?.list?.compactMap(\.text) {
            likesMarkdown = formats.contains("markdown")
        }
        return .object([
            (
                "capabilities",
                .object([
                    ("positionEncoding", .text(encoding.rawValue)),
                    (
                        "textDocumentSync",
                        .object([
                            ("openClose", .boolean(true)), ("change", .number(2)),
                            ("save", .object([("includeText", .boolean(false))])),
                        ])
                    ),
                    ("hoverProvider", .boolean(true)),
                    (
                        "completionProvider",
                        .object([("triggerCharacters", .texts([":", " ", "[", "{", ",", "\"", "-"]))])
                    ),
                    ("definitionProvider", .boolean(true)), ("referencesProvider", .boolean(true)),
                    ("documentHighlightProvider", .boolean(true)),
                    ("renameProvider", .object([("prepareProvider", .boolean(true))])),
                    (
                        "codeActionProvider",
                        .object([("codeActionKinds", .texts(["quickfix", "source.fixAll.sendfrom"]))])
                    ),
                ])
            ),
            (
                "serverInfo",
                .object([("name", .text("sendfrom")), ("version", .text(SendFromVersion.text))])
            ),
        ])
    }

    func watchFiles() {
        let watchers = ["**/*.yaml", "**/*.yml"].map { JSONTree.object([("globPattern", .text($0))]) }
        post([
            ("id", .text("sendfrom-watch")), ("method", .text("client/registerCapability")),
            (
                "params",
                .object([
                    (
                        "registrations",
                        .list([
                            .object([
                                ("id", .text("sendfrom-watch")),
                                ("method", .text("workspace/didChangeWatchedFiles")),
                                ("registerOptions", .object([("watchers", .list(watchers))])),
                            ])
                        ])
                    )
                ])
            ),
        ])
    }
}
