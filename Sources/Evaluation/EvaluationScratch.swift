/// What a thread keeps between messages so that deciding allocates nothing: buffers, and `best` choices already made.
///
/// Belongs to one evaluator; one per thread.
public struct EvaluationScratch: Sendable {
    /// Value position by attribute, -1 for not given.
    var attributeValues: [Int32] = []
    /// Pool members still in the running.
    var members: [Int32] = []
    /// Best unowned entry by requirement, country and needs: -2 not looked up yet, -1 none.
    var bestUnowned: [Int32] = []

    /// Empty buffers, which the first decisions fill.
    public init() {}
}
