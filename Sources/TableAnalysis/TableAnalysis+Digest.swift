extension TableAnalysis {
    /// 64 hexadecimal digits that two tables share if they decide every message alike, inbound ones too, and don't
    /// otherwise, but for a chance below 2^-200.
    ///
    /// Alike as in a difference of tables: outcome, sender, reason and detail are; names of rules and pools don't count.
    public func digest() throws(AnalysisFailure) -> String { try Digest(symbolic).text() }
}
