package import YAMLSyntax

/// Every key and value of a document with what the table of keys says of its place.
///
/// Tolerant: what doesn't fit its shape is passed over, and the rest is seen all the same.
package struct ShapeWalk {
    /// One key, or one scalar.
    package struct Visit {
        package let node: YAMLNode
        package let role: Role
        /// The keys above, from the top; an item of a list adds none.
        package let path: [String]
        /// The mappings above, from the top.
        package let parents: [YAMLNode]

        /// The nearest key above, or the key itself.
        package var key: String? { path.last }
    }

    package enum Role {
        /// A key of a mapping with known keys; none where it is unknown.
        case key(KeyShape?, of: MappingShape)
        /// A key that is a name; where it may also be one of known keys, the mapping that has them.
        case name(NamesShape, beside: MappingShape?)
        /// A scalar, and what it may be.
        case value(Shape)
    }

    private let visit: (Visit) -> Void

    /// Visits a document's nodes in file order.
    package static func walk(_ root: YAMLNode, _ shape: Shape, visit: (Visit) -> Void) {
        withoutActuallyEscaping(visit) { ShapeWalk(visit: $0).walk(root, shape, path: [], parents: []) }
    }

    private func walk(_ node: YAMLNode, _ shape: Shape, path: [String], parents: [YAMLNode]) {
        // What an alias stands for is visited where it is written.
        guard !node.isAlias else { return }
        switch node.kind {
        case .scalar:
            visit(Visit(node: node, role: .value(shape), path: path, parents: parents))
        case .sequence:
            guard let item = shape.itemShape else { return }
            for child in node.items { walk(child, item, path: path, parents: parents) }
        case .mapping:
            if let mapping = shape.mappingShape {
                walk(node, mapping, path: path, parents: parents)
            } else if let names = shape.namesShape {
                walk(node, names, path: path, parents: parents)
            }
        }
    }

    private func walk(_ node: YAMLNode, _ mapping: MappingShape, path: [String], parents: [YAMLNode]) {
        for (key, value) in node.pairs {
            let name = key.text ?? ""
            let known = mapping.key(name)
            let below = path + [name]
            if known == nil, let rest = mapping.rest {
                visit(Visit(node: key, role: .name(rest, beside: mapping), path: below, parents: parents + [node]))
                walk(value, rest.value, path: below, parents: parents + [node])
                continue
            }
            visit(Visit(node: key, role: .key(known, of: mapping), path: below, parents: parents + [node]))
            if let known { walk(value, known.value, path: below, parents: parents + [node]) }
        }
    }

    private func walk(_ node: YAMLNode, _ names: NamesShape, path: [String], parents: [YAMLNode]) {
        for (key, value) in node.pairs {
            let below = path + [key.text ?? ""]
            visit(Visit(node: key, role: .name(names, beside: nil), path: below, parents: parents + [node]))
            walk(value, names.value, path: below, parents: parents + [node])
        }
    }
}
