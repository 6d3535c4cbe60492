package import Diagnostics
package import YAMLSyntax

/// A tenant's files as YAML: parsed once for all who ask what stands in them.
package struct ParsedFiles: Sendable {
    /// One a file, in their order; without a root where nothing could be read.
    package let documents: [YAMLDocument]
    /// What is wrong with them as YAML.
    package let diagnostics: [Diagnostic]

    /// - Parameter jobs: how many threads may read a large file; what comes of it is the same for any number.
    package init(_ files: [SourceFile], jobs: Int = 1) {
        var diagnostics: [Diagnostic] = []
        documents = files.enumerated().map { index, file in
            let (document, problems) = YAMLReader.read(file, file: UInt32(index), jobs: jobs)
            diagnostics += problems
            return document
        }
        self.diagnostics = diagnostics
    }
}
