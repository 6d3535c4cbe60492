internal import SenderModel

extension TableAnalysis {
    /// Messages that end in `no_sender` although an entry that is usable under the order's `require`, and not another
    /// user's, exists.
    public struct Gap: Hashable, Sendable {
        /// What all of them have in common: the smallest class that holds them.
        public var common: MessageClass
        /// A message of the gap, which the evaluator rejects.
        public var example: WitnessMessage
    }

    /// Whether there are any.
    public func hasGap() throws(AnalysisFailure) -> Bool {
        guard let example = try GapSearch(symbolic, ClassSpace(symbolic.space), isWhole: false).example else {
            return false
        }
        try confirm(example, "a gap") { $0.reason == .noSender }
        return true
    }

    /// nil where there are none.
    public func gap() throws(AnalysisFailure) -> Gap? {
        let classes = ClassSpace(symbolic.space)
        let search = try GapSearch(symbolic, classes)
        guard let hull = search.hull, let example = search.example else { return nil }
        try confirm(example, "a gap") { $0.reason == .noSender }
        return Gap(common: classes.described(hull), example: example)
    }
}
