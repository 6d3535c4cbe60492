internal import Diagnostics

/// A file read without libyaml, where every line of it is as tenants' files nearly always are.
///
/// Of YAML this knows: blocks of `key: value` and `- item` by indentation, lists and mappings in brackets, plain text and
/// quoted text that begins and ends on one line, comments, and a `---` that begins the file. All of that has one meaning.
/// At anything else (an anchor, a tag, a text over several lines, a tab, whatever is or may be a mistake) it gives up and
/// what it read is forgotten: libyaml then reads the file from its beginning and says what is to be said. So this never
/// judges a file: it gives the records that libyaml's events give, or none.
///
/// Our own beside a library since libyaml's loop took half of all instructions of a large tenant's `lint`: 2.4 billion for
/// 10 MB, where this takes 0.6. `PlainTests` and the fuzzers hold the two against each other.
extension YAMLReader {
    /// Where the reading is.
    private struct Walk {
        /// Behind the last byte that was read.
        var at = 0
        /// The collections of lines that are open, innermost last.
        var blocks: [Block] = []
        /// Behind the colon of a key whose value is still to come; -1 for none.
        var keyEnd = -1
        /// Whether a `---` was read.
        var isMarked = false
    }

    /// A collection of lines.
    private struct Block {
        let column: Int
        let isSequence: Bool
        /// A list that stands no further in than the key it belongs to.
        var isIndentless = false
    }

    /// Reads a file whose encoding was checked.
    ///
    /// - Returns: false where libyaml must read the file; nothing is kept then.
    mutating func readPlainly() -> Bool {
        guard found.all.isEmpty, PlainCharacters.areAll(of: buffer, isASCII: source.isASCII) else { return false }
        if readLines() { return true }
        self = YAMLReader(source, buffer)
        return false
    }

    /// Of two words: to ask the reader itself would copy all of it.
    private var scan: PlainScanner { PlainScanner(buffer: buffer) }

    // MARK: - Lines

    private mutating func readLines() -> Bool {
        var walk = Walk()
        // The last byte is a line's end, so within a line there is always a next byte.
        while walk.at < buffer.count {
            let line = walk.at
            scan.skipSpaces(&walk.at)
            if scan.isLineEnd(walk.at) {
                scan.skipLine(&walk.at)
            } else if records.isEmpty, !walk.isMarked, scan.isDocumentStart(line) {
                walk.isMarked = true
                scan.skipLine(&walk.at)
            } else {
                guard readLine(line, &walk) else { return false }
            }
        }
        if walk.keyEnd >= 0, !add(emptyAt: walk.keyEnd) { return false }
        for _ in walk.blocks { closeBlock() }
        return rootIndex != nil && !found.isFull
    }

    /// Reads a line's nodes.
    private mutating func readLine(_ line: Int, _ walk: inout Walk) -> Bool {
        var column = walk.at - line
        var isEntry = scan.isEntry(walk.at)
        guard var isNew = beginsBlock(column: column, isEntry: isEntry, &walk) else { return false }
        var isItem = false
        while isEntry {
            if isNew {
                let isIndentless = walk.blocks.last.map { $0.column == column } ?? false
                guard open(.sequence, .block, at: walk.at) else { return false }
                walk.blocks.append(Block(column: column, isSequence: true, isIndentless: isIndentless))
            }
            walk.at += 1
            scan.skipSpaces(&walk.at)
            column = walk.at - line
            isEntry = scan.isEntry(walk.at)
            isNew = true
            isItem = true
        }
        if isItem, scan.isBracket(walk.at) { return readBrackets(&walk.at) && scan.endLine(&walk.at) }
        guard let first = scan.scalar(at: walk.at) else { return false }
        walk.at = first.range.upperBound
        guard first.isKey else { return isItem && add(first) && scan.endLine(&walk.at) }
        if isNew {
            guard open(.mapping, .block, at: first.range.lowerBound) else { return false }
            walk.blocks.append(Block(column: column, isSequence: false))
        }
        guard add(first) else { return false }
        walk.at += 1
        let keyEnd = walk.at
        scan.skipSpaces(&walk.at)
        if scan.isLineEnd(walk.at) {
            walk.keyEnd = keyEnd
            scan.skipLine(&walk.at)
            return true
        }
        if scan.isBracket(walk.at) { return readBrackets(&walk.at) && scan.endLine(&walk.at) }
        guard let value = scan.scalar(at: walk.at), !value.isKey else { return false }
        walk.at = value.range.upperBound
        return add(value) && scan.endLine(&walk.at)
    }

    /// Ends the collections that a line is no part of.
    ///
    /// - Returns: whether the line begins one; nil where the line goes on with none of them.
    private mutating func beginsBlock(column: Int, isEntry: Bool, _ walk: inout Walk) -> Bool? {
        guard let inner = walk.blocks.last else { return rootIndex == nil ? true : nil }
        if walk.keyEnd >= 0 {
            let keyEnd = walk.keyEnd
            walk.keyEnd = -1
            if column > inner.column || (isEntry && column == inner.column) { return true }
            guard add(emptyAt: keyEnd) else { return nil }
        }
        while let block = walk.blocks.last,
            block.column > column || (block.isIndentless && block.column == column && !isEntry)
        {
            closeBlock()
            walk.blocks.removeLast()
        }
        guard let block = walk.blocks.last, block.column == column, block.isSequence == isEntry else { return nil }
        return false
    }

    // MARK: - Brackets

    /// Reads a list or mapping in brackets, which may go over several lines.
    private mutating func readBrackets(_ at: inout Int) -> Bool {
        let isMapping = buffer[at] == Byte.openBrace
        let end = isMapping ? Byte.closeBrace : Byte.closeBracket
        guard open(isMapping ? .mapping : .sequence, .flow, at: at) else { return false }
        at += 1
        while scan.skipBetween(&at) {
            if buffer[at] == end {
                at += 1
                let end = UInt32(at)
                close { _, _ in end }
                return true
            }
            if isMapping {
                guard let key = scan.scalarInBrackets(at: at), key.isKey, add(key) else { return false }
                at = key.range.upperBound + 1
                guard scan.skipBetween(&at) else { return false }
            }
            if scan.isBracket(at) {
                guard readBrackets(&at) else { return false }
            } else {
                guard let value = scan.scalarInBrackets(at: at), !value.isKey, add(value) else { return false }
                at = value.range.upperBound
            }
            guard scan.skipBetween(&at) else { return false }
            if buffer[at] == Byte.comma {
                at += 1
            } else if buffer[at] != end {
                return false
            }
        }
        return false
    }

    // MARK: - Escapes

    /// Puts a quoted text among `texts`, as it reads; false where an escape is none of the usual ones.
    private mutating func addText(_ range: Range<Int>) -> Bool {
        let escape = buffer[range.lowerBound] == Byte.doubleQuote ? Byte.backslash : Byte.singleQuote
        var at = range.lowerBound + 1
        let end = range.upperBound - 1
        while at < end {
            let next = buffer[at..<end].firstIndex(of: escape) ?? end
            texts += buffer[at..<next]
            guard next < end else { break }
            at = next + 2
            switch buffer[next + 1] {
            case UInt8(ascii: "n") where escape == Byte.backslash: texts.append(10)
            case UInt8(ascii: "t") where escape == Byte.backslash: texts.append(9)
            case UInt8(ascii: "x"): guard addCharacter(2, &at, end) else { return false }
            case UInt8(ascii: "u"): guard addCharacter(4, &at, end) else { return false }
            case Byte.singleQuote where escape == Byte.singleQuote, Byte.doubleQuote, Byte.backslash, Byte.slash:
                texts.append(buffer[next + 1])
            default: return false
            }
        }
        return true
    }

    /// The character whose number stands in so many hexadecimal digits.
    private mutating func addCharacter(_ digits: Int, _ at: inout Int, _ end: Int) -> Bool {
        guard at + digits <= end, buffer[at..<at + digits].allSatisfy(Byte.isHexadecimal),
            let number = UInt32(String(decoding: buffer[at..<at + digits], as: UTF8.self), radix: 16),
            let character = Unicode.Scalar(number)
        else { return false }
        texts += Array(String(character).utf8)
        at += digits
        return true
    }

    // MARK: - Nodes

    private mutating func add(_ scalar: PlainScanner.Scalar) -> Bool {
        let quotes = scalar.style == .plain ? 0 : 1
        var record = YAMLDocument.Record(
            kind: .scalar, style: scalar.style, start: UInt32(scalar.range.lowerBound),
            end: UInt32(scalar.range.upperBound))
        if scalar.isEscaped {
            record.first = Int32(truncatingIfNeeded: texts.count)
            guard addText(scalar.range) else { return false }
            record.count = UInt32(texts.count - Int(record.first))
        } else {
            record.isVerbatim = true
            record.first = Int32(truncatingIfNeeded: scalar.range.lowerBound + quotes)
            record.count = UInt32(scalar.range.count - 2 * quotes)
        }
        return append(record)
    }

    /// Adds what a key has that nothing follows.
    private mutating func add(emptyAt at: Int) -> Bool { add(PlainScanner.Scalar(.plain, at..<at, isKey: false)) }

    private mutating func open(_ kind: YAMLDocument.Kind, _ style: YAMLNode.Style, at start: Int) -> Bool {
        append(YAMLDocument.Record(kind: kind, style: style, start: UInt32(start), end: UInt32(start)))
    }

    private mutating func closeBlock() { close { record, lastChild in lastChild?.end ?? record.end } }
}
