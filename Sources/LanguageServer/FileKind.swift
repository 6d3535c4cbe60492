internal import SendFromKit
internal import TenantConfig

/// What a file is to the program, by where it lies.
enum FileKind: Hashable {
    /// One of a tenant's files, with the tenant's folder.
    case tenant(folder: String)
    /// A test file of the tenant in that folder.
    case tests(folder: String)
    /// `sendfrom.yaml`, with its folder.
    case project(folder: String)

    /// - Parameters:
    ///   - path: absolute.
    ///   - exists: whether there is a file at a path, on disk or open in the editor.
    init?(_ path: String, exists: (String) -> Bool) {
        let name = Files.name(path)
        guard TenantFolders.isYAML(name), !name.hasPrefix(".") else { return nil }
        let folder = FileKind.parent(path)
        if name == "sendfrom.yaml" {
            self = .project(folder: folder)
        } else if name == "tenant.yaml" || exists(Files.join(folder, "tenant.yaml")) {
            self = .tenant(folder: folder)
        } else if Files.name(folder) == "tests", exists(Files.join(FileKind.parent(folder), "tenant.yaml")) {
            self = .tests(folder: FileKind.parent(folder))
        } else {
            return nil
        }
    }

    /// What may stand in it.
    var shape: Shape {
        switch self {
        case .tenant: SchemaDocument.tenant.shape
        case .tests: SchemaDocument.tests.shape
        case .project: SchemaDocument.project.shape
        }
    }

    /// The tenant's folder; none for what is several tenants'.
    var folder: String? {
        switch self {
        case .tenant(let folder), .tests(let folder): folder
        case .project: nil
        }
    }

    private static func parent(_ path: String) -> String {
        "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
