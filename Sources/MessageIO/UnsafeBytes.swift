// Access to lent bytes that the hot loops rely on. Only `unchecked:` and `load` leave the bounds to their caller.

extension UnsafeBufferPointer {
    /// The element at `position`, which the caller has compared with `count`.
    @inline(__always)
    subscript(unchecked position: Int) -> Element {
        assert(position >= 0 && position < count)
        return baseAddress.unsafelyUnwrapped[position]
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Eight bytes from `position`; the caller has seen to it that there are as many.
    @inline(__always)
    func load(_ position: Int) -> UInt64 {
        assert(position >= 0 && position + 8 <= count)
        return UInt64(
            littleEndian: UnsafeRawPointer(baseAddress.unsafelyUnwrapped + position).loadUnaligned(as: UInt64.self))
    }

    /// The bytes of a range, which must lie in the buffer.
    @inline(__always)
    func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(start >= 0 && start <= end && end <= count)
        return UnsafeBufferPointer(start: baseAddress.map { $0 + start }, count: end - start)
    }

    @inline(__always)
    func isEqual(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for position in 0..<text.utf8CodeUnitCount where self[unchecked: position] != text.utf8Start[position] {
            return false
        }
        return true
    }
}
