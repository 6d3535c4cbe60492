package import Diagnostics
package import YAMLSyntax

/// A tenant's files as YAML: parsed once for all who ask what stands in them.
package struct ParsedFiles: Sendable {
    /// One a file, in their order; without a root where nothing could be read.
    package let documents: [YAMLDocument]
    /// What is wrong with them as YAML.
    package let diagnostics: [Diagnostic]

    package init(_ files: [SourceFile]) {
        var diagnostics: [Diagnostic] = []
        documents = files.enumerated().map { index, file in
            let (document, problems) = YAMLReader.read(file, file: UInt32(index))
            diagnostics += problems
            return document
        }
        self.diagnostics = diagnostics
    }
}
