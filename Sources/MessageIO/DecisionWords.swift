internal import SenderModel

/// The closed lists of decisions, written.
enum DecisionWords {
    /// More bytes than all keys and words of a decision take together, warnings included.
    static let longest = 1024

    /// The two letters of each country, by index.
    private static let countryLetters: [UInt8] = Country.all.flatMap { Array($0.code.utf8) }

    @inline(__always)
    static func put(_ country: Country, to output: inout some ByteSink) {
        let letters = countryLetters
        output.put(letters[2 * Int(country.index)])
        output.put(letters[2 * Int(country.index) + 1])
    }

    static func put(_ outcome: Outcome, to output: inout some ByteSink) {
        switch outcome {
        case .send: output.put("send")
        case .reject: output.put("reject")
        case .route: output.put("route")
        }
    }
}

extension Message {
    /// Lends the text of a slice.
    @inline(__always)
    func withBytes(of slice: Slice, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { body($0.slice(slice.range.lowerBound, slice.range.upperBound)) }
    }
}
