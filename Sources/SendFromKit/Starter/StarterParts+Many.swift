internal import SenderModel
internal import ShippedRules
internal import YAMLSyntax

extension StarterParts {
    /// A provider's sender pool.
    var messagingService: [StarterTenant.File] {
        let (one, two) = (quoted(numbers.recipients[0]), quoted(numbers.recipients[1]))
        let members = [
            Sender(text: numbers.senders[0], id: "one", name: "First number", canPicture: true),
            Sender(text: numbers.senders[1], id: "two", name: "Second number", canPicture: true),
            Sender(text: abroad.sender, id: "abroad", name: "Number in \(abroad.country)", canPicture: true),
        ]
        var cases = [
            ("a thread keeps its number", "to: \(one), conversation: two", "sender: two, rule: conversation"),
            ("a named sender is used", "to: \(one), from: abroad", "sender: abroad, rule: explicit"),
            (
                "or refused, never replaced", "to: \(one), from: \(quoted(strange))",
                "outcome: reject, reason: unusable, detail: unknown_sender"
            ),
            (
                "abroad, from the number there", "to: \(quoted(abroad.recipient))",
                "sender: abroad, rule: \"pool:numbers\""
            ),
            ("at home, from one of the pool", "to: \(one)", "rule: \"pool:numbers\""),
        ]
        if numbers.haveAreaCodes {
            cases.append(("a number of the same area code", "to: \(two)", "sender: two, rule: \"pool:numbers\""))
        }
        return [
            tenantFile(organizationNumber: "one"), inventoryFile(members),
            .init(
                path: "pools.yaml", about: "the pool, and how it chooses",
                text: """
                    # The pool. `prefer` narrows it: numbers of the recipient's area code (in North America), then of the
                    # recipient's country; of those left, `hash` always gives the same recipient the same number.
                    pools:
                      numbers:
                        senders: [one, two, abroad]
                        prefer: [area_code, country, hash]

                    """),
            orderFile(
                .messagingService,
                """
                # Tried from the top: the number the thread is on; the sender the message names in `from`; the pool.
                """),
            testFile(cases),
            messageFile([
                "\"id\":\"new\",\"to\":\(one)", "\"id\":\"new-2\",\"to\":\(two)",
                "\"id\":\"thread\",\"to\":\(one),\"conversation\":\"two\"",
                "\"id\":\"named\",\"to\":\(two),\"from\":\"abroad\"",
                "\"id\":\"abroad\",\"to\":\(quoted(abroad.recipient))",
            ]),
        ]
    }

    /// A global API: only what the recipient's country allows.
    var compliantFirst: [StarterTenant.File] {
        let (one, two) = (quoted(numbers.recipients[0]), quoted(numbers.recipients[1]))
        let rule = ShippedRules.countries[country]?.rule ?? .unknown
        func isAllowed(_ kind: SenderKind) -> Bool {
            !rule.verdict(
                kind: kind, senderCountry: kind == .alphanumeric ? nil : country, isRegistered: true, recipient: country
            ).isReason
        }
        // At home the office's number, where the country allows numbers; else the name.
        let home = isAllowed(.longCode) ? "office" : isAllowed(.alphanumeric) ? "brand" : nil
        var brand = Sender(text: brandText, id: "brand", name: "Our name", more: ["trust: 5"])
        if rule.alphanumeric == .registration {
            brand.more.append("registered_in: [\(YAMLText.scalar(country.code))]")
        }
        var cases = [
            (
                "abroad, under our name, which ranks highest there", "to: \(quoted(abroad.recipient))",
                "sender: brand, rule: best"
            ),
            (
                "a named sender is used or refused, never replaced", "to: \(one), from: \(quoted(strange))",
                "outcome: reject, reason: unusable, detail: unknown_sender"
            ),
        ]
        if let home {
            cases.insert(("at home, the default", "to: \(one)", "sender: \(home), rule: country_default"), at: 0)
        }
        if !isAllowed(.alphanumeric) {
            cases.append(
                (
                    "a name is refused where the country takes none", "to: \(two), from: brand",
                    "outcome: reject, reason: unusable, detail: not_compliant"
                ))
        }
        var files = [
            tenantFile(organizationNumber: "office"),
            inventoryFile(
                [office, brand],
                note: """
                    # `trust`: what `best` prefers, all else being equal. `registered_in`: countries where a name is registered.
                    # A name can't be answered.
                    """),
        ]
        if let home {
            files.append(
                .init(
                    path: "defaults.yaml", about: "the countries you decide yourself",
                    text: """
                        # The countries you decide yourself; for all others `best` finds the best sender there is.
                        defaults:
                          countries:
                            \(YAMLText.scalar(country.code)): \(home)

                        """))
        }
        var messages = ["\"id\":\"abroad\",\"to\":\(quoted(abroad.recipient))"]
        if home != nil { messages.insert("\"id\":\"home\",\"to\":\(one)", at: 0) }
        if home == "office" {
            // A name can do neither.
            messages += [
                "\"id\":\"answerable\",\"to\":\(two),\"needs\":[\"sms\",\"reply\"]",
                "\"id\":\"picture\",\"to\":\(two),\"needs\":[\"mms\"]",
            ]
        }
        return files + [
            orderFile(
                .compliantFirst,
                """
                # Only what the recipient's country allows (`sendfrom countries`), tried from the top: the sender the message
                # names in `from`; the country's default; the best sender there is.
                """),
            testFile(cases),
            messageFile(messages),
        ]
    }

    /// A sender ID made of the name: 3 to 11 ASCII letters, digits and inner spaces.
    private var brandText: String {
        let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        var text = ""
        for word in words {
            let longer = text.isEmpty ? word : text + " " + word
            guard longer.utf8.count <= 11 else { break }
            text = longer
        }
        if text.isEmpty, let first = words.first { text = String(first.prefix(11)) }
        return text.utf8.count >= 3 && text.contains(where: \.isLetter) ? text : "Example"
    }
}
