internal import Diagnostics

/// One page of a listing: a provider's answer, an array of its records, or a record alone.
struct ListingPage {
    /// `numbers.json`, or `numbers.json: page 2` where the file has several.
    let place: String
    let value: JSONValue

    /// What a page holds.
    struct Contents {
        var records: [ListingRecord] = []
        /// The list the records stand in; nil where they stand alone.
        var list: String?
        /// The key that tells that another page follows.
        var next: String?
        /// How many records all pages have, where the page says.
        var total: Int?
    }

    /// The page's records.
    ///
    /// - Throws: `FileProblem` where it is no listing of the provider.
    func contents(_ provider: ImportProvider, _ remarks: inout ImportRemarks) throws -> Contents {
        let format = provider.format
        switch value {
        case .list(let items):
            var contents = Contents()
            contents.records = try records(items, at: "$", format, &remarks)
            try check(contents.records, provider)
            return contents
        case .object(let fields):
            let lists = format.lists.filter { fields[$0] != nil }
            guard !lists.isEmpty else { return try withoutList(fields, provider) }
            var contents = Contents(list: lists[0])
            for list in lists {
                guard case .list(let items)? = fields[list] else {
                    throw FileProblem(
                        "\(place): `\(list)` is \(fields[list]?.described ?? "nothing"), not a list of senders")
                }
                contents.records += try records(items, at: "$.\(list)", format, &remarks)
            }
            try check(contents.records, provider)
            contents.next = format.nextKeys.lazy.filter { isGiven($0, in: fields) }.first?.joined(separator: ".")
            if case .number(let count)? = fields["count"], format == VonageListing.self {
                contents.total = Int(exactly: count)
            }
            return contents
        default: throw FileProblem("\(place) is \(value.described), not a listing of \(format.name)'s")
        }
    }

    /// An object that holds no list: a record alone, an empty account, or something else altogether.
    private func withoutList(_ fields: [String: JSONValue], _ provider: ImportProvider) throws -> Contents {
        let format = provider.format
        let record = ListingRecord(place: "\(place): $", fields: fields)
        if format.senderKeys.contains(where: { record.field($0) != nil }) { return Contents(records: [record]) }
        if format.isEmptyPage(fields) { return Contents() }
        if let other = Self.provider(of: record) { throw Self.foreign(place, other, provider) }
        for key in ["message", "error", "title", "detail", "error-code-label"] {
            guard case .text(let text)? = fields[key] else { continue }
            throw FileProblem(
                "\(place) is no listing; \(format.name) answered \(Wording.quote(SecretShapes.masked(text)))")
        }
        throw FileProblem(
            "\(place) is not a listing of \(format.name)'s: it has no \(Wording.list(format.lists, "or"))")
    }

    private func records(
        _ items: [JSONValue], at path: String, _ format: any ListingFormat.Type,
        _ remarks: inout ImportRemarks
    ) throws -> [ListingRecord] {
        var records: [ListingRecord] = []
        for (index, item) in items.enumerated() {
            let place = "\(place): \(path)[\(index)]"
            guard case .object(let fields) = item else {
                remarks.report("\(item.described) stands where an object was expected; it is left out", at: place)
                continue
            }
            records.append(ListingRecord(place: place, fields: fields))
        }
        return records
    }

    /// Refuses records that are another provider's.
    private func check(_ records: [ListingRecord], _ provider: ImportProvider) throws {
        for record in records where !provider.format.senderKeys.contains(where: { record.field($0) != nil }) {
            if let other = Self.provider(of: record), other != provider { throw Self.foreign(place, other, provider) }
        }
    }

    /// The provider that writes such objects; nil where none or several do.
    private static func provider(of record: ListingRecord) -> ImportProvider? {
        let all = ImportProvider.allCases.filter { provider in
            let format = provider.format
            return (format.lists + format.senderKeys).contains { record.fields[$0] != nil }
        }
        return all.count == 1 ? all[0] : nil
    }

    private static func foreign(_ place: String, _ other: ImportProvider, _ provider: ImportProvider) -> FileProblem {
        FileProblem(
            "\(place) is a listing of \(other.format.name)'s, not of \(provider.format.name)'s; "
                + "write `sendfrom import \(other.rawValue)`")
    }

    private func isGiven(_ path: [String], in fields: [String: JSONValue]) -> Bool {
        var value = JSONValue.object(fields)
        for key in path {
            guard case .object(let fields) = value, let next = fields[key] else { return false }
            value = next
        }
        return value != .null && value != .text("")
    }
}
