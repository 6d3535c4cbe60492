import Foundation
import MessageIO
import SenderModel
import Testing

/// JSONTestSuite (Suite/README.md): every `y_` file accepted, every `n_` file refused, none of any kind crashes.
struct JSONTestSuiteTests {
    @Test(arguments: JSONTestSuite.names("y_"))
    func acceptsWhatIsJSON(file: String) throws {
        let value = JSONTestSuite.bytes(file)
        #expect(parse(JSONTestSuite.wrapped(value)).hasPrefix("to=1 x="))
        let direct = parse(value)
        #expect(!direct.hasPrefix("! not JSON"), "as a line of its own: \(direct)")
        let inArray = try read(Array("[".utf8) + value + Array("]".utf8), as: .json, chunk: 3)
        #expect(inArray.count == 1 && !inArray[0].contains("not JSON"))
    }

    @Test(arguments: JSONTestSuite.names("n_"))
    func refusesWhatIsNot(file: String) throws {
        let value = JSONTestSuite.bytes(file)
        #expect(parse(JSONTestSuite.wrapped(value)).hasPrefix("! "))
        #expect(parse(value).hasPrefix("! "))
        let shown = try read(Array("[{\"to\":\"1\",\"x\":".utf8) + value + Array("}]".utf8), as: .json, chunk: 101)
        #expect(shown.contains { $0.contains(" ! ") })
    }

    @Test func theSuiteIsWhole() {
        #expect(["y_", "n_", "i_"].map { JSONTestSuite.names($0).count } == [95, 188, 35])
    }

    @Test(arguments: JSONTestSuite.names("i_"))
    func whateverItThinksOfTheRestItAnswers(file: String) throws {
        let value = JSONTestSuite.bytes(file)
        #expect(!parse(JSONTestSuite.wrapped(value)).isEmpty)
        #expect(!parse(value).isEmpty)
    }
}

enum JSONTestSuite {
    private static let files: [String: [UInt8]] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        guard let data = try? Data(contentsOf: folder.appending(path: "Suite/json-test-suite.json")),
            let texts = try? JSONDecoder().decode([String: Data].self, from: data)
        else { return [:] }
        var files = texts.mapValues { Array($0) }
        files["n_structure_100000_opening_arrays"] = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        files["n_structure_open_array_object"] = Array(String(repeating: "[{\"\":", count: 50_000).utf8) + [10]
        return files
    }()

    static func names(_ prefix: String) -> [String] { files.keys.filter { $0.hasPrefix(prefix) }.sorted() }

    static func bytes(_ name: String) -> [UInt8] { files[name] ?? [] }

    static func wrapped(_ value: [UInt8]) -> [UInt8] { Array("{\"to\":\"1\",\"x\":".utf8) + value + Array("}".utf8) }
}
