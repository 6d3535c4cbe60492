#!/usr/bin/env python3
"""The selection as a decision table of GoRules ZEN: select_zen.py TENANT.json MESSAGES.ndjson DECISIONS.ndjson

The table is seven rows over facts that this script looks up in dicts, which is what a host of ZEN does; a tenant inside the
engine, as literals or tables, is many times slower. The engine is given its table by a static loader, by far the fastest
way in."""
import json
import sys

import orjson
import zen

FACTS = ["thread_active", "named_is_ours", "own_can_text", "country_default", "is_reached", "team_sender"]
ROWS = [
    ("thread_active", "true", "conversation", "conversation"),
    ("named_is_ours", "true", "named", "explicit"),
    ("own_can_text", "true", "own", "user"),
    ("country_default", '$ != ""', "country_default", "country"),
    ("is_reached", "true", "tenant_default", "tenant"),
    ("team_sender", '$ != ""', "team_sender", "team"),
    (None, "", "null", "none"),
]


def decision():
    rules = [{"_id": by, **{f"in_{fact}": cell if fact == tested else "" for fact in FACTS},
              "out_from": sender, "out_by": json.dumps(by)} for tested, cell, sender, by in ROWS]
    nodes = [
        {"id": "in", "type": "inputNode"},
        {"id": "table", "type": "decisionTableNode", "content": {
            "hitPolicy": "first",
            "inputs": [{"id": f"in_{fact}", "name": fact, "field": fact} for fact in FACTS],
            "outputs": [{"id": f"out_{key}", "name": key, "field": key} for key in ("from", "by")],
            "rules": rules}},
        {"id": "out", "type": "outputNode"},
    ]
    edges = [{"id": f"{a['id']}-{b['id']}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
             for a, b in zip(nodes, nodes[1:])]
    return {"nodes": [{"name": node["id"], "position": {"x": 0, "y": 0}, **node} for node in nodes], "edges": edges}


def facts(tenant):
    numbers, users, teams = tenant["numbers"], tenant["users"], tenant["teams"]
    defaults, prefixes = tenant["country_defaults"], tenant["prefixes"]
    fallback, reach = tenant["tenant_default"]["number"], set(tenant["tenant_default"]["reach"])

    def look_up(message):
        thread, named = message.get("conversation", ""), message.get("from", "")
        own = users.get(message.get("user"), "")
        digits = message["to"][1:5]
        country = next((prefixes[digits[:k]] for k in (4, 3, 2, 1) if digits[:k] in prefixes), None)
        return {
            "conversation": thread, "thread_active": thread in numbers and numbers[thread]["active"],
            "named": named, "named_is_ours": named in numbers,
            "own": own, "own_can_text": own in numbers and numbers[own]["sms"],
            "country_default": defaults.get(country, ""), "tenant_default": fallback, "is_reached": country in reach,
            "team_sender": teams.get(message.get("team"), ""),
        }

    return look_up


def main(tenant_path, messages, decisions):
    with open(tenant_path) as file:
        look_up = facts(json.load(file))
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"selection": decision()}}})
    with open(messages, "rb") as source, open(decisions, "wb") as target:
        for line in source:
            message = orjson.loads(line)
            choice = engine.evaluate("selection", look_up(message))["result"]
            target.write(orjson.dumps({"id": message["id"], "from": choice.get("from"), "by": choice["by"]}) + b"\n")


main(*sys.argv[1:])
