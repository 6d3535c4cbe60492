#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// Writing to an open file, pipe or terminal.
package enum DescriptorOutput {
    /// Why bytes could not be written.
    package struct Failure: Error {
        /// Whether nobody reads the other end any more.
        package let isClosedPipe: Bool
        /// In the system's words, lower case: `no space left on device`.
        package let message: String
    }

    /// Writes all bytes, however often the system takes only some of them, and whatever signal comes meanwhile.
    ///
    /// - Throws: `Failure`; some of the bytes may have been written then, to a file only whole lines of them.
    package static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) throws(Failure) {
        try Interruption.heldBack { () throws(Failure) in
            var start = 0
            while start < bytes.count {
                let written = systemWrite(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
                if written >= 0 {
                    start += written
                    continue
                }
                let problem = errno
                if problem == EINTR { continue }
                cutBack(bytes[..<start], descriptor)
                throw Failure(
                    isClosedPipe: problem == EPIPE, message: String(cString: strerror(problem)).lowercased())
            }
        }
    }

    /// Takes the beginning of a line off the end of a file: what a full disk had no room for.
    private static func cutBack(_ written: Slice<UnsafeBufferPointer<UInt8>>, _ descriptor: Int32) {
        let part = written.count - ((written.lastIndex(of: 10) ?? written.startIndex - 1) + 1 - written.startIndex)
        var info = stat()
        guard part > 0, fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return }
        // Somebody else may have written behind us.
        let end = lseek(descriptor, 0, SEEK_CUR)
        guard end == info.st_size, end >= off_t(part), ftruncate(descriptor, end - off_t(part)) == 0 else { return }
        lseek(descriptor, end - off_t(part), SEEK_SET)
    }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
