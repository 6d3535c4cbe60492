/// Finds where secrets may stand in a file, by text and not by node: a file that can't be parsed may hold one too.
///
/// One pass over the lines. Where credentials stand, everything is hidden but what is known to be harmless; a line that
/// is hidden in vain costs less than a secret that is shown.
struct SecretScan {
    enum Kind { case value, key, comment }

    struct Stretch {
        var bytes: Range<Int>
        let kind: Kind
    }

    /// Keys, kinds and sections of a tenant's file, as `TenantConfig` reads them; a word that is missing here is hidden, no more.
    static let keys = ["kind", "account_sid", "credentials", "token", "key", "secret"]
    static let kinds = ["twilio", "plivo", "vonage", "aws", "bandwidth", "clicksend", "generic"]
    static let sections = [
        "tenant", "name", "country", "organization_number", "features", "limits", "billing", "ten_dlc", "attributes",
        "groups", "providers", "countries", "inventory", "defaults", "teams", "users", "pools", "order",
    ]

    /// In the order of the file.
    static func stretches(in bytes: [UInt8]) -> [Stretch] {
        var anchors: Set<String> = []
        // An anchor that a secret's alias names holds a secret itself, which may hold aliases.
        for _ in 0..<4 {
            var scan = SecretScan(bytes: bytes, anchors: anchors)
            scan.run()
            guard !scan.aliases.isSubset(of: anchors) else { return scan.found }
            anchors.formUnion(scan.aliases)
        }
        var scan = SecretScan(bytes: bytes, anchors: anchors)
        scan.run()
        return scan.found
    }

    /// What is below a key that announces secrets.
    private struct Section {
        let isProviders: Bool
        let indent: Int
        /// Whether its value is written in brackets.
        let isFlow: Bool
        /// Where the names of providers stand.
        var nameIndent: Int?
    }

    private let bytes: [UInt8]
    private let anchors: Set<String>
    private var aliases: Set<String> = []
    private var found: [Stretch] = []
    private var section: Section?
    /// Brackets open in the section, and the quote that is.
    private var depth = 0
    private var quote: UInt8?
    /// Whether the last line ended with a key or a block's header, so that the next holds its value.
    private var isOpen = false
    /// Comments with less indentation than the section: its own if it goes on below them.
    private var pending: [Range<Int>] = []
    /// The word `announces` looks at.
    private var word: [UInt8] = []

    private init(bytes: [UInt8], anchors: Set<String>) {
        self.bytes = bytes
        self.anchors = anchors
    }

    // MARK: - Lines

    private mutating func run() {
        var start = 0
        while start < bytes.count {
            // Where no section is open nothing else matters than a key that announces secrets, and most files have none.
            if section == nil, anchors.isEmpty {
                guard let colon = announcement(in: start..<bytes.count) else { return }
                let line = bytes[start..<colon].lastIndex { $0 == 10 || $0 == 13 }
                start = line.map { $0 + 1 } ?? start
            }
            let end = bytes.withUnsafeBufferPointer { bytes in
                var end = start
                while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
                return end
            }
            line(start..<end)
            start = end + 1
        }
    }

    private mutating func line(_ line: Range<Int>) {
        var content = line.lowerBound
        while content < line.upperBound,
            isBlank(bytes[content]) || bytes[content] == UInt8(ascii: "-")
                || (content == 0 && bytes.starts(with: [0xEF]))
        {
            content += bytes[content] == 0xEF ? 3 : 1
        }
        guard content < line.upperBound else { return }
        let indent = content - line.lowerBound
        let rest = content..<line.upperBound
        if indent == 0, section != nil, startsSection(content) { leave() }
        if let current = section {
            if quote != nil || depth > 0 || indent > current.indent || (isOpen && bytes[content] != UInt8(ascii: "#")) {
                for comment in pending { hide(comment, .comment) }
                pending = []
                if section?.nameIndent == nil { section?.nameIndent = indent }
                goOn(after: protect(rest, indent: indent), to: line.upperBound, indent)
                return
            }
            if bytes[content] == UInt8(ascii: "#") {
                pending.append(rest)
                return
            }
            leave()
        }
        look(rest, indent)
    }

    private mutating func leave() {
        section = nil
        depth = 0
        quote = nil
        isOpen = false
        let comments = pending
        pending = []
        for comment in comments { look(comment, 0) }
    }

    /// What follows the end of a section on its last line.
    private mutating func goOn(after at: Int, to end: Int, _ indent: Int) {
        guard at < end else { return }
        var next = at
        while next < end, isBlank(bytes[next]) || "}],".utf8.contains(bytes[next]) { next += 1 }
        if next < end, bytes[next] == UInt8(ascii: "#") { return hideComment(next..<end) }
        look(at..<end, indent)
    }

    /// Looks for a key that announces secrets.
    private mutating func look(_ range: Range<Int>, _ indent: Int) {
        // Nearly no line has one, and only such a key changes anything: what stands before each `:` tells them apart.
        if anchors.isEmpty, announcement(in: range) == nil { return }
        var word: [UInt8] = []
        var opener: UInt8?
        var isComment = false
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                word.append(byte)
            case UInt8(ascii: "-") where !word.isEmpty: word.append(UInt8(ascii: "_"))
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte + 32)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): continue
            case UInt8(ascii: ":"):
                let speaks = Self.speaksOfSecret(word)
                let name = String(decoding: word, as: UTF8.self)
                word = []
                let isProviders =
                    !isComment && (opener == nil || opener == UInt8(ascii: "{") || opener == UInt8(ascii: ","))
                    && (name == "providers" || (indent == 0 && opener == nil && Self.isLikeProviders(name)))
                opener = byte
                guard isProviders || speaks else { continue }
                at = enter(at..<range.upperBound, indent, isProviders: isProviders)
                if isComment { leave() }
            case UInt8(ascii: "&") where !anchors.isEmpty && (at - 1 == 0 || !isNameByte(bytes[at - 2])):
                var end = at
                while end < range.upperBound, isNameByte(bytes[end]) { end += 1 }
                guard anchors.contains(String(decoding: bytes[at..<end], as: UTF8.self)) else { continue }
                at = enter(end..<range.upperBound, indent, isProviders: false)
            default:
                word = []
                if byte == UInt8(ascii: "#"), at - 1 == range.lowerBound || isBlank(bytes[at - 2]) { isComment = true }
                if !isBlank(byte) { opener = byte }
            }
        }
    }

    /// The first `:` whose word before it announces secrets. There for a few lines too many: a word is taken for one over
    /// the end of a section too.
    private mutating func announcement(in range: Range<Int>) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            let bytes = UnsafeBufferPointer(rebasing: bytes[..<range.upperBound])
            return Self.letters.withUnsafeBufferPointer { lettersOf in
                Self.lettersOfAll.withUnsafeBufferPointer { lettersOfAll in
                    let lettersOfProviders = Self.lettersOfProviders
                    var start = range.lowerBound
                    while let colon = bytes.firstIndex(of: UInt8(ascii: ":"), from: start) {
                        var first = colon
                        // Which letters there are: most words lack one that every such word has.
                        var letters: UInt32 = 0
                        while first > start {
                            let letter = lettersOf[Int(bytes[first - 1])]
                            if letter == 0 { break }
                            letters |= letter
                            first -= 1
                        }
                        start = colon + 1
                        var mayAnnounce = Self.mayBeLikeProviders(letters: letters, ofProviders: lettersOfProviders)
                        for all in lettersOfAll where all & ~letters == 0 { mayAnnounce = true }
                        if mayAnnounce, announces(bytes[first..<colon]) { return colon }
                    }
                    return nil
                }
            }
        }
    }

    /// Whether a word as it is written announces secrets.
    private mutating func announces(_ written: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        word.removeAll(keepingCapacity: true)
        for byte in written {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): continue
            case UInt8(ascii: "-"): if !word.isEmpty { word.append(UInt8(ascii: "_")) }
            case 65...90: word.append(byte + 32)
            default: word.append(byte)
            }
        }
        return Self.speaksOfSecret(word) || (word.count >= 7 && Self.isLikeProviders(word))
    }

    /// - Returns: where the section ends on this line.
    private mutating func enter(_ range: Range<Int>, _ indent: Int, isProviders: Bool) -> Int {
        var value = range.lowerBound
        while value < range.upperBound, isBlank(bytes[value]) { value += 1 }
        let isFlow = value < range.upperBound && "{[".utf8.contains(bytes[value])
        section = Section(isProviders: isProviders, indent: indent, isFlow: isFlow)
        depth = 0
        quote = nil
        isOpen = true
        return protect(value..<range.upperBound, indent: nil)
    }

    // MARK: - What stands in a section

    /// Hides what isn't known to be harmless.
    ///
    /// - Parameter indent: nil on the line the section begins on.
    /// - Returns: the end, or where the section ended before.
    private mutating func protect(_ range: Range<Int>, indent: Int?) -> Int {
        let end = range.upperBound
        var at = range.lowerBound
        var key = ""
        var isFirst = true
        if quote != nil {
            let start = at
            at = closing(from: at, to: end)
            hide(start..<at, .value)
            if quote != nil { return end }
            at += 1
            isFirst = false
            isOpen = false
        }
        while at < end {
            let byte = bytes[at]
            let isFollowed = at + 1 == end || isBlank(bytes[at + 1])
            switch byte {
            case 32, 9, UInt8(ascii: ","):
                if byte == UInt8(ascii: ",") { key = "" }
                at += 1
            case UInt8(ascii: "-") where isFollowed, UInt8(ascii: "?") where isFollowed,
                UInt8(ascii: ":") where isFollowed:
                at += 1
            case UInt8(ascii: "#") where at == range.lowerBound || isBlank(bytes[at - 1]):
                hideComment(at..<end)
                return end
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                at += 1
                isOpen = false
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                at += 1
                key = ""
                isOpen = false
                depth -= 1
                let isEnd = section?.isFlow == true ? depth <= 0 : depth < 0 && indent == nil
                depth = max(depth, 0)
                if isEnd {
                    leave()
                    return at
                }
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                let start = at + 1
                at = start
                while at < end, isNameByte(bytes[at]) { at += 1 }
                if byte == UInt8(ascii: "*") {
                    aliases.insert(String(decoding: bytes[start..<at], as: UTF8.self))
                    isOpen = false
                }
                hide(start..<at, .key)
            case UInt8(ascii: "|") where isHeader(at..<end), UInt8(ascii: ">") where isHeader(at..<end):
                isOpen = true
                at += 1
                while at < end, !isBlank(bytes[at]) { at += 1 }
            default:
                let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
                let token: Range<Int>
                if isQuoted {
                    quote = byte
                    let close = closing(from: at + 1, to: end)
                    token = at + 1..<close
                    at = min(close + 1, end)
                } else {
                    let close = plain(at..<end)
                    token = at..<close
                    at = close
                }
                var next = at
                while next < end, isBlank(bytes[next]) { next += 1 }
                let isKey =
                    quote == nil && next < end && bytes[next] == UInt8(ascii: ":")
                    && (isQuoted || endsKey(next + 1, end))
                let text = String(decoding: bytes[token], as: UTF8.self)
                if isKey {
                    at = next + 1
                    while at < end, isBlank(bytes[at]) { at += 1 }
                    let isName =
                        section?.isProviders == true && (at == end || "{&*#".utf8.contains(bytes[at]))
                        && (section?.isFlow == true
                            ? depth == 1 : depth == 0 && isFirst && indent != nil && indent == section?.nameIndent)
                    if !isName, !Self.isHarmless(key: text) { hide(token, .key) }
                    key = text
                } else {
                    if !Self.isHarmless(value: text, of: key) { hide(token, .value) }
                    key = ""
                }
                isOpen = isKey
                isFirst = false
                if quote != nil { return end }
            }
        }
        return end
    }

    /// The end of a plain text.
    private func plain(_ range: Range<Int>) -> Int {
        var at = range.lowerBound + 1
        while at < range.upperBound {
            let byte = bytes[at]
            if isBlank(byte) || (depth > 0 && ",[]{}".utf8.contains(byte)) { break }
            if byte == UInt8(ascii: ":"), endsKey(at + 1, range.upperBound) { break }
            at += 1
        }
        return at
    }

    /// Whether a `:` before an offset ends a key.
    private func endsKey(_ at: Int, _ end: Int) -> Bool {
        at >= end || isBlank(bytes[at]) || (depth > 0 && ",[]{}".utf8.contains(bytes[at]))
    }

    /// Where the open quote is closed, or the end of the line.
    private mutating func closing(from start: Int, to end: Int) -> Int {
        var at = start
        while at < end {
            if bytes[at] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                at += 2
            } else if bytes[at] != quote {
                at += 1
            } else if quote == UInt8(ascii: "'"), at + 1 < end, bytes[at + 1] == quote {
                at += 2
            } else {
                quote = nil
                return at
            }
        }
        return end
    }

    private func isHeader(_ range: Range<Int>) -> Bool {
        var at = range.lowerBound + 1
        while at < range.upperBound, "+-123456789".utf8.contains(bytes[at]) { at += 1 }
        while at < range.upperBound, isBlank(bytes[at]) { at += 1 }
        return at == range.upperBound || bytes[at] == UInt8(ascii: "#")
    }

    private mutating func hide(_ range: Range<Int>, _ kind: Kind) {
        guard !range.isEmpty else { return }
        if let last = found.last, last.kind == kind, last.bytes.upperBound <= range.lowerBound,
            bytes[last.bytes.upperBound..<range.lowerBound].allSatisfy({ $0 == 32 })
        {
            found[found.count - 1].bytes = last.bytes.lowerBound..<range.upperBound
        } else {
            found.append(Stretch(bytes: range, kind: kind))
        }
    }

    /// All of a comment but the part of a suppression that says what it silences.
    private mutating func hideComment(_ range: Range<Int>) {
        let words = bytes[range.dropFirst()].split { isBlank($0) }
        var shown = range.lowerBound + 1
        if words.count > 1, words[0].elementsEqual("sendfrom:allow".utf8),
            CheckCode(rawValue: String(decoding: words[1], as: UTF8.self)) != nil
        {
            shown = words[1].endIndex
            if words.count > 3, words[2].elementsEqual("until".utf8), words[3].count == 10,
                words[3].allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") })
            {
                shown = words[3].endIndex
            }
            if let dashes = words.first(where: { $0.startIndex >= shown }), dashes.elementsEqual("--".utf8) {
                shown = dashes.endIndex
            }
        }
        hide(shown..<range.upperBound, .comment)
    }

    // MARK: - Words

    private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    /// Whether a byte may belong to the name of an anchor.
    private func isNameByte(_ byte: UInt8) -> Bool { byte > 32 && !",[]{}:".utf8.contains(byte) }

    /// Whether a line in the first column starts one of a tenant's own sections, whatever is open above it.
    private func startsSection(_ at: Int) -> Bool {
        var end = at
        while end < bytes.count, (97...122).contains(bytes[end]) || bytes[end] == UInt8(ascii: "_") { end += 1 }
        guard end < bytes.count, end - at < 24, bytes[end] == UInt8(ascii: ":") else { return false }
        return Self.sections.contains(String(decoding: bytes[at..<end], as: UTF8.self))
    }
}
