import Foundation
import MessageIO
import SenderModel
import TestSupport
import Testing

/// The fast reader against Foundation's: what it reads of a line is what the library's decoder says stands there, and
/// what it refuses is no JSON, or JSON that is no message.
struct LibraryDecoderTests {
    @Test(arguments: 1...30)
    func aLineMeansWhatTheLibrarySays(seed: Int) {
        var lines = RandomLines(seed: UInt64(seed))
        var accepted = 0
        for _ in 0..<200 {
            let line = lines.next()
            for bytes in [line] + (0..<3).map({ _ in lines.mutated(line) }) {
                if isAccepted(bytes, seed) { accepted += 1 }
            }
        }
        #expect(accepted > 100, "seed \(seed) makes hardly any message")
    }

    /// Compares one line; whether both take it as a message.
    private func isAccepted(_ bytes: [UInt8], _ seed: Int) -> Bool {
        // The library guesses encodings by zeros and byte-order marks.
        if bytes.prefix(4).contains(0) || bytes.first == 0xEF || bytes.first == 0xFE || bytes.first == 0xFF {
            return false
        }
        var message = Message()
        let problem = bytes.withUnsafeBufferPointer { MessageLine.parse($0, into: &message) }
        let expected = LibraryMessage(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        if let problem {
            // What the library doesn't tell: a key that stands there twice, and how a number was written. Half a
            // surrogate pair it takes, and a comma before a closing brace.
            let isHidden =
                problem.contains("is given twice") || problem.contains("`id` must be text or an integer")
                || problem.contains("surrogate")
                || problem.hasSuffix("expected a key in double quotes, found `}`")
            #expect(isHidden || expected == nil, "seed \(seed): refused (\(problem)): \(text)")
            return false
        }
        let found = Set(parts(of: message).map { $0.hasPrefix("id=") && message.isIntegerID ? "id=#" : $0 })
        let isBeyondTheLibrary =
            expected == nil && (text.contains("\\u") || text.contains(where: { "eE".contains($0) }))
        #expect(isBeyondTheLibrary || expected?.parts == found, "seed \(seed): \(text)")
        return expected != nil
    }
}

/// A message as Foundation's decoder and the contract's rules for keys have it.
private struct LibraryMessage {
    let parts: Set<String>

    init?(_ bytes: [UInt8]) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed]),
            let keys = object as? [String: Any]
        else { return nil }
        var parts: Set<String> = []
        for (key, value) in keys {
            guard let part = Self.part(key, value) else { return nil }
            if !part.isEmpty { parts.insert(part) }
        }
        guard let to = keys["to"], to is String else { return nil }
        self.parts = parts
    }

    /// What one key adds, empty for nothing; nil where it is none of a message.
    private static func part(_ key: String, _ value: Any) -> String? {
        let isNotGiven = value is NSNull || (value as? [Any])?.isEmpty == true
        let text = value as? String
        switch key {
        case "origin": return chosen(key, text, isNotGiven, Origin.allCases.map { ($0.rawValue, "\($0)") })
        case "purpose": return chosen(key, text, isNotGiven, Purpose.allCases.map { ($0.rawValue, "\($0)") })
        case "direction":
            let part = chosen(key, text, isNotGiven, Direction.allCases.map { ($0.rawValue, "\($0)") })
            return part == "direction=outbound" ? "" : part
        case "needs":
            if isNotGiven || text?.isEmpty == true { return "" }
            guard let names = value as? [String], names.allSatisfy(Need.allCases.map(\.rawValue).contains) else {
                return nil
            }
            let members = Need.allCases.map(\.rawValue).filter(names.contains)
            return "needs=\(members.joined(separator: "+"))"
        case "id" where text == nil && !isNotGiven:
            // Whether it is an integer the library doesn't tell.
            return value is NSNumber ? "id=#" : nil
        case _ where Message.Key.allCases.map(\.name).contains(key):
            if let text { return text.isEmpty && key != "to" ? "" : "\(key)=\(text)" }
            return isNotGiven ? "" : nil
        default:
            if let text { return "\(key)=\(text.isEmpty ? "∅" : text)" }
            return isNotGiven ? "\(key)=∅" : "\(key)=·"
        }
    }

    private static func chosen(
        _ key: String, _ text: String?, _ isNotGiven: Bool, _ names: [(name: String, shown: String)]
    ) -> String? {
        if isNotGiven || text?.isEmpty == true { return "" }
        return names.first { $0.name == text }.map { "\(key)=\($0.shown)" }
    }
}

/// JSON objects with the keys messages have, written in every way JSON allows; and the same with bytes changed.
private struct RandomLines {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(state: seed &* 7919) }

    private mutating func pick<Element>(_ list: [Element]) -> Element { list[Int(random.next() % UInt64(list.count))] }

    mutating func next() -> [UInt8] {
        var keys: Set<String> = ["to"]
        let names =
            Message.keyNames + [
                "brand", "tier", "tö", "conversatiom", "user ", "t", "toto", "\u{1F600}", "conversation\\u0031",
            ]
        for _ in 0..<Int(random.next() % 7) { keys.insert(pick(names)) }
        let pairs = keys.sorted().shuffled(using: &random).map { key in
            space() + string(key) + space() + ":" + space() + value(of: key) + space()
        }
        return Array((space() + "{" + pairs.joined(separator: ",") + "}" + space()).utf8)
    }

    private mutating func space() -> String {
        random.next() % 4 == 0 ? pick([" ", "\t", "  ", "\r", "\n "]) : ""
    }

    private mutating func value(of key: String) -> String {
        if random.next() % 8 == 0 || (key == "id" && random.next() % 3 == 0) {
            return pick([
                "null", "[]", "[ ]", "true", "12", "-7", "0", "1.5", "{}", "{\"a\":[1,{\"b\":null}]}", "[\"sms\"]",
                "\"\"",
            ])
        }
        switch key {
        case "needs":
            return pick([
                "[\"sms\"]", "[\"sms\" , \"mms\"]", "[ \"reply\",\"sms\",\"sms\" ]", "[\"fax\"]", "[1]", "\"sms\"",
            ])
        case "origin": return string(pick(Origin.allCases.map(\.rawValue) + ["other"]))
        case "purpose": return string(pick(Purpose.allCases.map(\.rawValue) + ["other"]))
        case "direction": return string(pick(Direction.allCases.map(\.rawValue) + ["up"]))
        default:
            let pieces = [
                "+1415", "555", "0100", "jane", "é", "\u{1F600}", " ", "a", "zenith-", "/", "\u{7F}", "long text ",
            ]
            return string((0..<Int(random.next() % 6)).map { _ in pick(pieces) }.joined())
        }
    }

    /// A string's text in JSON, some of it in escapes.
    private mutating func string(_ text: String) -> String {
        if text.contains("\\") { return "\"\(text)\"" }
        var json = "\""
        for unit in text.utf16 {
            if random.next() % 24 == 0 || (0xD800...0xDFFF).contains(unit) {
                json += "\\u" + String(0x10000 + Int(unit), radix: 16).dropFirst()
            } else if unit == 0x2F, random.next() % 2 == 0 {
                json += "\\/"
            } else {
                json.unicodeScalars.append(Unicode.Scalar(unit) ?? "?")
            }
        }
        return json + "\""
    }

    /// One to three bytes changed, left out, put in or doubled.
    mutating func mutated(_ line: [UInt8]) -> [UInt8] {
        var bytes = line
        let alphabet = Array("{}[]\",:\\ u0-1.\tn'é\0".utf8) + [0xFF, 0xC3, 0x80, 0x1F, 0xF4]
        for _ in 0...Int(random.next() % 3) where !bytes.isEmpty {
            let at = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 4 {
            case 0: bytes[at] = pick(alphabet)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(pick(alphabet), at: at)
            default: bytes.insert(bytes[at], at: at)
            }
        }
        return bytes
    }
}
