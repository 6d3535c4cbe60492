internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// One object of a listing and where it stands. Its fields are read one by one; those nobody asks for are ignored.
struct ListingRecord {
    /// `numbers.json: $.PhoneNumbers[3]`
    let place: String
    let fields: [String: JSONValue]

    /// A field by its name, or by the name a provider's own command line tool gives it: `phone_number`, `phoneNumber`.
    func field(_ name: String) -> (value: JSONValue, place: String)? {
        for name in [name, Self.camelCase(name)] {
            if let value = fields[name], value != .null { return (value, "\(place).\(name)") }
        }
        return nil
    }

    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// A field's text; a whole number counts as its digits, an empty text as none.
    func text(_ name: String, _ remarks: inout ImportRemarks) -> String? {
        guard let (value, place) = field(name) else { return nil }
        switch value {
        case .text(let text): return text.isEmpty ? nil : text
        case .number(let number):
            if number >= 0, let digits = JSONValue.digits(number) { return digits }
            fallthrough
        default:
            remarks.report("\(value.described) stands where a text was expected; it is left out", at: place)
            return nil
        }
    }

    func flag(_ name: String, _ remarks: inout ImportRemarks) -> Bool? {
        guard let (value, place) = field(name) else { return nil }
        if case .boolean(let flag) = value { return flag }
        remarks.report("\(value.described) stands where `true` or `false` was expected; it is left out", at: place)
        return nil
    }

    func country(_ name: String, _ remarks: inout ImportRemarks) -> Country? {
        guard let text = text(name, &remarks) else { return nil }
        if let country = Country(text.uppercased()) { return country }
        remarks.report("\(Wording.quote(text)) is no country; it is left out", at: "\(place).\(name)")
        return nil
    }

    func day(_ name: String, _ remarks: inout ImportRemarks) -> String? {
        guard let (value, place) = field(name) else { return nil }
        if let day = ListingDate.day(of: value) { return day }
        remarks.report("\(value.described) is no date; `purchased` is left out", at: place)
        return nil
    }

    /// The name somebody gave it; none where it only repeats the sender.
    func name(_ name: String, of shape: SenderShape, _ remarks: inout ImportRemarks) -> String? {
        guard let text = text(name, &remarks), text != shape.text else { return nil }
        guard SecretShapes.masked(text) == text else {
            remarks.report("the name looks like a secret; it is left out", at: "\(place).\(name)")
            return nil
        }
        // As it is dialled abroad or at home, where a 0 may come first.
        let digits = text.utf8.filter { (48...57).contains($0) }.drop { $0 == UInt8(ascii: "0") }
        let isPunctuated = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || Reference.isPunctuation(byte) || byte == UInt8(ascii: "+")
        }
        let own = shape.text.utf8.filter { (48...57).contains($0) }
        let repeats = isPunctuated && digits.count >= 3 && own.suffix(digits.count).elementsEqual(digits)
        return repeats ? nil : text
    }

    /// The alphanumeric sender ID a field holds.
    func senderID(_ name: String, _ remarks: inout ImportRemarks) -> ImportedSender? {
        guard let text = text(name, &remarks) else { return nil }
        guard text.unicodeScalars.contains(where: \.properties.isAlphabetic), SecretShapes.masked(text) == text else {
            remarks.report(
                "\(Wording.quote(text)) is no alphanumeric sender ID; it is not written", at: "\(place).\(name)")
            return nil
        }
        return ImportedSender(.alphanumeric(text), at: place)
    }

    /// What a sender can be used for: a list of words in any case, or an object of `true` and `false`.
    func capabilities(_ name: String, _ remarks: inout ImportRemarks) -> MemberSet<Capability>? {
        guard let (value, place) = field(name) else { return nil }
        var found: MemberSet<Capability> = []
        func add(_ word: String, at place: String) {
            let word = word.lowercased()
            // Known, and no matter of text messages.
            if ["fax", "rcs"].contains(word) { return }
            if let capability = Capability(rawValue: word) {
                found.insert(capability)
            } else {
                remarks.report("\(Wording.quote(word)) is no capability we know; it is left out", at: place)
            }
        }
        switch value {
        case .list(let items):
            for (index, item) in items.enumerated() {
                guard case .text(let word) = item else {
                    remarks.report("\(item.described) is no capability; it is left out", at: "\(place)[\(index)]")
                    continue
                }
                add(word, at: "\(place)[\(index)]")
            }
        case .object(let pairs):
            for (word, value) in pairs.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                switch value {
                case .boolean(true): add(word, at: "\(place).\(word)")
                case .boolean(false), .null: continue
                default:
                    remarks.report(
                        "\(value.described) stands where `true` or `false` was expected; it counts as `false`",
                        at: "\(place).\(word)")
                }
            }
        default:
            remarks.report("\(value.described) says no capabilities; they are left out", at: place)
            return nil
        }
        return found
    }
}
