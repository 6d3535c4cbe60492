internal import Diagnostics
internal import SenderModel

/// What can be wrong with one message, in words: lower case, no full stop, the user's text in backticks.
enum MessageProblem {
    /// - Parameter others: the names of the keys nobody knows, one of which may have been meant.
    static func missingTo(among others: [String]) -> String {
        let near = others.first { NearMiss.best(for: $0, among: ["to"]) != nil }
        return "missing `to`" + (near.map { "; did you mean `to` by \(Wording.quote($0))?" } ?? "")
    }

    static let halfSurrogatePair = "half a surrogate pair, which is no text"

    /// - Parameter kind: with its article, as in `a list`.
    static func notAnObject(_ kind: String) -> String { "a message is an object, not \(kind)" }

    static func repeated(_ name: UnsafeBufferPointer<UInt8>) -> String { "\(quote(name)) is given twice" }

    static func wrongType(_ field: MessageField, _ kind: String) -> String {
        switch field {
        case .needs: "`needs` must be a list of texts, as in [\"sms\"], not \(kind)"
        case .text(.id): "`id` must be text or an integer, not \(kind)"
        default: "`\(field.name)` must be text, not \(kind)"
        }
    }

    static func wrongItem(_ kind: String) -> String { "`needs` must be a list of texts, but holds \(kind)" }

    /// A value outside a key's closed list.
    static func notInList(_ field: MessageField, _ text: UnsafeBufferPointer<UInt8>, _ names: [String]) -> String {
        let verb = field == .needs ? "holds" : "is"
        let near = NearMiss.best(for: String(decoding: text, as: UTF8.self), among: names)
        let meant = near == nil ? ";" : NearMiss.words(near)
        return "`\(field.name)` \(verb) \(quote(text))\(meant) write \(Wording.list(names, "or"))"
    }

    /// - Parameter what: `line`, `item` or `record`.
    static let utf16 = "the file is UTF-16, not UTF-8; save it as UTF-8"

    static func tooLong(_ what: String) -> String {
        "this \(what) is longer than \(MessageLimits.messageBytes >> 20) MiB"
    }

    static func quote(_ text: UnsafeBufferPointer<UInt8>) -> String {
        Wording.quote(String(decoding: text, as: UTF8.self))
    }
}
