#!/usr/bin/env python3
"""Hand-made cases for the reference, one function a paragraph of the contract. Run with python3; silent but for the sum."""

import json
import os
import tempfile

import reference


def tenants_of(files):
    """Loads what a dictionary of relative path to text makes on disk."""
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = os.path.join(root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return reference.load(root)


def lines(files, text, trace=True):
    files = {"tenant.yaml": files} if isinstance(files, str) else files
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return list(reference.decide_all(tenants_of(files), data, trace))


def decide(files, message):
    (line,) = lines(files, json.dumps(message))
    return json.loads(line)


def short(files, message):
    """The sender, or the reason and detail, of one message: `+1…`, `no_sender`, `unusable/not_active`."""
    decision = decide(files, message)
    return decision.get("sender") or "/".join(filter(None, [decision.get("reason"), decision.get("detail")]))


def steps(files, message):
    return [(step["rule"], step["result"]) for step in decide(files, message)["trace"]]


INVENTORY = """
inventory:
  - {sender: "+14155550123", id: support, capabilities: [sms, mms]}
  - {sender: "+447400123456", id: uk-main}
  - {sender: ACME, id: acme}
  - {sender: "88022", country: US, id: us-short}
  - {sender: "88022", country: CA, id: ca-short}
  - {sender: "+12125550147", id: off, status: suspended}
  - {sender: "+16465550111", id: away, assigned: false}
"""
BASE = "tenant: acme\n" + INVENTORY
US, CA, GB, DE = "+14155550199", "+14165551234", "+447400123499", "+4915112345678"


def ordered(rules, more=""):
    return f"{BASE}{more}\norder:\n  rules: [{rules}]\n"


def test_tenant_folder_and_files():
    files = {
        "tenant.yaml": "",
        "Z.yaml": "inventory: [{sender: ACME}]\ntenant: acme\n",
        "a.yml": "inventory:\n  - sender: +1 (415) 555-0123\norder: {rules: [{use: {pool: p}}]}\npools: {p: {senders: [ACME, '+14155550123']}}\n",
        ".x.yaml": "tenant: [",
        "sendfrom.yaml": "countries: {}",
        "inner/tenant.yaml": "tenant: inner",
    }
    (tenant,) = tenants_of(files)
    assert [entry["sender"] for entry in tenant["entries"]] == ["ACME", "+14155550123"]    # "Z" before "a": bytes
    assert decide(files, {"to": US})["at"] == "a.yml:3:17"
    assert short(files, {"to": US}) == "ACME"


def test_several_tenants():
    one = "inventory: [{sender: ACME}]\norder: {rules: [best]}\ntenant: "
    files = {"x/tenant.yaml": one + "a", "x/y/tenant.yaml": one + "inside", "deep/er/tenant.yaml": one + "b",
             ".h/tenant.yaml": one + "h"}
    assert sorted(t["name"] for t in tenants_of(files)) == ["a", "b"]
    assert lines(files, '{"id":1,"to":"+447400123456","tenant":"b"}', False)[0].startswith('{"id":1,"tenant":"b","outcome":"send"')
    assert decide(files, {"to": US}) == {"outcome": "reject", "reason": "unknown_tenant", "trace": []}
    assert decide(files, {"to": "x", "tenant": "h", "user": "q"}) == {
        "tenant": "h", "outcome": "reject", "reason": "unknown_tenant", "trace": []}
    single = {"x/tenant.yaml": one + "a"}
    assert decide(single, {"to": GB, "tenant": "b"}) == {"outcome": "reject", "reason": "unknown_tenant", "trace": []}
    assert "tenant" not in decide(single, {"to": GB, "tenant": "a"})


def test_text_never_guessed():
    files = "tenant: no\nusers: {NO: {sender: '1e3'}, jane: }\ninventory: [{sender: 1e3, id: yes}]\norder: {rules: [user, {use: default, when: {user: [NO]}}]}"
    assert short(files, {"to": GB, "user": "NO"}) == "1e3"
    assert steps(files, {"to": GB, "user": "jane"}) == [("user", "no_value"), ("default", "not_applicable")]


def test_references():
    files = ordered("explicit")
    for text in ("support", "+14155550123", "+1 (415) 555-01.23"):
        assert short(files, {"to": US, "from": text}) == "+14155550123", text
    for text in ("Support", " +14155550123", "14155550123", "+1415555", "acme ", "unknown", "none"):
        decision = decide(files, {"to": US, "from": text})
        assert (decision["reason"], decision["detail"]) == ("unusable", "unknown_sender"), text
        assert decision["trace"] == [{"rule": "explicit", "result": "unknown_sender", "sender": text}]
    assert decide(files, {"to": US, "from": "88022"})["sender_id"] == "us-short"
    assert decide(files, {"to": CA, "from": "88022"})["sender_id"] == "ca-short"
    assert decide(files, {"to": DE, "from": "88022"})["sender_id"] == "us-short"
    assert "sender_id" not in decide("tenant: a\ninventory: [{sender: ACME}]\norder: {rules: [best]}", {"to": GB})


def test_sources():
    more = """
users: {jane: {sender: uk-main}, ali: , bob: {}}
teams:
  sales: {sender: support, countries: {GB: acme, eu: uk-main}, members: [jane, ali]}
  help: {members: [ali]}
defaults: {sender: uk-main, countries: {GB: acme, nanp: support, US: us-short}}
"""
    def one(rule, **message):
        return short(ordered(rule, more), {"to": US, **message})
    assert one("conversation", conversation="uk-main") == one("first_used", first_used="uk-main") == "+447400123456"
    assert one("last_used", last_used="uk-main") == one("explicit", **{"from": "uk-main"}) == "+447400123456"
    assert one("user", user="jane") == "+447400123456" and one("user", user="bob") == one("user") == "no_sender"
    assert one("country_default") == "88022"
    assert short(ordered("country_default", more), {"to": CA}) == "+14155550123"
    assert short(ordered("country_default", more), {"to": DE}) == "no_sender"
    assert short(ordered("country_default", more), {"to": "+80012345678"}) == "no_sender"
    assert one("default") == "+447400123456"
    assert short(ordered("default", "defaults: {sender: none}"), {"to": US}) == "no_sender"
    assert one("team", team="sales") == one("team", user="jane") == "+14155550123"
    assert one("team", user="ali") == one("team", team="help") == one("team", team="nobody") == "no_sender"
    assert one("team", user="jane", team="nobody") == "+14155550123"
    assert short(ordered("team", more), {"to": GB, "team": "sales"}) == "ACME"
    assert short(ordered("team", more), {"to": DE, "team": "sales"}) == "+447400123456"
    assert one("{use: {sender: support}}") == "+14155550123"
    assert decide(ordered("{use: {sender: support}}"), {"to": US})["rule"] == "sender:support"


def test_one_number_for_the_organisation():
    more = "features: {multi_sms_numbers: false}\norganization_number: support\nusers: {jane: {sender: uk-main}, bob: }"
    assert short(ordered("user", more), {"to": US}) == short(ordered("user", more), {"to": US, "user": "jane"}) == "+14155550123"
    assert short(ordered("{use: {sender: uk-main}, require: [owned]}", more), {"to": US, "user": "bob"}) == "+447400123456"
    missing = more.replace("support", "'+1 500 5550006'")
    assert decide(ordered("user", missing), {"to": US})["trace"] == [
        {"rule": "user", "result": "unknown_sender", "sender": "+1 500 5550006"}]
    assert decide(ordered("best", more), {"direction": "inbound", "to": "uk-main"}) == {"outcome": "route", "trace": []}


def test_undeclared_names():
    files = ordered("{use: {sender: acme}, when: {brand: x}}, {use: default, unless: {user: jane}}",
                    "attributes: {brand: [x], tier: [y]}\nusers: {jane: }")
    decision = decide(files, {"to": GB, "user": "q", "team": "q", "brand": "q", "tier": "q"})
    assert decision["warnings"] == ["unknown_user", "unknown_team", "unknown_attribute"]
    assert [step["result"] for step in decision["trace"]] == ["not_applicable", "no_value"]
    assert decide(files, {"to": "bad", "user": "q"}) == {
        "outcome": "reject", "reason": "invalid_recipient", "warnings": ["unknown_user"], "trace": []}


def test_conditions():
    more = "groups: {dach: [DE, AT]}\nattributes: {brand: [x, y]}\nusers: {jane: , ali: }\nteams: {sales: {members: [jane]}}"
    def holds(condition, to=DE, key="when", **message):
        files = ordered(f"{{use: {{sender: support}}, {key}: {{{condition}}}, require: []}}", more)
        return short(files, {"to": to, **message}) != "no_sender"
    assert holds("country: dach") and holds("country: [US, eu]") and not holds("country: [gcc, US]")
    assert not holds("country: [eea]", "+80012345678") and holds("country: [eea]", "+80012345678", "unless")
    assert holds("team: sales", user="jane") and not holds("team: sales", user="ali") and holds("team: [sales]", team="sales")
    assert holds("user: [jane, ali]", user="ali") and not holds("user: jane")
    assert holds("origin: [agent, api]", origin="api") and not holds("origin: agent")
    assert holds("purpose: otp", purpose="otp") and not holds("purpose: otp", purpose="marketing")
    assert holds("needs: sms") and holds("needs: [mms, reply]", needs=["sms", "reply"]) and not holds("needs: sms", needs=["mms"])
    assert holds("brand: [y]", brand="y") and not holds("brand: y", brand="x") and not holds("brand: y")
    assert holds("country: DE, purpose: otp", purpose="otp") and not holds("country: DE, purpose: otp")
    assert holds("country: DE, purpose: otp", key="unless") and not holds("country: DE", key="unless")


def test_usability_order():
    inventory = """tenant: acme
countries: {GB: {alphanumeric: no}}
users: {jane: {sender: A}, bob: }
inventory: [{sender: A, assigned: ASSIGNED, status: STATUS, capabilities: [CAPABILITIES]}]
order: {require: REQUIRE, rules: [{use: {sender: A}, if_unusable: reject}]}
"""
    def result(require="[owned, compliant, capable, active, assigned]", **change):
        text = inventory.replace("REQUIRE", require)
        for key, good in (("ASSIGNED", "true"), ("STATUS", "active"), ("CAPABILITIES", "sms")):
            text = text.replace(key, change.get(key, good))
        return short(text, {"to": GB, "user": "bob"})
    bad = {"ASSIGNED": "false", "STATUS": "pending", "CAPABILITIES": ""}
    assert result(**bad) == "unusable/not_assigned"
    del bad["ASSIGNED"]
    assert result(**bad) == "unusable/not_active"
    del bad["STATUS"]
    assert result(**bad) == "unusable/not_capable"
    assert result() == "unusable/not_compliant"
    assert result("[owned]") == "unusable/not_owned"
    assert result("[]", ASSIGNED="false", STATUS="released", CAPABILITIES="") == "A"
    decision = decide(inventory.replace("REQUIRE", "[compliant]").replace("ASSIGNED", "true").replace("STATUS", "active")
                      .replace("CAPABILITIES", "sms"), {"to": GB})
    assert decision["verdict"] == decision["trace"][0]["verdict"] == "alphanumeric_not_supported"
    assert decision["at"] == "tenant.yaml:5:39" and "sender" not in decision


def test_default_require_and_needs():
    assert short(ordered("conversation"), {"to": US, "conversation": "off"}) == "no_sender"
    assert short(ordered("{use: conversation, require: [assigned]}"), {"to": US, "conversation": "off"}) == "+12125550147"
    def capable(sender, *needs):
        return short(ordered("conversation"), {"to": US, "conversation": sender, "needs": list(needs)}) != "no_sender"
    assert capable("support", "mms") and not capable("uk-main", "mms") and not capable("uk-main", "sms", "mms")
    assert capable("us-short", "reply") and not capable("acme", "reply") and not capable("acme", "sms", "reply")


def test_owned():
    more = "users: {jane: {sender: support}, joe: {sender: '+14155550123'}, bob: }"
    files = ordered("{use: conversation, require: [owned]}", more)
    for user, sender in (("jane", True), ("joe", True), ("bob", False), (None, True), ("stranger", True)):
        assert (short(files, {"to": US, "conversation": "support", "user": user}) == "+14155550123") == sender, user


def test_if_unusable():
    rules = "{use: conversation, if_unusable: last}, explicit, {use: {sender: acme}}, {name: last, use: {sender: uk-main}}"
    assert steps(ordered(rules), {"to": GB, "conversation": "off"}) == [("conversation", "not_active"), ("last", "selected")]
    assert steps(ordered(rules), {"to": GB}) == [("conversation", "no_value"), ("explicit", "no_value"), ("sender:acme", "selected")]
    assert short(ordered("explicit, {use: {sender: acme}}"), {"to": GB, "from": "off"}) == "unusable/not_active"
    assert short(ordered("{use: explicit, if_unusable: next}, {use: {sender: acme}}"), {"to": GB, "from": "off"}) == "ACME"
    decision = decide(ordered("{use: reject, when: {country: GB}}, {use: {sender: acme}}"), {"to": GB})
    assert decision == {"outcome": "reject", "country": "GB", "reason": "rejected_by_rule", "rule": "reject",
                        "at": "tenant.yaml:13:11", "trace": [{"rule": "reject", "result": "rejected"}]}


def test_best():
    def best(entries, to=GB, more="", rule="best", **message):
        listed = "\n".join(f"  - {{{entry}}}" for entry in entries)
        return short(f"tenant: a\n{more}\ninventory:\n{listed}\norder: {{rules: [{rule}]}}", {"to": to, **message})
    uk, uk2, us, de = ('sender: "%s"' % n for n in ("+447400123456", "+447400123457", "+14155550123", "+4915112345670"))
    gb_known = "countries: {GB: {long_code_domestic: yes, long_code_international: yes, alphanumeric: unknown}}"
    assert best(["sender: B", us], more=gb_known) == "+14155550123"             # known before unknown
    assert best([us, uk], more=gb_known) == "+447400123456"                     # local before foreign
    assert best([us, de + ", registered_in: [eea, GB]"], more=gb_known) == "+4915112345670"
    assert best([uk + ", shared: true", uk2], more=gb_known) == "+447400123457"
    assert best([uk, uk2 + ", trust: 1"], more=gb_known) == "+447400123457"
    assert best([uk + ", purchased: 2025-01-01", uk2 + ", purchased: 2025-01-02"], more=gb_known) == "+447400123457"
    assert best([uk, uk2 + ", purchased: 2025-01-02"], more=gb_known) == "+447400123457"
    assert best([uk, uk2], more=gb_known) == "+447400123456"
    assert best([uk2 + ", trust: 9", us + ", trust: 1, shared: true"], more="users: {j: {sender: '+447400123457'}}\n" + gb_known) == "+14155550123"
    owner = "users: {j: {sender: '+447400123457'}}\n" + gb_known
    assert best([uk, uk2 + ", trust: 9"], more=owner, user="j") == "+447400123457"
    assert best([us], more="countries: {GB: {long_code_international: no}}", rule="{use: best, require: []}") == "no_sender"
    assert best([uk + ", status: pending"], more=gb_known, rule="{use: best, require: []}") == "+447400123456"
    assert best([us, uk], to="+80012345678") == "+14155550123"                  # no country: all unknown, none local


def test_pools():
    def pool(members, to, prefer=None, more="", **message):
        tail = f", prefer: [{prefer}]" if prefer is not None else ""
        numbers = ["+14155550123", "+12125550147", "+16465550111", "+447400123456", "ACME", "#ACME", "Café"]
        listed = ", ".join(f"{{sender: '{n}'}}" for n in numbers)
        return short(f"tenant: a\ninventory: [{listed}, {{sender: 88022, country: US}}, {{sender: 12345, country: US}}]\n"
                     f"pools: {{p: {{senders: [{members}]{tail}}}}}\n{more}\norder: {{rules: [{{use: {{pool: p}}}}]}}", {"to": to, **message})
    us = "'+14155550123', '+12125550147', '+16465550111'"
    assert pool(us, GB) == "+14155550123"
    assert pool(us, "+16465559999", "area_code") == "+16465550111" and pool(us, "+13105559999", "area_code") == "+14155550123"
    assert pool(us, GB, "country") == "+14155550123" and pool(us + ", '+447400123456'", GB, "country") == "+447400123456"
    assert pool("ACME, '+447400123456'", "+80012345678", "country") == "ACME"
    for to, sender in (("+12125551234", "+16465550111"), ("+12125551235", "+14155550123"),
                       ("+12125551236", "+12125550147"), ("+447400123456", "+12125550147")):
        assert pool(us, to, "hash") == sender
    assert pool("ACME, 88022, '+14155550123'", DE, "hash") == "+14155550123"
    assert pool("'#ACME', Café, 12345", "+33612345678", "hash") == "Café"
    assert pool(us, "+12125551234", "area_code, hash") == "+12125550147"
    owned = "users: {j: {sender: '+14155550123'}, k: }"
    assert pool(us, GB, more=owned) == "+12125550147" and pool(us, GB, more=owned, user="j") == "+14155550123"
    assert pool("'+14155550123'", GB, more=owned, user="k") == "no_sender"


def test_presets():
    more = """
users: {jane: {sender: off}, bob: }
teams: {sales: {sender: support, members: [jane]}}
defaults: {sender: uk-main, countries: {GB: acme}}
pools: {p: {senders: [support]}}
order: {preset: PRESET}
"""
    def rules(preset):
        (tenant,) = tenants_of({"tenant.yaml": BASE + more.replace("PRESET", preset)})
        return [rule["name"] for rule in tenant["rules"]], tenant["require"], tenant["rules"][0]["at"]
    plain = ["assigned", "active", "capable"]
    assert rules("thread-first") == (["conversation", "explicit", "country_default", "default", "team"], plain, "tenant.yaml:16:17")
    assert rules("staff-first")[0] == ["explicit", "last_used", "user", "first_used", "country_default", "default"]
    assert rules("compliant-first")[:2] == (["explicit", "country_default", "best"], plain + ["compliant"])
    assert rules("per-user")[:2] == (["conversation", "user", "default"], plain + ["owned"])
    assert rules("messaging-service")[0] == ["conversation", "explicit", "pool:p"]
    assert rules("per-user, require: []")[1] == []
    staff = BASE + more.replace("PRESET", "staff-first")
    assert steps(staff, {"to": GB, "user": "jane", "first_used": "support", "last_used": "uk-main"}) == [
        ("explicit", "no_value"), ("last_used", "not_applicable"), ("user", "not_active"), ("country_default", "selected")]
    assert short(staff, {"to": GB, "user": "bob", "first_used": "support"}) == "+14155550123"
    assert short(staff, {"to": GB, "origin": "agent", "user": "jane", "last_used": "support"}) == "+14155550123"


def test_verdicts():
    countries = """
countries:
  US: {alphanumeric: no, long_code_domestic: yes, long_code_international: no, toll_free: yes}
  CA: {alphanumeric: no, long_code_domestic: yes, long_code_international: no, toll_free: no}
  GB: {alphanumeric: registration, long_code_domestic: no, long_code_international: unknown, toll_free: no}
  FR: {alphanumeric: yes, long_code_international: yes}
"""
    inventory = """
inventory:
  - {sender: "+14155550123", id: us}
  - {sender: "+14165551234", id: ca}
  - {sender: "+18005551234", id: tf}
  - {sender: "+447400123456", id: gb}
  - {sender: "+448001234567", id: gbtf}
  - {sender: A}
  - {sender: R, registered_in: [GB]}
  - {sender: 88022, country: US, id: sc}
  - {sender: "+80012345678", id: uifn}
order: {rules: [best]}
"""
    (tenant,) = tenants_of({"tenant.yaml": "tenant: a\n" + countries + inventory})
    def says(name, country):
        return reference.verdict(tenant, reference.resolve(tenant, name, None), country)
    assert says("A", None) == says("sc", None) == says("us", None) == "unknown"
    assert [says("A", c) for c in ("FR", "US", "GB")] == ["ok", "alphanumeric_not_supported", "registration_required"]
    assert says("R", "GB") == "ok"
    assert [says("sc", c) for c in ("US", "CA", "GB")] == ["ok", "short_code_abroad", "short_code_abroad"]
    assert [says("tf", c) for c in ("US", "CA", "GB", "FR")] == ["ok", "toll_free_not_supported", "unknown", "ok"]
    assert says("gbtf", "GB") == "toll_free_not_supported" and says("gbtf", "US") == "foreign_long_code"
    assert [says("us", c) for c in ("US", "CA", "GB", "FR")] == ["ok", "ok", "unknown", "ok"]
    assert [says("ca", c) for c in ("US", "CA")] == ["foreign_long_code", "ok"]
    assert says("gb", "GB") == "long_code_not_supported" and says("gb", "US") == "foreign_long_code"
    assert says("uifn", "US") == "foreign_long_code" and says("uifn", "FR") == "ok"
    assert says("A", "AQ") == "unknown"    # no row


def test_unknown_compliance():
    files = "tenant: a\ncountries: {GB: {alphanumeric: unknown}}\ninventory: [{sender: A}]\norder: {MORE rules: [{use: {sender: A}, require: [compliant], if_unusable: reject}]}"
    assert short(files.replace("MORE", ""), {"to": GB}) == "A"
    decision = decide(files.replace("MORE", "unknown_compliance: reject,"), {"to": GB})
    assert (decision["detail"], decision["verdict"]) == ("not_compliant", "unknown")


def test_country_layers():
    tenant = "tenant: a\ngroups: {isles: [eu, GB]}\ncountries: {isles: {alphanumeric: no, toll_free: yes}, DE: {toll_free: no}}\ninventory: [{sender: A}]\norder: {rules: [best]}"
    above = "countries: {eu: {alphanumeric: registration, long_code_domestic: no}}"
    tenants = tenants_of({"sendfrom.yaml": "countries: {GB: {long_code_domestic: unknown}}", "in/sendfrom.yaml": above, "in/t/tenant.yaml": tenant})
    def value(country, name):
        return reference.column(tenants[0], country, name)
    assert value("GB", "alphanumeric") == "no" and value("FR", "alphanumeric") == "no"
    assert value("DE", "alphanumeric") == "registration" and value("DE", "toll_free") == "no"
    assert value("DE", "long_code_domestic") == "no"
    assert value("GB", "long_code_domestic") == reference.built_in_countries()["GB"]["long_code_domestic"]   # the nearest only
    (own,) = tenants_of({"sendfrom.yaml": above, "tenant.yaml": tenant.replace("countries", "name: x #")})
    assert reference.column(own, "FR", "alphanumeric") == "registration"


def test_recipients():
    def to(text):
        decision = decide("tenant: a\ninventory: [{sender: A}]\norder: {rules: [{use: {sender: A}}]}", {"to": text})
        return decision.get("country", "-"), decision.get("warnings", []), decision["outcome"]
    assert to("+1 (415) 555-0199") == to("(+1) 415.555.0199") == ("US", [], "send")
    assert to("+447911123456") == ("GG", [], "send")
    assert to("+447700900123") == ("GB", ["unrecognised_range"], "send")
    assert to("+4930123456") == ("DE", ["landline"], "send") and to("+390612345678") == ("IT", ["landline"], "send")
    assert to("+390669812345")[0] == "VA" and to("+77012345678")[0] == "KZ"
    assert to("+80012345678") == (None, ["unknown_country"], "send")
    assert to("+80000000000")[1][0] == "unknown_country"
    assert to("+4407400123456")[1] == ["unrecognised_range"] or to("+4407400123456")[2] == "reject"   # the 0 stays
    for text in ("", "+", "14155550199", "+5550123", "+1555012", "+999123", "+1415555019９", "+1\t4155550199", "+0415", "ACME"):
        assert to(text) == ("-", [], "reject"), text


def test_sender_is_recipient():
    files = ordered("conversation, {use: {sender: acme}}")
    assert decide(files, {"to": "+1 4155550123", "conversation": "support"})["warnings"] == ["sender_is_recipient"]
    assert "warnings" not in decide(files, {"to": "+14155550123"})


def test_message_form():
    files = ordered("{use: {sender: acme}}", "attributes: {brand: [x]}")
    def error(text):
        return '"outcome":"error"' in lines(files, text)[0]
    for text in ("{", "[]", "null", "1", '"x"', "{}", '{"to":null}', '{"to":[]}', '{"to":1}', '{"to":"+1","to":"+1"}',
                 '{"to":"+1","\\u0074o":"+1"}', '{"to":"","x":1,"x":1}', '{"to":"","id":true}', '{"to":"","id":1.5}',
                 '{"to":"","id":{}}', '{"to":"","user":1}', '{"to":"","user":["x"]}', '{"to":"","origin":"x"}',
                 '{"to":"","origin":1}', '{"to":"","purpose":"OTP"}', '{"to":"","needs":"sms"}', '{"to":"","needs":["x"]}',
                 '{"to":"","needs":[null]}', '{"to":"","direction":"in"}', '{"to":"","brand":1}', '{"to":"","brand":{}}',
                 '{"to":NaN}', '{"to":"",}', '{"to":"\t"}', b'{"to":"\xff"}', '{"to":"","user":{}}'):
        assert error(text), text
    for text in ('{"to":""}', '{"to":"","id":[]}', '{"to":"","user":null,"team":"","needs":[],"origin":[],"direction":"","brand":[]}',
                 '{"to":"","x":{"a":1,"a":2},"Brand":1}', '{"to":"","needs":["sms","sms"]}', '{"to":"","tenant":""}'):
        assert lines(files, text, False)[0].endswith('"outcome":"reject","reason":"invalid_recipient"}'), text
    out = lines(files, f'{{"to":"{GB}","id":10000000000000000000000000}}\n\n \t\r\n[]\n{{"id":"\\u00e9\\"","to":"{GB}"}}', False)
    tail = '"outcome":"send","sender":"ACME","sender_id":"acme","country":"GB","rule":"sender:acme","at":"tenant.yaml:13:11"}'
    assert out[0] == '{"id":10000000000000000000000000,' + tail
    assert out[1].startswith('{"line":4,"outcome":"error","error":')
    assert out[2] == '{"id":"é\\"",' + tail and len(out) == 3


def test_inbound():
    more = """
users: {bob: , jane: {sender: support}, joe: {sender: support}}
teams: {help: {countries: {eu: uk-main}}, sales: {sender: uk-main}, short: {sender: ca-short}}
"""
    def inbound(**message):
        decision = decide(ordered("reject", more), {"direction": "inbound", **message})
        assert decision.pop("trace") == []
        return decision
    assert inbound(to="support", **{"from": GB}) == {"outcome": "route", "user": "jane", "country": "GB"}
    assert inbound(to="+44 7400-123456", **{"from": "ACME"}) == {"outcome": "route", "team": "help"}
    assert inbound(to="off") == {"outcome": "route"}
    assert inbound(to="88022", **{"from": CA}) == {"outcome": "route", "team": "short", "country": "CA"}
    assert inbound(to="88022", **{"from": US}) == {"outcome": "route", "country": "US"}
    assert inbound(to="nobody", user="q", **{"from": "+80012345678"}) == {
        "outcome": "reject", "country": None, "reason": "unknown_number"}
    assert inbound(to="") == {"outcome": "reject", "reason": "unknown_number"}


def test_places():
    rules = """order:
  rules:
    - conversation
    -   use: first_used
    - {name: "é😀", use: last_used}
    - &d default
"""
    (tenant,) = tenants_of({"tenant.yaml": "tenant: a\ninventory: [{sender: A}]\n", "order.yaml": rules})
    assert [rule["at"] for rule in tenant["rules"]] == ["order.yaml:3:7", "order.yaml:4:9", "order.yaml:5:7", "order.yaml:6:7"]
    (tenant,) = tenants_of({"tenant.yaml": 'tenant: a\ninventory: [{sender: A, name: &n user}]\norder: {rules: [{name: "é😀", use: best}, *n , team]}\n'})
    assert [rule["at"] for rule in tenant["rules"]] == ["tenant.yaml:3:17", "tenant.yaml:3:42", "tenant.yaml:3:47"]
    assert tenant["rules"][1]["source"] == "user"


def test_written_over_inferred():
    (tenant,) = tenants_of({"tenant.yaml": "tenant: a\norder: {rules: [best]}\ninventory: [{sender: '+14155550123', country: DE, type: toll_free}, {sender: '+18005551234'}, {sender: '+80012345678'}, {sender: 0123, country: NO}]"})
    assert [(e["type"], e["country"]) for e in tenant["entries"]] == [
        ("toll_free", "DE"), ("toll_free", "US"), ("toll_free", None), ("short_code", "NO")]


if __name__ == "__main__":
    tests = [value for name, value in sorted(globals().items()) if name.startswith("test_")]
    for test in tests:
        test()
    print(f"{len(tests)} tests passed")
