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

    /// Writes all bytes, however often the system takes only some of them.
    ///
    /// - Throws: `Failure`; some of the bytes may have been written then.
    package static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let written = systemWrite(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            if written >= 0 {
                start += written
            } else if errno != EINTR {
                throw Failure(isClosedPipe: errno == EPIPE, message: String(cString: strerror(errno)).lowercased())
            }
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
