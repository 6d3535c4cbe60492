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

    func name(_ text: String) -> String { dialect.name(text) }
    func list(_ texts: [String]) -> String { "(" + texts.map(dialect.text).joined(separator: ", ") + ")" }

    /// One stage: what it adds to what the stage before it says.
    func stage(_ name: String, _ added: [String], from last: String, _ joins: [String] = []) -> String {
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
}
