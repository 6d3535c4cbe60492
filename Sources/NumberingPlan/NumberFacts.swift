public import SenderModel

/// What the numbering plan says about one number, digits taken as they stand.
public struct NumberFacts: Equatable, Sendable {
    /// Whether a number of this length can exist under its calling code; lengths that are only dialled locally can't.
    public let isPossible: Bool

    /// Whether the number lies in a range of the plan.
    public let isValid: Bool

    /// The country the digits belong to, else the main country of their calling code, however long the number; nil
    /// for a non-geographic or unknown calling code.
    public let country: Country?

    /// The kind of line; `unknown` exactly when the number is not valid.
    public let lineType: LineType

    /// Facts as they are; `NumberingPlan.facts(of:)` finds those of a number.
    public init(isPossible: Bool, isValid: Bool, country: Country?, lineType: LineType) {
        self.isPossible = isPossible
        self.isValid = isValid
        self.country = country
        self.lineType = lineType
    }
}
