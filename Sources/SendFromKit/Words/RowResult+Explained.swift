internal import SenderModel

extension RowResult {
    /// What a trace's `result` and, where the rule says to reject, `detail` say.
    var explained: DecisionWord.Explained {
        switch self {
        case .selected:
            .init(
                statement: "the rule decided: the message goes out from its sender",
                meaning: "It is always the last of a trace. Rules after it were not tried.",
                advice: "Nothing.",
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\"}", expect: "{sender: london, rule: default}"))
        case .rejected:
            .init(
                statement: "the rule decided: its source is `reject`",
                meaning: "The decision's reason is `rejected_by_rule`.",
                advice: "Nothing, if it is meant.",
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    order: {rules: [explicit, reject]}
                    """, message: "{to: \"+447400123456\"}",
                    expect: "{outcome: reject, reason: rejected_by_rule, rule: reject}"))
        case .notApplicable:
            .init(
                statement: "the rule's `when` does not hold, or its `unless` does",
                meaning: """
                    The next rule is tried, whatever the rule's `if_unusable` says. What a message doesn't give matches \
                    nothing: without a `team`, `when: {team: sales}` doesn't hold.
                    """,
                advice: """
                    If the rule was expected to apply, hold what the message gives (`given:`) against the rule's \
                    conditions. A user, team or attribute value the tenant doesn't declare counts as not given, with a \
                    warning.
                    """,
                example: .init(
                    """
                    inventory:
                      - {sender: "+442079460101", id: london}
                      - {sender: LANTERN, id: shop-name}
                    defaults: {sender: london}
                    order:
                      rules:
                        - {use: {sender: shop-name}, when: {purpose: marketing}}
                        - default
                    """, message: "{to: \"+447400123456\"}", expect: "{sender: london, rule: default}"))
        case .noValue:
            .init(
                statement: "the rule has nothing to propose for this message",
                meaning: """
                    The message doesn't give what the source reads, the tenant has no default or team sender there, or \
                    none of `best`'s or a pool's senders is usable. The next rule is tried, whatever the rule's \
                    `if_unusable` says.
                    """,
                advice: """
                    `sendfrom explain` says what is missing. Give it in the message (`conversation`, `user`, `team`…) or \
                    in the tenant (`defaults`, `users`, `teams`).
                    """,
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    users: {jane: {name: Jane}}
                    defaults: {sender: london}
                    """, preset: "staff-first", message: "{to: \"+447400123456\", user: jane}",
                    expect: "{sender: london, rule: default}"))
        case .unknownSender:
            .init(
                statement: "the sender is not in the inventory",
                meaning: """
                    What the message names is no id and no sender of the tenant's. References are compared exactly; only \
                    a number that starts with `+` first loses spaces, `-`, `.` and parentheses.
                    """,
                advice: """
                    Add the sender to `inventory`, or correct what writes the message. `sendfrom numbers` lists what the \
                    tenant has. A number that was given up stays in the inventory as `status: released`, so that old \
                    threads say why they moved.
                    """,
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\", conversation: \"+442079460199\"}",
                    expect: "{sender: london, rule: default}"))
        case .notAssigned:
            .init(
                statement: "the sender has `assigned: false`, and the rule requires `assigned`",
                meaning: "It is in the inventory, but not on the tenant's list of assigned numbers.",
                advice: """
                    Delete `assigned: false` at the entry once it is assigned. Or name another sender where the rule \
                    takes it from.
                    """,
                example: .init(
                    """
                    inventory:
                      - {sender: "+442079460101", id: london}
                      - {sender: "+442079460102", id: spare, assigned: false}
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\", conversation: spare}",
                    expect: "{sender: london, rule: default}"))
        case .notActive:
            .init(
                statement: "the sender's `status` is not `active`, and the rule requires `active`",
                meaning: "It is pending, suspended or released: the provider would refuse it.",
                advice: """
                    Write `status: active` at the entry once it is. Or name another sender where the rule takes it from. \
                    `sendfrom whatif PATH --suspend SENDER` shows beforehand whose messages move where.
                    """,
                example: .init(
                    """
                    inventory:
                      - {sender: "+442079460101", id: london}
                      - {sender: "+442079460102", id: old-line, status: suspended}
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\", conversation: old-line}",
                    expect: "{sender: london, rule: default}"))
        case .notCapable:
            .init(
                statement: "the sender lacks something the message needs, and the rule requires `capable`",
                meaning: """
                    `needs` of a message is `[sms]` where it isn't given. `mms` and `sms` must be among the entry's \
                    `capabilities`; `reply`, that the recipient can answer, is met by all but alphanumeric sender IDs.
                    """,
                advice: """
                    Add the capability at the entry if the number has it. Or don't ask for it: `needs: [reply]` is for \
                    messages that must be answerable.
                    """,
                example: .init(
                    """
                    inventory:
                      - {sender: LANTERN, id: shop-name}
                      - {sender: "+442079460101", id: london}
                    defaults: {sender: london, countries: {GB: shop-name}}
                    """, message: "{to: \"+447400123456\", needs: [reply]}",
                    expect: "{sender: london, rule: default}"))
        case .notCompliant:
            .init(
                statement: "the recipient's country refuses such a sender, and the rule requires `compliant`",
                meaning:
                    "`verdict` beside it says what the country refuses. Only checked where `require` has `compliant`.",
                advice: """
                    Look up `verdict`. `sendfrom countries CODE` shows the country's row, with its source and date; \
                    `countries:` in the tenant overrides it where you know better.
                    """,
                example: .init(
                    """
                    inventory:
                      - {sender: "+442079460101", id: london}
                      - {sender: "+33198765432", id: paris}
                    """, preset: "compliant-first",
                    message: "{to: \"+33612345678\", from: london}",
                    expect: "{outcome: reject, reason: unusable, detail: not_compliant}"))
        case .notOwned:
            .init(
                statement: "the sender is another user's own number, and the rule requires `owned`",
                meaning: """
                    The message names a user, and the sender belongs to others. So nobody writes from a colleague's \
                    number.
                    """,
                advice: """
                    Nothing, if it is meant. `sendfrom unassign` and `sendfrom assign` give the number to somebody else.
                    """,
                example: .init(
                    """
                    inventory:
                      - {sender: "+442079460101", id: london}
                      - {sender: "+442079460102", id: jane-line}
                    users: {jane: {sender: jane-line}, omar: {}}
                    defaults: {sender: london}
                    """, preset: "per-user", message: "{to: \"+447400123456\", user: omar, conversation: jane-line}",
                    expect: "{sender: london, rule: default}"))
        }
    }
}
