internal import ArgumentParser
internal import SendFromKit
internal import SenderModel
internal import TenantConfig

/// `suggest`: per-country defaults that `best` would choose.
struct SuggestCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest", abstract: "The sender `best` would choose for each country, as defaults.",
        discussion: """
            By compliance, local before foreign, dedicated before shared, trust, date of purchase. Examples:
              sendfrom suggest examples/global --countries DE,FR,SG
              sendfrom suggest tenants/acme --countries DE --write
            """)

    @Argument(help: "The tenant's folder.", completion: .tenants)
    var path: String

    @Option(help: ArgumentHelp("Only these, with commas.", valueName: "codes"), completion: .countries)
    var countries: String?

    @Flag(help: "Write them to the tenant's defaults.countries.")
    var write = false

    @Flag(help: "Show what --write would change, and write nothing.")
    var diff = false

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        let chosen = try countries.map { try $0.split(separator: ",").map { try country(String($0)) } }
        guard write || diff else {
            guard let set = try TenantLoading.loadOne(path, common, console) else { return .findings }
            try console.out.write(DefaultSuggestion(TenantLoading.folders(set, path)[0], countries: chosen).yaml)
            return .fine
        }
        return try NumberEditing.run(path, diff: diff, common, console) { tenant in
            try DefaultSuggestion(tenant.loaded, countries: chosen).edits(of: tenant)
        }
    }

    private func country(_ text: String) throws -> Country {
        let code = text.filter { $0 != " " }
        guard let country = Country(code) else {
            throw CommandFailure(.usage, "`\(code)` is not a country code; \(CountryWords.help(for: code))")
        }
        return country
    }
}
