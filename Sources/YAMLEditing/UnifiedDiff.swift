internal import Diagnostics

/// What edits change, as `diff -u` writes it and `git apply` reads it.
///
/// What may be a secret is shown as dots; such a line no longer applies.
public enum UnifiedDiff {
    private static let context = 3

    /// Nothing where the edits leave the file as it is.
    public static func text(_ file: FileEdits) -> String {
        let old = Text(file.source)
        let new = Text(SourceFile(path: file.source.path, bytes: file.result), secretsOf: file.source)
        let hunks = hunks(old, new)
        guard !hunks.isEmpty else { return "" }
        let name = name(file.source.path)
        var text = "--- \(name)\n+++ \(name)\n"
        for hunk in hunks {
            text += "@@ -\(range(hunk.old)) +\(range(hunk.new)) @@\n"
            for line in hunk.lines { text += line }
        }
        return text
    }

    /// A path as GNU diff writes it: quoted where it holds what would end the line or the name, with a tab after a blank.
    private static func name(_ path: String) -> String {
        guard path.unicodeScalars.contains(where: { $0.value < 32 || $0 == "\"" || $0 == "\\" }) else {
            return path.contains(" ") ? path + "\t" : path
        }
        var quoted = "\""
        for scalar in path.unicodeScalars {
            switch scalar {
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            default:
                if scalar.value < 32 {
                    let digits = String(scalar.value, radix: 8)
                    quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }

    private struct Hunk {
        var old: Range<Int>
        var new: Range<Int>
        var lines: [String]
    }

    private static func range(_ lines: Range<Int>) -> String {
        lines.count == 1
            ? "\(lines.lowerBound + 1)" : "\(lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1),\(lines.count)"
    }

    /// One side of the difference.
    private struct Text {
        let source: SourceFile
        let known: SourceFile
        let lines: [ArraySlice<UInt8>]

        /// - Parameter known: what its secrets are looked for in the text, too.
        init(_ source: SourceFile, secretsOf known: SourceFile? = nil) {
            self.source = source
            self.known = known ?? source
            lines = UnifiedDiff.lines(source.bytes)
        }

        func shown(_ mark: String, _ range: Range<Int>) -> [String] {
            lines[range].map { line in
                let text = mark + known.masked(source.shownText(in: line.startIndex..<line.endIndex))
                return line.last == 10 ? text : text + "\n\\ No newline at end of file\n"
            }
        }
    }

    /// Each line with its line break.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var result: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 10 {
            result.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { result.append(bytes[start...]) }
        return result
    }

    private static func hunks(_ old: Text, _ new: Text) -> [Hunk] {
        let changes = changes(old.lines, new.lines)
        var hunks: [Hunk] = []
        var index = 0
        while index < changes.count {
            var last = index
            while last + 1 < changes.count,
                changes[last + 1].old.lowerBound - changes[last].old.upperBound <= 2 * context
            {
                last += 1
            }
            let before = min(context, changes[index].old.lowerBound)
            let after = min(context, old.lines.count - changes[last].old.upperBound)
            var lines: [String] = []
            var at = changes[index].old.lowerBound - before
            for change in changes[index...last] {
                lines += old.shown(" ", at..<change.old.lowerBound)
                lines += old.shown("-", change.old) + new.shown("+", change.new)
                at = change.old.upperBound
            }
            lines += old.shown(" ", at..<at + after)
            hunks.append(
                Hunk(
                    old: changes[index].old.lowerBound - before..<changes[last].old.upperBound + after,
                    new: changes[index].new.lowerBound - before..<changes[last].new.upperBound + after, lines: lines))
            index = last + 1
        }
        return hunks
    }

    /// Which lines become which, first to last, with equal lines between.
    private static func changes(
        _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
    ) -> [(old: Range<Int>, new: Range<Int>)] {
        let difference = new.difference(from: old)
        let removed = Set(
            difference.removals.compactMap { if case .remove(let offset, _, _) = $0 { offset } else { nil } })
        let inserted = Set(
            difference.insertions.compactMap { if case .insert(let offset, _, _) = $0 { offset } else { nil } })
        var result: [(old: Range<Int>, new: Range<Int>)] = []
        var (a, b) = (0, 0)
        while a < old.count || b < new.count {
            let (startA, startB) = (a, b)
            while removed.contains(a) { a += 1 }
            while inserted.contains(b) { b += 1 }
            if a > startA || b > startB {
                result.append((startA..<a, startB..<b))
            } else {
                a += 1
                b += 1
            }
        }
        return result
    }
}
