/// The words that announce a secret, and those that are harmless among secrets.
extension SecretScan {
    static func isLikeProviders(_ word: [UInt8]) -> Bool {
        guard word.first == UInt8(ascii: "p") else { return false }
        let name = String(decoding: word, as: UTF8.self)
        return name == "providers" || isLikeProviders(name)
    }

    static func isLikeProviders(_ name: String) -> Bool {
        (7...11).contains(name.utf8.count) && name.hasPrefix("p") && !sections.contains(name)
            && NearMiss.distance(Array(name), Array("providers")) <= 2
    }

    private static let speaking = ["token", "secret", "password", "passwd", "passphrase", "credential"].map {
        Array($0.utf8)
    }
    private static let ends = ["key", "pass", "pwd", "auth", "creds"].map { Array($0.utf8) }
    private static let keysInOneWord = ["api", "auth", "access", "private", "signing", "shared", "master"].map {
        Array(($0 + "key").utf8)
    }

    /// The letters of each of those.
    static let lettersOfAll: [UInt32] =
        (speaking + ends).map { $0.reduce(0) { $0 | letters[Int($1)] } }

    /// Whether a word with these letters may be `providers` or a misspelling with two mistakes, each of which takes one of
    /// its eight letters away at most.
    ///
    /// - Parameter ofProviders: `lettersOfProviders`, asked for once: asking takes longer than this.
    @inline(__always)
    static func mayBeLikeProviders(letters own: UInt32, ofProviders: UInt32) -> Bool {
        (own & ofProviders).nonzeroBitCount >= 6
    }
    static let lettersOfProviders: UInt32 = "providers".utf8.reduce(0) { $0 | letters[Int($1)] }

    /// By byte, for those that go on with a word in `look`: a bit for each letter, case aside; another for what is none.
    static let letters: [UInt32] = (0...UInt8.max).map { byte in
        switch byte {
        case 65...90, 97...122: 1 << UInt32(byte & 31)
        case 48...57, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""), UInt8(ascii: "'"): 1 << 31
        default: 0
        }
    }

    /// Whether the name of a key, in lower case with `_`, is that of a secret.
    static func speaksOfSecret(_ name: [UInt8]) -> Bool {
        guard name.count >= 3 else { return false }
        let own = name.reduce(0) { $0 | letters[Int($1)] }
        for index in speaking.indices where lettersOfAll[index] & ~own == 0 && isHeld(speaking[index], in: name) {
            return true
        }
        return ends.contains {
            isEnd($0, of: name) && (name.count == $0.count || name[name.count - $0.count - 1] == 95)
        }
            || keysInOneWord.contains { name.count == $0.count && isEnd($0, of: name) }
    }

    private static func isHeld(_ word: [UInt8], in name: [UInt8]) -> Bool {
        guard name.count >= word.count else { return false }
        for start in 0...name.count - word.count where name[start] == word[0] {
            if isThere(word, in: name, at: start) { return true }
        }
        return false
    }

    private static func isEnd(_ word: [UInt8], of name: [UInt8]) -> Bool {
        name.count >= word.count && isThere(word, in: name, at: name.count - word.count)
    }

    private static func isThere(_ word: [UInt8], in name: [UInt8], at start: Int) -> Bool {
        for index in word.indices where name[start + index] != word[index] { return false }
        return true
    }

    static func isHarmless(key: String) -> Bool {
        if isLike(key, keys) { return true }
        return key.utf8.count <= 20 && key.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "_") }
            && speaksOfSecret(Array(key.utf8))
    }

    static func isHarmless(value: String, of key: String) -> Bool {
        if SecretReference.isOne(value) { return true }
        switch key {
        case "kind": return isLike(value, kinds)
        case "account_sid": return isAccount(value)
        default: return false
        }
    }

    /// Whether a word is one of a list, or a misspelling without digits.
    private static func isLike(_ word: String, _ list: [String]) -> Bool {
        list.contains(word)
            || (word.utf8.count <= 16
                && word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || $0 == "-" }
                && NearMiss.best(for: word, among: list) != nil)
    }

    /// Twilio's and Plivo's names of accounts.
    private static func isAccount(_ text: String) -> Bool {
        let rest = text.dropFirst(2).utf8
        if text.hasPrefix("AC"), rest.count == 32 {
            return rest.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        }
        return text.hasPrefix("MA") && rest.count == 18
            && rest.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    }
}
