internal import Synchronization

/// Secrets typed into YAML must appear in no output. Hidden are
/// - in `providers`, everything but its punctuation, known keys and kinds, names of providers and accounts, and what says
///   where a secret is (`SecretReference`), and below it the comments;
/// - anywhere, what has the shape of a provider's token (`SecretShapes`);
/// - anywhere, what follows a key whose name speaks of a token, secret, key, password or credential, and the lines below
///   such a key that are indented more;
/// - what an alias among those stands for.
///
/// Excerpts show dots there. A message about the file shows dots for whatever of these texts it says, wherever it got
/// it from (`Diagnostic.init`).
extension SourceFile {
    /// What a file hides, found once.
    struct Secrets: Sendable {
        /// Byte ranges, ascending and apart.
        var hidden: [Range<Int>]
        /// Those of them that are no comments.
        var values: [Range<Int>]
        var texts = SecretTexts()

        /// Where the first range ends after an offset.
        fileprivate func first(after offset: Int) -> Int {
            var (low, high) = (0, hidden.count)
            while low < high {
                let middle = (low + high) / 2
                if hidden[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    /// The text of a byte range as it may be shown: a dot for each hidden character.
    public func shownText(in range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<bytes.count)
        let secrets = secrets
        var shown = ""
        var at = range.lowerBound
        var index = secrets.first(after: at)
        while index < secrets.hidden.count, secrets.hidden[index].lowerBound < range.upperBound {
            let hidden = secrets.hidden[index].clamped(to: range)
            shown += secrets.texts.masked(text(in: at..<hidden.lowerBound))
            shown += text(in: hidden).unicodeScalars.map { $0 == " " || $0 == "\n" ? String($0) : "•" }.joined()
            at = hidden.upperBound
            index += 1
        }
        return shown + secrets.texts.masked(text(in: at..<range.upperBound))
    }

    /// Whether any of a byte range may hold a secret.
    public func isSecret(_ range: Range<Int>) -> Bool {
        let secrets = secrets
        let index = secrets.first(after: range.lowerBound)
        guard index < secrets.hidden.count else { return false }
        return secrets.hidden[index].lowerBound < max(range.upperBound, range.lowerBound + 1)
    }

    /// What in the file has the shape of a provider's token, in its order.
    package var secretShapes: [SecretShapes.Match] {
        shapes.withLock { known in
            if let known { return known }
            let matches = SecretShapes.matches(in: bytes)
            known = matches
            return matches
        }
    }

    /// A text about the file, with dots for what of the file's secrets it says.
    public func masked(_ text: String) -> String { secrets.texts.masked(text) }

    /// Takes in who knows how secrets read once escapes and folding are undone. Asked when something is first to be shown
    /// of the file, since most files are never shown.
    ///
    /// - Parameter read: the texts that stand in ranges of the file.
    public func learn(_ read: @escaping @Sendable ([Range<Int>]) -> [ArraySlice<UInt8>]) {
        cache.withLock { cache in
            guard let known = cache else { return reading.withLock { $0 = read } }
            for text in read(known.values) { cache?.texts.learn(text) }
        }
    }

    private var secrets: Secrets {
        cache.withLock { cache in
            if let cache { return cache }
            var found = findSecrets()
            // Asked once and let go: who knows it holds all that was read of the file.
            let read = reading.withLock { reading in
                defer { reading = nil }
                return reading
            }
            if !found.values.isEmpty, let read {
                for text in read(found.values) { found.texts.learn(text) }
            }
            cache = found
            return found
        }
    }

    private func findSecrets() -> Secrets {
        let stretches = SecretScan.stretches(in: bytes)
        var texts = SecretTexts()
        for stretch in stretches {
            let text = bytes[stretch.bytes]
            switch stretch.kind {
            case .value: texts.learn(text)
            // A plain word may be any key; it is not looked for elsewhere.
            case .key where !text.allSatisfy({ (97...122).contains($0) || $0 == UInt8(ascii: "_") }): texts.learn(text)
            default: break
            }
        }
        var hidden: [Range<Int>] = []
        let ranges = stretches.map(\.bytes) + secretShapes.map(\.range)
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = hidden.last, last.upperBound >= range.lowerBound {
                hidden[hidden.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                hidden.append(range)
            }
        }
        return Secrets(
            hidden: hidden, values: stretches.filter { $0.kind != .comment }.map(\.bytes), texts: texts)
    }
}
