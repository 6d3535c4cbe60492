internal import SenderModel

/// The candidate of each source, and what it fails; what `best` takes.
extension SQLStages {
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
}
