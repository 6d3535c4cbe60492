internal import Diagnostics

/// What an import has to say of one place of a listing.
package struct ImportRemark: Sendable {
    /// `numbers.json: $.PhoneNumbers[3].Status`
    package let place: String
    /// Lower case, no full stop, the listing's text in backticks.
    package let message: String
    /// Whether nobody has to do anything about it.
    package let isNote: Bool

    /// The line that tells it.
    package var line: String { SecretShapes.masked(Printable.line("\(place): \(message)")) }
}
