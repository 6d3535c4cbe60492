package import Diagnostics

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// Writing files. By hand and not by Foundation, whose atomic write puts a new file in the place of a device or a
/// symbolic link.
extension Files {
    /// Writes a file as a whole or not at all: into a new file beside it, which then takes its place and its
    /// permissions. A symbolic link is followed; a device or a pipe is written to as it is.
    ///
    /// - Throws: `FileProblem`; what was there before is then unchanged.
    package static func write(_ bytes: [UInt8], to path: String) throws {
        switch kind(path) {
        case .folder: throw FileProblem("can't write \(path): it is a folder")
        case .other:
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(path) }
            defer { close(descriptor) }
            try write(bytes, to: descriptor, path)
        case .file, .missing: try replace(resolved(path), by: bytes, shownAs: path)
        }
    }

    /// - Throws: `FileProblem` where a file is no longer what it was when it was read.
    package static func checkUnchanged(_ source: SourceFile) throws {
        guard try read(source.path) == source.bytes else {
            throw FileProblem("\(source.path) has changed since it was read; run the command again")
        }
    }

    /// Makes a folder and those above it, where they are missing.
    ///
    /// - Throws: `FileProblem`.
    package static func makeFolder(_ path: String) throws {
        guard !path.isEmpty, kind(path) != .folder else { return }
        try makeFolder(path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))
        guard mkdir(path, 0o777) == 0 || kind(path) == .folder else {
            throw FileProblem("can't make the folder \(path): \(String(cString: strerror(errno)).lowercased())")
        }
    }

    private static func replace(_ path: String, by bytes: [UInt8], shownAs shown: String) throws {
        var info = stat()
        let exists = stat(path, &info) == 0
        // A new file could take its place all the same; whoever made it read-only meant the text.
        if exists, info.st_mode & 0o222 == 0 { throw FileProblem("can't write \(shown): it is read-only") }
        let mode = exists ? info.st_mode & 0o7777 : 0o666 & ~currentUmask()
        var template = Array((path + ".sendfrom-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(shown) }
        var isDone = false
        defer { if !isDone { unlink(template) } }
        do {
            defer { close(descriptor) }
            try write(bytes, to: descriptor, shown)
            guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw failure(shown) }
        }
        guard rename(template, path) == 0 else { throw failure(shown) }
        isDone = true
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ shown: String) throws {
        do {
            try bytes.withUnsafeBufferPointer { try DescriptorOutput.write($0, to: descriptor) }
        } catch let error as DescriptorOutput.Failure {
            throw FileProblem("can't write \(shown): \(error.message)")
        }
    }

    /// The path with symbolic links followed; itself where there is no such file yet.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func currentUmask() -> mode_t {
        let mask = umask(0)
        umask(mask)
        return mask
    }

    private static func failure(_ path: String) -> FileProblem {
        FileProblem("can't write \(path): \(String(cString: strerror(errno)).lowercased())")
    }
}
