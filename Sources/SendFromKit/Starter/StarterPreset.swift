/// The presets a tenant can start from.
package enum StarterPreset: String, CaseIterable, Sendable {
    case threadFirst = "thread-first"
    case staffFirst = "staff-first"
    case compliantFirst = "compliant-first"
    case perUser = "per-user"
    case messagingService = "messaging-service"
}
