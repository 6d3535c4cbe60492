extension StarterParts {
    /// Two people with a number of their own.
    private var staffSenders: [Sender] {
        [
            Sender(text: numbers.senders[1], id: "ana-line", name: "Ana"),
            Sender(text: numbers.senders[2], id: "ben-line", name: "Ben"),
        ]
    }

    private var usersFile: StarterTenant.File {
        .init(
            path: "users.yaml", about: "who works there, and whose number is whose",
            text: """
                # Who works there. `sender` is the user's own number; Cleo has none yet.
                users:
                  ana: {sender: ana-line, name: Ana}
                  ben: {sender: ben-line, name: Ben}
                  cleo: {name: Cleo}

                """)
    }

    /// A CRM: staff write from their own numbers.
    var staffFirst: [StarterTenant.File] {
        let (one, two) = (quoted(numbers.recipients[0]), quoted(numbers.recipients[1]))
        return [
            tenantFile(organizationNumber: "office"), inventoryFile([office, foreign] + staffSenders), usersFile,
            defaultsFile,
            orderFile(
                .staffFirst,
                """
                # Tried from the top: the sender the message names in `from`; when an agent writes, the number last picked by
                # hand; the user's own number (if that can't be used, on to the defaults); the first number ever used with
                # the contact; the country's default; the default.
                """),
            testFile([
                ("staff send from their own number", "to: \(one), user: ana", "sender: ana-line, rule: user"),
                (
                    "what an agent picked last beats it", "to: \(one), user: ana, origin: agent, last_used: ben-line",
                    "sender: ben-line, rule: last_used"
                ),
                (
                    "a picture goes out from a number that can send it", "to: \(one), user: ana, needs: [mms]",
                    "sender: office, rule: default"
                ),
                (
                    "without an own number, the first the contact knew", "to: \(two), user: cleo, first_used: ben-line",
                    "sender: ben-line, rule: first_used"
                ),
                (
                    "else the country's default", "to: \(quoted(abroad.recipient)), user: cleo",
                    "sender: abroad, rule: country_default"
                ),
                (
                    "a named sender is used or refused, never replaced",
                    "to: \(one), user: ana, from: \(quoted(strange))",
                    "outcome: reject, reason: unusable, detail: unknown_sender"
                ),
                (
                    "an answer reaches the one whose number it is", "direction: inbound, to: ben-line, from: \(one)",
                    "outcome: route, user: ben"
                ),
            ]),
            messageFile([
                "\"id\":\"own\",\"to\":\(one),\"user\":\"ana\",\"origin\":\"agent\"",
                "\"id\":\"picked\",\"to\":\(one),\"user\":\"ana\",\"origin\":\"agent\",\"last_used\":\"ben-line\"",
                "\"id\":\"picture\",\"to\":\(one),\"user\":\"ana\",\"needs\":[\"mms\"]",
                "\"id\":\"no-number\",\"to\":\(two),\"user\":\"cleo\",\"first_used\":\"ben-line\"",
                "\"id\":\"abroad\",\"to\":\(quoted(abroad.recipient)),\"user\":\"cleo\"",
                "\"id\":\"answer\",\"direction\":\"inbound\",\"to\":\"ana-line\",\"from\":\(one)",
            ]),
        ]
    }

    /// A number for each user, which nobody else sends from.
    var perUser: [StarterTenant.File] {
        let (one, two) = (quoted(numbers.recipients[0]), quoted(numbers.recipients[1]))
        return [
            tenantFile(organizationNumber: "office"), inventoryFile([office] + staffSenders), usersFile,
            .init(
                path: "defaults.yaml", about: "the sender of who has none",
                text: """
                    # The sender of who has none. `sender: none` would say that there is no such sender, on purpose.
                    defaults:
                      sender: office

                    """),
            orderFile(
                .perUser,
                """
                # Tried from the top: the number the thread is on, if it isn't another user's; the user's own; the default.
                """),
            testFile([
                ("everybody sends from their own number", "to: \(one), user: ana", "sender: ana-line, rule: user"),
                (
                    "in another user's thread, too", "to: \(one), user: ben, conversation: ana-line",
                    "sender: ben-line, rule: user"
                ),
                (
                    "the office's thread is everybody's", "to: \(one), user: ben, conversation: office",
                    "sender: office, rule: conversation"
                ),
                ("who has no number sends from the office", "to: \(two), user: cleo", "sender: office, rule: default"),
                (
                    "an answer reaches the one whose number it is", "direction: inbound, to: ana-line, from: \(one)",
                    "outcome: route, user: ana"
                ),
            ]),
            messageFile([
                "\"id\":\"ana\",\"to\":\(one),\"user\":\"ana\"",
                "\"id\":\"not-hers\",\"to\":\(one),\"user\":\"ben\",\"conversation\":\"ana-line\"",
                "\"id\":\"thread\",\"to\":\(two),\"user\":\"ana\",\"conversation\":\"ana-line\"",
                "\"id\":\"no-number\",\"to\":\(two),\"user\":\"cleo\"",
                "\"id\":\"answer\",\"direction\":\"inbound\",\"to\":\"ben-line\",\"from\":\(one)",
            ]),
        ]
    }
}
