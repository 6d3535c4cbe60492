internal import Diagnostics
internal import SendFromKit
internal import YAMLEditing

/// Our values as the protocol writes them, as this client wants them.
struct ProtocolWords {
    let encoding: PositionEncoding
    /// Whether the client shows the places that explain a finding.
    let showsRelated: Bool
    /// The client's own URI of a file it has open.
    let uris: [String: String]

    func uri(_ path: String) -> String {
        let full = Files.absolute(path)
        return uris[full] ?? DocumentURI.uri(full)
    }

    func range(_ range: Range<Int>, in source: SourceFile) -> JSONTree { encoding.json(range, in: source) }

    func location(_ place: Place) -> JSONTree {
        let range =
            place.source.map { self.range(place.bytes, in: $0) }
            ?? encoding.json(0..<0, in: SourceFile(path: place.path, bytes: []))
        return .object([("uri", .text(uri(place.path))), ("range", range)])
    }

    /// A finding: message and help as `lint` says them.
    func diagnostic(_ finding: Diagnostic) -> JSONTree {
        let place = finding.place
        let source = place.source ?? SourceFile(path: place.path, bytes: [])
        let severity: Int =
            switch finding.severity {
            case .error: 1
            case .warning: 2
            case .info: 3
            }
        var message = finding.message + (finding.help.map { "\n" + $0 } ?? "")
        if !showsRelated {
            for related in finding.related {
                let start = related.place.start
                message += "\n\(related.place.path):\(start.line):\(start.column): \(related.message)"
            }
        }
        var pairs: [(String, JSONTree)] = [
            ("range", range(place.bytes, in: source)), ("severity", .number(severity)),
            ("code", .text(finding.code.rawValue)), ("source", .text("sendfrom")), ("message", .text(message)),
        ]
        if finding.code == .unusedSuppression || finding.code == .unreachableRule {
            pairs.append(("tags", .list([.number(1)])))
        }
        if showsRelated, !finding.related.isEmpty {
            pairs.append(
                (
                    "relatedInformation",
                    .list(
                        finding.related.map {
                            .object([("location", location($0.place)), ("message", .text($0.message))])
                        })
                ))
        }
        return .object(pairs)
    }

    /// Edits by file, in the client's positions of the text as it has it.
    func workspaceEdit(_ files: [FileEdits]) -> JSONTree {
        .object([
            (
                "changes",
                .object(
                    files.map { file in
                        (
                            uri(file.source.path),
                            .list(
                                file.edits.map {
                                    .object([
                                        ("range", range($0.range, in: file.source)), ("newText", .text($0.text)),
                                    ])
                                })
                        )
                    })
            )
        ])
    }
}
