internal import SenderModel

/// What changes, found a part of a slice at a time; a part that slices have in common is kept once.
struct ChangedParts {
    /// What two tables make of messages.
    struct Key: Mixed {
        /// Of `ShownDecisions`.
        var before: Int32
        var after: Int32
        /// Labels of rows, -1 for none; `anyRow` once boxes of several rows may be one.
        var beforeRow: Int32
        var afterRow: Int32
        var isPartial: Bool
        var folds: Folds

        static let anyRow: Int32 = -2

        var mixed: UInt64 {
            var mix = Mix()
            mix.add(before, after)
            mix.add(beforeRow, afterRow)
            mix.add(UInt64(folds.rawValue) << 1 | (isPartial ? 1 : 0))
            return mix.value
        }
    }

    /// How less could be told of a part: what one table decides there is enough to know that the other decides otherwise.
    struct Folds: OptionSet, Hashable {
        let rawValue: UInt8
        /// It is enough to know whether the other table has a sender.
        static let isFoldable = Folds(rawValue: 1)
        /// The newer table's decision is the one that is known, else the older one's.
        static let isAfterKnown = Folds(rawValue: 2)
        /// It is enough to know that the other table decides otherwise.
        static let toAnything = Folds(rawValue: 4)
    }

    /// One message of a part, not yet written out.
    struct Example {
        /// The choice is of this region, of one recipients' class and what its messages need.
        let region: Region
        let choice: MessageChoice
        /// Of the vocabulary, -1 for none given.
        let team: Int32
        /// The recipient, where not any will do.
        let number: String?
        var recipient: Int32 = -1
        var needs: UInt8 = 0
    }

    /// What is kept beside a key and a box.
    struct Finding {
        var example: Example
        /// The senders the symbols stand for.
        var before: Senders
        var after: Senders
        /// Labels of the rows that decide, -1 for none.
        var beforeRows: Set<Int32>
        var afterRows: Set<Int32>

        mutating func add(_ other: Finding) {
            before.add(other.before)
            after.add(other.after)
            beforeRows.formUnion(other.beforeRows)
            afterRows.formUnion(other.afterRows)
        }
    }

    /// Of which senders something is: none known, one, or several.
    struct Senders {
        private static let several: Int32 = -2
        private var value: Int32

        /// - Parameter sender: below 0 for none.
        init(_ sender: Int32) { value = max(sender, -1) }

        /// The one there is.
        var only: Int32? { value < 0 ? nil : value }

        mutating func add(_ other: Senders) {
            if value == other.value || other.value == -1 { return }
            value = value == -1 ? other.value : Self.several
        }
    }

    typealias Found = (key: Key, box: ClassBox, value: Finding)

    private struct Form: Equatable {
        let key: Key
        /// Without recipients and needs.
        private(set) var box: ClassBox

        init(_ key: Key, _ box: ClassBox) {
            self.key = key
            self.box = box
            self.box.recipients = -1
            self.box.needs = 0
        }

        var mixed: UInt64 { box.mixed(key.mixed) }
    }

    /// A slice of a part.
    private struct Place {
        let recipient: Int32
        /// Needs as a box has them, and some of them as a message gives them.
        let mask: UInt8
        let needs: UInt8
        /// Of the part's examples, one that is right here.
        let example: Int32
        let before: Senders
        let after: Senders
    }

    private struct Part {
        let form: Form
        var examples: [Example] = []
        /// Of recipients' classes of which nothing is added any more.
        var finished: [Found] = []
        /// Of the others.
        var places: [Place] = []
    }

    private let space: AnalysisSpace
    private var parts: [Part] = []
    private var positions = PositionTable()

    var count: Int { parts.count }

    /// - Parameter found: of recipients' classes of which nothing is added any more.
    init(_ space: AnalysisSpace, _ found: [Found] = []) {
        self.space = space
        for item in found {
            let form = Form(item.key, item.box)
            let position = position(form) ?? append(form)
            parts[position].examples.append(item.value.example)
            parts[position].finished.append(item)
        }
    }

    private func position(_ form: Form) -> Int? {
        positions.position(form.mixed) { parts[Int($0)].form == form }.map(Int.init)
    }

    private mutating func append(_ form: Form) -> Int {
        positions.insert(form.mixed, Int32(parts.count))
        parts.append(Part(form: form))
        return parts.count - 1
    }

    /// Adds a part of one slice.
    ///
    /// - Parameter team: one that messages of the part give; of the vocabulary, -1 for none.
    mutating func add(
        _ key: Key, _ part: DifferencePair.Part, _ slice: Slice, team: Int32,
        senders: (before: Int32, after: Int32)
    ) {
        let form = Form(key, part.box)
        let known = position(form)
        var example: Example?
        if known.flatMap({ parts[$0].examples.last }).map({ part.witness.allows($0, slice) }) != true {
            example = part.witness.example(slice, team: team)
            // Without a message there is no part.
            if example == nil { return }
        }
        let position = known ?? append(form)
        if let example { parts[position].examples.append(example) }
        parts[position].places.append(
            Place(
                recipient: Int32(slice.recipientIndex), mask: part.box.needs, needs: slice.needs,
                example: Int32(parts[position].examples.count - 1), before: Senders(senders.before),
                after: Senders(senders.after)))
    }

    /// All parts, those of recipients with the same needs as one box.
    func found() -> [Found] {
        var result: [Found] = []
        result.reserveCapacity(parts.count)
        var masks = [UInt8](repeating: 0, count: space.recipients.count)
        for part in parts {
            result += part.finished
            for place in part.places { masks[Int(place.recipient)] |= place.mask }
            var order: [UInt8] = []
            var groups: [UInt8: (recipients: [Int32], value: Finding)] = [:]
            for place in part.places {
                let mask = masks[Int(place.recipient)]
                var group = groups[mask] ?? ([], finding(part, place))
                if group.recipients.isEmpty { order.append(mask) }
                // Once for each recipient.
                if group.recipients.last != place.recipient { group.recipients.append(place.recipient) }
                group.value.before.add(place.before)
                group.value.after.add(place.after)
                groups[mask] = group
            }
            for place in part.places { masks[Int(place.recipient)] = 0 }
            for mask in order {
                guard let group = groups[mask] else { continue }
                var box = part.form.box
                box.recipients = space.constraints.oneOf(group.recipients)
                box.needs = mask
                result.append((part.form.key, box, group.value))
            }
        }
        return result
    }

    private func finding(_ part: Part, _ place: Place) -> Finding {
        var example = part.examples[Int(place.example)]
        example.recipient = place.recipient
        example.needs = place.needs
        return Finding(
            example: example, before: place.before, after: place.after, beforeRows: [part.form.key.beforeRow],
            afterRows: [part.form.key.afterRow])
    }
}
