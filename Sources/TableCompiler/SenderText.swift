internal import SenderModel

/// What the text of an inventory entry's `sender` is: a number, a short code, an alphanumeric sender ID, or none of
/// them and why.
enum SenderText: Equatable {
    /// `+` and digits, punctuation dropped.
    case number(String)
    case shortCode(String)
    case alphanumeric(String)
    /// 9 to 15 digits, perhaps with punctuation, but no `+`.
    case withoutPlus(digits: String)
    case invalidNumber(String)
    case invalidAlphanumeric(String)

    /// A text with a letter is an alphanumeric ID, one of 3 to 8 digits a short code, one of `+` and digits a number.
    init(_ text: String) {
        // What nearly every sender is.
        if text.utf8.withContiguousStorageIfAvailable(Self.isNumber) ?? false {
            self = .number(text)
            return
        }
        if text.unicodeScalars.contains(where: Self.isLetter) {
            self = Self.alphanumericProblem(text).map(Self.invalidAlphanumeric) ?? .alphanumeric(text)
            return
        }
        let bare = text.utf8.filter { !Reference.isPunctuation($0) }
        let digits = bare.first == UInt8(ascii: "+") ? bare.dropFirst() : bare[...]
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else {
            if let other = text.unicodeScalars.first(where: { !$0.isASCII }) {
                self = .invalidNumber(Lookalikes.describe(other))
                return
            }
            self =
                bare.first == UInt8(ascii: "+")
                ? .invalidNumber("a `+` must be followed by digits")
                : .invalidAlphanumeric("it has neither digits only nor a letter")
            return
        }
        let number = String(decoding: digits, as: UTF8.self)
        if bare.first == UInt8(ascii: "+") {
            self = .number("+" + number)
        } else if (9...15).contains(number.utf8.count) {
            self = .withoutPlus(digits: number)
        } else if (3...8).contains(number.utf8.count), number == text {
            self = .shortCode(text)
        } else if (3...8).contains(number.utf8.count) {
            self = .invalidNumber("a short code is written with digits only")
        } else {
            self = .invalidNumber("a short code has 3 to 8 digits, a number starts with `+`")
        }
    }

    private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count > 1 && text[0] == UInt8(ascii: "+") && text[1...].allSatisfy { (48...57).contains($0) }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        // Nearly every sender is ASCII, and asking Unicode's tables is not free.
        guard scalar.isASCII else { return scalar.properties.isAlphabetic }
        return (65...90).contains(scalar.value) || (97...122).contains(scalar.value)
    }

    /// The GSM 03.38 basic character set without its control characters.
    static let gsmBasic = Set(
        ("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
            + "abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)

    private static func alphanumericProblem(_ text: String) -> String? {
        if let other = text.unicodeScalars.first(where: { !gsmBasic.contains($0) }) {
            return Lookalikes.describe(other)
        }
        let count = text.unicodeScalars.count
        return count <= 11 ? nil : "it has \(count) characters, at most 11 can be sent"
    }
}
