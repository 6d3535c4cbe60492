/// How one provider writes its inventory: the keys of its lists, and what a record of them says.
protocol ListingFormat {
    /// What people call the provider.
    static var name: String { get }

    /// The keys under which a page holds its records.
    static var lists: [String] { get }

    /// A record has one of these: what the sender stands under.
    static var senderKeys: [String] { get }

    /// Where a page tells that another follows; a path of keys each.
    static var nextKeys: [[String]] { get }

    /// What to know about every file made of its listings, a comment line each.
    static var comments: [String] { get }

    /// The sender a record tells of; nil where there is none to write, which is remarked.
    static func sender(_ record: ListingRecord, _ remarks: inout ImportRemarks) -> ImportedSender?

    /// Whether an object without a list is an account without senders.
    static func isEmptyPage(_ fields: [String: JSONValue]) -> Bool
}

extension ListingFormat {
    static var comments: [String] { [] }
    static func isEmptyPage(_ fields: [String: JSONValue]) -> Bool { false }
}
