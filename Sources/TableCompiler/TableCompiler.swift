package import Diagnostics
package import NumberingPlan
package import SenderModel
internal import ShippedRules
package import TenantConfig

/// Turns a tenant as typed into its decision table.
///
/// In: a `TenantConfig` and what `sendfrom.yaml` overrides. Out: the table, or the diagnostics that make it meaningless
/// (names that don't resolve, senders that are none, jumps to nowhere). The work is the list `stages`, in order; each
/// is one file. What merely looks wrong is `Linting`'s to say.
package enum TableCompiler {
    /// - Parameters:
    ///   - config: as decoded; where its own diagnostics hold errors the table is not to be used.
    ///   - overrides: of the country rules, from `sendfrom.yaml`.
    package static func compile(
        _ config: TenantConfig, overrides: [Country: [CountryColumn: CountryAnswer]] = [:]
    ) -> Compiled {
        let compilation = Compilation(config)
        compilation.projectOverrides = overrides
        for stage in stages { stage.run(compilation) }
        return Compiled(compilation)
    }

    /// What compilation made. A class, since a table is long to copy.
    package final class Compiled: Sendable {
        /// Whole only without errors.
        package let table: DecisionTable
        /// Of every stage.
        package let diagnostics: [Diagnostic]
        /// What references to senders mean.
        package let senders: SenderNames
        /// What country codes and groups mean.
        package let countryNames: CountryNames
        /// By entry: what the numbering plan says of a sender that begins with `+`.
        package let facts: [NumberFacts?]
        /// By team: the positions of its members among the users, each as often as it is written; what is no user is
        /// left out.
        package let members: [[Int]]

        fileprivate init(_ compilation: Compilation) {
            table = compilation.table
            diagnostics = compilation.finished
            senders = compilation.senders
            countryNames = compilation.countryNames
            facts = compilation.facts
            members = compilation.members
        }
    }

    /// A condition that stands outside the order, such as an invariant's, with its names looked up.
    ///
    /// - Parameters:
    ///   - what: the key it stands under, as messages call it.
    ///   - source: the file it stands in.
    package static func condition(
        _ parts: [TenantConfig.ConditionConfig], named what: String, of config: TenantConfig, _ compiled: Compiled,
        in source: SourceFile
    ) -> (DecisionTable.Condition?, [Diagnostic]) {
        // Places are told in the other file.
        var config = config
        config.files = [source]
        let compilation = Compilation(config)
        compilation.table = compiled.table
        compilation.senders = compiled.senders
        compilation.countryNames = compiled.countryNames
        let condition = compilation.condition(parts, what)
        return (condition, compilation.finished)
    }

    private struct Stage: Sendable {
        let name: String
        let run: @Sendable (Compilation) -> Void
    }

    private static let stages = [
        Stage(name: "secrets") { $0.compileSecrets() },
        Stage(name: "about the tenant") { $0.compileAbout() },
        Stage(name: "groups") { $0.compileGroups() },
        // Needs groups.
        Stage(name: "country rules") { $0.compileCountryRules() },
        // Needs groups; everything below refers to its entries.
        Stage(name: "inventory") { $0.compileInventory() },
        Stage(name: "defaults, users, teams, pools") { $0.compileRouting() },
        // Needs all names.
        Stage(name: "order") { $0.compileOrder() },
    ]

    /// The country rules in force, and the overrides of one layer by exact country.
    package static func overrides(
        of entries: [TenantConfig.CountryOverride], place: (SourceRange) -> Place
    ) -> ([Country: [CountryColumn: CountryAnswer]], [Diagnostic]) {
        let names = CountryNames(groups: CountryGroups.builtIn, isComplete: true)
        return names.byCountry(entries, place: place)
    }
}
