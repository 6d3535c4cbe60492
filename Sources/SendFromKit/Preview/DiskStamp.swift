#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// What lies on disk of the tenants a path means, without reading it: another stamp, and some file is another.
///
/// Made of the name, size, inode and times of every file that `lint` would read. Asked for again and again instead of
/// having the system tell: files that are replaced, folders that come and go, and a `sendfrom.yaml` above need no care
/// then, on no system.
package struct DiskStamp: Equatable, Sendable {
    private var hash = 0
    /// Why the files can't be told.
    private var problem: String?

    package init(_ path: String) {
        var hasher = Hasher()
        var seen: Set<String> = []
        do {
            for folder in try TenantFolders.find(path) {
                for file in try TenantFolders.files(of: folder) + TenantFolders.tests(of: folder) {
                    Self.add(file, to: &hasher)
                }
                for ancestor in Files.ancestors(of: folder) where seen.insert(ancestor).inserted {
                    Self.add(Files.join(ancestor, ProjectFiles.fileName), to: &hasher)
                }
            }
        } catch {
            problem = "\(error)"
        }
        hash = hasher.finalize()
    }

    private static func add(_ path: String, to hasher: inout Hasher) {
        var info = stat()
        guard stat(path, &info) == 0 else { return }
        hasher.combine(path)
        hasher.combine(info.st_ino)
        hasher.combine(info.st_size)
        // The second changes with every write, whatever the first is set to.
        #if canImport(Darwin)
            let times = [info.st_mtimespec, info.st_ctimespec]
        #else
            let times = [info.st_mtim, info.st_ctim]
        #endif
        for time in times {
            hasher.combine(time.tv_sec)
            hasher.combine(time.tv_nsec)
        }
    }
}
