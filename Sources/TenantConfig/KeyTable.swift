internal import YAMLSyntax

/// The keys of a mapping, to look them up at every pair that is read.
package struct KeyTable: Sendable {
    let words: WordList
    /// A bit for each key that must stand.
    let required: UInt64

    /// - Parameter names: at most 64.
    package init(_ names: [String], required: [String] = []) {
        words = WordList(names)
        self.required = required.reduce(0) { bits, name in
            names.firstIndex(of: name).map { bits | 1 << UInt64($0) } ?? bits
        }
    }

    var names: [String] { words.words }
}
