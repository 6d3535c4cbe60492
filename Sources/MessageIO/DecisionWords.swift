internal import SenderModel

/// The closed lists of decisions, written.
enum DecisionWords {
    /// More bytes than all keys and words of a decision take together, warnings included.
    static let longest = 1024

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
