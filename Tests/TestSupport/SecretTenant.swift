/// A tenant with a known secret in it, whole and broken in many ways, and how to find the secret in what is said.
public enum SecretTenant {
    /// Of no known shape, and of one; the second put together so that no scanner of repositories takes it for one.
    public static let secrets = [
        "hunter2-correct-horse", ["S", "K"].joined() + String(repeating: "9f8e7d6c", count: 4),
    ]

    public static func tenant(_ secret: String) -> String {
        """
        # the token was \(secret) until May
        tenant: acme
        country: US
        organization_number: support
        ten_dlc: {campaign: C0FFEE, status: approved}
        providers:
          main:
            kind: generic
            account_sid: env:SID
            credentials: {token: "\(secret)"}
        inventory:
          - {sender: "+14155550123", id: support}
          - {sender: "+447400123456", id: uk}
        defaults: {sender: support, countries: {GB: uk}}
        users: {jane: {}, bob: {sender: uk}}
        teams: {sales: {sender: support, members: [jane]}}
        order: {rules: [explicit, user, country_default, default]}

        """
    }

    /// The tenant as it is, and with a mistake near the secret, in it, or through it.
    public static func variants(_ secret: String) -> [String] {
        let whole = tenant(secret)
        func with(_ old: String, _ new: String) -> String { whole.replacing(old, with: new) }
        return [
            whole, with("kind: generic", "kind: generik"), with("credentials:", "credential:"),
            with("{token: \"\(secret)\"}", "{token: \"\(secret)\""), with("    account_sid", "\taccount_sid"),
            with("token: \"\(secret)\"", "tokn: \"\(secret)\""), with("token: \"\(secret)\"", "token: [\"\(secret)\"]"),
            with("token: \"\(secret)\"", "token: \(secret), token: \(secret)"),
            with("token: \"\(secret)\"", "token: !x \(secret)"), with("token: \"\(secret)\"", "token: *\(secret)"),
            with("token: \"\(secret)\"", "token: &s \"\(secret)\"")
                .replacing("defaults: {sender: support", with: "defaults: {sender: *s"),
            with("defaults: {sender: support", "defaults: {sender: \(secret)"),
            with("organization_number: support", "organization_number: \(secret)"),
            with("members: [jane]", "members: [jane, \(secret)]"), with("explicit, user", "explicit, \(secret)"),
            with("countries: {GB: uk}", "countries: {\(secret): uk}"), with("tenant: acme", "tenant: \(secret)"),
        ]
    }

    /// Eight characters of a secret that a text holds; nil where it holds none.
    public static func piece(of secret: String, in text: String) -> String? {
        let bytes = Array(secret.utf8)
        return (0...bytes.count - 8).lazy.map { String(decoding: bytes[$0..<$0 + 8], as: UTF8.self) }.first {
            text.contains($0)
        }
    }
}
