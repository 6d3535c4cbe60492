import SenderModel

/// The messages of a selection tenant, one after the other, always the same ones: 30 % are on a conversation, 15 % name a
/// sender, 60 % a user, 50 % a team; of the senders they name, 15 and 20 % are no longer the tenant's.
public struct SelectionMessages {
    private let tenant: SelectionTenant
    private let traffic: [Double]
    private let prefixes: [String: Country]
    private var dice: Dice
    private var count = 0

    public init(_ tenant: SelectionTenant) {
        self.tenant = tenant
        traffic = Dice.falling(tenant.countries.count, offset: 1)
        prefixes = Dictionary(tenant.prefixes.map { ($0.digits, $0.country) }, uniquingKeysWith: { first, _ in first })
        dice = Dice(seed: tenant.shape.seed &+ 1)
    }

    /// The keys of the next message, in the order they are written.
    public mutating func next() -> [(key: Message.Key, text: String)] {
        let country = tenant.countries[dice.weighted(traffic)]
        var digits = tenant.source.recipient(in: country, &dice)
        // Beyond the selection's own countries, some share a calling code, and no yardstick is run.
        while tenant.countries.count <= NumberSource.traffic.count, !tenant.prefixesAgree(digits, country, prefixes) {
            digits = tenant.source.recipient(in: country, &dice)
        }
        var message: [(key: Message.Key, text: String)] = [
            (.id, "m" + SelectionTenant.padded(count, 7)), (.to, NumberSource.text(digits)),
        ]
        count += 1
        if dice.chance(0.30) { message.append((.conversation, sender(ours: 0.85))) }
        if dice.chance(0.15) { message.append((.from, sender(ours: 0.8))) }
        if dice.chance(0.60) { message.append((.user, SelectionTenant.userName(dice.below(tenant.users.count)))) }
        if dice.chance(0.50) { message.append((.team, SelectionTenant.teamName(dice.below(tenant.teams.count)))) }
        return message
    }

    private mutating func sender(ours: Double) -> String {
        dice.chance(ours) ? dice.pick(tenant.numbers).text : dice.pick(tenant.released)
    }

    /// A message as a line of NDJSON. Nothing in it needs escaping.
    public static func line(_ message: [(key: Message.Key, text: String)]) -> String {
        "{" + message.map { "\"\($0.key.name)\":\"\($0.text)\"" }.joined(separator: ",") + "}\n"
    }
}
