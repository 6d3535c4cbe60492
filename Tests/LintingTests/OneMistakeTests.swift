import Diagnostics
import Foundation
import Linting
import SendFromKit
import Testing
import TestSupport
import YAMLSyntax

/// One mistake, one message: the examples broken in every single way of some kinds. Each break must be told on the line
/// it is on, its parent's or the next, in at most two diagnostics.
@Suite struct OneMistakeTests {
    static let examples = ["crm", "global", "helpdesk", "per-user", "pool"]

    /// One break of one file.
    struct Break {
        let what: String
        let file: String
        let text: String
        /// Lines a diagnostic may stand on; empty where what is missing has no place, so that any will do.
        let lines: Set<Int>
        /// Whether the tenant is wrong with it in any case; else only breaks that lint calls errors count.
        let isCertain: Bool
    }

    @Test(arguments: examples) func aBreakIsToldOnceAndWhereItIs(_ name: String) throws {
        let files = try Self.files(of: name)
        let clean = ExampleFolder(files).findings()
        #expect(clean.filter { $0.severity != .info }.map(\.message) == [])
        var count = 0
        for (path, text) in files {
            for one in Self.breaks(path, text) {
                var broken = files
                broken[path] = one.text
                let known = Set(clean.map { "\($0.code) \($0.subject)" })
                // What is proved needs a tenant without errors, and takes its time.
                let findings = ExampleFolder(broken).findings(proves: false).filter {
                    !known.contains("\($0.code) \($0.subject)")
                }
                guard one.isCertain || findings.hasErrors else { continue }
                count += 1
                let told = findings.filter {
                    one.lines.isEmpty || ($0.place.path == path && one.lines.contains($0.place.start.line))
                }
                let said = findings.map {
                    "\($0.place.path):\($0.place.start.line): \($0.message) [\($0.code.rawValue)]"
                }
                #expect(!told.isEmpty, "\(name)/\(path): \(one.what), lines \(one.lines.sorted()): \(said)")
                #expect(findings.count <= 2, "\(name)/\(path): \(one.what): \(said)")
            }
        }
        #expect(count > 100, "\(name): \(count) breaks")
    }

    static func files(of name: String) throws -> [String: String] {
        let root = Repository.path("examples/\(name)")
        var files: [String: String] = [:]
        for folder in ["", "tests/"] {
            for file in (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
            where file.hasSuffix(".yaml") {
                files[folder + file] = try String(contentsOfFile: root + "/" + folder + file, encoding: .utf8)
            }
        }
        return files
    }

    // MARK: - Breaks

    static func breaks(_ path: String, _ text: String) -> [Break] {
        let source = SourceFile(path: path, bytes: Array(text.utf8))
        guard let root = YAMLReader.read(source).0.root else { return [] }
        var result: [Break] = []
        visit(root, parents: [1], keys: []) { node, parents, keys in
            if node.kind == .mapping {
                result += keyBreaks(node, parents, keys, source)
            } else if node.kind == .scalar {
                result += valueBreaks(node, parents, keys, source)
            }
        }
        return result + indentations(source)
    }

    private static func line(_ node: YAMLNode, _ source: SourceFile) -> Int {
        source.position(of: node.range.bytes.lowerBound).line
    }

    private static func visit(
        _ node: YAMLNode, parents: [Int], keys: [String], _ body: (YAMLNode, [Int], [String]) -> Void
    ) {
        body(node, parents, keys)
        for item in node.items {
            visit(item, parents: parents + [line(node, node.document.source)], keys: keys + ["-"], body)
        }
        for (key, value) in node.pairs {
            let own = line(key, node.document.source)
            visit(value, parents: parents + [own], keys: keys + [key.text ?? ""], body)
        }
    }

    /// Keys whose absence makes the tenant or the test invalid, by where they stand.
    private static func isRequired(_ key: String, _ keys: [String]) -> Bool {
        switch keys.count {
        case 0: return ["tenant", "inventory", "order"].contains(key)
        case 2 where keys[0] == "inventory": return key == "sender"
        case 2 where keys[0] == "tests": return ["name", "message", "expect"].contains(key)
        case 2 where keys[0] == "providers": return key == "kind"
        case 2 where keys[0] == "pools": return key == "senders"
        case 3 where keys[0] == "order": return key == "use"
        default: return false
        }
    }

    /// Whether a mapping's keys are of the user's choice.
    private static func namesOfChoice(_ keys: [String]) -> Bool {
        guard let last = keys.last else { return false }
        if keys.count == 1 {
            return ["attributes", "groups", "providers", "countries", "teams", "users", "pools"].contains(last)
        }
        return last == "message" || last == "countries"
    }

    private static func keyBreaks(
        _ node: YAMLNode, _ parents: [Int], _ keys: [String], _ source: SourceFile
    ) -> [Break] {
        var result: [Break] = []
        let start = line(node, source)
        for (key, value) in node.pairs {
            guard let name = key.text else { continue }
            let own = line(key, source)
            let allowed = Set([own, source.nextContent(own), start] + parents.suffix(2))
            if isRequired(name, keys), node.style != .flow {
                let from = source.lineRange(own).lowerBound
                let last = source.position(of: max(key.range.bytes.upperBound, value.range.bytes.upperBound)).line
                let to = last < source.lineCount ? source.lineRange(last + 1).lowerBound : source.bytes.count
                // The first key of a list's item takes the dash with it: not a break of this kind.
                if source.text(in: from..<key.range.bytes.lowerBound).allSatisfy({ $0 == " " }) {
                    // What was removed from the top of a file may be told where the tenant's name stands.
                    result.append(
                        Break(
                            what: "`\(name)` removed", file: source.path, text: source.replacing(from..<to, with: ""),
                            lines: keys.isEmpty ? [] : allowed, isCertain: true))
                }
            }
            guard !namesOfChoice(keys) else { continue }
            for typo in [String(name.dropLast()) + "x", name + "s", String(name.dropFirst())] where typo.count > 1 {
                result.append(
                    Break(
                        what: "`\(name)` misspelt `\(typo)`", file: source.path,
                        text: source.replacing(key.range.bytes, with: typo), lines: allowed, isCertain: true))
            }
        }
        return result
    }

    private static func valueBreaks(
        _ node: YAMLNode, _ parents: [Int], _ keys: [String], _ source: SourceFile
    ) -> [Break] {
        let own = line(node, source)
        let allowed = Set([own, source.nextContent(own)] + parents.suffix(2))
        // Another name is no break where it is declared, but where it is used.
        let declares =
            ["inventory", "attributes"].contains(keys.first) || (keys.first == "order" && keys.last == "name")
        return ["nosuch", "[x]", "{x: y}", "\"\"", "-"].filter { text in
            !declares || (text != "nosuch" && text != "-")
        }.map { text in
            Break(
                what: "`\(node.text ?? "")` at \(keys.joined(separator: ".")) replaced by `\(text)`", file: source.path,
                text: source.replacing(node.range.bytes, with: text), lines: allowed, isCertain: false)
        }
    }

    private static func indentations(_ source: SourceFile) -> [Break] {
        (1...source.lineCount).flatMap { number -> [Break] in
            let range = source.lineRange(number)
            let text = source.text(in: range)
            let indent = text.prefix { $0 == " " }.count
            guard indent < text.count, text.dropFirst(indent).first != "#" else { return [] }
            var shifts = [1, 2, 3, -1, -2, -4].filter { indent + $0 >= 0 }
            if indent > 0 { shifts.append(-indent) }
            // The parent is the nearest line above with less indentation, before or after.
            var parents: Set<Int> = []
            var (least, above) = (indent, number - 1)
            while above >= 1, parents.count < 2 {
                let other = source.text(in: source.lineRange(above))
                let otherIndent = other.prefix { $0 == " " }.count
                if otherIndent < other.count, otherIndent < least || parents.isEmpty {
                    parents.insert(above)
                    least = min(least, otherIndent)
                }
                above -= 1
            }
            return shifts.map { shift in
                Break(
                    what: "line \(number) indented by \(shift)", file: source.path,
                    text: source.replacing(
                        range.lowerBound..<range.lowerBound + indent,
                        with: String(repeating: " ", count: indent + shift)),
                    lines: parents.union([number, source.nextContent(number)]), isCertain: false)
            }
        }
    }
}

extension SourceFile {
    /// The next line that is neither blank nor a comment.
    fileprivate func nextContent(_ line: Int) -> Int {
        var next = line + 1
        while next <= lineCount {
            let text = self.text(in: lineRange(next)).drop { $0 == " " }
            if !text.isEmpty, !text.hasPrefix("#") { return next }
            next += 1
        }
        return next
    }

    fileprivate func replacing(_ range: Range<Int>, with text: String) -> String {
        self.text(in: 0..<range.lowerBound) + text + self.text(in: range.upperBound..<bytes.count)
    }
}
