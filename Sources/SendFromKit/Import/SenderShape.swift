/// The three kinds of text an inventory entry's `sender` can be.
enum SenderShape: Equatable {
    /// `+` and digits.
    case number(String)
    case shortCode(String)
    case alphanumeric(String)

    var text: String {
        switch self {
        case .number(let text), .shortCode(let text), .alphanumeric(let text): text
        }
    }

    var isShortCode: Bool { if case .shortCode = self { true } else { false } }
}
