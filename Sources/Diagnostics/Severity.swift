/// How much a finding weighs: an error fails a run, a warning may (`--max-warnings`), an info never does.
public enum Severity: String, CaseIterable, Sendable {
    case error, warning, info
}
