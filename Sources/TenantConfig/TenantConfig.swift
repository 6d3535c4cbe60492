package import Diagnostics
package import SenderModel

/// A tenant exactly as it was typed, every value with its place.
///
/// In: the tenant's YAML files (`TenantDecoder`). Out: this value and the schema diagnostics. Names are not resolved,
/// nothing is inferred and no default is filled in: that is `TableCompiler`'s part, which reads only this.
package struct TenantConfig: Sendable {
    /// The tenant's files, sorted by name; `SourceRange.file` is a position in it.
    package var files: [SourceFile]
    /// Where each top-level key first stands.
    package var keys = ByFewKeys<SourceRange>()
    package var tenant: Located<String>?
    package var name: Located<String>?
    package var country: Located<Country>?
    package var organizationNumber: Located<String>?
    package var features: Features?
    package var limits: Limits?
    package var billing: Billing?
    package var tenDLC: TenDLC?
    package var attributes: [AttributeConfig] = []
    package var groups: [GroupConfig] = []
    package var providers: [ProviderConfig] = []
    /// Overrides of the country rules, by country or group.
    package var countries: [CountryOverride] = []
    package var inventory: [EntryConfig] = []
    package var defaults: DefaultsConfig?
    package var teams: [TeamConfig] = []
    package var users: [UserConfig] = []
    package var pools: [PoolConfig] = []
    package var order: OrderConfig?
    /// What could not be read whole, so that a name missing from it proves nothing.
    package var incomplete: Set<Section> = []

    package init(files: [SourceFile]) { self.files = files }

    /// The parts of a tenant that declare names others use.
    package enum Section: Hashable, Sendable, CaseIterable {
        case attributes, groups, providers, inventory, teams, users, pools, rules

        /// The section a top-level key holds.
        init?(key: String) {
            guard let section = Self.allCases.first(where: { "\($0)" == (key == "order" ? "rules" : key) }) else {
                return nil
            }
            self = section
        }
    }

    package func place(_ range: SourceRange) -> Place { Place(files[Int(range.file)], range.bytes) }

    package struct Features: Sendable {
        package var multiSMSNumbers: Located<Bool>?
        /// Where the key stands.
        package var multiSMSNumbersKey: SourceRange?
    }

    package struct Limits: Sendable {
        package var numbers: Located<Int>?
        /// Where the key `numbers` stands.
        package var numbersKey: SourceRange?
    }

    package struct Billing: Sendable {
        package var weeklyPrice: Located<String>?
        package var currency: Located<String>?
    }

    package struct TenDLC: Sendable {
        package enum Status: String, ClosedList { case approved, pending }
        package var campaign: Located<String>?
        package var status: Located<Status>?
    }

    package struct AttributeConfig: Sendable {
        package var name: Located<String>
        package var values: [Located<String>] = []
    }

    package struct GroupConfig: Sendable {
        package var name: Located<String>
        package var members: [Located<String>] = []
    }

    /// A value by country or group, as in a mapping of countries.
    package struct ByCountry<Value: Sendable>: Sendable {
        package var key: Located<String>
        package var value: Value

        package init(key: Located<String>, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// The columns of the country rules that a country or group changes.
    package typealias CountryOverride = ByCountry<[CountryColumn: CountryAnswer]>

    package struct ProviderConfig: Sendable {
        package enum Kind: String, ClosedList {
            case twilio, plivo, vonage, aws, bandwidth, clicksend, generic
        }
        package var name: Located<String>
        package var kind: Located<Kind>?
        package var accountSID: Located<String>?
        /// What was written under `credentials`, by key: `token`, `key`, `secret`. Never printed.
        package var credentials: [String: Located<String>] = [:]
        /// Where the key `credentials` stands.
        package var credentialsKey: SourceRange?
    }

    package struct DefaultsConfig: Sendable {
        /// A reference, or `none`.
        package var sender: Located<String>?
        /// Where the key `sender` stands.
        package var senderKey: SourceRange?
        package var countries: [ByCountry<Located<String>>] = []
    }

    package struct TeamConfig: Sendable {
        package var name: Located<String>
        package var sender: Located<String>?
        package var countries: [ByCountry<Located<String>>] = []
        package var members: [Located<String>] = []
    }

    package struct UserConfig: Sendable {
        package var name: Located<String>
        package var sender: Located<String>?
        package var displayName: Located<String>?
    }

    package struct PoolConfig: Sendable {
        package var name: Located<String>
        package var senders: [Located<String>] = []
        package var prefer: [Located<PoolPreference>] = []
    }

    package struct OrderConfig: Sendable {
        package var range: SourceRange
        package var preset: Located<String>?
        /// The pool a preset uses, and where the key stands.
        package var pool: Located<String>?
        package var poolKey: SourceRange?
        package var require: [Located<Requirement>]?
        package var unknownCompliance: Located<UnknownCompliance>?
        package var rules: [RuleConfig] = []
    }

    package struct RuleConfig: Sendable {
        package var range: SourceRange
        package var name: Located<String>?
        package var use: Located<SourceConfig>?
        package var when: [ConditionConfig]?
        package var unless: [ConditionConfig]?
        package var ifUnusable: Located<String>?
        /// Where the key `if_unusable` stands.
        package var ifUnusableKey: SourceRange?
        package var require: [Located<Requirement>]?
    }

    /// What `use:` says.
    package enum SourceConfig: Sendable {
        case named(DecisionTable.Source, name: String)
        case pool(Located<String>)
        case sender(Located<String>)
    }

    /// One key of a `when` or `unless`.
    package struct ConditionConfig: Sendable {
        package var key: Located<String>
        package var values: [Located<String>]
    }
}
