internal import SenderModel

extension RejectReason {
    /// What `reason` says.
    var explained: DecisionWord.Explained {
        switch self {
        case .noSender:
            .init(
                statement: "no rule gave a sender that can be used",
                meaning: """
                    The message would not go out. That is a decision, not a failure of the program: the order has no \
                    answer for it, and a sender nobody chose is never taken instead.
                    """,
                advice: """
                    Read the trace: each rule says why it gave nothing. Then give the country a default \
                    (`defaults.countries`), the tenant one (`defaults.sender`) or the team a sender, or end the order \
                    with `best`. `sendfrom lint` finds all such messages at once: \
                    `gap`, `no-fallback`. If it is meant, keep it as a test.
                    """,
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: none, countries: {GB: london}}
                    """, message: "{to: \"+13125550142\"}", expect: "{outcome: reject, reason: no_sender}"))
        case .unusable:
            .init(
                statement: "a rule's sender can't be used, and the rule says to reject then",
                meaning: """
                    The rule has `if_unusable: reject`, which is the default of `explicit`: a sender somebody named is \
                    used or refused, never replaced in silence. `detail` says what is wrong with the sender.
                    """,
                advice: """
                    Look up `detail`. Mend the sender, or name another one in the message. To try the next rule instead, \
                    write `{use: explicit, if_unusable: next}`: then the recipient may see a sender nobody named.
                    """,
                example: .init(
                    """
                    inventory:
                      - {sender: "+442079460101", id: london}
                      - {sender: "+442079460102", id: old-line, status: suspended}
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\", from: old-line}",
                    expect: "{outcome: reject, reason: unusable, detail: not_active}"))
        case .rejectedByRule:
            .init(
                statement: "a rule with the source `reject` applied",
                meaning: "Somebody wrote that such messages are not to be sent. `rule` and `at` say where.",
                advice: """
                    Nothing, if it is meant. Else change the rule's `when`, or move it below the rule that should decide.
                    """,
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: london}
                    order:
                      rules:
                        - {name: no-campaigns-abroad, use: reject, when: {purpose: marketing}, unless: {country: GB}}
                        - default
                    """, message: "{to: \"+33612345678\", purpose: marketing}",
                    expect: "{outcome: reject, reason: rejected_by_rule, rule: no-campaigns-abroad}"))
        case .invalidRecipient:
            .init(
                statement: "`to` can't be a phone number",
                meaning: """
                    A recipient is `+`, the calling code and the number, with a length the calling code has. Spaces, \
                    `-`, `.` and parentheses are dropped; nothing else is guessed, and no national prefix is removed. \
                    No rule was tried.
                    """,
                advice: """
                    Write the number in E.164 form where it comes from: `+15125550111`, not `512-555-0111`. `sendfrom \
                    lookup` says what the numbering plan knows of a number, `sendfrom ready --contacts FILE` counts the \
                    bad ones of a list.
                    """,
                example: .init(
                    """
                    inventory: [{sender: "+15125550101", id: office}]
                    defaults: {sender: office}
                    """, message: "{to: 512-555-0111}", expect: "{outcome: reject, reason: invalid_recipient}"))
        case .unknownTenant:
            .init(
                statement: "the message's tenant is not loaded",
                meaning: """
                    Either several tenants are loaded and the message names none of them, or one is and the message \
                    names another. It is not decided for a tenant it may not belong to.
                    """,
                advice:
                    "Give the message `tenant`, with the name that stands in `tenant.yaml`; load that tenant's folder.",
                example: .init(
                    """
                    tenant: acme
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\", tenant: zenith}",
                    expect: "{outcome: reject, reason: unknown_tenant}"))
        case .unknownNumber:
            .init(
                statement: "inbound: the message came in on a number that is not in the inventory",
                meaning: "`to` of an inbound message is one of the tenant's senders, or its id. This one is none.",
                advice: """
                    Add the number to `inventory`, with `status: released` if it was given up. Or mend the message: for \
                    `direction: inbound`, `to` is our number and `from` is the contact.
                    """,
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    """, message: "{to: \"+442079460199\", from: \"+447400123456\", direction: inbound}",
                    expect: "{outcome: reject, reason: unknown_number}"))
        }
    }
}
