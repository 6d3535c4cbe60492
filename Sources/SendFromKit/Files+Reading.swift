internal import MessageIO

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// Reading: never a device, never more than was allowed, and no name of a folder passed over in silence.
extension Files {
    /// Room for the largest table anybody compiles; what isn't YAML, messages or a listing is read with it.
    package static let mostBytes = 64 << 20

    /// The bytes of a regular file.
    ///
    /// - Throws: `FileProblem`, also for a file with more bytes than `most`.
    package static func read(_ path: String, atMost most: Int = mostBytes) throws -> [UInt8] {
        try read(path, atMost: most) { _ in true } ?? []
    }

    /// The bytes of a regular file whose size will do; nil for one whose size won't.
    ///
    /// - Parameter isWanted: asked before anything is read: the file may be larger than memory.
    /// - Throws: `FileProblem`, also for a file with more bytes than `most`, whatever its size was said to be.
    static func read(_ path: String, atMost most: Int, where isWanted: (Int) -> Bool) throws -> [UInt8]? {
        // Asked again of what was opened, and opened without waiting: a pipe may have taken the file's place.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? FileProblem("there is no file \(path)") : unreadable(path)
        }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw unreadable(path) }
        switch info.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw FileProblem("\(path) is a folder, not a file")
        default: throw FileProblem("\(path) is not a regular file")
        }
        guard isWanted(Int(info.st_size)) else { return nil }
        // Room for one byte more, to meet the end; and for a file that has grown since.
        var room = min(Int(info.st_size), most) + 1
        var bytes: [UInt8] = []
        while true {
            let before = bytes
            bytes = try [UInt8](unsafeUninitializedCapacity: room) { memory, filled in
                filled = before.count
                LargePages.ask(for: UnsafeMutableRawBufferPointer(memory))
                _ = memory.initialize(fromContentsOf: before)
                while filled < memory.count {
                    let count = systemRead(descriptor, memory.baseAddress.map { $0 + filled }, memory.count - filled)
                    if count == 0 { return }
                    guard count > 0 else {
                        if errno == EINTR { continue }
                        throw unreadable(path)
                    }
                    filled += count
                    // There was room for more, and the file ends where it was said to: its end need not be met.
                    if filled == Int(info.st_size), filled < memory.count { return }
                }
            }
            guard bytes.count <= most else { throw FileProblem("\(path) has more than \(most) bytes") }
            if bytes.count < room { return bytes }
            room = min(2 * room, most) + 1
        }
    }

    /// - Throws: `FileProblem` where a file of messages can't be opened, or is a device that may have no end.
    package static func checkReadable(_ path: String) throws {
        switch kind(path) {
        case .missing: throw FileProblem(isForbidden(path) ? "can't read \(path)" : "there is no file \(path)")
        case .folder: throw FileProblem("\(path) is a folder, not a file of messages")
        case .other where isEndless(path): throw FileProblem("\(path) is a device, not a file or a pipe")
        case .other, .file: if access(path, R_OK) != 0 { throw FileProblem("can't read \(path)") }
        }
    }

    /// Opens a regular file or a pipe for reading while `body` runs.
    ///
    /// - Throws: `FileProblem`, also where reading fails half way, and what else `body` throws.
    package static func withOpen(_ path: String, _ body: (Int32) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        do {
            try body(descriptor)
        } catch let error as ReadError {
            throw FileProblem("can't read \(path): \(error.message)")
        }
    }

    /// The names in a folder that aren't hidden, sorted by their bytes.
    ///
    /// - Throws: `FileProblem`, also where a folder or a YAML file has a name that is not UTF-8 and so can't be told.
    package static func names(in folder: String) throws -> [String] { try entries(in: folder).map(\.name) }

    /// The same with what each is, where the folder itself says so: nil for a link, and where it doesn't.
    static func entries(in folder: String) throws -> [(name: String, kind: Kind?)] {
        guard let stream = opendir(folder.isEmpty ? "." : folder) else { throw unlisted(folder) }
        defer { closedir(stream) }
        var entries: [(name: String, kind: Kind?)] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw unlisted(folder) }
                return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            }
            let bytes = Self.name(of: entry)
            if bytes.first == UInt8(ascii: ".") { continue }
            if let name = String(validating: bytes, as: UTF8.self) {
                let kind: Kind? =
                    switch Int(entry.pointee.d_type) {
                    case Int(DT_REG): .file
                    case Int(DT_DIR): .folder
                    default: nil
                    }
                entries.append((name, kind))
            } else if entry.pointee.d_type != UInt8(DT_REG) || isYAML(bytes) {
                let shown = String(decoding: bytes, as: UTF8.self)
                throw FileProblem("the folder \(folder) holds a name that is not UTF-8 text: \(shown); rename it")
            }
        }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        withUnsafeBytes(of: &entry.pointee.d_name) { name in Array(name.prefix { $0 != 0 }) }
    }

    private static func isYAML(_ name: [UInt8]) -> Bool {
        name.suffix(5).elementsEqual(".yaml".utf8) || name.suffix(4).elementsEqual(".yml".utf8)
    }

    /// A device may go on for ever, but for a terminal, at which a person sits, and the one that is always empty.
    private static func isEndless(_ path: String) -> Bool {
        var info = stat()
        guard stat(path, &info) == 0 else { return false }
        guard info.st_mode & S_IFMT == S_IFCHR else { return info.st_mode & S_IFMT == S_IFBLK }
        var empty = stat()
        if stat("/dev/null", &empty) == 0, empty.st_rdev == info.st_rdev { return false }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return isatty(descriptor) == 0
    }

    private static func unreadable(_ path: String) -> FileProblem {
        FileProblem("can't read \(path): \(String(cString: strerror(errno)).lowercased())")
    }

    private static func unlisted(_ folder: String) -> FileProblem {
        FileProblem("can't list the folder \(folder): \(String(cString: strerror(errno)).lowercased())")
    }
}

private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, start, count)
}
