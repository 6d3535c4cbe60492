/// Where a message stands in what was read.
package struct MessagePlace: Hashable, Sendable {
    /// The file as the user named it; nil for standard input.
    package var file: String?
    package var position: Int
    package var counts: Count

    /// What positions count, as it is written: physical lines, or items; both from 1.
    package enum Count: String, Hashable, Sendable {
        case line, index
    }

    package init(file: String? = nil, position: Int, counts: Count) {
        self.file = file
        self.position = position
        self.counts = counts
    }
}
