package import Diagnostics
internal import SenderModel
internal import YAMLSyntax

/// `sendfrom.yaml`: what holds for all tenants below its folder.
package struct ProjectConfig: Sendable {
    package let file: SourceFile
    /// What a check's findings weigh here; nil is `off`.
    package private(set) var severities: [CheckCode: Severity?] = [:]
    /// Globs of paths `lint` leaves out, relative to the file's folder.
    package private(set) var exclude: [Located<String>] = []
    package private(set) var countries: [TenantConfig.CountryOverride] = []

    package func place(_ range: SourceRange) -> Place { Place(file, range.bytes) }

    package static func decode(_ file: SourceFile) -> (ProjectConfig, [Diagnostic]) {
        var project = ProjectConfig(file: file)
        let (document, problems) = YAMLReader.read(file)
        let reader = SchemaReader()
        if let root = document.root {
            reader.mapping(root, ProjectShapes.project) { key, value in
                switch key {
                case "severity": project.readSeverities(value, reader)
                case "exclude": project.exclude = reader.texts(value, "`exclude`", example: "[\"legacy/**\"]")
                default: project.countries = CountryOverrides.read(value, at: root.key(key)?.place, with: reader) ?? []
                }
            }
        }
        return (project, problems + reader.diagnostics)
    }

    private init(file: SourceFile) { self.file = file }

    enum Level: String, ClosedList { case error, warning, info, off }

    private mutating func readSeverities(_ node: YAMLNode, _ reader: SchemaReader) {
        var severities: [CheckCode: Severity?] = [:]
        reader.names(node, "`severity`") { name, value in
            guard let code = CheckCode(rawValue: name.value) else {
                let near = NearMiss.best(for: name.value, among: CheckCode.allCases.map(\.rawValue))
                reader.report(
                    Diagnostic(
                        .invalidValue,
                        "\(Wording.quote(name.value)) is not the code of a check"
                            + NearMiss.words(near),
                        at: Place(file, name.range.bytes), help: "write a code as `lint` shows it in brackets"))
                return
            }
            guard let level: Located<Level> = reader.member(value, "`\(name.value)`") else { return }
            severities[code] = .some(Severity(rawValue: level.value.rawValue))
        }
        self.severities = severities
    }
}
