#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// An open file, pipe or terminal. It belongs to the caller, who closes it.
package struct FileDescriptorSource: ByteSource, Sendable {
    private let descriptor: Int32

    package init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// - Throws: `ReadError`.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno != EINTR { throw ReadError(message: String(cString: strerror(errno)).lowercased()) }
        }
    }
}

/// The system could not read on.
package struct ReadError: Error, Sendable {
    /// In the system's words, lower case: `is a directory`.
    package let message: String
}
