internal import TableAnalysis

/// Why a question about all messages was not answered, in words for people.
package enum AnalysisWords {
    /// The message of whatever ended a question.
    package static func message(_ error: any Error) -> String {
        (error as? AnalysisFailure).map { failure($0).message } ?? "\(error)"
    }

    static func failure(_ failure: AnalysisFailure) -> (message: String, help: String) {
        switch failure {
        case .budgetExceeded(let budget):
            (
                "this tenant is too hard to analyse: more than \(budget.limit) \(budget.what)",
                "fewer rules without a country or team condition make it easier; `--no-analysis` leaves the proved checks out"
            )
        case .notConfirmed(let claim):
            (
                "the analysis made a claim the evaluator does not confirm (\(claim)); this is a fault of sendfrom",
                "report it with this tenant; `--no-analysis` leaves the proved checks out"
            )
        }
    }
}
