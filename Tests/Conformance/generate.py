#!/usr/bin/env python3
"""Random tenants and messages: valid, and as nasty as the contract allows.

    generate.py --seed S --tenants N --messages M [--parents K] OUT_DIR

Writes OUT_DIR/t000/*.yaml (a tenant) and OUT_DIR/t000.ndjson (messages for it), t001 …; with --parents also
OUT_DIR/p000/<folder>/*.yaml (several tenants) and OUT_DIR/p000.ndjson, whose messages name their tenant. The same
arguments give the same bytes.

There are few of everything, so that names collide: one number may be a user's own, a team's, a default, in a pool and
the recipient at once.
"""

import argparse
import json
import os
import random
import re

import phonenumbers
from phonenumbers import PhoneNumberType

import reference

# Numbers worth having: shared calling codes (1, 7, 39, 44, 47, 61, 262, 358, 599), leading zeros, landlines, toll-free,
# ranges that exist by length only, calling codes without a country.
NUMBERS = """
+14155550123 +12125550147 +16465550111 +14155550124 +14165551234 +17875551234 +18005551234 +18335550100 +15005550006
+12425551234 +447400123456 +441212345678 +447911123456 +447700900123 +447797712345 +448001234567 +4915112345678
+4930123456 +498001234567 +77012345678 +79161234567 +393123456789 +390612345678 +390669812345 +4741234567 +4779123456
+358401234567 +35818123456 +41791234567 +436641234567 +6581234567 +61412345678 +61891641234 +33612345678 +262692123456
+262639012345 +5997171234 +59995181234 +80012345678 +883510012345 +870773111632 +971501234567 +38344123456 +2471234
""".split()
POSSIBLE = [number for number in NUMBERS if reference.phone_facts(number)]
ALPHANUMERICS = ["ACME", "Acme", "#ACME", "Café", "NO", "yes", "1e3", "Taxi 24", "A-1", "true", "null", "0x1F"]
SHORT_CODES = ["88022", "12345", "0123", "123", "12345678"]
CODES = ["US", "CA", "GB", "GG", "JE", "DE", "AT", "CH", "NO", "SJ", "FR", "IT", "VA", "KZ", "RU", "SG", "AU", "PR", "AE",
         "FI", "AX", "XK", "AC", "BS", "IN"]
BUILT_IN = ["eu", "eea", "nanp", "gcc"]
IDS = ["support", "main", "us-1", "us-2", "uk-main", "acme", "yes", "no", "null", "dach", "x", "a1"]
USERS = ["jane", "ali", "NO", "0123", "bob"]
TEAMS = ["sales", "help", "yes", "1e3"]
POOLS = ["us", "world", "NO"]
ATTRIBUTES = {"brand": ["acme", "zenith", "NO"], "tier": ["1", "gold", "true"], "kind_of": ["a b", "é"]}
ORIGINS = ["reply", "agent", "automation", "api", "campaign"]
PURPOSES = ["transactional", "marketing", "otp"]
NEEDS = ["sms", "mms", "reply"]
REQUIRES = ["assigned", "active", "capable", "compliant", "owned"]
SOURCES = ["conversation", "explicit", "user", "first_used", "last_used", "country_default", "default", "team", "best"]


def punctuate(rng, number):
    """`+14155550123` as people write it."""
    text = number
    for _ in range(rng.randint(1, 4)):
        place = rng.randint(1, len(text))
        text = text[:place] + rng.choice([" ", "-", ".", "(", ")", ") ", " ("]) + text[place:]
    return text.rstrip()


def some(rng, values, least=0, most=None):
    values = list(values)
    most = len(values) if most is None else min(most, len(values))
    return rng.sample(values, rng.randint(min(least, most), most))


# ---------------------------------------------------------------- a tenant, as plain values


class TenantMaker:
    def __init__(self, rng, name):
        self.rng, self.name = rng, name

    def chance(self, p):
        return self.rng.random() < p

    def make(self):
        rng = self.rng
        self.groups = {}
        if self.chance(0.6):
            for group in some(rng, ["dach", "nordic", "islands"], 1):
                self.groups[group] = some(rng, CODES + BUILT_IN, 0, 4) * (2 if self.chance(0.1) else 1)
        self.users_names = some(rng, USERS, rng.choice([0, 1, 2]), 4)
        self.team_names = some(rng, TEAMS, rng.choice([0, 1, 1]), 3)
        self.attributes = {key: values[:rng.randint(1, 3)] for key, values in ATTRIBUTES.items() if self.chance(0.35)}
        self.inventory = self.make_inventory()
        self.references = self.make_references()
        tenant = {"tenant": self.name}
        if self.chance(0.3):
            tenant["name"] = rng.choice(["Acme Ltd", "Société Générale ☎", "NO", "'quoted' \"name\": # x"])
        if self.chance(0.5):
            tenant["country"] = rng.choice(CODES)
        if self.chance(0.7):
            tenant["organization_number"] = self.reference() if self.chance(0.85) else "+15005550099"
        if self.chance(0.5):
            tenant["features"] = {"multi_sms_numbers": self.chance(0.6)}
        if self.chance(0.2):
            tenant["limits"] = {"numbers": rng.randint(0, 30)}
        if self.chance(0.2):
            tenant["ten_dlc"] = {"campaign": "C0FFEE", "status": rng.choice(["approved", "pending"])}
        if self.attributes:
            tenant["attributes"] = self.attributes
        if self.groups:
            tenant["groups"] = self.groups
        if self.chance(0.2):
            tenant["providers"] = {"main": {"kind": "twilio", "account_sid": "env:SID",
                                            "credentials": {"token": "env:TOKEN"}}}
        if self.chance(0.5):
            tenant["countries"] = self.overrides(list(self.groups) + BUILT_IN, self.groups)
        tenant["inventory"] = self.inventory
        tenant.update(self.make_people())
        tenant["order"] = self.make_order(tenant)
        return tenant

    # -- countries

    def overrides(self, groups, custom):
        columns = {"alphanumeric": ["yes", "registration", "no", "unknown"]}
        for key in ("long_code_domestic", "long_code_international", "toll_free"):
            columns[key] = ["yes", "no", "unknown"]
        return self.country_mapping(groups, custom, lambda: {
            key: self.rng.choice(values) for key, values in columns.items() if self.chance(0.5)}, 6)

    def country_mapping(self, groups, custom, value, most):
        """A mapping of countries in which no two groups share a country that is not given itself."""
        exact = some(self.rng, CODES, 0, most)
        taken, keys = set(), list(exact)
        for group in some(self.rng, groups, 0, 2):
            members = reference.countries_of({"groups": custom}, group) - set(exact)
            if not members & taken:
                taken |= members
                keys.append(group)
        self.rng.shuffle(keys)
        return {key: value() for key in keys}

    def country_list(self, least=0):
        return some(self.rng, CODES + BUILT_IN + list(self.groups), least, 4)

    # -- inventory

    def make_inventory(self):
        rng, entries, seen = self.rng, [], set()
        # Some tenants mostly have numbers of one country, so that rankings tie.
        numbers = rng.sample(POSSIBLE, rng.randint(1, 8)) + (["+14155550123", "+12125550147"] if self.chance(0.6) else [])
        senders = numbers + some(rng, ALPHANUMERICS, 0, 4)
        for code in some(rng, SHORT_CODES, 0, 3):
            senders += [code] * rng.choice([1, 1, 2])
        rng.shuffle(senders)
        texts = set(senders)
        ids = [name for name in IDS if name not in texts]
        rng.shuffle(ids)
        for sender in senders[:rng.choice([1, 2, 4, 6, 8, 10, 12, 14])]:
            entry = {"sender": sender}
            if sender.isdigit():
                entry["country"] = rng.choice(["US", "CA", "GB", "DE", "NO", "FR"])
            elif sender.startswith("+"):
                if self.chance(0.12):
                    entry["country"] = rng.choice(CODES)
                if self.chance(0.12):
                    entry["type"] = rng.choice(["long_code", "toll_free"])
            identity = (sender, entry.get("country") if sender.isdigit() else None)
            if identity in seen:
                continue
            seen.add(identity)
            if sender in ("acme", "yes", "NO") and self.chance(0.3) and sender.islower():
                entry["id"] = sender    # an id equal to its own sender is no collision
            elif ids and (self.chance(0.6) or senders.count(sender) > 1 and self.chance(0.6)):
                entry["id"] = ids.pop()
            if sender.startswith("+") and self.chance(0.15):
                entry["sender"] = punctuate(rng, sender)
            if self.chance(0.1):
                entry.setdefault("type", self.kind(sender))
            if self.chance(0.35):
                entry["capabilities"] = some(rng, ["sms", "mms", "voice"])
            if self.chance(0.25):
                entry["status"] = rng.choice(["active", "pending", "suspended", "released"])
            if self.chance(0.25):
                entry["assigned"] = self.chance(0.4)
            if self.chance(0.3):
                entry["shared"] = self.chance(0.6)
            if self.chance(0.35):
                entry["trust"] = rng.choice([-1, 0, 1, 2, 10])
            if self.chance(0.4):
                entry["purchased"] = rng.choice(["2024-02-29", "2025-03-01", "2025-03-02", "2026-12-31"])
            if self.chance(0.35):
                entry["registered_in"] = self.country_list()
            if self.chance(0.15):
                entry["tags"] = ["marketing", "NO"]
            if self.chance(0.1):
                entry["weekly_price"] = "4.50"
            if self.chance(0.1):
                entry["name"] = rng.choice(["Support: the line", "Nº 1 😀", "#1"])
            entries.append(entry)
        return entries

    def kind(self, sender):
        if sender.startswith("+"):
            return "toll_free" if reference.phone_facts(sender)["toll_free"] else "long_code"
        return "short_code" if sender.isdigit() else "alphanumeric"

    def make_references(self):
        """Every way to name an entry in YAML: by id always, by sender where it is one entry's only."""
        texts = [reference.normalised(entry["sender"]) for entry in self.inventory]
        references = []
        for entry, text in zip(self.inventory, texts):
            ways = [entry["id"]] if "id" in entry else []
            if texts.count(text) == 1:
                ways.append(text)
                if text.startswith("+") and self.chance(0.2):
                    ways.append(punctuate(self.rng, text))
            if ways:
                references.append(ways)
        return references

    def reference(self):
        """A reference, the few first entries more often."""
        if not self.references:
            return None
        ways = self.rng.choice(self.references[:4] if self.chance(0.5) else self.references)
        return self.rng.choice(ways)

    # -- people

    def make_people(self):
        rng, part = self.rng, {}
        if not self.references:
            # Only short codes of two countries, without ids: nothing can be named.
            part["users"] = {name: {} for name in self.users_names}
            part["teams"] = {name: {"members": some(rng, self.users_names)} for name in self.team_names}
            return part
        if self.users_names or self.chance(0.2):
            part["users"] = {}
            for name in self.users_names:
                user = {"sender": self.reference()} if self.chance(0.85) else {}
                if self.chance(0.2):
                    user["name"] = "Jane"
                part["users"][name] = user
        if self.team_names:
            part["teams"] = {}
            for name in self.team_names:
                team = {}
                if self.chance(0.7):
                    team["sender"] = self.reference()
                if self.chance(0.4):
                    team["countries"] = self.country_mapping(list(self.groups) + BUILT_IN, self.groups, self.reference, 4)
                if self.chance(0.8):
                    team["members"] = some(rng, self.users_names, 0, 3)
                part["teams"][name] = team
        self.pool_names = some(rng, POOLS, 0, 2)
        if self.pool_names:
            part["pools"] = {}
            for name in self.pool_names:
                pool = {"senders": [self.reference() for _ in range(rng.choice([1, 2, 3, 5, 8]))]}
                if self.chance(0.85):
                    pool["prefer"] = some(rng, ["area_code", "country"]) + (["hash"] if self.chance(0.7) else [])
                part["pools"][name] = pool
        if self.chance(0.8):
            part["defaults"] = {}
            if self.chance(0.8):
                part["defaults"]["sender"] = "none" if self.chance(0.2) else self.reference()
            if self.chance(0.7):
                part["defaults"]["countries"] = self.country_mapping(
                    list(self.groups) + BUILT_IN, self.groups, self.reference, 6)
        return part

    # -- order

    def make_order(self, tenant):
        rng = self.rng
        pools = list(tenant.get("pools", {}))
        order = {}
        if self.chance(0.35):
            presets = ["thread-first", "staff-first", "compliant-first", "per-user"]
            order["preset"] = rng.choice(presets + ["messaging-service"] * 2 if pools else presets)
            if order["preset"] == "messaging-service" and (len(pools) > 1 or self.chance(0.3)):
                order["pool"] = rng.choice(pools)
        if self.chance(0.35):
            order["require"] = some(rng, REQUIRES)
        elif self.chance(0.2):
            order["require"] = ["assigned", "active", "capable", "compliant", "owned"]
        if self.chance(0.3):
            order["unknown_compliance"] = rng.choice(["allow", "reject"])
        if "preset" not in order:
            order["rules"] = self.make_rules(pools)
        keys = list(order)
        rng.shuffle(keys)
        return {key: order[key] for key in keys}

    def make_rules(self, pools):
        rng = self.rng
        rules, names = [], []
        for number in range(rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 12])):
            use = rng.choice(SOURCES + ["pool", "sender", "reject"][:3 if self.chance(0.5) else 2])
            if use == "pool":
                use = {"pool": rng.choice(pools)} if pools else "best"
            elif use == "sender":
                use = {"sender": self.reference()} if self.references else "best"
            (source, argument), = use.items() if isinstance(use, dict) else [(use, None)]
            name = source if argument is None else f"{source}:{argument}"
            rule = {}
            if name in names or self.chance(0.1):
                name = rng.choice([f"r{number}", f"rule {number} – é", f"{number}", f"yes{number}"])
                rule["name"] = name
            if source == "reject" or self.chance(0.3):
                if self.chance(0.8) or source == "reject" and number < 6:
                    rule["when"] = self.condition()
            if self.chance(0.15):
                rule["unless"] = self.condition()
            rule["use"] = use
            if source != "reject" and self.chance(0.2):
                rule["require"] = some(rng, REQUIRES)
            names.append(name)
            rules.append(rule)
        for number, rule in enumerate(rules):
            source = rule["use"] if isinstance(rule["use"], str) else list(rule["use"])[0]
            if source in ("best", "pool", "reject") or not self.chance(0.45):
                continue
            later = [name for name in names[number + 1:] if name != "reject"]
            rule["if_unusable"] = rng.choice(["next", "reject"] + later * 2)
        rules = [rule if set(rule) != {"use"} or self.chance(0.2) or isinstance(rule["use"], dict) else rule["use"]
                 for rule in rules]
        return [self.shuffled(rule) if isinstance(rule, dict) else rule for rule in rules]

    def shuffled(self, table):
        keys = list(table)
        self.rng.shuffle(keys)
        return {key: table[key] for key in keys}

    def condition(self):
        rng = self.rng
        values = {"country": lambda: self.country_list(1), "origin": lambda: some(rng, ORIGINS, 1, 3),
                  "purpose": lambda: some(rng, PURPOSES, 1, 2), "needs": lambda: some(rng, NEEDS, 1, 2)}
        if self.team_names:
            values["team"] = lambda: some(rng, self.team_names, 1)
        if self.users_names:
            values["user"] = lambda: some(rng, self.users_names, 1)
        for key in self.attributes:
            values[key] = lambda key=key: some(rng, self.attributes[key], 1)
        condition = {}
        for key in some(rng, values, 1, rng.choice([1, 1, 1, 2, 3])):
            chosen = values[key]()
            condition[key] = chosen[0] if len(chosen) == 1 and self.chance(0.6) else chosen
        return condition


# ---------------------------------------------------------------- writing YAML in many styles

PLAIN = re.compile(r"[\w+][\w+.() -]*(?<! )\Z")


class Writer:
    """Writes a mapping as YAML: block or flow, plain or quoted, with comments and, at times, anchors."""

    def __init__(self, rng):
        self.rng = rng
        self.flow_share = rng.choice([0.1, 0.4, 0.9])
        self.quote_share = rng.choice([0.05, 0.4])
        self.comment_share = rng.choice([0, 0.1])
        self.step = rng.choice([1, 2, 2, 4])
        self.flush_lists = rng.random() < 0.3
        self.anchoring = rng.random() < 0.3
        self.anchors, self.made = {}, 0

    def file(self, table):
        self.counts = {}
        self.count(table)
        text = ""
        if self.rng.random() < 0.2:
            text += "# a comment, ünïcode 😀\n\n"
        if self.rng.random() < 0.15:
            text += "---\n"
        text += self.block_mapping(table, 0)
        return text.replace("\n", "\r\n") if self.rng.random() < 0.1 else text

    def count(self, value):
        key = repr(value)
        self.counts[key] = self.counts.get(key, 0) + 1
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            self.count(item)

    def anchor(self, value):
        """(text before the value, whether the text is all)"""
        key = repr(value)
        worth = isinstance(value, (list, dict, str)) and len(value) > 0 and self.counts.get(key, 0) > 1
        if not self.anchoring or not worth:
            return "", False
        if key in self.anchors and self.rng.random() < 0.7:
            return f"*{self.anchors[key]}", True
        if self.rng.random() < (0.8 if value in SOURCES else 0.4):
            self.made += 1
            self.anchors[key] = f"a{self.rng.randint(0, 9)}_{self.made}"
            return f"&{self.anchors[key]} ", False
        return "", False

    def scalar(self, value):
        if value is True or value is False:
            return "true" if value else "false"
        if isinstance(value, int):
            return str(value)
        style = self.rng.random()
        if PLAIN.match(value) and style >= self.quote_share:
            return value
        if style < self.quote_share / 2 or "\\" in value:
            return json.dumps(value, ensure_ascii=self.rng.random() < 0.2 and all(ord(c) < 65536 for c in value))
        return "'" + value.replace("'", "''") + "'"

    def comment(self):
        return "  # note: é" if self.rng.random() < self.comment_share else ""

    def flow(self, value, indent, top=True):
        before, done = self.anchor(value) if not top else ("", False)
        if done:
            return before + " "    # a space, for `*a :` and `*a,` are not always what they seem
        if not isinstance(value, (list, dict)):
            return before + self.scalar(value)
        gap = self.rng.choice(["", "", " ", "\n" + " " * (indent + 3)])
        if isinstance(value, dict):
            items = [f"{self.scalar(key)}: {self.flow(item, indent, False)}" for key, item in value.items()]
            open_, close = "{", "}"
        else:
            items = [self.flow(item, indent, False) for item in value]
            open_, close = "[", "]"
        return before + open_ + gap + ("," + (gap or " ")).join(items) + gap + close

    def value(self, value, indent):
        """What stands after `key:`, with its line end."""
        before, done = self.anchor(value)
        if done:
            return " " + before + self.comment() + "\n"
        if isinstance(value, (list, dict)) and value and self.rng.random() >= self.flow_share:
            head = (" " + before.rstrip() if before else "") + self.comment() + "\n"
            if isinstance(value, dict):
                return head + self.block_mapping(value, indent + self.step)
            return head + self.block_list(value, indent if self.flush_lists else indent + self.step)
        if value == {} and self.rng.random() < 0.5 and not before:
            return "\n"
        return " " + before + self.flow(value, indent) + self.comment() + "\n"

    def block_mapping(self, table, indent):
        text = ""
        for key, value in table.items():
            text += " " * indent + self.scalar(key) + ":" + self.value(value, indent)
            if self.rng.random() < self.comment_share / 2:
                text += "\n"
        return text

    def block_list(self, items, indent):
        text = ""
        for item in items:
            gap = " " * self.rng.choice([1, 1, 3])
            before, done = self.anchor(item)
            if done:
                text += " " * indent + "-" + gap + before + self.comment() + "\n"
            elif isinstance(item, dict) and item and not before and self.rng.random() >= self.flow_share:
                inner = self.block_mapping(item, indent + 1 + len(gap))
                text += " " * indent + "-" + gap + inner[indent + 1 + len(gap):]
            else:
                text += " " * indent + "-" + gap + before + self.flow(item, indent) + self.comment() + "\n"
        return text


def write_tenant(rng, tenant, folder, sendfrom=None):
    """Splits the keys over files at random, `inventory`, `users`, `teams` and `pools` inside as well."""
    names = ["tenant.yaml"] + some(rng, ["Z.yaml", "a.yml", "inventory.yaml", "order.yaml", "é.yaml", "u-1.yml"], 0, 4)
    files = {name: {} for name in names}
    for key, value in tenant.items():
        if key in ("inventory", "users", "teams", "pools") and len(value) > 1 and rng.random() < 0.3:
            for item in value:
                part = files[rng.choice(names)]
                if key == "inventory":
                    part.setdefault(key, []).append(item)
                else:
                    part.setdefault(key, {})[item] = value[item]
        elif key == "tenant" and rng.random() < 0.8:
            files["tenant.yaml"][key] = value
        else:
            files[rng.choice(names)][key] = value
    os.makedirs(folder)
    for name, table in files.items():
        keys = list(table)
        rng.shuffle(keys)
        write(os.path.join(folder, name), Writer(rng).file({key: table[key] for key in keys}) if table else "")
    if sendfrom:
        write(os.path.join(folder, "sendfrom.yaml"), Writer(rng).file(sendfrom))
    if rng.random() < 0.1:
        write(os.path.join(folder, ".hidden.yaml"), "tenant: [not read\n")
    if rng.random() < 0.1:
        os.makedirs(os.path.join(folder, "nested"))
        write(os.path.join(folder, "nested", "tenant.yaml"), "tenant: not-searched-inside-a-tenant\n")


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


# ---------------------------------------------------------------- messages

INVALID_RECIPIENTS = ["", "+", "abc", "14155550123", "0049151", "+1", "+1415555", "+141555501234", "+999123456", "++14155550123",
                      "+１４１５５５５０１２３", "+1\t4155550123", "+1/4155550123", "+" + "4" * 40, "+1\u00a04155550123",
                      "+014155550123", "88022", "ACME", "+49", "+5550123", "+7 495", "+0", "+390", "+39000", "+1٤١٥٥٥٥٠١٢٣"]
WRONG = [1, 1.5, True, False, {}, {"a": 1}, ["x"], [None], [[]], -1]
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
CALLING_CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
KINDS = [PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.VOIP,
         PhoneNumberType.PREMIUM_RATE]


class MessageMaker:
    def __init__(self, rng, tenants, several):
        self.rng, self.tenants, self.several = rng, tenants, several

    def chance(self, p):
        return self.rng.random() < p

    def lines(self, count):
        return [self.line(number) for number in range(count)]

    def line(self, number):
        rng = self.rng
        if self.chance(0.01):
            return rng.choice(["", " ", "\t\r"])
        pairs = self.pairs(number)
        if self.chance(0.02):
            return rng.choice(["{", "[]", "null", '"to"', "1", '{"to":"+14155550123",}', "{'to':1}", '{"to":"+14155550123"} x',
                               '[{"to":"+14155550123"}]', '{"to":NaN}', '{"to":"\t"}', '{"to" "+1"}', "{}", '{"id":01,"to":"+1"}',
                               '{"to":"+14155550123","x":Infinity}', '{"to":"\\x"}', "tru", '{"a":1}{"to":""}'])
        if self.chance(0.02):
            key, value = rng.choice(pairs)
            pairs.append((key, value if self.chance(0.5) else rng.choice(WRONG + [None, ""])))
            if self.chance(0.5):
                rng.shuffle(pairs)
        return self.written(pairs)

    def written(self, pairs):
        rng = self.rng
        space = rng.choice(["", "", " ", "\t"])
        texts = []
        for key, value in pairs:
            ascii_only = self.chance(0.3)
            left = json.dumps(key, ensure_ascii=ascii_only)
            if self.chance(0.01):
                left = '"' + "".join(f"\\u{ord(c):04x}" for c in key) + '"'
            texts.append(left + ":" + space + json.dumps(value, ensure_ascii=ascii_only))
        return space + "{" + ("," + space).join(texts) + "}" + rng.choice(["", "", "", " ", "\r"])

    def pairs(self, number):
        rng = self.rng
        name, tenant = rng.choice(self.tenants)
        message = {"to": self.recipient(tenant)}
        if self.chance(0.8):
            message["id"] = rng.choice([f"m{number}", number, f"é☎{number}", "\"\\/\n\u0001", -number, 10**25 + number])
        if self.several:
            if self.chance(0.95):
                message["tenant"] = name if self.chance(0.95) else "nobody"
        elif self.chance(0.05):
            message["tenant"] = rng.choice([name, name, "other", ""])
        if self.chance(0.08):
            message["direction"] = "inbound"
            message["to"] = self.sender(tenant)
            if self.chance(0.85):
                message["from"] = self.recipient(tenant)
        elif self.chance(0.05):
            message["direction"] = "outbound"
        keys = {"conversation": 0.35, "from": 0.25, "first_used": 0.3, "last_used": 0.3}
        for key, share in keys.items():
            if self.chance(share):
                message.setdefault(key, self.sender(tenant))
        if self.chance(0.5):
            message["user"] = self.name(tenant.get("users", {}), USERS)
        if self.chance(0.35):
            message["team"] = self.name(tenant.get("teams", {}), TEAMS)
        if self.chance(0.5):
            message["origin"] = rng.choice(ORIGINS)
        if self.chance(0.5):
            message["purpose"] = rng.choice(PURPOSES)
        if self.chance(0.35):
            message["needs"] = some(rng, NEEDS, 0) + (["sms"] if self.chance(0.1) else [])
        for key, values in ATTRIBUTES.items():
            if self.chance(0.35):
                declared = tenant.get("attributes", {}).get(key)
                message[key] = rng.choice(declared if declared and self.chance(0.8) else values + ["?"])
        if self.chance(0.08):
            message[rng.choice(["body", "frm", "To", "Team", "x"])] = rng.choice(WRONG + [None, "", "text", [{"to": 1}]])
        if self.chance(0.08):
            message[rng.choice(["id", "tenant", "conversation", "from", "user", "team", "origin", "purpose", "needs",
                                "direction", "brand", "first_used", "last_used"])] = rng.choice([None, "", []])
        if self.chance(0.02):
            message[rng.choice(list(message))] = rng.choice(WRONG + [None, []])
        if self.chance(0.01):
            message[rng.choice(["origin", "purpose", "direction", "needs"])] = rng.choice(
                ["Reply", "sms", ["SMS"], [""], "out", ["sms", None]])
        if self.chance(0.005):
            del message["to"]
        pairs = list(message.items())
        if self.chance(0.5):
            rng.shuffle(pairs)
        return pairs or [("x", 1)]

    def name(self, declared, all_names):
        names = list(declared)
        return self.rng.choice(names) if names and self.chance(0.85) else self.rng.choice(all_names + ["nobody", "Jane"])

    def sender(self, tenant):
        rng = self.rng
        entry = rng.choice(tenant["inventory"])
        text = reference.normalised(entry["sender"])
        choice = rng.random()
        if choice < 0.45 and "id" in entry:
            return entry["id"]
        if choice < 0.75:
            return text
        if choice < 0.85:
            return punctuate(rng, rng.choice(POSSIBLE)) if not text.startswith("+") else punctuate(rng, text)
        return rng.choice(POSSIBLE + ALPHANUMERICS + SHORT_CODES + IDS + ["Support", " " + text, text.lstrip("+"), "+",
                                                                          text + " ", "unknown", "none"])

    def recipient(self, tenant):
        rng = self.rng
        choice = rng.random()
        if choice < 0.02:
            return rng.choice(INVALID_RECIPIENTS)
        if choice < 0.07:
            code = str(rng.choice(CALLING_CODES))
            return "+" + code + "".join(rng.choice("0123456789") for _ in range(rng.randint(4, 11)))
        if choice < 0.2:
            region = rng.choice(REGIONS)
            number = phonenumbers.example_number_for_type(region, rng.choice(KINDS)) or phonenumbers.example_number(region)
            text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        elif choice < 0.3:
            text = reference.normalised(rng.choice(tenant["inventory"])["sender"])
            text = text if text.startswith("+") else rng.choice(POSSIBLE)
        elif choice < 0.45:
            text = rng.choice(["+1415", "+1212", "+1646", "+1416"]) + f"555{rng.randint(0, 9999):04d}"
        else:
            text = rng.choice(POSSIBLE)
        if self.chance(0.4):
            text = text[:-2] + f"{rng.randint(0, 99):02d}"
        if self.chance(0.15):
            text = rng.choice(["", " ", "("]) + punctuate(rng, text) + rng.choice(["", " ", ")"])
        return text


# ---------------------------------------------------------------- all of it


def sendfrom_yaml(rng):
    maker = TenantMaker(rng, "none")
    maker.groups = {}
    return {"countries": maker.overrides(BUILT_IN, {}), **({"severity": {"gap": "off"}} if rng.random() < 0.2 else {})}


def generate(out, seed, tenants, messages, parents):
    """Yields (folder, messages file) of every case written."""
    os.makedirs(out, exist_ok=True)
    rng = random.Random(f"{seed}")
    if rng.random() < 0.5:
        write(os.path.join(out, "sendfrom.yaml"), Writer(rng).file(sendfrom_yaml(rng)))
    for number in range(tenants):
        rng = random.Random(f"{seed}/t{number}")
        tenant = TenantMaker(rng, rng.choice(["acme", "0", "no", "a-b-9", "yes"])).make()
        folder = os.path.join(out, f"t{number:03d}")
        write_tenant(rng, tenant, folder, sendfrom_yaml(rng) if rng.random() < 0.4 else None)
        lines = MessageMaker(rng, [(tenant["tenant"], tenant)], False).lines(messages)
        write(folder + ".ndjson", "\n".join(lines) + ("\n" if rng.random() < 0.8 else ""))
        yield folder, folder + ".ndjson"
    for number in range(parents):
        rng = random.Random(f"{seed}/p{number}")
        parent = os.path.join(out, f"p{number:03d}")
        os.makedirs(parent)
        if rng.random() < 0.4:
            write(os.path.join(parent, "sendfrom.yaml"), Writer(rng).file(sendfrom_yaml(rng)))
        loaded = []
        for name in some(rng, ["acme", "b", "no", "1e3", "z-9"], 1, 4):
            tenant = TenantMaker(rng, name).make()
            folder = os.path.join(parent, *rng.choice([["x-" + name], ["Deep", name], ["é", "deeper", name]]))
            write_tenant(rng, tenant, folder, sendfrom_yaml(rng) if rng.random() < 0.2 else None)
            loaded.append((name, tenant))
        if rng.random() < 0.5:
            write_tenant(rng, TenantMaker(rng, "hidden").make(), os.path.join(parent, ".hidden"))
        lines = MessageMaker(rng, loaded, len(loaded) > 1).lines(messages)
        write(parent + ".ndjson", "\n".join(lines) + "\n")
        yield parent, parent + ".ndjson"


def arguments(parser):
    parser.add_argument("--seed", default="1")
    parser.add_argument("--tenants", type=int, default=100)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--parents", type=int, default=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments(parser)
    parser.add_argument("out")
    chosen = parser.parse_args()
    for _ in generate(chosen.out, chosen.seed, chosen.tenants, chosen.messages, chosen.parents):
        pass


if __name__ == "__main__":
    main()
