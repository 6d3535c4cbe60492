import Foundation
import FuzzTargets
import Testing

/// Everything in Tests/FuzzCorpus: what the fuzzers start from, and every input that found a fault.
struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases)
    func noInputOfTheCorpusFindsAFault(_ target: FuzzTarget) throws {
        let files = try Self.corpus(target)
        #expect(!files.isEmpty, "no corpus for \(target)")
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.run(bytes) }
        }
    }

    private static func corpus(_ target: FuzzTarget) throws -> [URL] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../FuzzCorpus/\(target.rawValue)").standardizedFileURL
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
    }
}
