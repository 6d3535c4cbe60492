internal import SenderModel

/// One table as the analysis sees it: entries by profile, users and teams by the numbers of the vocabulary.
final class AnalysisSide {
    let table: DecisionTable
    /// Of `EntryProfiles`.
    let profileOfEntry: [Int32]
    /// Users by vocabulary number, ascending; empty where nobody owns numbers.
    let owners: [[Int32]]
    /// By user of the vocabulary: declared here, own entry (-1 none), the one team (-1 none or several).
    let declares: [Bool]
    /// By user of the vocabulary: position in the table, -1 where it isn't declared.
    let userPositions: [Int32]
    let senderOfUser: [Int32]
    let teamOfUser: [Int32]
    /// By team of the vocabulary, position in the table, -1 where it isn't declared.
    let teamPositions: [Int32]
    /// By entry: what `best` prefers and doesn't depend on the message.
    let staticRank: [Int32]
    /// Of each profile, unowned entries, the best first.
    let unownedOfProfile: [[Int32]]
    /// Of `SenderNumbers`, and back: the first entry with a number, -1 for none.
    let numberOfEntry: [Int32]
    private let entryOfNumber: [Int32]
    /// 1000…1999, -1 for entries of other calling codes.
    let areaCodeOfEntry: [Int32]
    let rows: [RowForm]
    let ownsMatter: Bool
    /// By country's position.
    private let countryDefaults: [Int32]
    /// The countries that some team has a sender of its own for.
    let countriesOfTeams: CountrySet
    /// By entry: the first team in the table that has it, -1 for none.
    let inboundTeam: [Int32]
    private var entriesOfNumber: [Int32: [Int32]]?
    /// Of the country asked for last: by team of the vocabulary.
    private var sendersOfTeams: (country: Country?, entries: [Int32]) = (nil, [])
    private var rowsOfCountry: (country: Country?, places: [Int])?

    init(
        _ table: DecisionTable, _ vocabulary: Vocabulary, labels: [Int32], senders: SenderNumbers,
        constraints: ValueConstraints, profileOfEntry: [Int32], profileCount: Int
    ) {
        self.table = table
        self.profileOfEntry = profileOfEntry
        let userCount = vocabulary.users.count
        var declares = [Bool](filled: false, count: userCount)
        var senderOfUser = [Int32](filled: -1, count: userCount)
        var owners = [[Int32]](filled: [], count: table.inventory.count)
        var userPositions = [Int32](filled: -1, count: userCount)
        for position in table.users.indices {
            guard let number = vocabulary.userNumbers.known(table.users[position].name).map(Int.init) else { continue }
            declares[number] = true
            userPositions[number] = Int32(position)
            guard table.allowsUserNumbers, let sender = table.users[position].sender else { continue }
            senderOfUser[number] = Int32(sender)
            owners[sender].append(Int32(number))
        }
        self.declares = declares
        self.userPositions = userPositions
        self.senderOfUser = senderOfUser
        for entry in owners.indices where owners[entry].count > 1 { owners[entry].sort() }
        self.owners = owners
        ownsMatter = owners.contains { !$0.isEmpty }
        var teamOfUser = [Int32](filled: -1, count: userCount)
        var memberships = [Int](filled: 0, count: userCount)
        var teamPositions = [Int32](filled: -1, count: vocabulary.teams.count)
        for position in table.teams.indices {
            let team = vocabulary.teamNumbers.known(table.teams[position].name) ?? -1
            if team >= 0 { teamPositions[Int(team)] = Int32(position) }
            for member in table.teams[position].members {
                guard let number = vocabulary.userNumbers.known(member).map(Int.init), declares[number] else {
                    continue
                }
                memberships[number] += 1
                teamOfUser[number] = memberships[number] == 1 ? team : -1
            }
        }
        self.teamOfUser = teamOfUser
        self.teamPositions = teamPositions
        let ranked = table.inventory.entriesByPreference
        var staticRank = [Int32](filled: 0, count: ranked.count)
        var unowned = [[Int32]](filled: [], count: profileCount)
        for (rank, entry) in ranked.enumerated() {
            staticRank[entry] = Int32(rank)
            if owners[entry].isEmpty { unowned[Int(profileOfEntry[entry])].append(Int32(entry)) }
        }
        self.staticRank = staticRank
        unownedOfProfile = unowned
        let inventory = table.inventory
        let numbers = inventory.indices.map { senders.number(of: inventory[$0].sender, in: inventory[$0].country) }
        numberOfEntry = numbers
        var entryOfNumber = [Int32](filled: -1, count: senders.texts.count)
        for (entry, number) in numbers.enumerated() where entryOfNumber[Int(number)] < 0 {
            entryOfNumber[Int(number)] = Int32(entry)
        }
        self.entryOfNumber = entryOfNumber
        inboundTeam = table.inboundTeams
        var countryDefaults = [Int32](filled: -1, count: Country.count)
        for (country, entry) in table.countryDefaults { countryDefaults[Int(country.index)] = Int32(entry) }
        self.countryDefaults = countryDefaults
        let teams = table.teams
        var countriesOfTeams = CountrySet()
        for team in teams.indices { for country in teams[team].countries.keys { countriesOfTeams.insert(country) } }
        self.countriesOfTeams = countriesOfTeams
        areaCodeOfEntry = inventory.indices.map { Self.areaCode(inventory[$0].sender) }
        func form(_ condition: DecisionTable.Condition?) -> ConditionForm? {
            condition.map { ConditionForm($0, vocabulary, constraints: constraints) }
        }
        // By position: a row taken out of the list is copied whole.
        let rows = table.rows
        self.rows = rows.indices.map { index in
            RowForm(
                index: index, label: labels[index], source: rows[index].source, require: rows[index].require.bits,
                ifUnusable: rows[index].ifUnusable, when: form(rows[index].when), unless: form(rows[index].unless))
        }
    }

    private static func areaCode(_ sender: String) -> Int32 {
        var sender = sender
        return sender.withUTF8 { bytes in
            guard bytes.count >= 5, bytes.count <= 20, bytes[0] == UInt8(ascii: "+"), bytes[1] == UInt8(ascii: "1"),
                bytes[1...].allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
            else { return -1 }
            return bytes[1...4].reduce(0) { $0 * 10 + Int32($1 - UInt8(ascii: "0")) }
        }
    }

    /// The default sender of a country; -1 for none.
    func countryDefault(_ country: Country?) -> Int32 { country.map { countryDefaults[Int($0.index)] } ?? -1 }

    /// The first entry with a number of `SenderNumbers`; -1 for none.
    @inline(__always)
    func entry(ofNumber number: Int32) -> Int32 {
        // Numbers that only the other table has may be greater.
        Int(number) < entryOfNumber.count ? entryOfNumber[Int(number)] : -1
    }

    /// The entries with a sender, by its canonical number, ascending.
    func entriesOfNumber(_ senders: SenderNumbers) -> [Int32: [Int32]] {
        if let entriesOfNumber { return entriesOfNumber }
        var made: [Int32: [Int32]] = [:]
        for (entry, number) in numberOfEntry.enumerated() {
            made[senders.canonical[Int(number)], default: []].append(Int32(entry))
        }
        entriesOfNumber = made
        return made
    }

    /// The users whose own a sender is, by its canonical number.
    func owners(ofNumber number: Int32, _ senders: SenderNumbers) -> [Int32] {
        (entriesOfNumber(senders)[number] ?? []).flatMap { owners[Int($0)] }
    }

    /// Places of the rows whose conditions on the country hold.
    func rows(for country: Country?) -> [Int] {
        if let rowsOfCountry, rowsOfCountry.country == country { return rowsOfCountry.places }
        let places = rows.indices.filter { rows[$0].when?.matches(country, needs: .max) ?? true }
        rowsOfCountry = (country, places)
        return places
    }

    /// What a team's rule proposes: `teams[t].countries[country]`, else its sender; -1 none.
    func senderOfTeam(_ team: Int32, _ country: Country?) -> Int32 {
        guard team >= 0, !teamPositions.isEmpty else { return -1 }
        if sendersOfTeams.country != country || sendersOfTeams.entries.isEmpty {
            sendersOfTeams.country = country
            sendersOfTeams.entries.removeAll(keepingCapacity: true)
            // Field by field: a team taken out of its list is copied whole.
            let teams = table.teams
            for position in teamPositions {
                var sender: Int?
                if position >= 0 {
                    sender = teams[Int(position)].sender
                    if let country, !teams[Int(position)].countries.isEmpty {
                        sender = teams[Int(position)].countries[country] ?? sender
                    }
                }
                sendersOfTeams.entries.append(Int32(sender ?? -1))
            }
        }
        return sendersOfTeams.entries[Int(team)]
    }
}

/// Senders as numbers: equal for entries of the same text and country, in one table or two.
final class SenderNumbers {
    private var textNumbers = TextNumbers()
    /// By text's number, the first number that has it; and by number, the next of the same text in another country, -1
    /// none.
    private var firsts: [Int32] = []
    private var countries: [Country?] = []
    private var others: [Int32] = []
    private(set) var texts: [String] = []
    /// By number: the first number with the same text. What the recipient sees is the text.
    private(set) var canonical: [Int32] = []

    func reserveCapacity(_ count: Int) {
        textNumbers = TextNumbers(capacity: count)
        firsts.reserveCapacity(count)
        countries.reserveCapacity(count)
        others.reserveCapacity(count)
        texts.reserveCapacity(count)
        canonical.reserveCapacity(count)
    }

    func number(of sender: String, in country: Country?) -> Int32 {
        let number = Int32(texts.count)
        let text = Int(textNumbers.number(of: sender))
        if text == firsts.count {
            firsts.append(number)
        } else {
            var last = firsts[text]
            while countries[Int(last)] != country {
                if others[Int(last)] < 0 { break }
                last = others[Int(last)]
            }
            if countries[Int(last)] == country { return last }
            others[Int(last)] = number
        }
        canonical.append(firsts[text])
        texts.append(sender)
        countries.append(country)
        others.append(-1)
        return number
    }
}
