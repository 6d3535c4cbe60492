/// Where a message stands in what was read.
package struct MessagePlace: Hashable, Sendable {
    /// The file as the user named it; nil for standard input.
    package var file: String?
    package var position: Int
    /// What the position counts: `line` or `index`.
    package var positionName: String

    package init(file: String? = nil, position: Int, positionName: String) {
        self.file = file
        self.position = position
        self.positionName = positionName
    }
}
