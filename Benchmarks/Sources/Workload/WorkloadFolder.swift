import Foundation

/// Writes a workload's files below one folder.
public struct WorkloadFolder {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// Writes a file, and the folders it is in.
    public func write(_ text: String, to name: String) throws {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// A selection tenant as YAML and JSON, and its messages.
    public func write(_ tenant: SelectionTenant, messages count: Int, to name: String) throws {
        try write(tenant.yaml(), to: "\(name)/tenant/tenant.yaml")
        try write(tenant.json(), to: "\(name)/tenant.json")
        var messages = SelectionMessages(tenant)
        var lines = ""
        for _ in 0..<count { lines += SelectionMessages.line(messages.next()) }
        try write(lines, to: "\(name)/messages.ndjson")
    }

    public func write(_ tenant: AnalysisTenant, to name: String) throws {
        for file in tenant.files() { try write(file.text, to: "\(name)/\(file.name)") }
    }
}
