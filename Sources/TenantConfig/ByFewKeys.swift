/// Values by a few keys of a mapping, of which there are a dozen at most, looked through in turn: hashing the top-level
/// keys of small tenants took longer than what is done with them.
// Inlinable: in another module a generic type is not specialised, and then looking a key up takes 5,000 instructions.
@usableFromInline
package struct ByFewKeys<Value: Sendable>: Sendable {
    @usableFromInline var pairs: [(key: String, value: Value)] = []

    package init() {}

    @inlinable
    package subscript(key: String) -> Value? {
        get { pairs.first { $0.key == key }?.value }
        set {
            guard let index = pairs.firstIndex(where: { $0.key == key }) else {
                if let newValue { pairs.append((key, newValue)) }
                return
            }
            if let newValue { pairs[index].value = newValue } else { pairs.remove(at: index) }
        }
    }
}
