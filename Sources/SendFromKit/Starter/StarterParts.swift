internal import SenderModel
internal import YAMLSyntax

/// What the files of all presets are made of: the numbers, and the texts they share.
struct StarterParts {
    let tenant: String
    let name: String
    let country: Country
    let numbers: ExampleNumbers
    /// Another country, to show what is different abroad.
    let abroad: (country: String, sender: String, recipient: String)

    /// - Parameter taken: senders that other tenants have.
    init(tenant: String, name: String, country: Country, without taken: Set<String>) throws {
        self.tenant = tenant
        self.name = name
        self.country = country
        let other = country.code == "GB" ? "DE" : "GB"
        guard let numbers = ExampleNumbers.of(country, without: taken),
            let others = Country(other).flatMap({ ExampleNumbers.of($0, without: taken) })
        else {
            throw FileProblem(
                "the numbering plan has too few ordinary numbers of \(country.code) for an example; write another "
                    + "`--country`")
        }
        self.numbers = numbers
        abroad = (other, others.senders[0], others.recipients[0])
    }

    func tenantFile(organizationNumber: String) -> StarterTenant.File {
        let tenDLC =
            country.code == "US"
            ? """

            # US carriers take texts from ordinary US numbers of a registered campaign only. An example: write your own.
            ten_dlc: {campaign: CEXAMPLE, status: approved}

            """ : ""
        return .init(
            path: "tenant.yaml", about: "who the tenant is",
            text: """
                # Who the tenant is. All .yaml files of this folder belong to it, and their keys may stand in any of them.
                # `sendfrom lint` says what is wrong with them, and what to write instead.

                # Its name in commands and decisions: a-z, 0-9 and `-`.
                tenant: \(YAMLText.scalar(tenant))
                # What people call it.
                name: \(YAMLText.scalar(name))
                # Where it is at home, in the two letters of ISO 3166-1.
                country: \(YAMLText.scalar(country.code))
                # The number shown as its own, by its id in inventory.yaml.
                organization_number: \(organizationNumber)
                \(tenDLC)
                # Who carries its messages, by a name of your choice. `kind` is twilio, plivo, vonage, aws, bandwidth,
                # clicksend or generic. Secrets never stand here, only where they are found: `env:NAME` or `file:PATH`.
                providers:
                  main:
                    kind: generic
                    credentials: {token: env:SMS_TOKEN}

                """)
    }

    /// One sender of inventory.yaml.
    struct Sender {
        let text: String
        let id: String
        let name: String
        var canPicture = false
        var more: [String] = []
    }

    func inventoryFile(_ senders: [Sender], note: String? = nil) -> StarterTenant.File {
        var text = """
            # The senders it has. They are examples: replace them with your own, or make this file anew of your provider's
            # listing (`sendfrom import`) and use its ids in the other files. Quote numbers, or other YAML readers drop
            # the `+`. `id` is the name the other files and messages use. `capabilities` are of sms, mms and voice.

            """
        if let note { text += note + "\n" }
        text += "inventory:\n"
        for sender in senders {
            text += "  - sender: \(YAMLText.scalar(sender.text))\n    id: \(sender.id)\n"
            text += "    name: \(YAMLText.scalar(sender.name))\n"
            text += "    capabilities: [\(sender.canPicture ? "sms, mms" : "sms")]\n"
            for line in sender.more { text += "    \(line)\n" }
        }
        return .init(path: "inventory.yaml", about: "the numbers it has; examples, to be replaced", text: text)
    }

    /// The office's number, one abroad.
    var office: Sender { Sender(text: numbers.senders[0], id: "office", name: "Office", canPicture: true) }
    var foreign: Sender { Sender(text: abroad.sender, id: "abroad", name: "Number in \(abroad.country)") }

    func orderFile(_ preset: StarterPreset, _ comment: String) -> StarterTenant.File {
        .init(
            path: "order.yaml", about: "in which order senders are looked for",
            text: """
                \(comment)
                # `sendfrom table DIR` shows the rules; with `--format yaml` they can be copied here and changed.
                order:
                  preset: \(preset.rawValue)

                """)
    }

    /// `defaults` with the office everywhere, and the number abroad in its country.
    var defaultsFile: StarterTenant.File {
        .init(
            path: "defaults.yaml", about: "the sender where nothing else decides",
            text: """
                # The sender where nothing else decides: one for a country, and one for all others. `sender: none` would say
                # that there is none, on purpose.
                defaults:
                  sender: office
                  countries:
                    \(abroad.country): abroad

                """)
    }

    /// - Parameter cases: name, message and expectation, the last two without their braces.
    func testFile(_ cases: [(name: String, message: String, expect: String)]) -> StarterTenant.File {
        var text = """
            # What must stay true: `sendfrom test DIR` runs these cases. `message` is one message, `expect` names what its
            # decision must say; what isn't named may be anything.
            tests:

            """
        for test in cases {
            text += "  - name: \(test.name)\n    message: {\(test.message)}\n    expect: {\(test.expect)}\n"
        }
        return .init(path: "tests/first.yaml", about: "what must stay true", text: text)
    }

    func messageFile(_ messages: [String]) -> StarterTenant.File {
        .init(
            path: "messages/sample.ndjson", about: "messages to try, an object a line",
            text: messages.map { "{\($0)}\n" }.joined())
    }

    /// A text in double quotes, for YAML and JSON: numbers and names of ours only.
    func quoted(_ text: String) -> String { "\"\(text)\"" }
}
