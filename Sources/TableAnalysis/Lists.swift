/// Lists that divide some elements between them, kept in two arrays: a slice makes thousands of short ones.
struct Lists<Element> {
    /// All elements as they came, and of each the next of its list, -1 for none.
    private(set) var elements: [Element] = []
    private var next: [Int32] = []
    private var ends: [(first: Int32, last: Int32)] = []

    /// - Parameter count: of lists there are from the start.
    init(count: Int = 0) {
        if count > 0 { ends = Array(filled: (-1, -1), count: count) }
    }

    /// How many lists there are.
    var count: Int { ends.count }

    /// A new list, the last.
    @inline(__always)
    mutating func begin() { ends.append((-1, -1)) }

    /// Adds an element at the end of a list there is.
    @inline(__always)
    mutating func add(_ element: Element, to list: Int) {
        let place = Int32(elements.count)
        elements.append(element)
        next.append(-1)
        if ends[list].first < 0 { ends[list].first = place } else { next[Int(ends[list].last)] = place }
        ends[list].last = place
    }

    func isEmpty(_ list: Int) -> Bool { ends[list].first < 0 }

    /// The element of a list of one.
    func only(of list: Int) -> Element? {
        let (first, last) = ends[list]
        return first >= 0 && first == last ? elements[Int(first)] : nil
    }

    /// The last element of a list.
    func last(of list: Int) -> Element? { ends[list].last < 0 ? nil : elements[Int(ends[list].last)] }

    subscript(list: Int) -> List { List(elements: elements, links: next, place: ends[list].first) }

    @inline(__always)
    func forEach(of list: Int, _ body: (Element) -> Void) {
        var place = ends[list].first
        while place >= 0 {
            body(elements[Int(place)])
            place = next[Int(place)]
        }
    }

    /// Lets all lists go.
    mutating func removeAll() {
        ends.removeAll(keepingCapacity: true)
        removeElements()
    }

    /// Lets all elements go; the lists that had any must be emptied, one by one.
    mutating func removeElements() {
        elements.removeAll(keepingCapacity: true)
        next.removeAll(keepingCapacity: true)
    }

    mutating func empty(_ list: Int) { ends[list] = (-1, -1) }

    struct List: Sequence, IteratorProtocol {
        fileprivate let elements: [Element]
        fileprivate let links: [Int32]
        fileprivate var place: Int32

        mutating func next() -> Element? {
            if place < 0 { return nil }
            defer { place = links[Int(place)] }
            return elements[Int(place)]
        }
    }
}

extension Lists where Element: Equatable {
    func areSame(_ a: Int, _ b: Int) -> Bool {
        var (one, other) = (ends[a].first, ends[b].first)
        while one >= 0, other >= 0 {
            if elements[Int(one)] != elements[Int(other)] { return false }
            (one, other) = (next[Int(one)], next[Int(other)])
        }
        return one == other
    }
}
