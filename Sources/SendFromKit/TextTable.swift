internal import Diagnostics

/// A table of texts for people: aligned columns, Markdown or CSV.
public struct TextTable: Sendable {
    private let header: [String]
    private var rows: [[String]] = []

    /// A table with these column headers and no rows.
    public init(_ header: [String]) { self.header = header }

    /// - Parameter row: as many texts as the header has.
    public mutating func add(_ row: [String]) { rows.append(row) }

    /// Columns aligned with two spaces between them; a column that is empty throughout is left out.
    public func aligned() -> String {
        let shown = header.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        let lines = ([header] + rows).map { row in shown.map { Printable.line(row[$0]) } }
        let widths = shown.indices.map { column in lines.map { $0[column].unicodeScalars.count }.max() ?? 0 }
        return lines.map { line in
            var text = ""
            for (column, cell) in line.enumerated() {
                text += cell
                guard column < line.count - 1 else { break }
                text += String(repeating: " ", count: widths[column] - cell.unicodeScalars.count + 2)
            }
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }.joined()
    }

    /// As a Markdown table.
    public func markdown() -> String {
        func line(_ cells: [String]) -> String {
            "| " + cells.map(Self.escapedForMarkdown).joined(separator: " | ") + " |\n"
        }
        return line(header) + "|" + String(repeating: " --- |", count: header.count) + "\n" + rows.map(line).joined()
    }

    private static func escapedForMarkdown(_ cell: String) -> String {
        var text = ""
        for character in Printable.line(cell) {
            switch character {
            case "|", "\\", "`", "*", "_", "<", ">", "[", "]": text += "\\" + String(character)
            default: text.append(character)
            }
        }
        return text
    }

    /// RFC 4180, lines ending in a line feed.
    public func csv() -> String {
        ([header] + rows).map { row in
            row.map { cell in
                let needsQuotes = cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
                return needsQuotes
                    ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                        + "\"" : cell
            }.joined(separator: ",") + "\n"
        }.joined()
    }
}
