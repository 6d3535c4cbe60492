import MessageIO
import TestSupport
import Testing

/// Files nobody wrote on purpose: seeds with bytes changed, doubled and left out.
struct HostileInputTests {
    static let seeds: [(MessageFormat, String)] = [
        (
            .ndjson,
            #"{"to":"+49","needs":["sms"],"id":-12,"x":{"a":[1.5e3,"\u00e9\ud834\udd1e",null]}}"#
                + "\n\n{\"to\":\"é\"}\n"
        ),
        (
            .json,
            #"[{"to":"+49","x":["]",{"}":"\""}]}, {"to":"\\"}, 12,"#
                + "\n\"a\", {\"to\":\"é\",\"y\":true}]\n"
        ),
        (.csv, "id,to,needs\r\n1,\"+4\"\"9\",sms mms\r\n\r\n2,\"a\nb\",\n\"3\",é,reply\n"),
    ]

    /// Whatever comes, reading ends, and how the bytes arrive makes no difference.
    @Test(arguments: 1...40)
    func readingNeverTrapsAndChunksMakeNoDifference(seed: Int) {
        var random = SplitMix64(state: UInt64(seed))
        for (format, text) in Self.seeds {
            for _ in 0..<25 {
                let bytes = Self.mutated(Array(text.utf8), &random)
                let whole = outcome(bytes, format, chunk: .max)
                let chunk = 1 + Int(random.next() % 9)
                #expect(
                    outcome(bytes, format, chunk: chunk) == whole,
                    "seed \(seed), \(format), chunk \(chunk): \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    private func outcome(_ bytes: [UInt8], _ format: MessageFormat, chunk: Int) -> [String] {
        do {
            return try read(bytes, as: format, chunk: chunk)
        } catch let error as MessageFileError {
            return [error.message]
        } catch {
            return ["\(error)"]
        }
    }

    private static func mutated(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        let alphabet = Array("{}[]\",:\\\n\r u0-1.eE\t'é\0\u{FEFF}".utf8) + [0xFF, 0xC3, 0x80]
        for _ in 0...Int(random.next() % 4) where !bytes.isEmpty {
            let at = Int(random.next() % UInt64(bytes.count))
            let byte = alphabet[Int(random.next() % UInt64(alphabet.count))]
            switch random.next() % 5 {
            case 0: bytes[at] = byte
            case 1: bytes.insert(byte, at: at)
            case 2: bytes.remove(at: at)
            case 3: bytes.removeSubrange(at...)
            default: bytes.insert(contentsOf: bytes[at...], at: at)
            }
        }
        return bytes
    }
}
