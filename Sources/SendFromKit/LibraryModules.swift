// `import SendFromKit` is enough for a program that uses the library: these are the modules whose types its public
// declarations speak of, and their names come along. The documentation is made of the same list
// (`scripts/docs`), and `LibraryDocumentationTests` holds the two to each other.
@_exported public import Diagnostics
@_exported public import Evaluation
@_exported public import Linting
@_exported public import NumberingPlan
@_exported public import SenderModel
@_exported public import TableAnalysis
@_exported public import TenantConfig
