import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `serve` as a process of its own: what it says where it listens, and how it ends.
@Suite struct ServerSignalTests {
    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func aSignalEndsIt(_ number: Int32, _ status: Int32) throws {
        let served = try Served(port: "0")
        #expect(served.address.wholeMatch(of: #/http://127\.0\.0\.1:[0-9]+/\n/#) != nil, "\(served.address)")
        kill(served.process.processIdentifier, number)
        #expect(served.end() == status)
        #expect(served.errors() == "sendfrom: interrupted\n")
    }

    @Test func aPortThatIsTakenEndsItWithWhatToType() throws {
        let served = try Served(port: "0")
        let port = String(served.address.drop { $0 != "1" }.split(separator: ":")[1].prefix { $0.isNumber })
        let second = try Served(port: port)
        #expect(second.end() == 2)
        #expect(second.address == "")
        #expect(second.errors().hasPrefix("sendfrom: port \(port) is taken on 127.0.0.1; choose another with --port"))
        kill(served.process.processIdentifier, SIGTERM)
        #expect(served.end() == 143)
    }

    /// A server that was started, once it has said where it listens or why it doesn't.
    private struct Served {
        let process = Process()
        let address: String
        private let error = Pipe()

        init(port: String) throws {
            // Whoever started the tests may ignore it, and what is ignored stays so in a child.
            signal(SIGINT, SIG_DFL)
            process.executableURL = URL(filePath: try #require(Program.path))
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            process.arguments = ["serve", root.appending(path: "examples/helpdesk").path, "--port", port]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = error
            try process.run()
            address = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        }

        func end() -> Int32 {
            process.waitUntilExit()
            return process.terminationStatus
        }

        func errors() -> String { String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
    }
}
