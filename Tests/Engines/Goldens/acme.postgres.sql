-- Which sender each message goes out from, and by which rule: acme.
-- Written for postgres by `sendfrom compile`; change the configuration, not this. See docs/engines.md.
WITH
message AS (
  SELECT
    "id" AS id,
    "to" AS recipient,
    nullif("tenant", '') AS tenant_name,
    nullif("conversation", '') AS conversation,
    nullif("from", '') AS explicit,
    nullif("first_used", '') AS first_used,
    nullif("last_used", '') AS last_used,
    nullif("user", '') AS user_name,
    nullif("team", '') AS team_name,
    nullif("origin", '') AS origin,
    nullif("purpose", '') AS purpose,
    nullif("needs", '') AS needs_text,
    nullif("direction", '') AS direction,
    nullif("brand", '') AS "attribute_brand"
  FROM messages
),
-- The numbering plan: leading digits, then lengths, to countries.
-- The tenants and what their rules look up.
tenant(name, tenant, program, rule_set, refuses_unknown, one_number, organization_entry, default_entry) AS (
  VALUES
    (CAST('acme' AS TEXT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), TRUE, FALSE, CAST(NULL AS BIGINT), CAST(0 AS BIGINT))
),
sender(tenant, entry, sender, standing, meets, kind, country, registered_in, is_owned, preference) AS (
  VALUES
    (CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST('+14155550123' AS TEXT), CAST(0 AS BIGINT), CAST(7 AS BIGINT), CAST('long_code' AS TEXT), CAST('US' AS TEXT), CAST('' AS TEXT), FALSE, CAST(1 AS BIGINT)),
    (0, 1, '+12125550147', 0, 5, 'long_code', 'US', '', TRUE, 2),
    (0, 2, '+447400123456', 0, 5, 'long_code', 'GB', '', FALSE, 0),
    (0, 3, '88022', 0, 5, 'short_code', 'US', '', FALSE, 3),
    (0, 4, '88022', 0, 5, 'short_code', 'CA', '', FALSE, 4),
    (0, 5, 'ACME', 0, 1, 'alphanumeric', NULL, 'SG', FALSE, 5)
),
reference(tenant, text, entry) AS (
  VALUES
    (CAST(0 AS BIGINT), CAST('support' AS TEXT), CAST(0 AS BIGINT)),
    (0, 'sales', 1),
    (0, 'uk', 2),
    (0, 'code', 3),
    (0, 'code-ca', 4),
    (0, '+14155550123', 0),
    (0, '+12125550147', 1),
    (0, '+447400123456', 2),
    (0, '88022', 3),
    (0, 'ACME', 5)
),
rule(tenant, number, name) AS (
  VALUES
    (CAST(0 AS BIGINT), CAST(1 AS BIGINT), CAST('conversation' AS TEXT)),
    (0, 2, 'explicit'),
    (0, 3, 'user'),
    (0, 4, 'o''neil; -- only'),
    (0, 5, 'pool:us'),
    (0, 6, 'pool:plain'),
    (0, 7, 'default'),
    (0, 8, 'best'),
    (0, 9, 'reject'),
    (0, 10, 'team'),
    (0, 11, 'country_default')
),
shared_code(tenant, text, country, entry) AS (
  VALUES
    (CAST(0 AS BIGINT), CAST('88022' AS TEXT), CAST('US' AS TEXT), CAST(3 AS BIGINT)),
    (0, '88022', 'CA', 4)
),
person(tenant, name, entry, team) AS (
  VALUES
    (CAST(0 AS BIGINT), CAST('jane' AS TEXT), CAST(1 AS BIGINT), CAST('desk' AS TEXT)),
    (0, 'ali', NULL, NULL)
),
crew(tenant, name, entry) AS (
  VALUES
    (CAST(0 AS BIGINT), CAST('desk' AS TEXT), CAST(0 AS BIGINT))
),
crew_country AS (
  SELECT tenant, name, entry, unnest(string_to_array(country, ' ')) AS country FROM (VALUES
    (CAST(0 AS BIGINT), CAST('desk' AS TEXT), CAST(1 AS BIGINT), CAST('CA' AS TEXT))
  ) AS v(tenant, name, entry, country)
),
country_default AS (
  SELECT tenant, entry, unnest(string_to_array(country, ' ')) AS country FROM (VALUES
    (CAST(0 AS BIGINT), CAST(5 AS BIGINT), CAST('AT CH DE' AS TEXT)),
    (0, 2, 'GB')
  ) AS v(tenant, entry, country)
),
country_rule AS (
  SELECT rule_set, alphanumeric, domestic, international, toll_free, unnest(string_to_array(country, ' ')) AS country FROM (VALUES
    (CAST(0 AS BIGINT), CAST('yes' AS TEXT), CAST('no' AS TEXT), CAST('yes' AS TEXT), CAST('unknown' AS TEXT), CAST('AD AG AI AO AW AZ BB BF BI BM BN BT CF CK DJ ER FO GD GL GY HT JM KY LA LC LI LV MD MG MO MR MS MT MU MV NC SB SM SO ST TC TJ TO VG WS XK YT' AS TEXT)),
    (0, 'registration', 'no', 'no', 'no', 'AE BG EG HN ID IN JO LK QA SA VE VN'),
    (0, 'registration', 'no', 'no', 'unknown', 'AF AM BD BJ BY CG CM ET GH GN GT IR KE KH KW KZ MA NG NP OM PK RS RU SS SY SZ TR TZ UA ZM'),
    (0, 'yes', 'no', 'no', 'unknown', 'AL BA BW CV CY DM DZ FJ GE GF GP IQ KG KN LB LY ME MK ML MN MQ MW MZ NE NI PG PS RE SL SN TD TN TT UZ VU YE'),
    (0, 'no', 'yes', 'no', 'no', 'AR BE CL CR HU KR MY PE'),
    (0, 'yes', 'unknown', 'yes', 'yes', 'AS'),
    (0, 'yes', 'yes', 'no', 'no', 'AT FI FR GB GR IL IT PL SK'),
    (0, 'registration', 'yes', 'yes', 'no', 'AU IE'),
    (0, 'yes', 'no', 'yes', 'no', 'BH BZ'),
    (0, 'no', 'no', 'no', 'unknown', 'BO BS CN LS NA PY TM'),
    (0, 'yes', 'unknown', 'yes', 'unknown', 'BQ FK IO KI NR SH SX VC'),
    (0, 'registration', 'yes', 'no', 'no', 'BR CZ HK MX PH RO SV TH ZA'),
    (0, 'no', 'yes', 'no', 'yes', 'CA GU US'),
    (0, 'yes', 'yes', 'yes', 'unknown', 'CD CH GI GM GQ IS KM LT MC NL PM PW SC SI SR'),
    (0, 'registration', 'yes', 'no', 'unknown', 'CI GW LR MM RW SG'),
    (0, 'no', 'no', 'no', 'no', 'CO DO EC NZ TW UY'),
    (0, 'registration', 'unknown', 'no', 'unknown', 'CU SD'),
    (0, 'yes', 'unknown', 'unknown', 'unknown', 'CW TK'),
    (0, 'yes', 'yes', 'yes', 'no', 'DE DK EE ES HR JP LU NO PT SE'),
    (0, 'no', 'no', 'yes', 'unknown', 'FM MH'),
    (0, 'yes', 'yes', 'no', 'unknown', 'GA PF TG'),
    (0, 'yes', 'no', 'unknown', 'unknown', 'GG IM NF NU'),
    (0, 'yes', 'yes', 'unknown', 'unknown', 'JE'),
    (0, 'no', 'unknown', 'unknown', 'unknown', 'KP'),
    (0, 'yes', 'unknown', 'no', 'unknown', 'MP WF'),
    (0, 'no', 'no', 'yes', 'no', 'PA'),
    (0, 'no', 'yes', 'unknown', 'yes', 'PR VI'),
    (0, 'registration', 'no', 'yes', 'unknown', 'TL UG ZW'),
    (0, 'unknown', 'yes', 'no', 'unknown', 'TV')
  ) AS v(rule_set, alphanumeric, domestic, international, toll_free, country)
),
best_list(tenant, require, needs, list) AS (
  VALUES
    (CAST(0 AS BIGINT), CAST(15 AS BIGINT), CAST(1 AS BIGINT), CAST(0 AS BIGINT)),
    (0, 15, 2, 1),
    (0, 15, 3, 1),
    (0, 15, 4, 2),
    (0, 15, 5, 2),
    (0, 15, 6, 1),
    (0, 15, 7, 1)
),
best_choice AS (
  SELECT list, entry, grade, unnest(string_to_array(country, ' ')) AS country FROM (VALUES
    (CAST(0 AS BIGINT), CAST(2 AS BIGINT), CAST(1 AS BIGINT), CAST('AD AG AI AO AS AU AW AZ BB BF BH BI BM BN BQ BT BZ CD CF CH CK DE DJ DK EE ER ES FK FM FO GD GI GL GM GQ GY HR HT IE IO IS JM JP KI KM KY LA LC LI LT LU LV MC MD MG MH MO MR MS MT MU MV NC NL NO NR PA PM PT PW SB SC SE SH SI SM SO SR ST SX TC TJ TL TO UG VC VG WS XK YT ZW' AS TEXT)),
    (0, 5, 1, 'AL AT BA BW CV CW CY DM DZ FI FJ FR GA GE GF GG GP GR IL IM IQ IT JE KG KN LB LY ME MK ML MN MP MQ MW MZ NE NF NI NU PF PG PL PS RE SK SL SN TD TG TK TN TT UZ VU WF YE'),
    (0, 4, 0, 'CA'),
    (0, 2, 0, 'GB'),
    (0, 5, 0, 'SG'),
    (0, 0, 0, 'US'),
    (1, 0, 1, 'AD AG AI AO AS AU AW AZ BB BF BH BI BM BN BQ BT BZ CA CD CF CH CK DE DJ DK EE ER ES FK FM FO GD GI GL GM GQ GY HR HT IE IO IS JM JP KI KM KY LA LC LI LT LU LV MC MD MG MH MO MR MS MT MU MV NC NL NO NR PA PM PT PW SB SC SE SH SI SM SO SR ST SX TC TJ TL TO UG VC VG WS XK YT ZW'),
    (1, 0, 0, 'US'),
    (2, 2, 1, 'AD AG AI AO AS AU AW AZ BB BF BH BI BM BN BQ BT BZ CD CF CH CK DE DJ DK EE ER ES FK FM FO GD GI GL GM GQ GY HR HT IE IO IS JM JP KI KM KY LA LC LI LT LU LV MC MD MG MH MO MR MS MT MU MV NC NL NO NR PA PM PT PW SB SC SE SH SI SM SO SR ST SX TC TJ TL TO UG VC VG WS XK YT ZW'),
    (2, 4, 0, 'CA'),
    (2, 2, 0, 'GB'),
    (2, 0, 0, 'US')
  ) AS v(list, entry, grade, country)
),
-- A message: read, its number looked up, its names, its candidates, and what these fail.
checked AS (
  SELECT
    message.*,
    CASE
      WHEN recipient IS NULL THEN 'missing_to'
      WHEN origin NOT IN ('reply', 'agent', 'automation', 'api', 'campaign') THEN 'invalid_origin'
      WHEN purpose NOT IN ('transactional', 'marketing', 'otp') THEN 'invalid_purpose'
      WHEN replace(replace(replace(replace(' ' || replace(needs_text, ' ', '  ') || ' ', ' sms ', ''), ' mms ', ''), ' reply ', ''), ' ', '') <> '' THEN 'invalid_needs'
      WHEN direction NOT IN ('outbound', 'inbound') THEN 'invalid_direction'
    END AS problem,
    coalesce(direction = 'inbound', FALSE) AS is_inbound,
    coalesce(nullif(CASE WHEN ' ' || needs_text || ' ' LIKE '% sms %' THEN 1 ELSE 0 END + CASE WHEN ' ' || needs_text || ' ' LIKE '% mms %' THEN 2 ELSE 0 END + CASE WHEN ' ' || needs_text || ' ' LIKE '% reply %' THEN 4 ELSE 0 END, 0), 1) AS needs,
    translate(CASE WHEN direction = 'inbound' THEN explicit ELSE recipient END, ' -.()', '') AS party
  FROM message
  OFFSET 0
),
numbered AS (
  SELECT
    checked.*,
    CASE
      WHEN party LIKE '+%' AND party NOT LIKE '+0%' AND length(party) BETWEEN 2 AND 20
        AND translate(substr(party, 2), '0123456789', '') = ''
      THEN substr(party, 2)
    END AS digits
  FROM checked
  OFFSET 0
),
placed AS (
  SELECT
    numbered.*,
    plan_length.country,
    plan_length.class IS NOT NULL AS is_possible,
    (CAST(substr(lpad(numbered.digits, 19, '0'), 1, 10) AS BIGINT) % 2147483647 * 1000000000 + CAST(substr(lpad(numbered.digits, 19, '0'), 11, 9) AS BIGINT)) % 2147483647 AS residue,
    CASE WHEN numbered.digits LIKE '1%' AND length(numbered.digits) >= 4 THEN substr(numbered.digits, 1, 4) END AS area_code
  FROM numbered
  LEFT JOIN plan_prefix AS p3 ON p3.prefix = substr(numbered.digits, 1, 3)
  LEFT JOIN plan_prefix AS p5 ON p5.prefix = substr(numbered.digits, 1, 5)
  LEFT JOIN plan_prefix AS p6 ON p6.prefix = substr(numbered.digits, 1, 6)
  LEFT JOIN plan_prefix AS p8 ON p8.prefix = substr(numbered.digits, 1, 8)
  LEFT JOIN plan_length ON plan_length.class = coalesce(p3.class, p5.class, p6.class, p8.class) AND plan_length.digits = CAST(length(numbered.digits) AS TEXT)
  OFFSET 0
),
known AS (
  SELECT
    placed.*,
    tenant.tenant,
    tenant.program,
    tenant.rule_set,
    tenant.refuses_unknown,
    tenant.one_number,
    tenant.organization_entry,
    tenant.default_entry,
    person.name IS NOT NULL AS has_user,
    person.entry AS own_entry,
    coalesce(crew.name, person.team) AS team
  FROM placed
  LEFT JOIN tenant ON tenant.name = coalesce(tenant_name, 'acme')
  LEFT JOIN person ON person.tenant = tenant.tenant AND person.name = user_name
  LEFT JOIN crew ON crew.tenant = tenant.tenant AND crew.name = team_name
  OFFSET 0
),
ruled AS (
  SELECT
    known.*,
    coalesce(country_rule.alphanumeric, 'unknown') AS rule_alphanumeric,
    coalesce(country_rule.domestic, 'unknown') AS rule_domestic,
    coalesce(country_rule.international, 'unknown') AS rule_international,
    coalesce(country_rule.toll_free, 'unknown') AS rule_toll_free
  FROM known
  LEFT JOIN country_rule ON country_rule.rule_set = known.rule_set AND country_rule.country = known.country
  OFFSET 0
),
inbound AS (
  SELECT
    ruled.*,
    reference.entry AS inbound_entry
  FROM ruled
  LEFT JOIN reference ON is_inbound AND reference.tenant = ruled.tenant AND reference.text = CASE WHEN recipient LIKE '+%' THEN translate(recipient, ' -.()', '') ELSE recipient END
  OFFSET 0
),
by_conversation AS (
  SELECT
    inbound.*,
    coalesce(shared_code.entry, reference.entry) AS conversation_entry,
    CASE
      WHEN inbound.conversation IS NULL THEN NULL
      WHEN sender.entry IS NULL THEN 1
      ELSE sender.standing
        + CASE WHEN (needs & (7 - sender.meets)) <> 0 THEN 8 ELSE 0 END
    END AS conversation_fails
  FROM inbound
  LEFT JOIN reference ON reference.tenant = inbound.tenant AND reference.text = CASE WHEN inbound.conversation LIKE '+%' THEN translate(inbound.conversation, ' -.()', '') ELSE inbound.conversation END
  LEFT JOIN shared_code ON shared_code.tenant = inbound.tenant AND shared_code.text = inbound.conversation AND shared_code.country = inbound.country
  LEFT JOIN sender ON sender.tenant = inbound.tenant AND sender.entry = coalesce(shared_code.entry, reference.entry)
  OFFSET 0
),
by_explicit AS (
  SELECT
    by_conversation.*,
    coalesce(shared_code.entry, reference.entry) AS explicit_entry,
    CASE
      WHEN by_conversation.explicit IS NULL THEN NULL
      WHEN sender.entry IS NULL THEN 1
      ELSE sender.standing
        + CASE WHEN (needs & (7 - sender.meets)) <> 0 THEN 8 ELSE 0 END
    END AS explicit_fails
  FROM by_conversation
  LEFT JOIN reference ON reference.tenant = by_conversation.tenant AND reference.text = CASE WHEN by_conversation.explicit LIKE '+%' THEN translate(by_conversation.explicit, ' -.()', '') ELSE by_conversation.explicit END
  LEFT JOIN shared_code ON shared_code.tenant = by_conversation.tenant AND shared_code.text = by_conversation.explicit AND shared_code.country = by_conversation.country
  LEFT JOIN sender ON sender.tenant = by_conversation.tenant AND sender.entry = coalesce(shared_code.entry, reference.entry)
  OFFSET 0
),
by_user AS (
  SELECT
    by_explicit.*,
    CASE WHEN one_number THEN organization_entry ELSE own_entry END AS user_entry,
    CASE
      WHEN CASE WHEN one_number THEN organization_entry ELSE own_entry END IS NULL THEN NULL
      WHEN sender.entry IS NULL THEN 1
      ELSE sender.standing
        + CASE WHEN (needs & (7 - sender.meets)) <> 0 THEN 8 ELSE 0 END
        + CASE WHEN has_user AND sender.is_owned AND coalesce(own_entry, -1) <> sender.entry THEN 32 ELSE 0 END
    END AS user_fails
  FROM by_explicit
  LEFT JOIN sender ON sender.tenant = by_explicit.tenant AND sender.entry = CASE WHEN one_number THEN organization_entry ELSE own_entry END
  OFFSET 0
),
by_team AS (
  SELECT
    by_user.*,
    coalesce(crew_country.entry, crew.entry) AS team_entry,
    CASE
      WHEN coalesce(crew_country.entry, crew.entry) IS NULL THEN NULL
      WHEN sender.entry IS NULL THEN 1
      ELSE sender.standing
        + CASE WHEN (needs & (7 - sender.meets)) <> 0 THEN 8 ELSE 0 END
    END AS team_fails
  FROM by_user
  LEFT JOIN crew ON crew.tenant = by_user.tenant AND crew.name = team
  LEFT JOIN crew_country ON crew_country.tenant = by_user.tenant AND crew_country.name = team AND crew_country.country = by_user.country
  LEFT JOIN sender ON sender.tenant = by_user.tenant AND sender.entry = coalesce(crew_country.entry, crew.entry)
  OFFSET 0
),
by_country_default AS (
  SELECT
    by_team.*,
    country_default.entry AS country_default_entry,
    CASE
      WHEN country_default.entry IS NULL THEN NULL
      WHEN sender.entry IS NULL THEN 1
      ELSE sender.standing
        + CASE WHEN (needs & (7 - sender.meets)) <> 0 THEN 8 ELSE 0 END
    END AS country_default_fails
  FROM by_team
  LEFT JOIN country_default ON country_default.tenant = by_team.tenant AND country_default.country = by_team.country
  LEFT JOIN sender ON sender.tenant = by_team.tenant AND sender.entry = country_default.entry
  OFFSET 0
),
by_default AS (
  SELECT
    by_country_default.*,
    CASE
      WHEN default_entry IS NULL THEN NULL
      WHEN sender.entry IS NULL THEN 1
      ELSE sender.standing
        + CASE WHEN (needs & (7 - sender.meets)) <> 0 THEN 8 ELSE 0 END
    END AS default_fails
  FROM by_country_default
  LEFT JOIN sender ON sender.tenant = by_country_default.tenant AND sender.entry = default_entry
  OFFSET 0
),
own_answered AS (
  SELECT
    by_default.*,
    own.standing AS own_standing,
    own.meets AS own_meets,
    own.preference AS own_preference,
    own.country = by_default.country OR own.registered_in LIKE '%' || by_default.country || '%' AS own_is_local,
    CASE
          WHEN by_default.country IS NULL THEN 'unknown'
          WHEN own.kind = 'alphanumeric' AND rule_alphanumeric <> 'registration' THEN rule_alphanumeric
          WHEN own.kind = 'alphanumeric'
          THEN CASE WHEN own.registered_in LIKE '%' || by_default.country || '%' THEN 'yes' ELSE 'no' END
          WHEN own.kind = 'short_code'
          THEN CASE WHEN own.country = by_default.country THEN 'yes' ELSE 'no' END
          WHEN own.kind = 'toll_free' AND (own.country = by_default.country
            OR own.country IN ('US', 'CA') AND by_default.country IN ('US', 'CA')) THEN rule_toll_free
          WHEN own.kind = 'long_code' AND (own.country = by_default.country
            OR own.country = 'US' AND by_default.country = 'CA') THEN rule_domestic
          ELSE rule_international
        END AS own_answer
  FROM by_default
  LEFT JOIN sender AS own ON own.tenant = by_default.tenant AND own.entry = own_entry
  OFFSET 0
),
own AS (
  SELECT
    own_answered.*,
    own_standing
      + CASE WHEN (needs & (7 - own_meets)) <> 0 THEN 8 ELSE 0 END
      + CASE own_answer WHEN 'no' THEN 16
        WHEN 'unknown' THEN CASE WHEN refuses_unknown THEN 16 ELSE 0 END ELSE 0 END AS own_fails,
    CASE own_answer WHEN 'yes' THEN 0 ELSE 2 END + CASE WHEN own_is_local THEN 0 ELSE 1 END AS own_grade
  FROM own_answered
  OFFSET 0
),
with_best_15 AS (
  SELECT
    own.*,
    CASE
      WHEN (own_fails & 31) = 0
        AND (best_choice.entry IS NULL OR own_grade < best_choice.grade
          OR own_grade = best_choice.grade AND own_preference < sender.preference)
      THEN own_entry
      ELSE best_choice.entry
    END AS best_15
  FROM own
  LEFT JOIN best_list ON best_list.tenant = own.tenant AND best_list.require = 15 AND best_list.needs = own.needs
  LEFT JOIN best_choice ON best_choice.list = best_list.list AND best_choice.country = coalesce(own.country, 'none')
  LEFT JOIN sender ON sender.tenant = own.tenant AND sender.entry = best_choice.entry
  OFFSET 0
),
jumped_1 AS (
  SELECT
    with_best_15.*,
    coalesce(CASE program
      WHEN 0 THEN (user_fails & 37) <> 0
      ELSE FALSE
    END, FALSE) AS jump_1_1
  FROM with_best_15
  OFFSET 0
),
-- The rules in order: the first that is not NULL decides.
decided AS (
  SELECT
    jumped_1.*,
    problem IS NULL AND tenant IS NOT NULL AND NOT is_inbound AND is_possible AS is_outbound,
    CASE WHEN problem IS NULL AND NOT is_inbound AND is_possible THEN CASE program
      WHEN 0 THEN coalesce(
        -- 1: conversation
        CASE WHEN (conversation_fails & 15) = 0 THEN 10000000 + conversation_entry END,
        -- 2: explicit
        CASE WHEN (explicit_fails & 15) = 0 THEN 20000000 + explicit_entry ELSE -128 - (explicit_fails & 15) END,
        -- 3: user
        CASE WHEN (user_fails & 37) = 0 THEN 30000000 + user_entry END,
        -- 4: o neil  -- only
        CASE WHEN NOT jump_1_1 AND country IN ('AT', 'CH', 'DE', 'GB') AND "attribute_brand" IN ('o''neil\') AND (purpose IN ('otp')) IS NOT TRUE THEN CASE WHEN (needs & 2) = 0 AND (CASE WHEN country IN ('GB') THEN rule_domestic ELSE rule_international END NOT IN ('no', 'unknown')) THEN 40000002 END END,
        -- 5: pool:us
        CASE WHEN NOT jump_1_1 AND (needs & 2) <> 0 THEN (ARRAY[50000001, 50000000, 50000003])[1048576 - (greatest(CASE WHEN (needs & 2) = 0 AND coalesce(own_entry, -1) = 1 THEN (SELECT max(CASE WHEN m.area = area_code THEN 4503599627370496 ELSE 0 END + CASE WHEN m.home = country THEN 2251799813685248 ELSE 0 END + m.weight * 1048576 + m.low) FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + b) % 2147483647 AS weight FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + a) % 2147483647 AS weight FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + b) % 2147483647 AS weight FROM (SELECT m.*, (residue + a) % 2147483647 AS weight FROM (VALUES (CAST(1048575 AS BIGINT), CAST(845814690 AS BIGINT), CAST(652561793 AS BIGINT), '1212', 'US')) AS m(low, a, b, area, home) OFFSET 0) AS m OFFSET 0) AS m OFFSET 0) AS m OFFSET 0) AS m) END, (SELECT max(CASE WHEN m.area = area_code THEN 4503599627370496 ELSE 0 END + CASE WHEN m.home = country THEN 2251799813685248 ELSE 0 END + m.weight * 1048576 + m.low) FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + b) % 2147483647 AS weight FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + a) % 2147483647 AS weight FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + b) % 2147483647 AS weight FROM (SELECT m.*, (residue + a) % 2147483647 AS weight FROM (VALUES (CAST(1048574 AS BIGINT), CAST(1841388717 AS BIGINT), CAST(825562134 AS BIGINT), '1415', 'US')) AS m(low, a, b, area, home) OFFSET 0) AS m OFFSET 0) AS m OFFSET 0) AS m OFFSET 0) AS m), CASE WHEN (needs & 2) = 0 THEN (SELECT max(CASE WHEN m.area = area_code THEN 4503599627370496 ELSE 0 END + CASE WHEN m.home = country THEN 2251799813685248 ELSE 0 END + m.weight * 1048576 + m.low) FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + b) % 2147483647 AS weight FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + a) % 2147483647 AS weight FROM (SELECT m.low, m.a, m.b, m.area, m.home, (weight * weight + b) % 2147483647 AS weight FROM (SELECT m.*, (residue + a) % 2147483647 AS weight FROM (VALUES (CAST(1048573 AS BIGINT), CAST(248665388 AS BIGINT), CAST(29195911 AS BIGINT), '', 'US')) AS m(low, a, b, area, home) OFFSET 0) AS m OFFSET 0) AS m OFFSET 0) AS m OFFSET 0) AS m) END) & 1048575)] END,
        -- 6: pool:plain
        CASE WHEN NOT jump_1_1 AND team IN ('desk') AND origin IN ('api') THEN (ARRAY[60000002, 60000005])[1048576 - (greatest(CASE WHEN (needs & 2) = 0 THEN CAST(1048575 AS BIGINT) END, CASE WHEN (needs & 6) = 0 THEN CAST(1048574 AS BIGINT) END) & 1048575)] END,
        -- 7: default
        CASE WHEN (default_fails & 15) = 0 THEN 70000000 + default_entry END,
        -- 8: best
        80000000 + best_15,
        -- 9: reject
        CASE WHEN user_name IN ('jane') THEN -576 END,
        -- 10: team
        CASE WHEN (team_fails & 15) = 0 THEN 100000000 + team_entry END,
        -- 11: country_default
        CASE WHEN (country_default_fails & 15) = 0 THEN 110000000 + country_default_entry END
      )
      ELSE NULL
    END END AS hit
  FROM jumped_1
  OFFSET 0
)
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
    WHEN hit < 0 THEN CASE WHEN ((0 - hit) & 63) = 0 THEN 'rejected_by_rule' ELSE 'unusable' END
  END AS reason,
  CASE
    WHEN problem IS NOT NULL THEN problem
    WHEN hit < 0 THEN CASE
      WHEN ((0 - hit) & 1) <> 0 THEN 'unknown_sender'
      WHEN ((0 - hit) & 2) <> 0 THEN 'not_assigned'
      WHEN ((0 - hit) & 4) <> 0 THEN 'not_active'
      WHEN ((0 - hit) & 8) <> 0 THEN 'not_capable'
      WHEN ((0 - hit) & 16) <> 0 THEN 'not_compliant'
      WHEN ((0 - hit) & 32) <> 0 THEN 'not_owned'
    END
  END AS detail,
  CASE WHEN problem IS NULL AND decided.tenant IS NOT NULL AND is_possible THEN decided.country END AS country
FROM decided
LEFT JOIN sender ON hit > 0 AND sender.tenant = decided.tenant
  AND sender.entry = hit - hit / 10000000 * 10000000
LEFT JOIN rule ON rule.tenant = decided.tenant
  AND rule.number = CASE WHEN hit > 0 THEN hit / 10000000 ELSE (0 - hit) / 64 END
