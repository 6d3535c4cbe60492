internal import Evaluation
internal import MessageIO
internal import NumberingPlan
public import SenderModel

/// What the phone numbers of a contact list are worth: counted in one pass, with a word of memory for each distinct
/// number.
public struct ContactReport: Sendable {
    /// What a contact's number is; each contact counts once.
    public enum Kind: String, ClosedList {
        /// A mobile number, or one of a plan that doesn't tell mobile from fixed.
        case mobile
        /// Valid and neither mobile nor fixed: toll-free, VoIP, a pager…
        case other
        case landline
        /// Possible by its length, in no range that is given to anybody.
        case unallocated
        /// No number of any country: too short, no `+`, letters.
        case invalid
        case missing
        /// The same number as an earlier contact's.
        case duplicate
    }

    /// Contacts read, each counted under one kind.
    public private(set) var contacts = 0
    /// The header's name of the column the numbers are in.
    public private(set) var column = ""
    private var counts: [Kind: Int] = [:]
    private var byCountry: [Country?: [Kind: Int]] = [:]

    /// How many contacts are of a kind.
    public func count(_ kind: Kind) -> Int { counts[kind] ?? 0 }

    /// Countries with numbers, most contacts first; nil for numbers of no country.
    public var countries: [(country: Country?, counts: [Kind: Int])] {
        byCountry.map { (country: $0.key, counts: $0.value) }.sorted { a, b in
            let (one, two) = (a.counts.values.reduce(0, +), b.counts.values.reduce(0, +))
            return one == two ? (a.country?.code ?? "~") < (b.country?.code ?? "~") : one > two
        }
    }

    /// Contacts no text message reaches: landline, unallocated, invalid and missing numbers.
    public var bad: Int { [Kind.landline, .unallocated, .invalid, .missing].map(count).reduce(0, +) }

    /// The share of those, in percent.
    public var badPercent: Double { contacts == 0 ? 0 : Double(bad) * 100 / Double(contacts) }

    /// Reads a CSV file.
    ///
    /// - Parameters:
    ///   - path: a CSV file with a header.
    ///   - column: the header's name of the numbers' column; nil finds it.
    ///   - progress: told now and then how much of the file was read, 0 to 1.
    /// - Throws: `FileProblem`.
    public static func read(
        _ path: String, column: String?, progress: (Double) -> Void
    ) throws -> ContactReport {
        try Files.checkReadable(path)
        var report = ContactReport()
        let size = max(Files.size(path), 1)
        do {
            try Files.withOpen(path) { descriptor in
                let counter = ReadCounter()
                let source = CountedSource(FileDescriptorSource(descriptor), counter)
                var reader = try ContactReader(source: source, path: path, column: column)
                report.column = reader.columnName
                var seen: Set<UInt64> = []
                var next = 0
                while try reader.next({ report.add($0, $1, &seen) }) {
                    guard report.contacts >= next else { continue }
                    next = report.contacts + 20_000
                    progress(min(1, Double(counter.bytes) / Double(size)))
                }
            }
        } catch let error as MessageFileError {
            throw FileProblem("can't read \(path): \(error.message)")
        }
        return report
    }

    private mutating func add(
        _ cell: ContactReader.Cell, _ text: UnsafeBufferPointer<UInt8>, _ seen: inout Set<UInt64>
    ) {
        contacts += 1
        switch cell {
        case .empty: counts[.missing, default: 0] += 1
        case .unreadable: counts[.invalid, default: 0] += 1
        case .text:
            guard let number = RecipientNumber.read(text) else {
                counts[.invalid, default: 0] += 1
                return
            }
            let kind = seen.insert(number.digits).inserted ? Self.kind(number.facts) : .duplicate
            counts[kind, default: 0] += 1
            byCountry[number.facts.country, default: [:]][kind, default: 0] += 1
        }
    }

    private static func kind(_ facts: NumberFacts) -> Kind {
        guard facts.isValid else { return .unallocated }
        switch facts.lineType {
        case .mobile, .fixedLineOrMobile: return .mobile
        case .fixedLine: return .landline
        default: return .other
        }
    }
}

/// How much was read, told to whoever shows it.
private final class ReadCounter { var bytes = 0 }

private struct CountedSource: ByteSource {
    private var source: FileDescriptorSource
    private let counter: ReadCounter

    init(_ source: FileDescriptorSource, _ counter: ReadCounter) {
        self.source = source
        self.counter = counter
    }

    mutating func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try source.read(into: memory)
        counter.bytes += count
        return count
    }
}
