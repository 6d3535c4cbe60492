internal import Linting
internal import SendFromKit

/// What is answered and shown at one moment.
struct Preview: Sendable {
    /// Without errors.
    let set: TenantSet
    let decider: TenantDecider
    /// Why `set` is not what lies on disk; nil where it is.
    let trouble: String?
    let findings: Findings
    /// Counts from 0.
    let number: Int

    /// What lint says of the files as they are on disk.
    enum Findings: Sendable {
        case none
        /// - isWhole: whether all checks that are wanted were run.
        case report(LintReport, isWhole: Bool)
        case problem(String)
    }

    init(_ set: TenantSet) {
        self.init(set, TenantDecider(set.tables), trouble: nil, .none, number: 0)
    }

    private init(_ set: TenantSet, _ decider: TenantDecider, trouble: String?, _ findings: Findings, number: Int) {
        self.set = set
        self.decider = decider
        self.trouble = trouble
        self.findings = findings
        self.number = number
    }

    /// After another reading, of which nothing can be used where `set` is nil.
    func next(_ set: TenantSet?, trouble: String?) -> Preview {
        guard let set else { return Preview(self.set, decider, trouble: trouble, findings, number: number + 1) }
        return Preview(set, TenantDecider(set.tables), trouble: nil, findings, number: number + 1)
    }

    func next(_ findings: Findings) -> Preview {
        Preview(set, decider, trouble: trouble, findings, number: number + 1)
    }
}
