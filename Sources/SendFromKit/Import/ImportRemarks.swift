/// The remarks of an import, in the order they are made.
struct ImportRemarks {
    private(set) var all: [ImportRemark] = []
    private var omittedCount = 0
    /// A file that makes more is something else than a listing; naming them all helps nobody.
    private static let most = 1000

    mutating func report(_ message: String, at place: String) {
        add(ImportRemark(place: place, message: message, isNote: false))
    }

    mutating func note(_ message: String, at place: String) {
        add(ImportRemark(place: place, message: message, isNote: true))
    }

    private mutating func add(_ remark: ImportRemark) {
        if all.count < Self.most { all.append(remark) } else { omittedCount += 1 }
    }

    /// Says how many were not kept.
    mutating func close() {
        guard omittedCount > 0 else { return }
        all.append(ImportRemark(place: "…", message: "\(omittedCount) more are not shown", isNote: false))
        omittedCount = 0
    }
}
