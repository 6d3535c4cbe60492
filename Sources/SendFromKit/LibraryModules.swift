// `import SendFromKit` is enough for a program that uses the library: these are the modules whose types its public
// declarations speak of, and their names come along. `scripts/docs` reads the list and documents them together.
@_exported public import Diagnostics
@_exported public import Evaluation
@_exported public import Linting
@_exported public import NumberingPlan
@_exported public import SenderModel
@_exported public import TableAnalysis
