#!/usr/bin/env python3
"""A short, naive evaluator of SendFrom's contract, to compare the real engine with.

    reference.py TENANT_DIR_OR_PARENT MESSAGES.ndjson [--trace]

Prints one decision a line (NDJSON). It is written to be read beside the contract: one function a paragraph, plain
dictionaries, no cleverness. It expects valid tenants and makes no diagnostics.
"""

# Where the contract leaves room (what was chosen, and why)
#
# Messages
#  1. Form comes before everything: a message that is an error is never `unknown_tenant`. Attributes are checked against
#     the message's own tenant, so with `unknown_tenant` they are unknown keys, ignored.
#  2. A duplicate key at the top level is an error even where the key is unknown or both values are null; duplicates
#     inside the value of an unknown key are ignored with it. Keys are equal when equal after unescaping.
#  3. `needs` given as text (not a list) in JSON is a wrong type; so is `null` or a nested list as one of its items, and
#     `""` as an item is a value outside the list. A repeated need is harmless. `needs: [reply]` does not add `sms`.
#  4. `to: null` and `to: []` are "a missing or non-text `to`": errors, inbound too. Inbound, `to: ""` is
#     `unknown_number`.
#  5. An integer `id` is a JSON number without fraction or exponent, echoed in its own digits (`-0` stays `-0`); `1.0`
#     and `1e3` are wrong types, `true` too.
#  6. Text with an unpaired surrogate escape is an error where the key is known. `NaN`, `Infinity` are broken JSON. A
#     line that is not UTF-8 is an error. A blank line holds nothing but space, tab and CR.
#  7. `unknown_tenant` echoes the `tenant` given when several are loaded; with one loaded the key `tenant` never shows.
#  8. "Several are loaded" is a matter of how many tenants were found, not of how the path was given.
#  9. `unknown_user`, `unknown_team`, `unknown_attribute` stand on `invalid_recipient` too (only `unknown_tenant` and
#     inbound have none); `unknown_attribute` stands once however many attributes are unknown.
# 10. `sender_is_recipient` only where the message is sent: the sender's text equals the recipient's normalised text.
# 11. In `to`, spaces and punctuation go before the `+` is looked for (`(+1) 415…` is good); a reference must begin with
#     `+` as it stands. Only U+0020 is a space.
# 12. With `--trace`, every decision that is not an error has a `trace`, `[]` for inbound, `unknown_tenant` and
#     `invalid_recipient`.
# 13. Inbound: `country` is null where the contact's number is possible but non-geographic; it is there on
#     `unknown_number` as well.
#
# Tenants
# 14. `at` of a preset's rules is the place of the value of `preset`. `at` of a rule written as an alias is the place of
#     the alias; of one with an anchor, the place of the anchor.
# 15. A rule's own name from `{sender: REF}` is `sender:` and REF exactly as written, punctuation kept. So is the
#     `sender` of a trace item of `unknown_sender`, in messages and for `organization_number`.
# 16. `prefer` absent is `[]`.
# 17. An entry without a country is never local and never meets `country`, nor does any where the recipient has none
#     (nothing is the same as nothing).
# 18. Two entries of one text (a short code of two countries) in one hashed pool: the earlier in the inventory.
# 19. `if_unusable: reject` is the word, also where an unnamed `reject` rule follows.
# 20. `type` written against the text (`+1…` as `short_code`, …) decides the verdict and `reply`; the country is then
#     what is written, else what the number says, and an alphanumeric never has one.
# 21. `sendfrom.yaml`: the nearest only (the tenant's own folder, then its parents); its `countries` know built-in
#     groups only. "The exact country's whole value wins" within one mapping; columns it does not name come from the
#     next layer, not from a group in the same mapping.
# 22. An entry is local by `registered_in` whatever its type.

import functools
import json
import os
import sys

import phonenumbers
import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
COUNTRIES_FILE = os.path.join(HERE, "..", "..", "rules", "countries.yaml")

# "Built-in groups: `eu` (the 27), `eea` (eu + IS LI NO), `nanp` (the 25 of calling code 1), `gcc`."
EU = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
BUILT_IN_GROUPS = {
    "eu": EU,
    "eea": EU | {"IS", "LI", "NO"},
    "nanp": set("US AG AI AS BB BM BS CA DM DO GD GU JM KN KY LC MP MS PR SX TC TT VC VG VI".split()),
    "gcc": set("AE BH KW OM QA SA".split()),
}

DEFAULT_REQUIRE = ["assigned", "active", "capable"]

# "Presets": the rules of each, and what `require` is unless the tenant says so.
PRESETS = {
    "thread-first": (DEFAULT_REQUIRE, ["conversation", "explicit", "country_default", "default", "team"]),
    "staff-first": (DEFAULT_REQUIRE, [
        "explicit",
        {"use": "last_used", "when": {"origin": "agent"}},
        {"use": "user", "if_unusable": "country_default"},
        "first_used", "country_default", "default"]),
    "compliant-first": (DEFAULT_REQUIRE + ["compliant"], ["explicit", "country_default", "best"]),
    "per-user": (DEFAULT_REQUIRE + ["owned"], ["conversation", "user", "default"]),
    "messaging-service": (DEFAULT_REQUIRE, ["conversation", "explicit", {"use": {"pool": None}}]),
}


# ---------------------------------------------------------------- YAML


class Loader(yaml.BaseLoader):
    """"YAML is read by schema, never by guess": every scalar is text. An alias keeps its own place (14)."""

    def compose_node(self, parent, index):
        alias = self.peek_event() if self.check_event(yaml.AliasEvent) else None
        node = super().compose_node(parent, index)
        if alias is None:
            return node
        copy = type(node)(node.tag, node.value, alias.start_mark, alias.end_mark)
        return copy


def read_nodes(path):
    """The top-level keys of a file, as nodes. "An empty file adds nothing"."""
    with open(path, encoding="utf-8") as file:
        node = yaml.compose(file, Loader)
    if node is None or not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value}


def plain(node):
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return node.value


def mapping(value):
    """"`users: {jane: }` equals `{jane: {}}`.\""""
    return value or {}


# ---------------------------------------------------------------- tenants (section 2)


def load(path):
    """"A path is a tenant folder, or any folder above tenants (found recursively, hidden folders skipped, not searched
    inside a tenant).\""""
    if os.path.isfile(os.path.join(path, "tenant.yaml")):
        return [load_tenant(path)]
    tenants = []
    for name in sorted(os.listdir(path)):
        below = os.path.join(path, name)
        if os.path.isdir(below) and not name.startswith("."):
            tenants += load(below)
    return tenants


def load_tenant(folder):
    """"Every `*.yaml`/`*.yml` directly in it, but `sendfrom.yaml`, belongs to the tenant"; "entries join in the order of
    the names' bytes, names that start with `.` are not read"."""
    keys, nodes, order_file = {}, {}, None
    for name in sorted(os.listdir(folder), key=os.fsencode):
        if not name.endswith((".yaml", ".yml")) or name.startswith(".") or name == "sendfrom.yaml":
            continue
        for key, node in read_nodes(os.path.join(folder, name)).items():
            value = plain(node)
            if key == "inventory":
                keys["inventory"] = keys.get("inventory", []) + list(value or [])
            elif key in ("users", "teams", "pools"):
                keys[key] = {**keys.get(key, {}), **mapping(value)}
            else:
                keys[key] = value
            if key == "order":
                nodes["order"], order_file = node, name
    tenant = {
        "name": keys["tenant"],
        "organization_number": keys.get("organization_number"),
        # "`multi_sms_numbers: false` = one number for the whole organisation; the default is true"
        "multi_sms_numbers": mapping(keys.get("features")).get("multi_sms_numbers", "true") == "true",
        "attributes": mapping(keys.get("attributes")),
        "groups": mapping(keys.get("groups")),
        "defaults": mapping(keys.get("defaults")),
        "users": {name: mapping(user) for name, user in mapping(keys.get("users")).items()},
        "teams": {name: mapping(team) for name, team in mapping(keys.get("teams")).items()},
        "pools": {name: mapping(pool) for name, pool in mapping(keys.get("pools")).items()},
    }
    tenant["entries"] = [entry_of(tenant, index, item) for index, item in enumerate(keys.get("inventory", []))]
    tenant["country_layers"] = [mapping(keys.get("countries")), sendfrom_countries(folder)]
    load_order(tenant, keys["order"], nodes["order"], order_file)
    return tenant


def normalised(text):
    """"Text that starts with `+` first loses spaces, `-`, `.`, `(` and `)`; nothing else is guessed.\""""
    return without_punctuation(text) if text.startswith("+") else text


def without_punctuation(text):
    return "".join(c for c in text if c not in " -.()")


def entry_of(tenant, index, item):
    """One entry of the inventory. "What is written wins in the table"; what is not is inferred."""
    sender = normalised(item["sender"])
    if sender.startswith("+"):
        number = phone_facts(sender)
        inferred_type, inferred_country = ("toll_free" if number["toll_free"] else "long_code"), number["country"]
    elif sender.isdigit():
        inferred_type, inferred_country = "short_code", None
    else:
        inferred_type, inferred_country = "alphanumeric", None
    kind = item.get("type", inferred_type)
    return {
        "index": index,
        "sender": sender,
        "id": item.get("id"),
        "type": kind,
        "country": None if kind == "alphanumeric" else item.get("country", inferred_country),
        "capabilities": item.get("capabilities", ["sms"]),
        "status": item.get("status", "active"),
        "assigned": item.get("assigned", "true") == "true",
        "shared": item.get("shared", "false") == "true",
        "trust": int(item.get("trust", "0")),
        "purchased": item.get("purchased", ""),
        "registered_in": countries_in(tenant, item.get("registered_in", [])),
    }


def load_order(tenant, order, node, file):
    """"`preset` or `rules:`; not both". Beside `preset`, `require`, `unknown_compliance` and `pool` replace the
    preset's."""
    place = {key.value: value for key, value in node.value}
    if "preset" in order:
        require, rules = PRESETS[order["preset"]]
        pool = order.get("pool") or (list(tenant["pools"])[0] if tenant["pools"] else None)
        rules = [{"use": {"pool": pool}} if rule == {"use": {"pool": None}} else rule for rule in rules]
        marks = [place["preset"].start_mark] * len(rules)
    else:
        require, rules = DEFAULT_REQUIRE, order["rules"]
        marks = [item.start_mark for item in place["rules"].value]
    tenant["require"] = order.get("require", require)
    tenant["unknown_compliance"] = order.get("unknown_compliance", "allow")
    tenant["rules"] = [rule_of(rule, f"{file}:{mark.line + 1}:{mark.column + 1}") for rule, mark in zip(rules, marks)]


def rule_of(rule, at):
    """"`conversation` is short for `{use: conversation}`"; "a rule's name is `name:`, else its source's"; "`if_unusable`:
    `next` (default) … For `explicit` the default is `reject`"."""
    if isinstance(rule, str):
        rule = {"use": rule}
    use = rule["use"]
    (source, argument), = use.items() if isinstance(use, dict) else [(use, None)]
    return {
        "name": rule.get("name", source if argument is None else f"{source}:{argument}"),
        "source": source,
        "argument": argument,
        "when": rule.get("when"),
        "unless": rule.get("unless"),
        "require": rule.get("require"),
        "if_unusable": rule.get("if_unusable", "reject" if source == "explicit" else "next"),
        "at": at,
    }


# ---------------------------------------------------------------- countries and groups


def countries_of(tenant, name):
    """A country, or all of a group. "Country groups … next to the built-in ones"; "in `groups` only a built-in one"."""
    groups = tenant["groups"] if tenant else {}
    if name in groups:
        return countries_in(None, groups[name])
    return BUILT_IN_GROUPS.get(name, {name})


def countries_in(tenant, names):
    found = set()
    for name in names:
        found |= countries_of(tenant, name)
    return found


def by_country(tenant, table, country):
    """"In a mapping the exact country's whole value wins", then the one group that holds it."""
    if country is None:
        return None
    if country in table:
        return table[country]
    for name, value in table.items():
        if country in countries_of(tenant, name):
            return value
    return None


@functools.lru_cache(maxsize=None)
def built_in_countries():
    with open(COUNTRIES_FILE, encoding="utf-8") as file:
        return yaml.load(file, Loader)["countries"]


def sendfrom_countries(folder):
    """"`sendfrom.yaml` at the nearest ancestor folder: … `countries:`.\""""
    folder = os.path.abspath(folder)
    while True:
        path = os.path.join(folder, "sendfrom.yaml")
        if os.path.isfile(path):
            keys = read_nodes(path)
            return mapping(plain(keys["countries"])) if "countries" in keys else {}
        if os.path.dirname(folder) == folder:
            return {}
        folder = os.path.dirname(folder)


def column(tenant, country, name):
    """"Column by column `tenant.yaml` wins over `sendfrom.yaml`, that over the built-in row"; "a missing row is all
    `unknown`"."""
    own, shared = tenant["country_layers"]
    for layer, groups in ((own, tenant), (shared, None)):
        row = mapping(by_country(groups, layer, country))
        if name in row:
            return row[name]
    return built_in_countries().get(country, {}).get(name, "unknown")


# ---------------------------------------------------------------- phone numbers


@functools.lru_cache(maxsize=100_000)
def phone_facts(text):
    """What libphonenumber says of `+` and digits "as they stand (no national prefix is removed)"; None where it is no
    possible number. "Its country is the one libphonenumber gives those digits, else the calling code's main one; a
    non-geographic code has none"."""
    digits = text[1:]
    if not text.startswith("+") or not digits or any(c not in "0123456789" for c in digits):
        return None
    for length in (1, 2, 3):
        code = int(digits[:length])
        if str(code) == digits[:length] and code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            break
    else:
        return None
    national = digits[length:]
    if not national or len(national) > 20:
        return None
    zeros = len(national[:-1]) - len(national[:-1].lstrip("0"))
    number = phonenumbers.PhoneNumber(country_code=code, national_number=int(national))
    if zeros:
        number.italian_leading_zero, number.number_of_leading_zeros = True, zeros
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    country = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(code)
    kind = phonenumbers.number_type(number)
    return {
        "text": text,
        "country": None if country == "001" else country,
        "valid": phonenumbers.is_valid_number(number),
        "toll_free": kind == phonenumbers.PhoneNumberType.TOLL_FREE,
        "landline": kind == phonenumbers.PhoneNumberType.FIXED_LINE,
    }


# ---------------------------------------------------------------- verdict (section 3)


def verdict(tenant, entry, country):
    """"Verdict for a sender and a recipient's country: `ok`, `unknown`, or a reason.\""""
    if country is None:
        return "unknown"

    def by_column(name, reason):
        return {"yes": "ok", "no": reason, "unknown": "unknown"}[column(tenant, country, name)]

    if entry["type"] == "alphanumeric":
        value = column(tenant, country, "alphanumeric")
        if value == "registration":
            return "ok" if country in entry["registered_in"] else "registration_required"
        return {"yes": "ok", "no": "alphanumeric_not_supported", "unknown": "unknown"}[value]
    if entry["type"] == "short_code":
        return "ok" if entry["country"] == country else "short_code_abroad"
    if entry["type"] == "toll_free":
        if entry["country"] == country or {entry["country"], country} == {"US", "CA"}:
            return by_column("toll_free", "toll_free_not_supported")
        return by_column("long_code_international", "foreign_long_code")
    if entry["country"] == country or (entry["country"] == "US" and country == "CA"):
        return by_column("long_code_domestic", "long_code_not_supported")
    return by_column("long_code_international", "foreign_long_code")


# ---------------------------------------------------------------- references, owners, teams


def resolve(tenant, text, country):
    """"Matched exactly against ids, then against senders"; a short code of several countries "is the recipient
    country's, else the first". Returns an entry or None."""
    text = normalised(text)
    for entry in tenant["entries"]:
        if entry["id"] == text:
            return entry
    found = [entry for entry in tenant["entries"] if entry["sender"] == text]
    for entry in found:
        if entry["type"] == "short_code" and entry["country"] == country:
            return entry
    return found[0] if found else None


def owners(tenant, entry):
    """Users who have the entry "as their `sender`", in file order. "With `multi_sms_numbers: false` nobody owns a
    number.\""""
    if not tenant["multi_sms_numbers"]:
        return []
    return [name for name, user in tenant["users"].items()
            if user.get("sender") and resolve(tenant, user["sender"], None) is entry]


def another_users(tenant, entry, message):
    """"Those that users have as their own unless the message's user is one of them.\""""
    owned_by = owners(tenant, entry)
    return bool(owned_by) and message["user"] not in owned_by


def effective_team(tenant, message):
    """"t = the message's `team`, else the one team the user is a member of (none if several).\""""
    if message["team"]:
        return message["team"]
    teams = [name for name, team in tenant["teams"].items() if message["user"] in mapping(team.get("members"))]
    return teams[0] if message["user"] and len(teams) == 1 else None


# ---------------------------------------------------------------- conditions


def applies(tenant, rule, message):
    """"The rule applies if `when` holds and `unless` does not.\""""
    return ((rule["when"] is None or holds(tenant, rule["when"], message))
            and (rule["unless"] is None or not holds(tenant, rule["unless"], message)))


def holds(tenant, condition, message):
    """"Each holds if every key of it matches, any of the key's values (one value may stand for a list of one)."
    "What a message does not give matches nothing.\""""
    for key, values in condition.items():
        values = [values] if isinstance(values, str) else values
        if key == "country":
            matches = message["country"] in countries_in(tenant, values)
        elif key == "needs":
            matches = any(need in values for need in message["needs"])
        elif key == "team":
            matches = effective_team(tenant, message) in values
        elif key in ("user", "origin", "purpose"):
            matches = message[key] in values
        else:
            matches = message["attributes"].get(key) in values
        if not matches:
            return False
    return True


# ---------------------------------------------------------------- usability


def failure(tenant, entry, message, require):
    """"The candidate is checked in this order, the first failure is its reason.\""""
    if "assigned" in require and not entry["assigned"]:
        return "not_assigned"
    if "active" in require and entry["status"] != "active":
        return "not_active"
    if "capable" in require and not all(can(entry, need) for need in message["needs"]):
        return "not_capable"
    if "compliant" in require and not compliant(tenant, entry, message):
        return "not_compliant"
    if "owned" in require and message["user"] and another_users(tenant, entry, message):
        return "not_owned"
    return None


def can(entry, need):
    """"`reply` = the recipient must be able to answer: every sender but an alphanumeric ID can.\""""
    return entry["type"] != "alphanumeric" if need == "reply" else need in entry["capabilities"]


def compliant(tenant, entry, message):
    """"`unknown` passes `compliant`; with `unknown_compliance: reject` it does not.\""""
    found = verdict(tenant, entry, message["country"])
    return found == "ok" or (found == "unknown" and tenant["unknown_compliance"] == "allow")


# ---------------------------------------------------------------- sources


def candidate(tenant, rule, message):
    """What a rule proposes: an entry, the text of a sender that is not in the inventory, or None. Not for `best`, pools
    and `reject`."""
    source = rule["source"]
    country = message["country"]
    if source in ("conversation", "explicit", "first_used", "last_used"):
        text = message["from" if source == "explicit" else source]
        return (resolve(tenant, text, country) or text) if text else None
    if source == "user":
        if not tenant["multi_sms_numbers"]:
            text = tenant["organization_number"]
        else:
            text = tenant["users"][message["user"]].get("sender") if message["user"] else None
    elif source == "country_default":
        text = by_country(tenant, mapping(tenant["defaults"].get("countries")), country)
    elif source == "default":
        text = tenant["defaults"].get("sender")
        text = None if text == "none" else text
    elif source == "team":
        team = tenant["teams"].get(effective_team(tenant, message), {})
        text = by_country(tenant, mapping(team.get("countries")), country) or team.get("sender")
    elif source == "sender":
        text = rule["argument"]
    return (resolve(tenant, text, None) or text) if text else None


def best(tenant, message, require):
    """"`best` considers the entries usable under the rule's `require` with `compliant` always added, but those that
    users have as their own unless the message's user is one of them.\""""
    country = message["country"]

    def rank(entry):
        # sorted() keeps inventory order among equals; "later `purchased` (none last)" needs a second, earlier sort.
        return (verdict(tenant, entry, country) == "unknown",
                not (country is not None and (entry["country"] == country or country in entry["registered_in"])),
                entry["shared"],
                -entry["trust"])

    usable = [entry for entry in tenant["entries"]
              if failure(tenant, entry, message, list(require) + ["compliant"]) is None
              and not another_users(tenant, entry, message)]
    latest_first = sorted(usable, key=lambda entry: entry["purchased"], reverse=True)
    return sorted(latest_first, key=rank)[0] if usable else None


def pool(tenant, name, message, require):
    """"Pools consider their entries in the same way (usable under the rule's `require`; not another user's)… The criteria
    of `prefer` apply in order, each narrowing to the entries that meet it if any does. Of what is left, the first in
    the pool's own order; or, with `hash`, one by rendezvous hashing.\""""
    members = [resolve(tenant, text, None) for text in tenant["pools"][name]["senders"]]
    left = [entry for entry in members
            if failure(tenant, entry, message, require) is None and not another_users(tenant, entry, message)]
    to, country = message["to"]["text"], message["country"]
    for criterion in mapping(tenant["pools"][name].get("prefer")):
        if criterion == "area_code":
            narrowed = [e for e in left if to.startswith("+1") and e["sender"].startswith("+1")
                        and e["sender"][2:5] == to[2:5]]
        elif criterion == "country":
            narrowed = [e for e in left if country is not None and e["country"] == country]
        elif left:
            return min(left, key=lambda e: (-rendezvous(e["sender"], to), e["sender"].encode(), e["index"]))
        left = narrowed if criterion != "hash" and narrowed else left
    return left[0] if left else None


def rendezvous(sender, to):
    """"P = 2147483647; k = 64-bit FNV-1a of the sender's text; a = (k >> 33) mod P; b = (k & 0x7fffffff) mod P; …\""""
    k = 0xCBF29CE484222325
    for byte in sender.encode("utf-8"):
        k = (k ^ byte) * 0x100000001B3 % 2**64
    p = 2147483647
    a, b = (k >> 33) % p, (k & 0x7FFFFFFF) % p
    x = (int(to[1:]) + a) % p
    x = (x * x + b) % p
    x = (x * x + a) % p
    return (x * x + b) % p


# ---------------------------------------------------------------- one message (section 4)


class MessageError(Exception):
    """"… makes the message an *error*.\""""


class Integer:
    """A JSON integer, in the digits it was given in."""

    def __init__(self, text):
        self.text = text


class Pairs(list):
    """A JSON object as its pairs, duplicates and all."""


TEXT_KEYS = ["tenant", "conversation", "from", "first_used", "last_used", "user", "team"]
CLOSED_KEYS = {
    "origin": ["reply", "agent", "automation", "api", "campaign"],
    "purpose": ["transactional", "marketing", "otp"],
    "direction": ["outbound", "inbound"],
}
NEEDS = ["sms", "mms", "reply"]


def reject_constant(name):
    raise ValueError(name)


def parse(raw):
    """"A line that isn't an object, a missing or non-text `to`, a wrong type, a duplicate key, or a value outside `origin`,
    `purpose`, `needs`, `direction` makes the message an *error*." "`null`, an empty list, and an empty string in any
    key but `to` are a key not given.\""""
    try:
        pairs = json.loads(raw.decode("utf-8"), object_pairs_hook=Pairs, parse_int=Integer,
                           parse_constant=reject_constant)
    except ValueError as error:
        raise MessageError(f"not JSON: {error}")
    if not isinstance(pairs, Pairs):
        raise MessageError("not an object")
    given = dict(pairs)
    if len(given) != len(pairs):
        raise MessageError("duplicate key")
    if not is_text(given.get("to")):
        raise MessageError("`to` is missing or not text")
    # An empty object is no empty list, though Pairs is one.
    given = {key: value for key, value in given.items()
             if key == "to" or not (value is None or value == "" or type(value) is list and not value)}
    if "id" in given and not (is_text(given["id"]) or isinstance(given["id"], Integer)):
        raise MessageError("`id` is neither text nor an integer")
    for key in TEXT_KEYS:
        if key in given and not is_text(given[key]):
            raise MessageError(f"`{key}` is not text")
    for key, words in CLOSED_KEYS.items():
        if key in given and given[key] not in words:
            raise MessageError(f"`{key}` is none of {words}")
    if "needs" in given and not (type(given["needs"]) is list and all(need in NEEDS for need in given["needs"])):
        raise MessageError(f"`needs` is no list out of {NEEDS}")
    return given


def is_text(value):
    return isinstance(value, str) and not any("\ud800" <= c <= "\udfff" for c in value)


def evaluate(tenants, raw):
    """One line to one decision (a dictionary, always with its trace)."""
    given = parse(raw)
    head = {"id": given.get("id")}
    if len(tenants) > 1:
        head["tenant"] = given.get("tenant")
    # "`unknown_tenant` (missing with several loaded, or not loaded; decided first, with neither `country` nor `warnings`)"
    name = given.get("tenant", tenants[0]["name"] if len(tenants) == 1 else None)
    tenant = next((t for t in tenants if t["name"] == name), None)
    if tenant is None:
        return {**head, "outcome": "reject", "reason": "unknown_tenant"}
    for key in tenant["attributes"]:
        if key in given and not is_text(given[key]):
            raise MessageError(f"`{key}` is not text")
    decide = inbound if given.get("direction") == "inbound" else outbound
    return {**head, **decide(tenant, given)}


def inbound(tenant, given):
    """"The first user, in file order, whose own it is (unless `multi_sms_numbers: false`), else the first team that has it
    as `sender` or in `countries`, else neither key. Not in the inventory: reject, `unknown_number`. `country` is the
    contact's, left out where `from` is no possible number; no warnings.\""""
    contact = phone_facts(without_punctuation(given.get("from", "")))
    decision = {"country": contact["country"]} if contact else {}
    entry = resolve(tenant, given["to"], contact and contact["country"])
    if entry is None:
        return {**decision, "outcome": "reject", "reason": "unknown_number"}
    decision["outcome"] = "route"
    users = owners(tenant, entry)
    if users:
        return {**decision, "user": users[0]}
    for name, team in tenant["teams"].items():
        senders = [team.get("sender")] + list(mapping(team.get("countries")).values())
        if any(text and resolve(tenant, text, None) is entry for text in senders):
            return {**decision, "team": name}
    return decision


def outbound(tenant, given):
    warnings = []
    message = {key: given.get(key) for key in
               ("conversation", "from", "first_used", "last_used", "user", "team", "origin", "purpose")}
    message["needs"] = given.get("needs", ["sms"])
    message["attributes"] = {key: given[key] for key in tenant["attributes"] if key in given}
    # "Names in a message that the tenant doesn't declare count as not given, with a warning on the decision"
    if message["user"] is not None and message["user"] not in tenant["users"]:
        message["user"] = None
        warnings.append("unknown_user")
    if message["team"] is not None and message["team"] not in tenant["teams"]:
        message["team"] = None
        warnings.append("unknown_team")
    declared = {key: value for key, value in message["attributes"].items() if value in tenant["attributes"][key]}
    if declared != message["attributes"]:
        message["attributes"] = declared
        warnings.append("unknown_attribute")
    # "`to`: with spaces, `-`, `.`, `(`, `)` removed it is `+` and ASCII digits … and is *possible*"
    message["to"] = phone_facts(without_punctuation(given["to"]))
    if message["to"] is None:
        return {"outcome": "reject", "reason": "invalid_recipient", "warnings": warnings}
    message["country"] = message["to"]["country"]
    if message["country"] is None:
        warnings.append("unknown_country")
    if not message["to"]["valid"]:
        warnings.append("unrecognised_range")
    if message["to"]["landline"]:
        warnings.append("landline")
    decision = run(tenant, message)
    if decision.get("sender") == message["to"]["text"]:
        warnings.append("sender_is_recipient")
    return {**decision, "country": message["country"], "warnings": warnings}


def run(tenant, message):
    """Rule after rule: "the first row whose conditions hold and whose candidate is usable decides". "A rule with no
    candidate at all (`no_value`) or that doesn't apply (`not_applicable`) always goes to the next.\""""
    trace = []
    position = 0
    while position < len(tenant["rules"]):
        rule = tenant["rules"][position]
        position += 1
        place = {"rule": rule["name"], "at": rule["at"], "trace": trace}
        if not applies(tenant, rule, message):
            trace.append({"rule": rule["name"], "result": "not_applicable"})
            continue
        if rule["source"] == "reject":
            trace.append({"rule": rule["name"], "result": "rejected"})
            return {"outcome": "reject", "reason": "rejected_by_rule", **place}
        # "a rule's own `require:` replaces the order's; `[]` checks nothing more"
        require = tenant["require"] if rule["require"] is None else rule["require"]
        if rule["source"] == "best":
            chosen, reason = best(tenant, message, require), None
        elif rule["source"] == "pool":
            chosen, reason = pool(tenant, rule["argument"], message, require), None
        else:
            chosen = candidate(tenant, rule, message)
            if isinstance(chosen, str):
                reason = "unknown_sender"
            else:
                reason = chosen and failure(tenant, chosen, message, require)
        if chosen is None:
            trace.append({"rule": rule["name"], "result": "no_value"})
            continue
        step = {"rule": rule["name"], "result": reason or "selected"}
        if reason == "not_compliant":
            step["verdict"] = verdict(tenant, chosen, message["country"])
        step["sender"] = chosen if isinstance(chosen, str) else chosen["sender"]
        trace.append(step)
        if reason is None:
            return {"outcome": "send", "sender": chosen["sender"], "sender_id": chosen["id"], **place}
        if rule["if_unusable"] == "reject":
            return {"outcome": "reject", "reason": "unusable", "detail": reason, "verdict": step.get("verdict"), **place}
        if rule["if_unusable"] != "next":
            position = [r["name"] for r in tenant["rules"]].index(rule["if_unusable"])
    return {"outcome": "reject", "reason": "no_sender", "trace": trace}


# ---------------------------------------------------------------- output

KEYS = ["id", "tenant", "outcome", "sender", "sender_id", "user", "team", "country", "reason", "detail", "verdict",
        "rule", "at", "warnings", "trace"]


def line_of(decision, with_trace):
    """"Keys in this order"; "a key without a value is left out, `warnings` too when empty; only `country` may be null"."""
    decision = {**decision, "trace": decision.get("trace", []) if with_trace else None}
    parts = []
    for key in KEYS:
        value = decision.get(key)
        if (value is None and not (key == "country" and key in decision)) or (key == "warnings" and not value):
            continue
        text = value.text if isinstance(value, Integer) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        parts.append(f'"{key}":{text}')
    return "{" + ",".join(parts) + "}"


def decide_all(tenants, data, with_trace):
    """Every line of NDJSON (bytes) to a line of output. "Blank lines skipped"; an error stands "in its place"."""
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip(b" \t\r"):
            continue
        try:
            yield line_of(evaluate(tenants, raw), with_trace)
        except MessageError as error:
            yield json.dumps({"line": number, "outcome": "error", "error": str(error)}, ensure_ascii=False,
                             separators=(",", ":"))


def main(arguments):
    paths = [argument for argument in arguments if argument != "--trace"]
    if len(paths) != 2:
        sys.exit(__doc__)
    with open(paths[1], "rb") as file:
        data = file.read()
    failed = False
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for line in decide_all(load(paths[0]), data, "--trace" in arguments):
        failed = failed or '"outcome":"error"' in line
        print(line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
