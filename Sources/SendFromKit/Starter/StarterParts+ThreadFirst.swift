extension StarterParts {
    /// A helpdesk: whoever writes stays on the number of the thread.
    var threadFirst: [StarterTenant.File] {
        let (one, two) = (quoted(numbers.recipients[0]), quoted(numbers.recipients[1]))
        return [
            tenantFile(organizationNumber: "office"), inventoryFile([office, foreign]), defaultsFile,
            .init(
                path: "teams.yaml", about: "who works there",
                text: """
                    # Who works there. An answer to a team's number goes to the team.
                    users:
                      ana: {name: Ana}
                      ben: {name: Ben}
                    teams:
                      support: {sender: office, members: [ana, ben]}

                    """),
            orderFile(
                .threadFirst,
                """
                # Tried from the top: the number the thread is on; the sender the message names in `from`; the country's
                # default; the default; the team's number.
                """),
            testFile([
                ("a thread keeps its number", "to: \(one), conversation: abroad", "sender: abroad, rule: conversation"),
                ("a named sender is used", "to: \(one), from: abroad", "sender: abroad, rule: explicit"),
                (
                    "or refused, never replaced", "to: \(one), from: \(quoted(strange))",
                    "outcome: reject, reason: unusable, detail: unknown_sender"
                ),
                ("a new thread starts at the office", "to: \(two)", "sender: office, rule: default"),
                (
                    "abroad, from the number there", "to: \(quoted(abroad.recipient))",
                    "sender: abroad, rule: country_default"
                ),
                (
                    "an answer goes to the team", "direction: inbound, to: office, from: \(one)",
                    "outcome: route, team: support"
                ),
            ]),
            messageFile([
                "\"id\":\"new\",\"to\":\(one)", "\"id\":\"thread\",\"to\":\(one),\"conversation\":\"abroad\"",
                "\"id\":\"named\",\"to\":\(two),\"from\":\"abroad\"",
                "\"id\":\"abroad\",\"to\":\(quoted(abroad.recipient))",
                "\"id\":\"picture\",\"to\":\(two),\"needs\":[\"mms\"]",
                "\"id\":\"answer\",\"direction\":\"inbound\",\"to\":\"office\",\"from\":\(one)",
            ]),
        ]
    }

    /// A number that is in no starter tenant's inventory.
    var strange: String { numbers.recipients[2] }
}
