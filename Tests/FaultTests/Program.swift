import Foundation
import TestSupport

/// The built `sendfrom` as a process of its own: what signals, pipes and failing calls do can't be seen from inside.
struct Program {
    let status: Int32
    /// Whether a signal ended it.
    let wasKilled: Bool
    let output: String
    let errors: String

    static let path = BuiltProgram.path

    /// `faults.c`, compiled; nil where that can't be done, as on macOS.
    static let faults: String? = {
        #if os(Linux)
            let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "faults.c").path
            let library = FileManager.default.temporaryDirectory.appending(path: "sendfrom-\(UUID().uuidString).so")
                .path
            for compiler in ["clang", "cc", "gcc"] {
                let made = try? run(
                    "/usr/bin/env", [compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"])
                if made?.status == 0 { return library }
            }
        #endif
        return nil
    }()

    /// Runs `sendfrom`.
    static func sendfrom(_ arguments: [String], environment: [String: String] = [:]) throws -> Program {
        try run(path ?? "sendfrom", arguments, environment: environment)
    }

    /// Runs a line of shell in which `$S` is `sendfrom`.
    static func shell(_ line: String, environment: [String: String] = [:]) throws -> Program {
        try run("/bin/sh", ["-c", line], environment: environment.merging(["S": path ?? "sendfrom"]) { $1 })
    }

    private static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> Program {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        // Files and not pipes: nothing waits for a reader.
        let folder = FileManager.default.temporaryDirectory.appending(path: "sendfrom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let streams = try ["out", "err"].map { name in
            let file = folder.appending(path: name)
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            return try (file, FileHandle(forWritingTo: file))
        }
        process.standardOutput = streams[0].1
        process.standardError = streams[1].1
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
        return Program(
            status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
            output: try text(streams[0].0), errors: try text(streams[1].0))
    }
}
