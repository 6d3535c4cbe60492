import Foundation
import Testing

/// How a dry run ends when its output does: the status, the message, and whole lines only.
@Suite(.enabled(if: Program.path != nil, "the sendfrom program is not built"))
struct OutputFaultTests {
    private final class Home {
        let path = FileManager.default.temporaryDirectory.appending(path: "sendfrom-\(UUID().uuidString)").path

        init() throws {
            try FileManager.default.createDirectory(atPath: path + "/acme", withIntermediateDirectories: true)
            try Data(EditFaultTests.tenant.utf8).write(to: URL(filePath: path + "/acme/tenant.yaml"))
            let messages = (1...20_000).map { "{\"id\":\"m\($0)\",\"to\":\"+14155550199\"}\n" }.joined()
            try Data(messages.utf8).write(to: URL(filePath: path + "/messages.ndjson"))
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func shell(_ line: String) throws -> Program { try Program.shell("cd '\(path)' && \(line)") }

        func text(_ name: String) -> String {
            FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }

    static let formats = ["ndjson", "csv", "json", "text"]

    @Test(arguments: formats)
    func aClosedPipeIs141AndSaysNothing(_ format: String) throws {
        let home = try Home()
        let run = try home.shell(
            "{ \"$S\" eval acme messages.ndjson --format \(format); echo $? >status; } | head -n 1 >first")
        #expect(home.text("status") == "141\n")
        #expect(run.errors == "")
        #expect(home.text("first").hasSuffix("\n"))
    }

    @Test(arguments: formats)
    func aFullDiskIs2AndSaysSo(_ format: String) throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let home = try Home()
        let run = try home.shell("\"$S\" eval acme messages.ndjson --format \(format) >/dev/full")
        #expect(run.status == 2 && run.errors == "sendfrom: can't write: no space left on device\n")
    }

    /// A limit of the shell stands for the disk: at so many bytes a write takes only some, and the next one fails.
    @Test(arguments: ["ndjson", "csv"])
    func whatADiskHasNoRoomForLeavesWholeLines(_ format: String) throws {
        let home = try Home()
        for blocks in [1, 3, 7, 100, 301] {
            let run = try home.shell(
                "ulimit -f \(blocks) && \"$S\" eval acme messages.ndjson --format \(format) >out; echo $?")
            #expect(run.output == "2\n")
            #expect(run.errors == "sendfrom: can't write: file too large\n")
            let lines = home.text("out")
            #expect(lines.hasSuffix("\n") && lines.count > blocks * 500 - 200)
            if format == "ndjson" { #expect(lines.split(separator: "\n").allSatisfy { $0.hasSuffix("}") }) }
        }
    }

    /// The reader waits, so that the signal comes in the midst of a write.
    @Test(arguments: [SIGINT, SIGTERM])
    func anInterruptedRunEndsAfterAWholeLine(_ signal: Int32) throws {
        let home = try Home()
        let feeder = Process()
        feeder.executableURL = URL(filePath: "/bin/sh")
        feeder.arguments = ["-c", "while cat '\(home.path)/messages.ndjson'; do :; done"]
        let process = Process()
        process.executableURL = URL(filePath: Program.path ?? "")
        process.arguments = ["eval", home.path + "/acme", "-", "--format", "ndjson"]
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        feeder.standardOutput = input
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        // Whoever runs the tests may have it ignored, as `nohup` does; then `sendfrom` would too.
        Foundation.signal(signal, SIG_DFL)
        try process.run()
        try feeder.run()
        defer { kill(process.processIdentifier, SIGKILL) }
        try input.fileHandleForReading.close()
        try input.fileHandleForWriting.close()
        try output.fileHandleForWriting.close()
        var text = output.fileHandleForReading.readData(ofLength: 1000)
        Thread.sleep(forTimeInterval: 0.5)
        kill(process.processIdentifier, signal)
        Thread.sleep(forTimeInterval: 0.2)
        text += try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        feeder.terminate()
        feeder.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
        let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(said == "sendfrom: interrupted\n")
        let lines = String(decoding: text, as: UTF8.self)
        #expect(lines.hasSuffix("}\n"))
        #expect(lines.split(separator: "\n").allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    }

    @Test func aSecondInterruptionDoesNotWaitForAReader() throws {
        let home = try Home()
        let process = Process()
        process.executableURL = URL(filePath: Program.path ?? "")
        process.arguments = ["eval", home.path + "/acme", home.path + "/messages.ndjson", "--format", "ndjson"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        signal(SIGINT, SIG_DFL)
        try process.run()
        defer { kill(process.processIdentifier, SIGKILL) }
        Thread.sleep(forTimeInterval: 0.5)
        for _ in 0..<2 {
            process.interrupt()
            Thread.sleep(forTimeInterval: 0.2)
        }
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        try output.fileHandleForReading.close()
    }
}
