/// How far symbolic links of a tenant may lead: a stranger's pull request may hold one to a file with secrets, an
/// excerpt of which would be shown.
struct TreeBorder {
    private let folder: String

    init(around folder: String) { self.folder = folder }

    /// The tenant's own folder, its own links followed; and the folder links may not lead out of: the git work tree that
    /// lies in, without one the folder of the nearest `sendfrom.yaml` above, else itself. Looked for only where there is a
    /// link.
    private func places() -> (home: String, root: String) {
        let home = Files.real(folder) ?? Files.absolute(folder)
        let above = Files.ancestors(of: home)
        let root =
            above.first { Files.kind(Files.join($0, ".git")) != .missing }
            ?? above.first { Files.kind(Files.join($0, ProjectFiles.fileName)) == .file } ?? home
        return (home, root)
    }

    /// Checks a file or folder that is about to be read.
    ///
    /// - Throws: `FileProblem` where it is a link to nothing, to outside the tree, or to something hidden, such as what
    ///   lies in `.git`.
    func check(_ path: String) throws {
        guard Files.isLink(path) else { return }
        guard let target = Files.real(path) else { throw FileProblem("\(path) is a symbolic link to nothing") }
        let (home, root) = places()
        guard Self.isVisible(target, from: home) || Self.isVisible(target, from: root) else {
            throw FileProblem(
                "\(path) is a symbolic link that leads out of \(Files.shown(root)), or into what is hidden there; "
                    + "put the file itself in its place")
        }
    }

    private static func isVisible(_ path: String, from folder: String) -> Bool {
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        guard path.utf8.starts(with: start.utf8) else { return false }
        return !path.dropFirst(start.count).split(separator: "/").contains { $0.hasPrefix(".") }
    }
}
