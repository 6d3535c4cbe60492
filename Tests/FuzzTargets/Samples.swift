internal import Diagnostics
internal import SenderModel
internal import TableCompiler
internal import TenantConfig

/// What targets need beside the bytes they are given: a tenant with something of everything, and messages.
enum Samples {
    static let tenant = """
        tenant: acme
        country: US
        organization_number: support
        attributes: {brand: [acme, zenith]}
        inventory:
          - {sender: "+14155550123", id: support, capabilities: [sms, mms]}
          - {sender: "+447400123456", id: uk-main, trust: 2}
          - {sender: "88022", country: US, id: code}
          - {sender: ACME, registered_in: [GB]}
        defaults: {sender: support, countries: {GB: uk-main, eu: ACME}}
        users: {jane: {sender: uk-main}}
        teams: {sales: {sender: code, members: [jane], countries: {GB: uk-main}}}
        pools: {main: {senders: [support, uk-main, code], prefer: [area_code, country, hash]}}
        order:
          require: [assigned, active, capable, compliant]
          rules:
            - conversation
            - explicit
            - {use: user, when: {origin: [agent, reply]}, if_unusable: default}
            - {use: team, when: {brand: acme, country: [GB, eu]}, unless: {purpose: otp}}
            - {use: {pool: main}, when: {needs: [mms, reply]}}
            - country_default
            - default
            - {name: last, use: best}

        """

    static let table: DecisionTable = {
        let source = SourceFile(path: "tenant.yaml", bytes: Array(tenant.utf8))
        return TableCompiler.compile(TenantDecoder.decode([source]).0).table
    }()

    static let messages = Array(
        """
        {"id":"a","to":"+14155550199"}
        {"id":2,"to":"+447400123457","user":"jane","origin":"agent","brand":"acme"}
        {"to":"+33612345678","conversation":"ACME","needs":["sms","reply"],"team":"sales"}
        {"to":"support","from":"+14155550198","direction":"inbound"}
        {"to":"+1"}

        """.utf8)
}
