internal import SenderModel

extension Verdict {
    /// What `verdict` beside `not_compliant` says; nil for `ok`, which is in no decision.
    var explained: DecisionWord.Explained? {
        switch self {
        case .ok: nil
        case .unknown:
            .init(
                statement:
                    "nobody knows whether the country takes such a sender, and the order refuses what is unknown",
                meaning:
                    "The country rules have no answer in that column, and the order has `unknown_compliance: reject`.",
                advice: """
                    Ask the provider, and write the answer into `countries:` of the tenant. Or drop \
                    `unknown_compliance: reject`: then what is unknown passes, ranked behind what is known.
                    """,
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    countries: {GB: {long_code_domestic: unknown}}
                    order: {preset: compliant-first, unknown_compliance: reject}
                    """, message: "{to: \"+447400123456\", from: london}",
                    expect: "{outcome: reject, reason: unusable, detail: not_compliant}"))
        case .registrationRequired:
            .init(
                statement: "the country wants alphanumeric senders registered, and this one is not",
                meaning: "Messages from an unregistered name are blocked or get another sender on the way.",
                advice: """
                    Register the name, then add the country to the entry: `registered_in: [SG]`. Until then give the \
                    country a number as default.
                    """,
                example: .init(
                    """
                    inventory: [{sender: LANTERN, id: shop-name}]
                    """, preset: "compliant-first", message: "{to: \"+6581234567\", from: shop-name}",
                    expect: "{outcome: reject, reason: unusable, detail: not_compliant}"))
        case .alphanumericNotSupported:
            .init(
                statement: "the country takes no alphanumeric senders",
                meaning: "The network would refuse the message or put a number in place of the name.",
                advice:
                    "Give the country a number or a short code of its own: `defaults: {countries: {US: us-support}}`.",
                example: .init(
                    """
                    inventory: [{sender: LANTERN, id: shop-name}]
                    """, preset: "compliant-first", message: "{to: \"+13125550142\", from: shop-name}",
                    expect: "{outcome: reject, reason: unusable, detail: not_compliant}"))
        case .shortCodeAbroad:
            .init(
                statement: "a short code works in its own country only",
                meaning: "The same digits belong to somebody else, or to nobody, in another country.",
                advice: "Give the recipient's country a sender of its own.",
                example: .init(
                    """
                    inventory: [{sender: "60777", id: us-code, country: US}]
                    """, preset: "compliant-first", message: "{to: \"+447400123456\", from: us-code}",
                    expect: "{outcome: reject, reason: unusable, detail: not_compliant}"))
        case .tollFreeNotSupported:
            .init(
                statement: "the country takes no text messages from its toll-free numbers",
                meaning: "Outside of the United States and Canada toll-free numbers are for calls nearly everywhere.",
                advice: "Use a long code of the country.",
                example: .init(
                    """
                    inventory: [{sender: "+448001111000", id: hotline}]
                    """, preset: "compliant-first", message: "{to: \"+447400123456\", from: hotline}",
                    expect: "{outcome: reject, reason: unusable, detail: not_compliant}"))
        case .longCodeNotSupported:
            .init(
                statement: "the country takes no text messages from its own long codes",
                meaning: "Ordinary numbers are for people there; programs send from another kind of sender.",
                advice:
                    "Use what the country takes: `sendfrom countries IN` shows it, here a registered name or a short code.",
                example: .init(
                    """
                    inventory: [{sender: "+912212345678", id: mumbai}]
                    """, preset: "compliant-first", message: "{to: \"+919812345678\", from: mumbai}",
                    expect: "{outcome: reject, reason: unusable, detail: not_compliant}"))
        case .foreignLongCode:
            .init(
                statement: "the country takes no text messages from foreign numbers",
                meaning: "The network would refuse the message, or put another sender in place of the number.",
                advice: "Give the recipient's country a sender of its own: `defaults: {countries: {FR: paris}}`.",
                example: .init(
                    """
                    inventory: [{sender: "+442079460101", id: london}]
                    """, preset: "compliant-first", message: "{to: \"+33612345678\", from: london}",
                    expect: "{outcome: reject, reason: unusable, detail: not_compliant}"))
        }
    }
}
