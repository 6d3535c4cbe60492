internal import ArgumentParser
internal import Diagnostics
internal import SendFromKit
internal import SenderModel
internal import TenantConfig

/// `init`: a new tenant that lints clean, with tests.
struct InitCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "A new tenant to start from, which lints clean, with tests and messages.",
        discussion: """
            Presets: thread-first (a helpdesk), staff-first (a CRM), compliant-first (many countries), per-user (a number
            for each user), messaging-service (a sender pool). The numbers are examples, to be replaced. Example:
              sendfrom init tenants/acme --preset staff-first --country GB
            """)

    @Argument(help: "The folder to make. Its name becomes the tenant's.", completion: .directory)
    var folder: String

    @Option(help: "The order of rules to start with.")
    var preset: StarterPreset = .threadFirst

    @Option(help: ArgumentHelp("The tenant's name in commands: a-z, 0-9 and -.", valueName: "name"))
    var tenant: String?

    @Option(help: ArgumentHelp("What people call it.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Its home country.", valueName: "code"))
    var country = "US"

    @OptionGroup var common: CommonOptions

    func run(_ console: Console) throws -> CommandStatus {
        guard let home = Country(country) else {
            throw CommandFailure(.usage, "--country \(country): \(CountryWords.help(for: country))")
        }
        if name?.isEmpty == true { throw CommandFailure(.usage, "--name: write what people call the tenant") }
        try checkFolder()
        let tenant = try tenantName()
        let title = tenant.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let starter = try StarterTenant(
            preset, tenant: tenant, name: name ?? title.joined(separator: " "), country: home,
            without: StarterTenant.senders(beside: folder))
        try starter.write(to: folder)
        guard !common.quiet else { return .fine }
        try console.out.write(
            "made \(Printable.line(folder)), with the preset \(preset.rawValue) and example numbers:\n")
        let width = starter.files.map(\.path.count).max() ?? 0
        for file in starter.files {
            let space = String(repeating: " ", count: width - file.path.count + 2)
            try console.out.write("  \(file.path)\(space)\(file.about)\n")
        }
        let shown = ShellText.word(Printable.line(folder))
        let messages = ShellText.word(Printable.line(Files.join(folder, "messages/sample.ndjson")))
        try console.out.write(
            """
            next:
              sendfrom lint \(shown)
              sendfrom test \(shown)
              sendfrom eval \(shown) \(messages)

            """)
        return .fine
    }

    /// A folder that holds nothing we could overwrite, and that commands would find.
    private func checkFolder() throws {
        switch Files.kind(folder) {
        case .missing: break
        case .file, .other: throw CommandFailure(.usage, "\(folder) is there already and is no folder; name another")
        case .folder:
            let names = try Files.names(in: folder)
            guard names.isEmpty else {
                let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? "…" : "")
                throw CommandFailure(.usage, "\(folder) already holds files (\(shown)); name a new or empty folder")
            }
        }
        for above in Files.ancestors(of: folder).dropFirst()
        where Files.kind(Files.join(above, "tenant.yaml")) == .file {
            throw CommandFailure(
                .usage,
                "\(folder) lies inside the tenant \(Files.shown(above)), where no tenant is looked for; "
                    + "name a folder beside it")
        }
    }

    private func tenantName() throws -> String {
        if let tenant {
            guard Names.isTenant(tenant) else {
                let help = Names.tenant(from: tenant).map { "write `--tenant \($0)`" }
                throw CommandFailure(
                    .usage,
                    "\(Wording.quote(tenant)) is no tenant name; \(help ?? "write up to 63 of a-z, 0-9 and `-`")")
            }
            return tenant
        }
        let name = Files.name(Files.absolute(folder))
        guard Names.isTenant(name) else {
            let meant = Names.tenant(from: name) ?? "acme"
            throw CommandFailure(
                .usage,
                "the folder's name \(Wording.quote(name)) is no tenant name; write `--tenant \(meant)`, or "
                    + "another of a-z, 0-9 and `-`")
        }
        return name
    }
}

extension StarterPreset: ExpressibleByArgument {}
