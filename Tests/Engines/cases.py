"""Random tenants and messages as tables: what Tests/Conformance/generate.py makes, with a message's keys as columns."""

import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Conformance"))
import generate  # noqa: E402

KEYS = ["id", "tenant", "to", "conversation", "from", "first_used", "last_used", "user", "team", "origin", "purpose",
        "needs", "direction"]
COLUMNS = KEYS + list(generate.ATTRIBUTES)
CLOSED = {"origin": generate.ORIGINS, "purpose": generate.PURPOSES, "direction": ["outbound", "inbound"]}


def tenants(seed, count, folder):
    """Writes `count` tenants of different names below `folder`; returns names and values."""
    made = []
    for number in range(count):
        rng = random.Random(f"{seed}/e{number}")
        name = f"t{number}"
        tenant = generate.TenantMaker(rng, name).make()
        generate.write_tenant(rng, tenant, os.path.join(folder, name),
                              generate.sendfrom_yaml(rng) if rng.random() < 0.3 else None)
        made.append((name, tenant))
    return made


def row(rng, maker, number):
    """A message as a row: every column a text or None, `needs` separated by spaces."""
    values = {}
    for key, value in maker.pairs(number):
        if key not in COLUMNS:
            continue
        if key == "needs":
            value = " ".join(x for x in value if isinstance(x, str)) if isinstance(value, list) else None
        values[key] = value if isinstance(value, str) else None
    if rng.random() < 0.01:
        values["needs"] = rng.choice(["", " ", "  sms   mms ", "sms sms", "sms\tmms", "SMS", "s sms ms", "sms,mms", " reply"])
    if rng.random() < 0.005:
        values["tenant"] = ""
    values["id"] = f"m{number}"
    return [values.get(column) for column in COLUMNS]


def rows(seed, made, count, several):
    rng = random.Random(f"{seed}/messages")
    maker = generate.MessageMaker(rng, made, several)
    return [row(rng, maker, number) for number in range(count)]


def as_message(row):
    """The row as `eval` takes it."""
    message = {key: value for key, value in zip(COLUMNS, row) if value is not None}
    if "needs" in message:
        message["needs"] = [need for need in message["needs"].split(" ") if need]
    return message


def problem(row):
    """What `detail` says of a message that is an error; None for one that is none."""
    values = dict(zip(COLUMNS, row))
    if values["to"] is None:
        return "missing_to"
    for key in ("origin", "purpose"):
        if values[key] and values[key] not in CLOSED[key]:
            return f"invalid_{key}"
    if any(need not in generate.NEEDS for need in (values["needs"] or "").split(" ") if need):
        return "invalid_needs"
    if values["direction"] and values["direction"] not in CLOSED["direction"]:
        return "invalid_direction"
    return None


def write_messages(rows, path):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(as_message(row), ensure_ascii=False) + "\n")


def expected(rows, decisions):
    """The answers of `eval` as the statement's rows."""
    for row, line in zip(rows, decisions, strict=True):
        decision = json.loads(line)
        wrong = problem(row)
        if (decision["outcome"] == "error") != (wrong is not None):
            raise SystemExit(f"eval says {line}, the message is wrong in {wrong}: {as_message(row)}")
        if wrong:
            yield (row[0], "error", None, None, None, wrong, None)
        else:
            yield (row[0],) + tuple(decision.get(key) for key in
                                    ("outcome", "sender", "rule", "reason", "detail", "country"))
