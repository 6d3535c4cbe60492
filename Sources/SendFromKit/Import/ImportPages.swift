/// The pages of one list, to notice that some are missing.
struct ImportPages {
    private var recordCount = 0
    private var total = 0
    /// The last page that says another follows, and how.
    private var last: (place: String, key: String)?
    private var lastPlace = ""
    /// Whether a page is the last one.
    private var isEnded = false

    mutating func add(_ contents: ListingPage.Contents, at place: String) {
        recordCount += contents.records.count
        total = max(total, contents.total ?? 0)
        lastPlace = place
        if let next = contents.next { last = (place, next) } else { isEnded = true }
    }

    /// Says what is missing.
    func report(_ remarks: inout ImportRemarks) {
        if let last, !isEnded {
            remarks.report(
                "another page follows (`\(last.key)`), and none that was given is the last; fetch it and name it too",
                at: last.place)
        } else if total > recordCount {
            remarks.report(
                "the account has \(total) numbers, the pages given hold \(recordCount); fetch the others "
                    + "(`index=2`, …) and name them too", at: lastPlace)
        }
    }
}
