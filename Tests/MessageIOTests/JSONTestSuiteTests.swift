import Foundation
import MessageIO
import SenderModel
import Testing

/// JSONTestSuite (Nicolas Seriot): every `y_` file accepted, every `n_` file refused, none of any kind crashes.
///
/// The files lie beside the repository; where they don't, these tests are skipped.
@Suite(.enabled(if: JSONTestSuite.isThere, "JSONTestSuite is absent: no folder ../shared/data/json-test-suite"))
struct JSONTestSuiteTests {
    @Test(arguments: JSONTestSuite.files("y_"))
    func acceptsWhatIsJSON(file: String) throws {
        let value = try JSONTestSuite.bytes(file)
        #expect(parse(JSONTestSuite.wrapped(value)).hasPrefix("to=1 x="))
        let direct = parse(value)
        #expect(!direct.hasPrefix("! not JSON"), "as a line of its own: \(direct)")
        let inArray = try read(Array("[".utf8) + value + Array("]".utf8), as: .json, chunk: 3)
        #expect(inArray.count == 1 && !inArray[0].contains("not JSON"))
    }

    @Test(arguments: JSONTestSuite.files("n_"))
    func refusesWhatIsNot(file: String) throws {
        let value = try JSONTestSuite.bytes(file)
        #expect(parse(JSONTestSuite.wrapped(value)).hasPrefix("! "))
        #expect(parse(value).hasPrefix("! "))
        let shown = try read(Array("[{\"to\":\"1\",\"x\":".utf8) + value + Array("}]".utf8), as: .json, chunk: 101)
        #expect(shown.contains { $0.contains(" ! ") })
    }

    @Test(arguments: JSONTestSuite.files("i_"))
    func whateverItThinksOfTheRestItAnswers(file: String) throws {
        let value = try JSONTestSuite.bytes(file)
        #expect(!parse(JSONTestSuite.wrapped(value)).isEmpty)
        #expect(!parse(value).isEmpty)
    }
}

enum JSONTestSuite {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/json-test-suite").standardizedFileURL

    static let isThere = FileManager.default.fileExists(atPath: folder.path)

    static func files(_ prefix: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.sorted()
    }

    static func bytes(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: file))) }

    static func wrapped(_ value: [UInt8]) -> [UInt8] { Array("{\"to\":\"1\",\"x\":".utf8) + value + Array("}".utf8) }
}
