#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// What can't be read or written, in words for people. Ends a command with status 2.
public struct FileProblem: Error, CustomStringConvertible {
    public let description: String

    package init(_ description: String) { self.description = description }
}

/// The file system as the program sees it: regular files and folders, hidden names left out.
package enum Files {
    package enum Kind { case file, folder, other, missing }

    // `stat` and not FileManager's attributes: those also look up the owner's name, which in a static binary needs
    // libraries of the machine it runs on.

    /// What stands at a path, symbolic links followed.
    package static func kind(_ path: String) -> Kind {
        var info = stat()
        guard stat(path, &info) == 0 else { return .missing }
        switch info.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Whether the path itself is a symbolic link.
    package static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    /// The bytes a file has, 0 where there is none.
    package static func size(_ path: String) -> Int {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : 0
    }

    /// The names in a folder that aren't hidden, sorted by their bytes.
    package static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw FileProblem("can't list the folder \(folder)")
        }
    }

    /// The bytes of a regular file.
    package static func read(_ path: String) throws -> [UInt8] {
        switch kind(path) {
        case .missing: throw FileProblem("there is no file \(path)")
        case .folder: throw FileProblem("\(path) is a folder, not a file")
        case .other: throw FileProblem("\(path) is not a regular file")
        case .file: break
        }
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw FileProblem("can't read \(path)")
        }
        return Array(data)
    }

    /// - Throws: `FileProblem` where a file of messages can't be opened.
    package static func checkReadable(_ path: String) throws {
        switch kind(path) {
        case .missing: throw FileProblem("there is no file \(path)")
        case .folder: throw FileProblem("\(path) is a folder, not a file of messages")
        case .other, .file: if access(path, R_OK) != 0 { throw FileProblem("can't read \(path)") }
        }
    }

    /// Opens a regular file or a pipe for reading while `body` runs.
    package static func withOpen(_ path: String, _ body: (Int32) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileProblem("can't read \(path)") }
        defer { close(descriptor) }
        try body(descriptor)
    }

    package static func join(_ folder: String, _ name: String) -> String {
        if folder == "." || folder.isEmpty { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The last part of a path.
    package static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    package static func absolute(_ path: String) -> String {
        let start = path.hasPrefix("/") ? path : join(FileManager.default.currentDirectoryPath, path)
        var parts: [Substring] = []
        for part in start.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The path as seen from the working folder where it lies below it, else as given.
    package static func shown(_ path: String) -> String {
        let here = FileManager.default.currentDirectoryPath
        let full = absolute(path)
        if full == here { return "." }
        return full.hasPrefix(here + "/") ? String(full.dropFirst(here.count + 1)) : path
    }

    /// The folders above a path, itself first, up to the root.
    package static func ancestors(of folder: String) -> [String] {
        var result = [absolute(folder)]
        while let last = result.last, last != "/" {
            let parent = last.split(separator: "/").dropLast().joined(separator: "/")
            result.append("/" + parent)
        }
        return result
    }
}
