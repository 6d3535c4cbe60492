/// How a command ends (contract, section 5).
public enum CommandStatus: Int32, Sendable {
    case fine = 0
    /// Something was found: a diagnostic, a failed test, a message that is an error…
    case findings = 1
    /// Usage, input or output; or a run that checked nothing.
    case usage = 2
    case interrupted = 130
    case closedPipe = 141
}

/// Ends a command: what to say on standard error, and the status.
struct CommandFailure: Error {
    let status: CommandStatus
    let message: String

    init(_ status: CommandStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
