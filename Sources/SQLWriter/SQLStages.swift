internal import SenderModel

/// The stages a message goes through, a common table expression each: read, its number looked up, its names, the
/// candidate of each source, what these fail, and the hit.
struct SQLStages {
    let dialect: SQLDialect
    /// The table or view of messages, as it is named in the engine.
    let messages: String
    let tables: [DecisionTable]
    let programs: [SQLProgram]
    let reads: SQLReads

    private typealias Key = Message.Key

    private func name(_ text: String) -> String { dialect.name(text) }
    private func list(_ texts: [String]) -> String { "(" + texts.map(dialect.text).joined(separator: ", ") + ")" }

    /// One stage: what it adds to what the stage before it says.
    private func stage(_ name: String, _ added: [String], from last: String, _ joins: [String] = []) -> String {
        let columns = (["\(last).*"] + added).joined(separator: ",\n    ")
        let from = (["\(last)"] + joins).joined(separator: "\n  LEFT JOIN ")
        return "\(name) AS (\n  SELECT\n    \(columns)\n  FROM \(from)\(dialect.stageEnd)\n)"
    }

    // MARK: - The message

    /// The message's columns; an empty text is a key not given, but for `to`. `problem` is what makes it an error.
    var given: String {
        let texts: [(key: String, column: String)] = [
            ("tenant", "tenant_name"), ("conversation", "conversation"), ("from", "explicit"),
            ("first_used", "first_used"), ("last_used", "last_used"), ("user", "user_name"), ("team", "team_name"),
            ("origin", "origin"), ("purpose", "purpose"), ("needs", "needs_text"), ("direction", "direction"),
        ]
        var columns = ["\(name("id")) AS id", "\(name("to")) AS recipient"]
        columns += texts.map { "nullif(\(name($0.key)), '') AS \($0.column)" }
        columns += SQLWriter.attributes(of: tables).map { "nullif(\(name($0)), '') AS \(name("attribute_" + $0))" }
        return """
            message AS (
              SELECT
                \(columns.joined(separator: ",\n    "))
              FROM \(messages)
            )
            """
    }

    var checked: String {
        // With its spaces doubled, each word has a space of its own on either side.
        let rest = ["sms", "mms", "reply"].reduce("' ' || replace(needs_text, ' ', '  ') || ' '") {
            "replace(\($0), ' \($1) ', '')"
        }
        let needs = [("sms", 1), ("mms", 2), ("reply", 4)].map {
            "CASE WHEN ' ' || needs_text || ' ' LIKE '% \($0.0) %' THEN \($0.1) ELSE 0 END"
        }
        return stage(
            "checked",
            [
                """
                CASE
                      WHEN recipient IS NULL THEN 'missing_to'
                      WHEN origin NOT IN \(list(Origin.names)) THEN 'invalid_origin'
                      WHEN purpose NOT IN \(list(Purpose.names)) THEN 'invalid_purpose'
                      WHEN replace(\(rest), ' ', '') <> '' THEN 'invalid_needs'
                      WHEN direction NOT IN \(list(Direction.names)) THEN 'invalid_direction'
                    END AS problem
                """,
                "coalesce(direction = 'inbound', FALSE) AS is_inbound",
                "coalesce(nullif(\(needs.joined(separator: " + ")), 0), 1) AS needs",
                // The recipient, inbound the contact: without punctuation it is `+` and digits.
                "translate(CASE WHEN direction = 'inbound' THEN explicit ELSE recipient END, ' -.()', '') AS party",
            ], from: "message")
    }

    var numbered: String {
        stage(
            "numbered",
            [
                """
                CASE
                      WHEN party LIKE '+%' AND party NOT LIKE '+0%' AND length(party) BETWEEN 2 AND \(SQLData.maximumDigits + 1)
                        AND translate(substr(party, 2), '0123456789', '') = ''
                      THEN substr(party, 2)
                    END AS digits
                """
            ], from: "checked")
    }

    var placed: String {
        let lengths = SQLData.plan.keyLengths
        var added = ["plan_length.country", "plan_length.class IS NOT NULL AS is_possible"]
        if reads.residue {
            // In two halves, since 19 digits are too many for 64 bits with a sign.
            let (high, low) = (
                "substr(lpad(numbered.digits, 19, '0'), 1, 10)", "substr(lpad(numbered.digits, 19, '0'), 11, 9)"
            )
            added.append(
                """
                (CAST(\(high) AS BIGINT) % 2147483647 * 1000000000 + CAST(\(low) AS BIGINT)) % 2147483647 AS residue
                """)
        }
        if reads.areaCode {
            added.append(
                "CASE WHEN numbered.digits LIKE '1%' AND length(numbered.digits) >= 4 THEN substr(numbered.digits, 1, 4) END AS area_code"
            )
        }
        let classes = lengths.map { "p\($0).class" }.joined(separator: ", ")
        return stage(
            "placed", added, from: "numbered",
            lengths.map { "plan_prefix AS p\($0) ON p\($0).prefix = substr(numbered.digits, 1, \($0))" } + [
                "plan_length ON plan_length.class = coalesce(\(classes)) AND plan_length.digits = CAST(length(numbered.digits) AS \(dialect.textType))"
            ])
    }

    // MARK: - Names

    var known: String {
        let only = tables.count == 1 ? "coalesce(tenant_name, \(dialect.text(tables[0].tenant)))" : "tenant_name"
        var added = [
            "tenant.tenant", "tenant.program", "tenant.rule_set", "tenant.refuses_unknown", "tenant.one_number",
            "tenant.organization_entry", "tenant.default_entry",
        ]
        var joins = ["tenant ON tenant.name = \(only)"]
        if reads.user {
            added += ["person.name IS NOT NULL AS has_user", "person.entry AS own_entry"]
            joins.append("person ON person.tenant = tenant.tenant AND person.name = user_name")
        }
        if reads.team {
            added.append("coalesce(crew.name, person.team) AS team")
            joins.append("crew ON crew.tenant = tenant.tenant AND crew.name = team_name")
        }
        return stage("known", added, from: "placed", joins)
    }

    /// The answers of the recipient's country, `unknown` where it has none.
    var ruled: String {
        let columns = ["alphanumeric", "domestic", "international", "toll_free"]
        return stage(
            "ruled", columns.map { "coalesce(country_rule.\($0), 'unknown') AS rule_\($0)" }, from: "known",
            ["country_rule ON country_rule.rule_set = known.rule_set AND country_rule.country = known.country"])
    }

    // MARK: - Candidates

    /// What a text names: a text that starts with `+` without its punctuation.
    private func reference(_ text: String) -> String {
        "CASE WHEN \(text) LIKE '+%' THEN translate(\(text), ' -.()', '') ELSE \(text) END"
    }

    /// The sources that rows read, in the order of their stages.
    var sources: [SQLSource] { SQLSource.allCases.filter(reads.sources.contains) }

    /// How a text is looked up as a reference: the joins, and the entry they find.
    private func look(_ text: String, from last: String) -> (joins: [String], entry: String) {
        let name = "reference ON reference.tenant = \(last).tenant AND reference.text = \(reference(text))"
        guard SQLData.hasSharedCodes(tables) else { return ([name], "reference.entry") }
        let code = """
            shared_code ON shared_code.tenant = \(last).tenant AND shared_code.text = \(text) \
            AND shared_code.country = \(last).country
            """
        return ([name, code], "coalesce(shared_code.entry, reference.entry)")
    }

    /// Whether an inbound message came in on a sender there is.
    func inbound(from last: String) -> String {
        stage(
            "inbound", ["reference.entry AS inbound_entry"], from: last,
            [
                """
                reference ON is_inbound AND reference.tenant = \(last).tenant \
                AND reference.text = \(reference("recipient"))
                """
            ])
    }

    /// A source's candidate as an entry, and what it fails. A stage for each source, so that what is known of the
    /// candidate is forgotten before the next: an engine that compiles its plan carries few columns.
    func judged(_ source: SQLSource, from last: String) -> String {
        var joins: [String] = []
        let entry: String
        switch source {
        case .conversation, .explicit, .firstUsed, .lastUsed:
            (joins, entry) = look("\(last).\(source.rawValue)", from: last)
        case .user: entry = "CASE WHEN one_number THEN organization_entry ELSE own_entry END"
        case .team:
            joins = [
                "crew ON crew.tenant = \(last).tenant AND crew.name = team",
                """
                crew_country ON crew_country.tenant = \(last).tenant AND crew_country.name = team \
                AND crew_country.country = \(last).country
                """,
            ]
            entry = "coalesce(crew_country.entry, crew.entry)"
        case .countryDefault:
            joins = [
                "country_default ON country_default.tenant = \(last).tenant AND country_default.country = \(last).country"
            ]
            entry = "country_default.entry"
        case .default: entry = "default_entry"
        }
        joins.append("sender ON sender.tenant = \(last).tenant AND sender.entry = \(entry)")
        // A candidate that is no entry: the text of a reference, or an organisation's number that names nothing.
        let candidate = source.reference == nil ? entry : "\(last).\(source.rawValue)"
        var parts = [
            "sender.standing", "CASE WHEN (needs & (7 - sender.meets)) <> 0 THEN \(SQLFailure.notCapable) ELSE 0 END",
        ]
        if reads.compliance.contains(source) {
            parts.append(
                "CASE WHEN \(refused(answer("sender", from: last))) THEN \(SQLFailure.notCompliant) ELSE 0 END")
        }
        if reads.ownership.contains(source) {
            parts.append(
                """
                CASE WHEN has_user AND sender.is_owned AND coalesce(own_entry, -1) <> sender.entry \
                THEN \(SQLFailure.notOwned) ELSE 0 END
                """)
        }
        let fails = """
            CASE
                  WHEN \(candidate) IS NULL THEN NULL
                  WHEN sender.entry IS NULL THEN \(SQLFailure.unknownSender)
                  ELSE \(parts.joined(separator: "\n        + "))
                END AS \(source.fails)
            """
        let named = source == .default ? [] : ["\(entry) AS \(source.entry)"]
        return stage("by_\(source.rawValue)", named + [fails], from: last, joins)
    }

    /// What the country's rules answer for a sender (docs/country-rules.md).
    private func answer(_ sender: String, from last: String) -> String {
        """
        CASE
                  WHEN \(last).country IS NULL THEN 'unknown'
                  WHEN \(sender).kind = 'alphanumeric' AND rule_alphanumeric <> 'registration' THEN rule_alphanumeric
                  WHEN \(sender).kind = 'alphanumeric'
                  THEN CASE WHEN \(sender).registered_in LIKE '%' || \(last).country || '%' THEN 'yes' ELSE 'no' END
                  WHEN \(sender).kind = 'short_code'
                  THEN CASE WHEN \(sender).country = \(last).country THEN 'yes' ELSE 'no' END
                  WHEN \(sender).kind = 'toll_free' AND (\(sender).country = \(last).country
                    OR \(sender).country IN ('US', 'CA') AND \(last).country IN ('US', 'CA')) THEN rule_toll_free
                  WHEN \(sender).kind = 'long_code' AND (\(sender).country = \(last).country
                    OR \(sender).country = 'US' AND \(last).country = 'CA') THEN rule_domestic
                  ELSE rule_international
                END
        """
    }

    private func refused(_ answer: String) -> String {
        "CASE \(answer)\n            WHEN 'no' THEN TRUE WHEN 'unknown' THEN refuses_unknown ELSE FALSE END"
    }

    // MARK: - best

    /// `best` takes what is nobody's own, or the user's own number where that can be used and ranks before it.
    func best(_ require: UInt8, from last: String) -> String {
        var joins = [
            """
            best_list ON best_list.tenant = \(last).tenant AND best_list.require = \(require) \
            AND best_list.needs = \(last).needs
            """,
            """
            best_choice ON best_choice.list = best_list.list \
            AND best_choice.country = coalesce(\(last).country, \(dialect.text(SQLData.noCountry)))
            """,
        ]
        guard reads.ownNumbers else {
            return stage("with_best_\(require)", ["best_choice.entry AS best_\(require)"], from: last, joins)
        }
        joins.append("sender ON sender.tenant = \(last).tenant AND sender.entry = best_choice.entry")
        let choice = """
            CASE
                  WHEN (own_fails & \(SQLFailure.mask(MemberSet(bits: require)))) = 0
                    AND (best_choice.entry IS NULL OR own_grade < best_choice.grade
                      OR own_grade = best_choice.grade AND own_preference < sender.preference)
                  THEN own_entry
                  ELSE best_choice.entry
                END AS best_\(require)
            """
        return stage("with_best_\(require)", [choice], from: last, joins)
    }

    /// The user's own number for `best`: what it fails, and how it ranks.
    func own(from last: String) -> String {
        let answer = answer("own", from: last)
        return """
            own_answered AS (
              SELECT
                \(last).*,
                own.standing AS own_standing,
                own.meets AS own_meets,
                own.preference AS own_preference,
                own.country = \(last).country OR own.registered_in LIKE '%' || \(last).country || '%' AS own_is_local,
                \(answer) AS own_answer
              FROM \(last)
              LEFT JOIN sender AS own ON own.tenant = \(last).tenant AND own.entry = own_entry\(dialect.stageEnd)
            ),
            own AS (
              SELECT
                own_answered.*,
                own_standing
                  + CASE WHEN (needs & (7 - own_meets)) <> 0 THEN \(SQLFailure.notCapable) ELSE 0 END
                  + CASE own_answer WHEN 'no' THEN \(SQLFailure.notCompliant)
                    WHEN 'unknown' THEN CASE WHEN refuses_unknown THEN \(SQLFailure.notCompliant) ELSE 0 END ELSE 0 END AS own_fails,
                CASE own_answer WHEN 'yes' THEN 0 ELSE 2 END + CASE WHEN own_is_local THEN 0 ELSE 1 END AS own_grade
              FROM own_answered\(dialect.stageEnd)
            )
            """
    }

    // MARK: - The hit

    /// An expression for each program; the engine asks only the tenant's.
    private func perProgram(_ expressions: [String], otherwise: String) -> String {
        let cases = expressions.enumerated().map { program, expression in
            "WHEN \(program) THEN \(expression.replacing("\n", with: "\n      "))"
        }
        return "CASE program\n      \(cases.joined(separator: "\n      "))\n      ELSE \(otherwise)\n    END"
    }

    func jumps(level: Int, from last: String) -> String {
        let added = (0..<reads.jumps[level]).map { position in
            let made = programs.map { program in
                let jumps = level < program.levels.count ? program.levels[level] : []
                return position < jumps.count ? jumps[position] : "FALSE"
            }
            return "coalesce(\(perProgram(made, otherwise: "FALSE")), FALSE) AS \(SQLJumps.column(level, position))"
        }
        return stage("jumped_\(level + 1)", added, from: last)
    }

    func decided(from last: String) -> String {
        let hit = perProgram(programs.map(\.text), otherwise: "NULL")
        return stage(
            "decided",
            [
                "problem IS NULL AND tenant IS NOT NULL AND NOT is_inbound AND is_possible AS is_outbound",
                "CASE WHEN problem IS NULL AND NOT is_inbound AND is_possible THEN \(hit) END AS hit",
            ], from: last)
    }

    /// What is said of a message.
    var answered: String {
        let stopped = dialect.quotient("(0 - hit)", SQLProgram.stopFactor)
        let sent = dialect.quotient("hit", SQLProgram.rowFactor)
        let details = SQLFailure.details.enumerated().map { bit, detail in
            "WHEN ((0 - hit) & \(1 << bit)) <> 0 THEN '\(detail.rawValue)'"
        }
        return """
            SELECT
              decided.id,
              CASE
                WHEN problem IS NOT NULL THEN 'error'
                WHEN is_outbound AND hit > 0 THEN 'send'
                WHEN is_inbound AND inbound_entry IS NOT NULL THEN 'route'
                ELSE 'reject'
              END AS outcome,
              sender.sender,
              rule.name AS rule,
              CASE
                WHEN problem IS NOT NULL THEN NULL
                WHEN decided.tenant IS NULL THEN 'unknown_tenant'
                WHEN is_inbound THEN CASE WHEN inbound_entry IS NULL THEN 'unknown_number' END
                WHEN NOT is_possible THEN 'invalid_recipient'
                WHEN hit IS NULL THEN 'no_sender'
                WHEN hit < 0 THEN CASE WHEN ((0 - hit) & \(SQLProgram.stopFactor - 1)) = 0 THEN 'rejected_by_rule' ELSE 'unusable' END
              END AS reason,
              CASE
                WHEN problem IS NOT NULL THEN problem
                WHEN hit < 0 THEN CASE
                  \(details.joined(separator: "\n      "))
                END
              END AS detail,
              CASE WHEN problem IS NULL AND decided.tenant IS NOT NULL AND is_possible THEN decided.country END AS country
            FROM decided
            LEFT JOIN sender ON hit > 0 AND sender.tenant = decided.tenant
              AND sender.entry = hit - \(sent) * \(SQLProgram.rowFactor)
            LEFT JOIN rule ON rule.tenant = decided.tenant
              AND rule.number = CASE WHEN hit > 0 THEN \(sent) ELSE \(stopped) END

            """
    }
}
