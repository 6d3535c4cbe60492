internal import Evaluation
internal import MessageIO
internal import SendFromKit
internal import SenderModel

/// Messages in every format but CSV. The first byte says which, how decisions are written, and in what pieces the file
/// arrives.
enum MessagesTarget {
    static func run(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let format = [MessageFormat.ndjson, .ndjson, .json, .yaml][Int(first & 3)]
        let output = DecisionFormat.allCases[Int(first >> 2 & 3) % DecisionFormat.allCases.count]
        try check([UInt8](bytes.dropFirst()), as: format, output, chunk: 1 + Int(first >> 4))
    }

    /// However the bytes arrive, the decisions are the same, one for each message, in a form that can be read.
    static func check(_ bytes: [UInt8], as format: MessageFormat, _ output: DecisionFormat, chunk: Int) throws {
        let (written, count) = try decisions([Samples.table], bytes, output, chunk: .max, as: format)
        let (pieces, _) = try decisions([Samples.table], bytes, output, chunk: chunk, as: format)
        try require(written == pieces, "read \(chunk) bytes at a time, the decisions differ")
        switch output {
        case .ndjson:
            let lines = written.split(separator: 10)
            try require(lines.count == count, "\(count) messages, \(lines.count) lines of decisions")
            for line in lines {
                let documents = try? JSONDocuments.ranges(in: Array(line))
                try require(documents?.count == 1, "no JSON: \(String(decoding: line, as: UTF8.self))")
            }
        case .json:
            let documents = try? JSONDocuments.ranges(in: written)
            try require(documents?.count == 1, "no JSON: \(String(decoding: written, as: UTF8.self))")
        case .csv:
            let cells = try CSVTarget.cells(written, column: "outcome", chunk: .max)
            try require(cells.count == count && !cells.contains("!"), "\(count) messages, records: \(cells)")
        }
    }

    /// All decisions of a file of messages as they are written, and how many there are. A file that is none is one.
    static func decisions(
        _ tables: [DecisionTable], _ bytes: [UInt8], _ output: DecisionFormat, chunk: Int,
        as format: MessageFormat = .ndjson
    ) throws -> ([UInt8], Int) {
        var reader = MessageReader(format: format, source: MemorySource(bytes, chunk: chunk), path: "file")
        let decider = TenantDecider(tables)
        let writer = output.writer(severalTenants: tables.count > 1, severalFiles: false)
        let texts = tables.map(writer.text) + [writer.textOfNoTable]
        var scratch = decider.makeScratch()
        var trace: DecisionTrace? = DecisionTrace()
        var message = Message()
        var head = OutputBuffer()
        var written = OutputBuffer()
        var count = 0
        writer.begin(&head)
        func place(_ position: Int) -> MessagePlace {
            MessagePlace(position: position, counts: format.counts)
        }
        do {
            while let item = try reader.next(into: &message) {
                count += 1
                switch item {
                case .problem(let position, let text):
                    try require(!text.isEmpty, "a problem without words")
                    writer.append(problem: text, at: place(position), to: &written)
                case .message(let position):
                    let tenant = decider.tenant(of: message)
                    trace?.reset()
                    let decision = decider.decide(message, tenant: tenant, scratch: &scratch, trace: &trace)
                    writer.append(
                        decision, for: message, table: texts[tenant ?? tables.count], tenant: message[.tenant],
                        trace: trace?.steps, at: place(position), to: &written)
                }
            }
        } catch let error as MessageFileError {
            try YAMLTarget.checkPlaces(error.diagnostics)
            writer.append(problem: error.message, at: place(1), to: &written)
            count += 1
        }
        writer.end(isEmpty: count == 0, &written)
        return (head.bytes + written.bytes.dropFirst(count == 0 ? 0 : writer.separatorSize), count)
    }
}
