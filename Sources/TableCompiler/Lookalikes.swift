/// Letters of other alphabets that can't be told from Latin ones on a screen, and characters nobody sees: how a sender
/// ID is made to look like another.
///
/// The Cyrillic and Greek letters of Unicode's confusables (UTS 39) that look like one Latin letter in common fonts, and
/// fullwidth forms; not the whole list.
enum Lookalikes {
    private static let latin: [Unicode.Scalar: Character] = {
        let cyrillic = zip("АВЕЅІЈКМНОРСТУХЗаеѕіјорсухԁԛԝһЬ".unicodeScalars, "ABESIJKMHOPCTYX3aesijopcyxdqwhb")
        let greek = zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυχ".unicodeScalars, "ABEZHIKMNOPTYXaivopux")
        var result = Dictionary(Array(cyrillic) + Array(greek), uniquingKeysWith: { first, _ in first })
        for value in UInt32(0x21)...0x7E {
            if let wide = Unicode.Scalar(value + 0xFEE0), let plain = Unicode.Scalar(value) {
                result[wide] = Character(plain)
            }
        }
        return result
    }()

    /// What a character that can't stand in a sender ID is, in words for people.
    static func describe(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        if let meant = latin[scalar] {
            let alphabet = scalar.value >= 0xFF00 ? "fullwidth" : scalar.value < 0x400 ? "Greek" : "Cyrillic"
            return "`\(scalar)` (\(code)) is a \(alphabet) character that looks like `\(meant)`"
        }
        switch scalar.value {
        case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069:
            return "it holds an invisible character that turns the direction of the text (\(code))"
        default: break
        }
        switch scalar.properties.generalCategory {
        case .format, .control, .lineSeparator, .paragraphSeparator:
            return "it holds an invisible character (\(code))"
        case .spaceSeparator: return "it holds a space that is not the ordinary one (\(code))"
        default: return "`\(scalar)` (\(code)) is not a character of the GSM basic set"
        }
    }

    /// The text as it was meant, where every character that can't stand there looks like another or is invisible; nil
    /// where one says something of its own.
    static func plain(_ text: String, allowed: Set<Unicode.Scalar>) -> String? {
        var result = ""
        for scalar in text.unicodeScalars {
            if allowed.contains(scalar) {
                result.unicodeScalars.append(scalar)
            } else if let meant = latin[scalar] {
                result.append(meant)
            } else {
                switch scalar.properties.generalCategory {
                case .format: continue
                case .spaceSeparator: result.append(" ")
                default: return nil
                }
            }
        }
        return result == text ? nil : result
    }
}
