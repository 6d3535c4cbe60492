internal import MessageIO
internal import SendFromKit
internal import SenderModel

/// A compiled table that somebody may have damaged.
enum TableTarget {
    static func run(_ bytes: [UInt8]) throws {
        let table: DecisionTable
        do {
            table = try CompiledTable.read(bytes, from: "table.json")
        } catch let problem as FileProblem {
            return try require(problem.description.hasPrefix("table.json "), "a problem that doesn't name the file")
        }
        // What is accepted can be run, and is all that the file says.
        for format in DecisionFormat.allCases {
            _ = try MessagesTarget.decisions([table], Samples.messages, format, chunk: .max)
        }
        let again = try CompiledTable.read(try CompiledTable.json(table), from: "table.json")
        try require(again == table, "the table is written as another one")
        _ = TableView(table).text() + TableView(table).markdown() + TableView(table).yaml()
    }
}
