internal import ArgumentParser
internal import MessageIO
internal import SendFromKit
internal import SenderModel
internal import ShippedRules
internal import TenantConfig

/// `countries`: the country rules in force.
struct CountriesCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "countries", abstract: "What each country says to each kind of sender.",
        discussion: """
            Built in, with sources and dates; with --tenant after what the tenant and sendfrom.yaml override. Example:
              sendfrom countries SG
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown, csv, json }

    @Argument(help: "One country's code, such as DE.", completion: .countries)
    var code: String?

    @Option(help: "A tenant's folder, or a compiled file.", completion: .tenantsOrFiles)
    var tenant: String?

    @Option(help: "How to write the rules.")
    var format: Format = .text

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        var table: DecisionTable?
        if let tenant {
            guard let set = try TenantLoading.loadOne(tenant, common, console) else { return .findings }
            table = set.tables[0]
        }
        var countries = Country.all
        if let code {
            guard let country = Country(code) else {
                throw CommandFailure(.usage, "`\(code)` is not a country code; \(CountryWords.help(for: code))")
            }
            countries = [country]
        }
        let rows = countries.map { CountryRow($0, in: table) }
        switch format {
        case .json: try console.out.write(json(rows))
        case .csv: try console.out.write(text(rows).csv())
        case .markdown: try console.out.write(text(rows).markdown())
        case .text: try console.out.write(text(rows).aligned())
        }
        return .fine
    }

    private func text(_ rows: [CountryRow]) -> TextTable {
        var text = TextTable(CountryRow.columns)
        for row in rows { text.add(row.cells) }
        return text
    }

    private func json(_ rows: [CountryRow]) -> String {
        let objects = rows.map { row in
            "{" + zip(CountryRow.columns, row.cells).map { "\"\($0)\":\(JSONString.quoted($1))" }.joined(separator: ",")
                + "}"
        }
        return "{\"format_version\":1,\"countries\":[" + objects.joined(separator: ",\n") + "]}\n"
    }
}

/// One line of `countries`.
private struct CountryRow {
    static let columns =
        ["country", "name"] + CountryColumn.names + ["short_code", "two_way", "mms", "as_of", "source"]
    let cells: [String]

    init(_ country: Country, in table: DecisionTable?) {
        let facts = ShippedRules.countries[country]
        let builtIn = facts?.rule ?? .unknown
        let rule = table?.rule(for: country) ?? builtIn
        let information = [facts?.shortCode, facts?.twoWay, facts?.mms].map { ($0 ?? .unknown).rawValue }
        var source = facts?.sources ?? []
        if rule != builtIn { source.insert("override", at: 0) }
        cells =
            [country.code, facts?.name ?? ""] + CountryColumn.allCases.map { rule[$0].rawValue } + information
            + [facts?.asOf ?? "", source.joined(separator: " ")]
    }
}
