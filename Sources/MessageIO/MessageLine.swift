package import SenderModel

/// One message as a JSON object: a line of NDJSON, or an item of a JSON array.
///
/// A pure function of its bytes, so lines may be read on any number of threads, each with a message and a scratch of
/// its own. Nothing is allocated but where a text has escapes for the first time, or something is wrong.
package enum MessageLine {
    /// Reads one object, without a line feed after it, into `message`, which is reset first.
    ///
    /// - Returns: nil, or what is wrong with it for people; the message then holds nothing to rely on.
    package static func parse(
        _ line: UnsafeBufferPointer<UInt8>, into message: inout Message, scratch: inout MessageScratch
    ) -> String? {
        do throws(JSONError) {
            return try read(line, &message, &scratch)
        } catch {
            return error.text(in: line, startingAt: .lineStart)
        }
    }

    /// The same with buffers of its own.
    package static func parse(_ line: UnsafeBufferPointer<UInt8>, into message: inout Message) -> String? {
        var scratch = MessageScratch()
        return parse(line, into: &message, scratch: &scratch)
    }

    /// - Returns: what is wrong with the message as a message.
    /// - Throws: what is wrong with it as JSON, which weighs more: the keys seen may not be all there are.
    static func read(
        _ line: UnsafeBufferPointer<UInt8>, _ message: inout Message, _ scratch: inout MessageScratch
    ) throws(JSONError) -> String? {
        message.reset(copying: line)
        var scanner = JSONScanner(line)
        scanner.skipSpace()
        guard scanner.skip(UInt8(ascii: "{")) else {
            let kind = kind(of: scanner.next)
            try scanner.skipValue()
            try end(&scanner)
            return MessageProblem.notAnObject(kind)
        }
        var fields = MessageFields()
        scanner.skipSpace()
        if !scanner.skip(UInt8(ascii: "}")) {
            var otherwise = JSONError.Kind.expectedKeyOrBrace
            while true {
                guard scanner.next == UInt8(ascii: "\"") else { throw scanner.failure(otherwise) }
                try readPair(&scanner, &fields, &message, &scratch)
                scanner.skipSpace()
                if scanner.skip(UInt8(ascii: ",")) {
                    scanner.skipSpace()
                    otherwise = .expectedKey
                    continue
                }
                if scanner.skip(UInt8(ascii: "}")) { break }
                throw scanner.failure(.expectedCommaOrBrace)
            }
        }
        try end(&scanner)
        return fields.finish(message)
    }

    private static func end(_ scanner: inout JSONScanner) throws(JSONError) {
        scanner.skipSpace()
        if scanner.next != nil { throw scanner.failure(.trailingText) }
    }

    @inline(__always)
    private static func readPair(
        _ scanner: inout JSONScanner, _ fields: inout MessageFields, _ message: inout Message,
        _ scratch: inout MessageScratch
    ) throws(JSONError) {
        // The keys most messages have, with their text right behind them: a shortcut and nothing more, which means the
        // same read byte by byte below.
        if let word = scanner.wordOfKey {
            if JSONScanner.begins(word, "to\":\"") {
                return try readCommon(.to, 5, &scanner, &fields, &message, &scratch)
            }
            if JSONScanner.begins(word, "id\":\"") {
                return try readCommon(.id, 5, &scanner, &fields, &message, &scratch)
            }
            if JSONScanner.begins(word, "user\":\"") {
                return try readCommon(.user, 7, &scanner, &fields, &message, &scratch)
            }
            if JSONScanner.begins(word, "team\":\"") {
                return try readCommon(.team, 7, &scanner, &fields, &message, &scratch)
            }
            if JSONScanner.begins(word, "from\":\"") {
                return try readCommon(.from, 7, &scanner, &fields, &message, &scratch)
            }
            if JSONScanner.begins(word, "conversa"), scanner.isThere("tion\":\"", after: 9) {
                return try readCommon(.conversation, 15, &scanner, &fields, &message, &scratch)
            }
        }
        let key = try scanner.string()
        try scanner.colon()
        scanner.skipSpace()
        let field: MessageField
        if key.hasEscapes {
            if !key.isText { fields.note("a key holds \(MessageProblem.halfSurrogatePair)") }
            scratch.key.removeAll(keepingCapacity: true)
            JSONEscapes.decode(scanner.raw(key), into: &scratch.key)
            field = scratch.key.withUnsafeBufferPointer { open($0, &fields) }
        } else {
            field = open(scanner.raw(key), &fields)
        }
        switch field {
        case .other: try readOther(key, &scanner, &fields, &message, &scratch)
        case .needs: try readNeeds(&scanner, &fields, &message, &scratch)
        default: try readText(field, &scanner, &fields, &message, &scratch)
        }
    }

    /// - Parameter length: bytes from the key's opening quote to its text's.
    @inline(__always)
    private static func readCommon(
        _ key: Message.Key, _ length: Int, _ scanner: inout JSONScanner, _ fields: inout MessageFields,
        _ message: inout Message, _ scratch: inout MessageScratch
    ) throws(JSONError) {
        scanner.step(over: length)
        fields.open(key)
        if let range = scanner.plainText() { return message.set(key, at: range) }
        try readUncommon(key, &scanner, &fields, &message, &scratch)
    }

    @inline(never)
    private static func readUncommon(
        _ key: Message.Key, _ scanner: inout JSONScanner, _ fields: inout MessageFields, _ message: inout Message,
        _ scratch: inout MessageScratch
    ) throws(JSONError) {
        try readText(.text(key), &scanner, &fields, &message, &scratch)
    }

    @inline(__always)
    private static func open(_ name: UnsafeBufferPointer<UInt8>, _ fields: inout MessageFields) -> MessageField {
        let field = MessageField(name)
        fields.open(field, name)
        return field
    }

    /// The value of a key that takes one text.
    @inline(__always)
    private static func readText(
        _ field: MessageField, _ scanner: inout JSONScanner, _ fields: inout MessageFields, _ message: inout Message,
        _ scratch: inout MessageScratch
    ) throws(JSONError) {
        if scanner.next == UInt8(ascii: "\"") {
            let text = try scanner.string()
            if !text.hasEscapes {
                if case .text(let key) = field { return message.set(key, at: text.start..<text.end) }
                return fields.set(field, scanner.raw(text), in: &message)
            }
            if !text.isText { return fields.note("`\(field.name)` holds \(MessageProblem.halfSurrogatePair)") }
            scratch.text.removeAll(keepingCapacity: true)
            JSONEscapes.decode(scanner.raw(text), into: &scratch.text)
            scratch.text.withUnsafeBufferPointer { fields.set(field, $0, in: &message) }
        } else {
            try readOddity(field, &scanner, &fields, &message)
        }
    }

    /// The value of a key that takes one text, where it is none: `null` and `[]` are a key not given, an integer is an
    /// `id`, all else is a wrong type.
    private static func readOddity(
        _ field: MessageField, _ scanner: inout JSONScanner, _ fields: inout MessageFields, _ message: inout Message
    ) throws(JSONError) {
        let start = scanner.at
        if field == .text(.id), isNumber(scanner.next) {
            let number = try scanner.number()
            let text = scanner.bytes.slice(start, scanner.at)
            if number == .fraction {
                return fields.note(MessageProblem.wrongType(field, MessageProblem.quote(text)))
            }
            message.set(.id, text)
            message.isIntegerID = true
            return
        }
        let kind = kind(of: scanner.next)
        try scanner.skipValue()
        if !isNotGiven(scanner.bytes.slice(start, scanner.at)) {
            fields.note(MessageProblem.wrongType(field, kind))
        }
    }

    private static func readNeeds(
        _ scanner: inout JSONScanner, _ fields: inout MessageFields, _ message: inout Message,
        _ scratch: inout MessageScratch
    ) throws(JSONError) {
        guard scanner.skip(UInt8(ascii: "[")) else {
            let start = scanner.at
            let kind = kind(of: scanner.next)
            try scanner.skipValue()
            let value = scanner.bytes.slice(start, scanner.at)
            if !isNotGiven(value), !value.isEqual("\"\"") { fields.note(MessageProblem.wrongType(.needs, kind)) }
            return
        }
        scanner.skipSpace()
        if scanner.skip(UInt8(ascii: "]")) { return }
        while true {
            scanner.skipSpace()
            if scanner.next == UInt8(ascii: "\"") {
                try readText(.needs, &scanner, &fields, &message, &scratch)
            } else {
                fields.note(MessageProblem.wrongItem(kind(of: scanner.next)))
                try scanner.skipValue()
            }
            scanner.skipSpace()
            if scanner.skip(UInt8(ascii: ",")) { continue }
            if scanner.skip(UInt8(ascii: "]")) { return }
            throw scanner.failure(.expectedCommaOrBracket)
        }
    }

    /// The value of a key that is none of the contract's: kept if it is text, else only its syntax matters.
    private static func readOther(
        _ key: JSONScanner.Text, _ scanner: inout JSONScanner, _ fields: inout MessageFields, _ message: inout Message,
        _ scratch: inout MessageScratch
    ) throws(JSONError) {
        if !key.hasEscapes {
            scratch.key.removeAll(keepingCapacity: true)
            scratch.key.append(contentsOf: scanner.raw(key))
        }
        if scratch.keyIsRepeated(in: message) {
            fields.note(scratch.key.withUnsafeBufferPointer(MessageProblem.repeated))
        }
        let start = scanner.at
        guard scanner.next == UInt8(ascii: "\"") else {
            try scanner.skipValue()
            message.add(other: scratch.key, isGiven: !isNotGiven(scanner.bytes.slice(start, scanner.at)))
            return
        }
        let text = try scanner.string()
        if !text.isText { return message.add(other: scratch.key, isGiven: true) }
        if !text.hasEscapes { return message.add(other: scratch.key, text: scanner.raw(text)) }
        scratch.text.removeAll(keepingCapacity: true)
        JSONEscapes.decode(scanner.raw(text), into: &scratch.text)
        message.add(other: scratch.key, text: scratch.text)
    }

    private static func isNumber(_ byte: UInt8?) -> Bool {
        byte == UInt8(ascii: "-") || byte.map { 0x30...0x39 ~= $0 } == true
    }

    /// Whether a value is `null` or an empty list.
    private static func isNotGiven(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        if value.isEqual("null") { return true }
        return value.first == UInt8(ascii: "[")
            && value.dropFirst().dropLast().allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    /// What a value that begins with a byte is called, with its article.
    private static func kind(of first: UInt8?) -> String {
        switch first {
        case UInt8(ascii: "\""): "text"
        case UInt8(ascii: "["): "a list"
        case UInt8(ascii: "{"): "an object"
        case UInt8(ascii: "t"): "`true`"
        case UInt8(ascii: "f"): "`false`"
        case UInt8(ascii: "n"): "`null`"
        default: "a number"
        }
    }
}
