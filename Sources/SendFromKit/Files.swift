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

/// The file system as the program sees it: regular files and folders, hidden names left out. Reading is in
/// `Files+Reading.swift`, writing in `Files+Writing.swift`.
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

    /// Whether anything stands at the path, be it a symbolic link to nothing.
    static func isThere(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    /// Whether the path itself is a symbolic link.
    package static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    /// Whether something may stand at the path that we may not know of: the folder can't be looked into.
    static func isForbidden(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) != 0 && errno == EACCES
    }

    /// The bytes a file has, 0 where there is none.
    package static func size(_ path: String) -> Int {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : 0
    }

    /// The path with every symbolic link in it followed; nil where there is nothing.
    static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    package static func join(_ folder: String, _ name: String) -> String {
        if folder == "." || folder.isEmpty { return name }
        return folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
    }

    /// The last part of a path.
    package static func name(_ path: String) -> String {
        let (bytes, slash) = (path.utf8, UInt8(ascii: "/"))
        guard let last = bytes.lastIndex(where: { $0 != slash }) else { return path }
        let start = bytes[..<last].lastIndex(of: slash).map(bytes.index(after:)) ?? bytes.startIndex
        return String(path[start...last])
    }

    package static func absolute(_ path: String) -> String {
        let isPlain = isPlain(path)
        if isPlain, path.utf8.first == UInt8(ascii: "/") { return path }
        let start = path.hasPrefix("/") ? path : join(FileManager.default.currentDirectoryPath, path)
        // The working folder has no other parts.
        if isPlain { return start }
        var parts: [Substring] = []
        for part in start.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The path as seen from the working folder where it lies below it, else as given.
    package static func shown(_ path: String) -> String {
        if path.utf8.first != UInt8(ascii: "/"), isPlain(path) { return path }
        let here = FileManager.default.currentDirectoryPath
        let full = absolute(path)
        if full == here { return "." }
        // By bytes, which is how the file system tells names apart.
        return full.utf8.starts(with: (here + "/").utf8)
            ? String(full.utf8.dropFirst(here.utf8.count + 1)) ?? path : path
    }

    /// Whether every part of a path is a name, so that there is no other way to write it below the same folder.
    private static func isPlain(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { bytes in
            let slash = UInt8(ascii: "/"), dot = UInt8(ascii: ".")
            var start = bytes.first == slash ? 1 : 0
            for end in start...bytes.count where end == bytes.count || bytes[end] == slash {
                let length = end - start
                if length == 0 || (bytes[start] == dot && (length == 1 || (length == 2 && bytes[start + 1] == dot))) {
                    return false
                }
                start = end + 1
            }
            return true
        }
    }

    /// The folders above a path, itself first, up to the root; each made when it is asked for.
    package static func ancestors(of folder: String) -> some Sequence<String> {
        sequence(first: absolute(folder), next: parent)
    }

    /// The folder a path is in, as the path has it; nil where it takes more than the path to tell.
    static func givenParent(_ path: String) -> String? {
        guard isPlain(path), let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
            return nil
        }
        return String(path[..<slash])
    }

    /// The folder an absolute path is in; nil for the root.
    package static func parent(_ path: String) -> String? {
        guard path != "/", let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
