/// Text as a terminal shows it: tabs expanded to the next multiple of 4, control characters made visible, and its
/// width in cells known.
struct DisplayedText {
    private(set) var text = ""
    /// In terminal cells.
    private(set) var width = 0

    /// - Parameter startingAt: the cell the text begins in, which tabs depend on.
    init(_ raw: String, startingAt: Int = 0) {
        // Nearly always: each is what it is shown as, in a cell.
        if raw.utf8.allSatisfy({ (32..<127).contains($0) }) {
            text = raw
            width = raw.utf8.count
            return
        }
        for character in raw {
            if character == "\t" {
                let cells = 4 - (startingAt + width) % 4
                text += String(repeating: " ", count: cells)
                width += cells
                continue
            }
            var shown = String(character)
            for scalar in character.unicodeScalars where Self.isHidden(scalar) {
                // A bidirectional or zero-width character that isn't part of a visible one must not pass unseen.
                if character.unicodeScalars.count == 1 { shown = "\u{FFFD}" }
            }
            text += shown
            width += Self.cells(shown.unicodeScalars.first ?? " ")
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Cells of a scalar: 2 for East Asian wide characters and emoji, 0 for combining marks, else 1. The ranges are
    /// Unicode's East Asian Width W and F, rounded to blocks.
    private static func cells(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
