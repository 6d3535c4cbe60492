// In: memory that is about to be filled. Out: nothing but time: it is brought in pages of megabytes.
#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// Large memory in large pages, where the system has some to spare and waits to be asked (Linux, most often).
///
/// Else every 4 KB that is written for the first time is an interruption of its own: a quarter of the time that a tenant
/// of 100,000 senders took to load.
package enum LargePages {
    /// Less gains nothing: a page is 2 MB, and begins at a multiple of that.
    private static let least = 4 << 20
    /// A multiple of every system's small pages, where what is asked for must begin and end.
    private static let alignment: UInt = 64 << 10

    /// Asks for memory that was not written yet, and of which most will be.
    package static func ask(for memory: UnsafeMutableRawBufferPointer) {
        #if os(Linux)
            guard memory.count >= least, let start = memory.baseAddress else { return }
            let mask = alignment - 1
            let first = (UInt(bitPattern: start) + mask) & ~mask
            let end = (UInt(bitPattern: start) + UInt(memory.count)) & ~mask
            // Where it can't be had, everything is as before.
            _ = madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE)
        #endif
    }
}

extension Array {
    /// Reserves room that will be filled for the greater part.
    package mutating func reserveLargeCapacity(_ count: Int) {
        let old = capacity
        reserveCapacity(count)
        guard capacity > old else { return }
        let capacity = capacity
        withUnsafeMutableBufferPointer { elements in
            LargePages.ask(
                for: UnsafeMutableRawBufferPointer(
                    start: elements.baseAddress, count: capacity * MemoryLayout<Element>.stride))
        }
    }
}
