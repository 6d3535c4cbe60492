import Foundation

/// The `sendfrom` that was built with the tests.
package enum BuiltProgram {
    /// Beside the test bundle, where the package manager puts it.
    package static let path: String? = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let path = folder.appending(path: "sendfrom").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
            folder.deleteLastPathComponent()
        }
        return nil
    }()
}
