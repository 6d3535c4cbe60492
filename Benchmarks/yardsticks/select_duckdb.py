#!/usr/bin/env python3
"""The selection as one SQL statement of DuckDB, on one thread: select_duckdb.py TENANT.json MESSAGES.ndjson DECISIONS.ndjson

The tenant is tables, each step of the order a left join, the order itself a CASE. The messages' order is lost in the joins;
keeping it (ORDER BY id) costs more."""
import json
import sys

import duckdb

STEPS = """
SELECT m.id, u.number AS own, d.number AS country_default, r.number AS tenant_default, t.number AS team_sender,
    m.conversation AS thread, m."from" AS named, CASE
    WHEN thread.active THEN 'conversation' WHEN named.number IS NOT NULL THEN 'explicit' WHEN own.sms THEN 'user'
    WHEN d.number IS NOT NULL THEN 'country' WHEN r.number IS NOT NULL THEN 'tenant'
    WHEN t.number IS NOT NULL THEN 'team' ELSE 'none' END AS "by"
FROM messages m
LEFT JOIN numbers thread ON thread.number = m.conversation
LEFT JOIN numbers named ON named.number = m."from"
LEFT JOIN users u ON u.id = m."user"
LEFT JOIN numbers own ON own.number = u.number
LEFT JOIN prefixes p4 ON p4.digits = m."to"[2:5]
LEFT JOIN prefixes p3 ON p3.digits = m."to"[2:4]
LEFT JOIN prefixes p2 ON p2.digits = m."to"[2:3]
LEFT JOIN prefixes p1 ON p1.digits = m."to"[2:2]
LEFT JOIN defaults d ON d.country = coalesce(p4.country, p3.country, p2.country, p1.country)
LEFT JOIN reach r ON r.country = coalesce(p4.country, p3.country, p2.country, p1.country)
LEFT JOIN teams t ON t.id = m.team"""


def main(tenant_path, messages, decisions):
    with open(tenant_path) as file:
        tenant = json.load(file)
    fallback = tenant["tenant_default"]
    tables = {
        "numbers": (["number VARCHAR", "sms BOOLEAN", "active BOOLEAN"],
                    [(number, entry["sms"], entry["active"]) for number, entry in tenant["numbers"].items()]),
        "users": (["id VARCHAR", "number VARCHAR"], tenant["users"].items()),
        "teams": (["id VARCHAR", "number VARCHAR"], tenant["teams"].items()),
        "defaults": (["country VARCHAR", "number VARCHAR"], tenant["country_defaults"].items()),
        "prefixes": (["digits VARCHAR", "country VARCHAR"], tenant["prefixes"].items()),
        "reach": (["country VARCHAR", "number VARCHAR"], [(country, fallback["number"]) for country in fallback["reach"]]),
    }
    database = duckdb.connect(config={"threads": 1})
    for name, (columns, rows) in tables.items():
        database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        values = dict(zip("abc", map(list, zip(*rows))))
        database.execute(f"INSERT INTO {name} SELECT {', '.join(f'unnest(${key})' for key in values)}", values)
    keys = ["id", "to", "conversation", "from", "user", "team"]
    types = ", ".join(f"'{key}': 'VARCHAR'" for key in keys)
    database.execute(f"CREATE VIEW messages AS FROM read_ndjson('{messages}', columns = {{{types}}})")
    sender = """CASE "by" WHEN 'conversation' THEN thread WHEN 'explicit' THEN named WHEN 'user' THEN own
        WHEN 'country' THEN country_default WHEN 'tenant' THEN tenant_default WHEN 'team' THEN team_sender END"""
    database.execute(f"""COPY (SELECT id, {sender} AS "from", "by" FROM ({STEPS})) TO '{decisions}' (FORMAT json)""")


main(*sys.argv[1:])
