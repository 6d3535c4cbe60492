public import Diagnostics
public import SenderModel

/// A tenant exactly as it was typed, every value with its place.
///
/// In: the tenant's YAML files (`TenantDecoder`). Out: this value and the schema diagnostics. Names are not resolved,
/// nothing is inferred and no default is filled in: that is `TableCompiler`'s part, which reads only this.
public struct TenantConfig: Sendable {
    /// The tenant's files, sorted by name; `SourceRange.file` is a position in it.
    public var files: [SourceFile]
    /// Where each top-level key first stands.
    public var keys: [String: SourceRange] = [:]
    public var tenant: Located<String>?
    public var name: Located<String>?
    public var country: Located<Country>?
    public var organizationNumber: Located<String>?
    public var features: Features?
    public var limits: Limits?
    public var billing: Billing?
    public var tenDLC: TenDLC?
    public var attributes: [AttributeConfig] = []
    public var groups: [GroupConfig] = []
    public var providers: [ProviderConfig] = []
    /// Overrides of the country rules, by country or group.
    public var countries: [CountryOverride] = []
    public var inventory: [EntryConfig] = []
    public var defaults: DefaultsConfig?
    public var teams: [TeamConfig] = []
    public var users: [UserConfig] = []
    public var pools: [PoolConfig] = []
    public var order: OrderConfig?
    /// What could not be read whole, so that a name missing from it proves nothing.
    public var incomplete: Set<Section> = []

    public init(files: [SourceFile]) { self.files = files }

    /// The parts of a tenant that declare names others use.
    public enum Section: Hashable, Sendable, CaseIterable {
        case attributes, groups, providers, inventory, teams, users, pools, rules

        /// The section a top-level key holds.
        init?(key: String) {
            guard let section = Self.allCases.first(where: { "\($0)" == (key == "order" ? "rules" : key) }) else {
                return nil
            }
            self = section
        }
    }

    public func place(_ range: SourceRange) -> Place { Place(files[Int(range.file)], range.bytes) }

    public struct Features: Sendable {
        public var multiSMSNumbers: Located<Bool>?
        /// Where the key stands.
        public var multiSMSNumbersKey: SourceRange?
    }

    public struct Limits: Sendable {
        public var numbers: Located<Int>?
        /// Where the key `numbers` stands.
        public var numbersKey: SourceRange?
    }

    public struct Billing: Sendable {
        public var weeklyPrice: Located<String>?
        public var currency: Located<String>?
    }

    public struct TenDLC: Sendable {
        public enum Status: String, ClosedList { case approved, pending }
        public var campaign: Located<String>?
        public var status: Located<Status>?
    }

    public struct AttributeConfig: Sendable {
        public var name: Located<String>
        public var values: [Located<String>] = []
    }

    public struct GroupConfig: Sendable {
        public var name: Located<String>
        public var members: [Located<String>] = []
    }

    /// A value by country or group, as in a mapping of countries.
    public struct ByCountry<Value: Sendable>: Sendable {
        public var key: Located<String>
        public var value: Value
    }

    /// The columns of the country rules that a country or group changes.
    public typealias CountryOverride = ByCountry<[CountryColumn: CountryAnswer]>

    public struct ProviderConfig: Sendable {
        public enum Kind: String, ClosedList {
            case twilio, plivo, vonage, aws, bandwidth, clicksend, generic
        }
        public var name: Located<String>
        public var kind: Located<Kind>?
        public var accountSID: Located<String>?
        /// What was written under `credentials`, by key: `token`, `key`, `secret`. Never printed.
        public var credentials: [String: Located<String>] = [:]
        /// Where the key `credentials` stands.
        public var credentialsKey: SourceRange?
    }

    public struct EntryConfig: Sendable {
        public var range: SourceRange
        public var sender: Located<String>?
        public var id: Located<String>?
        public var name: Located<String>?
        public var kind: Located<SenderKind>?
        public var country: Located<Country>?
        /// Where the key `country` stands.
        public var countryKey: SourceRange?
        public var capabilities: [Located<Capability>]?
        public var status: Located<EntryStatus>?
        public var assigned: Located<Bool>?
        public var shared: Located<Bool>?
        public var trust: Located<Int>?
        public var purchased: Located<String>?
        public var campaign: Located<String>?
        public var registeredIn: [Located<String>] = []
        public var provider: Located<String>?
        public var weeklyPrice: Located<String>?
        public var tags: [Located<String>] = []
    }

    public struct DefaultsConfig: Sendable {
        /// A reference, or `none`.
        public var sender: Located<String>?
        /// Where the key `sender` stands.
        public var senderKey: SourceRange?
        public var countries: [ByCountry<Located<String>>] = []
    }

    public struct TeamConfig: Sendable {
        public var name: Located<String>
        public var sender: Located<String>?
        public var countries: [ByCountry<Located<String>>] = []
        public var members: [Located<String>] = []
    }

    public struct UserConfig: Sendable {
        public var name: Located<String>
        public var sender: Located<String>?
        public var displayName: Located<String>?
    }

    public struct PoolConfig: Sendable {
        public var name: Located<String>
        public var senders: [Located<String>] = []
        public var prefer: [Located<PoolPreference>] = []
    }

    public struct OrderConfig: Sendable {
        public var range: SourceRange
        public var preset: Located<String>?
        /// The pool a preset uses, and where the key stands.
        public var pool: Located<String>?
        public var poolKey: SourceRange?
        public var require: [Located<Requirement>]?
        public var unknownCompliance: Located<UnknownCompliance>?
        public var rules: [RuleConfig] = []
    }

    public struct RuleConfig: Sendable {
        public var range: SourceRange
        public var name: Located<String>?
        public var use: Located<SourceConfig>?
        public var when: [ConditionConfig]?
        public var unless: [ConditionConfig]?
        public var ifUnusable: Located<String>?
        /// Where the key `if_unusable` stands.
        public var ifUnusableKey: SourceRange?
        public var require: [Located<Requirement>]?
    }

    /// What `use:` says.
    public enum SourceConfig: Sendable {
        case named(DecisionTable.Source, name: String)
        case pool(Located<String>)
        case sender(Located<String>)
    }

    /// One key of a `when` or `unless`.
    public struct ConditionConfig: Sendable {
        public var key: Located<String>
        public var values: [Located<String>]
    }
}
