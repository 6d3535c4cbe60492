public import NumberingPlan

/// A text as a recipient's number, read as a message's `to` is: for whoever looks at numbers without deciding.
public enum RecipientNumber {
    /// The digits as an integer, and what the numbering plan says of them; nil where no message could go there.
    public static func read(_ text: UnsafeBufferPointer<UInt8>) -> (digits: UInt64, facts: NumberFacts)? {
        Recipient(text, .shared).map { ($0.digits, $0.label.facts) }
    }
}
