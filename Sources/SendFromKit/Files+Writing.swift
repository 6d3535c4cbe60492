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
    /// Writes a file as a whole or not at all: into a new file beside it, which then takes its place, its owner and its
    /// permissions. A symbolic link is followed; a device or a pipe is written to as it is.
    ///
    /// Whatever happens meanwhile, even a kill, the file is the old one or the new one. A kill may leave the new file's
    /// beginning behind, named like the file with `.sendfrom-` and six characters after it, which no command reads.
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
        case .file, .missing:
            guard let target = real(path) ?? (isLink(path) ? nil : path) else {
                throw FileProblem("can't write \(path): it is a symbolic link to nothing")
            }
            try Interruption.heldBack { try replace(target, by: bytes, shownAs: path) }
        }
    }

    /// The same for a file that was read before and edited since.
    ///
    /// - Throws: `FileProblem`, also where it is no longer what it was when it was read.
    package static func write(_ bytes: [UInt8], inPlaceOf source: SourceFile) throws {
        guard let target = real(source.path) else { throw changed(source) }
        try Interruption.heldBack {
            try replace(target, by: bytes, shownAs: source.path) { try checkUnchanged(source) }
        }
    }

    /// - Throws: `FileProblem` where a file is no longer what it was when it was read.
    package static func checkUnchanged(_ source: SourceFile) throws {
        guard kind(source.path) == .file, size(source.path) == source.bytes.count,
            try read(source.path, atMost: source.bytes.count) == source.bytes
        else { throw changed(source) }
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

    /// - Parameter check: asked when all is written, just before the new file takes the old one's place.
    private static func replace(
        _ path: String, by bytes: [UInt8], shownAs shown: String, check: () throws -> Void = {}
    ) throws {
        var info = stat()
        let exists = stat(path, &info) == 0
        // A new file could take its place all the same; whoever made it read-only meant the text.
        if exists, info.st_mode & 0o222 == 0 || access(path, W_OK) != 0 {
            throw FileProblem("can't write \(shown): it is read-only")
        }
        var template = Array((path + ".sendfrom-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(shown) }
        var isDone = false
        defer { if !isDone { unlink(template) } }
        do {
            defer { close(descriptor) }
            try write(bytes, to: descriptor, shown)
            // Only the administrator may give a file away. Then the permissions: a change of owner takes some of them.
            if exists, info.st_uid != getuid() || info.st_gid != getgid() {
                _ = fchown(descriptor, info.st_uid, info.st_gid)
            }
            let mode = exists ? info.st_mode & 0o7777 : 0o666 & ~currentUmask()
            guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw failure(shown) }
        }
        try check()
        guard rename(template, path) == 0 else { throw failure(shown) }
        isDone = true
        keepName(path)
    }

    /// Makes the folder remember the new file after a power cut. The file is whole either way.
    private static func keepName(_ path: String) {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let descriptor = open(folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ shown: String) throws {
        do {
            try bytes.withUnsafeBufferPointer { try DescriptorOutput.write($0, to: descriptor) }
        } catch let error as DescriptorOutput.Failure {
            throw FileProblem("can't write \(shown): \(error.message)")
        }
    }

    private static func currentUmask() -> mode_t {
        let mask = umask(0)
        umask(mask)
        return mask
    }

    private static func changed(_ source: SourceFile) -> FileProblem {
        FileProblem("\(source.path) has changed since it was read; run the command again")
    }

    private static func failure(_ path: String) -> FileProblem {
        FileProblem("can't write \(path): \(String(cString: strerror(errno)).lowercased())")
    }
}
