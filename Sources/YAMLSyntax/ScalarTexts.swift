/// How the scalars of a file read once escapes and folding are undone: what `SourceFile.learn` asks for.
///
/// The file knows it weakly, since what was read is three times as large as the file, and goes with the document. Apart
/// from that because references to something that is known weakly take longer to count, and each node counts as a holder
/// of its document: a repository of small tenants took a tenth longer to read.
final class ScalarTexts: Sendable {
    private let records: [YAMLDocument.Record]
    private let texts: [UInt8]
    private let bytes: [UInt8]

    /// - Parameters:
    ///   - texts: of the document.
    ///   - bytes: of the file.
    init(_ records: [YAMLDocument.Record], _ texts: [UInt8], _ bytes: [UInt8]) {
        self.records = records
        self.texts = texts
        self.bytes = bytes
    }

    /// The texts that stand in ranges of the file, which are in order.
    func all(in ranges: [Range<Int>]) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var next = 0
        for record in records where record.kind == .scalar && record.start < record.end {
            while next < ranges.count, ranges[next].upperBound <= Int(record.start) { next += 1 }
            guard next < ranges.count else { break }
            guard ranges[next].lowerBound < Int(record.end) else { continue }
            let all = record.isVerbatim ? bytes : texts
            found.append(all[Int(record.first)..<Int(record.first) + Int(record.count)])
        }
        return found
    }
}
