internal import SenderModel

extension DecisionWarning {
    /// What `warnings` says. A warning changes no decision.
    var explained: DecisionWord.Explained {
        switch self {
        case .unknownUser:
            .init(
                statement: "the message's `user` is not declared, so counts as not given",
                meaning: "Rules that take the user's own number or team find nothing.",
                advice: "Add the user (`users: {jane: }`), or correct what writes the message.",
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    users: {jane: {}}
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\", user: quentin}",
                    expect: "{sender: london, warnings: [unknown_user]}"))
        case .unknownTeam:
            .init(
                statement: "the message's `team` is not declared, so counts as not given",
                meaning: "Rules that take a team's sender, and conditions on `team`, find nothing.",
                advice: "Add the team to `teams`, or correct what writes the message.",
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    teams: {support: {sender: london}}
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\", team: suport}",
                    expect: "{sender: london, warnings: [unknown_team]}"))
        case .unknownAttribute:
            .init(
                statement: "an attribute's value is not declared, so counts as not given",
                meaning:
                    "An attribute is a closed list: conditions on it can only hold for values that stand in `attributes`.",
                advice: "Add the value to the attribute's list, or correct what writes the message.",
                example: .init(
                    """
                    attributes: {brand: [acme, zenith]}
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: london}
                    """, message: "{to: \"+447400123456\", brand: nadir}",
                    expect: "{sender: london, warnings: [unknown_attribute]}"))
        case .unknownCountry:
            .init(
                statement: "the recipient's number belongs to no country",
                meaning: """
                    Its calling code is one of those that no country has (+800, +883…). `country` is `null`, country \
                    defaults give nothing, and no country rule refuses anything.
                    """,
                advice: "Nothing, if the number is right.",
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: london}
                    """, message: "{to: \"+80012345678\"}",
                    expect: "{sender: london, country: null, warnings: [unknown_country]}"))
        case .unrecognisedRange:
            .init(
                statement: "the recipient's number is in no range of the numbering plan",
                meaning: """
                    It has a length its calling code has, but no such numbers are given out: a typing mistake, a number \
                    made up for an example, or a range younger than the plan. Its country is the calling code's.
                    """,
                advice: "Check the digits: `sendfrom lookup NUMBER`.",
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: london}
                    """, message: "{to: \"+447700900123\"}",
                    expect: "{sender: london, warnings: [unrecognised_range]}"))
        case .landline:
            .init(
                statement: "the recipient is a landline",
                meaning:
                    "The numbering plan says the number is a fixed line, which gets no text messages in most countries.",
                advice:
                    "Ask the contact for a mobile number. `sendfrom ready --contacts FILE` counts landlines beforehand.",
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    defaults: {sender: london}
                    """, message: "{to: \"+441214960101\"}", expect: "{sender: london, warnings: [landline]}"))
        case .senderIsRecipient:
            .init(
                statement: "sender and recipient are the same number",
                meaning: "Providers refuse that.",
                advice: "Look for what put one of the tenant's own numbers in place of the contact's.",
                example: .init(
                    """
                    inventory: [{sender: "+14155550101", id: office}]
                    defaults: {sender: office}
                    """, message: "{to: \"+14155550101\"}",
                    expect: "{sender: office, warnings: [sender_is_recipient]}"))
        }
    }
}
