internal import Diagnostics
internal import MessageIO

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A file of one or several pages of listings, read whole.
package struct ListingFile: Sendable {
    /// As remarks name it.
    let name: String
    let bytes: [UInt8]

    /// Room for more than ten thousand numbers; bounds the time and memory that a file of nonsense costs.
    static let mostBytes = 16 << 20

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Reads a file, a pipe, or with `-` standard input.
    ///
    /// - Throws: `FileProblem`.
    package static func read(_ path: String) throws -> ListingFile {
        if path == "-" { return ListingFile(name: "standard input", bytes: try read(0, "standard input")) }
        switch Files.kind(path) {
        case .missing: throw FileProblem("there is no file \(path)")
        case .folder: throw FileProblem("\(path) is a folder; name the files of the listing")
        case .file, .other: break
        }
        var bytes: [UInt8] = []
        try Files.withOpen(path) { bytes = try read($0, path) }
        return ListingFile(name: Files.shown(path), bytes: bytes)
    }

    private static func read(_ descriptor: Int32, _ shown: String) throws -> [UInt8] {
        var source = FileDescriptorSource(descriptor)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count: Int
            do {
                count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
            } catch let error as ReadError {
                throw FileProblem("can't read \(shown): \(error.message)")
            }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= mostBytes else {
                throw FileProblem(
                    "\(shown) has more than \(mostBytes >> 20) MiB; give the listing in pages, a file each")
            }
        }
    }

    /// Reads the pages of the file one after the other: a JSON document each.
    ///
    /// - Throws: `FileProblem` for a file that is not JSON, before the first page, and what `body` throws.
    func forEachPage(_ body: (ListingPage) throws -> Void) throws {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw FileProblem("\(name) is UTF-16, not UTF-8; save it as UTF-8")
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        let ranges: [Range<Int>]
        do {
            ranges = try JSONDocuments.ranges(in: text)
        } catch {
            throw FileProblem("\(name): \(error.message)" + hint(text))
        }
        guard !ranges.isEmpty else { throw FileProblem("\(name) is empty; the provider's answer was expected in it") }
        for (index, range) in ranges.enumerated() {
            let place = ranges.count == 1 ? name : "\(name): page \(index + 1)"
            guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text[range])) else {
                throw FileProblem("\(place) can't be read as JSON")
            }
            try body(ListingPage(place: place, value: value))
        }
    }

    /// What people save by mistake.
    private func hint(_ text: [UInt8]) -> String {
        let start = text.prefix(512).split(separator: 10).first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        if start.hasPrefix("HTTP/") { return "; leave out the headers (`curl` without `-i`)" }
        if start.hasPrefix("<") { return "; ask the provider for JSON" }
        if start.contains(","), !start.contains("{"), !start.contains("[") {
            return "; a CSV file is not read, ask the provider for JSON"
        }
        return ""
    }
}
