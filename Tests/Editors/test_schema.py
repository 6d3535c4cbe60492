"""`sendfrom schema` against a real validator: it accepts what `lint` accepts, and rejects what `lint` calls malformed.

The second half changes every value of every example in a dozen ways and compares the two, so that the schema can't say
something else than the program.
"""
import copy
import json
import pathlib
import subprocess

import jsonschema
import pytest
import yaml
from conftest import ROOT, SENDFROM
from core_yaml import load


def run(*arguments, **options):
    return subprocess.run([SENDFROM, *arguments], capture_output=True, text=True, cwd=ROOT, **options)


@pytest.fixture(scope="session")
def schemas():
    result = {}
    for name in ["tenant", "tests", "messages", "project"]:
        schema = json.loads(run("schema", name, check=True).stdout)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        jsonschema.Draft7Validator.check_schema(schema)
        result[name] = jsonschema.Draft7Validator(schema)
    return result


def tenant_files():
    folders = [path.parent for top in ["examples", "docs/samples"] for path in (ROOT / top).rglob("tenant.yaml")]
    return [(path, "tests" if path.parent.name == "tests" else "tenant")
            for folder in folders for path in [*folder.glob("*.y*ml"), *folder.glob("tests/*.y*ml")]]


@pytest.mark.parametrize("path,kind", tenant_files(), ids=lambda value: str(value).removeprefix(str(ROOT)))
def test_every_example_fits(schemas, path, kind):
    errors = list(schemas[kind].iter_errors(load(path.read_text())))
    assert not errors, [error.message for error in errors]


def test_the_schema_agrees_with_eval_on_the_messages_of_the_examples(schemas):
    count = 0
    for path in (ROOT / "examples").rglob("messages/*.ndjson"):
        decisions = run("eval", str(path.parent.parent), str(path), "--format", "ndjson").stdout.splitlines()
        lines = [line for line in path.read_text().splitlines() if line.strip()]
        assert len(lines) == len(decisions)
        for line, decision in zip(lines, decisions):
            try:
                message = json.loads(line)
            except ValueError:
                continue
            is_valid = schemas["messages"].is_valid(message)
            assert is_valid == (json.loads(decision)["outcome"] != "error"), (line, decision)
            count += 1
    assert count > 20


def properties(schema):
    """Every property of a schema with its path."""
    for key, value in schema.items():
        if key == "properties":
            for name, below in value.items():
                yield name, below
        if isinstance(value, dict):
            yield from properties(value)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from properties(item)


def test_every_key_is_described(schemas):
    for schema in schemas.values():
        found = list(properties(schema.schema))
        assert found
        assert [name for name, value in found if not value.get("description")] == []


def test_closed_lists_are_enumerations(schemas):
    entry = schemas["tenant"].schema["properties"]["inventory"]["items"]["properties"]
    assert entry["status"]["enum"] == ["active", "pending", "suspended", "released"]
    assert entry["capabilities"]["items"]["enum"] == ["sms", "mms", "voice"]
    assert "thread-first" in schemas["tenant"].schema["properties"]["order"]["properties"]["preset"]["enum"]


@pytest.mark.parametrize("kind,text", [
    ("tenant", "inventori: []"),
    ("tenant", "tenant: Acme Ltd"),
    ("tenant", "inventory: [{sender: ACME, statsu: active}]"),
    ("tenant", "inventory: [{sender: ACME, status: gone}]"),
    ("tenant", "inventory: [{id: support}]"),
    ("tenant", "inventory: [{sender: ACME, id: none}]"),
    ("tenant", "inventory: [{sender: ACME, purchased: 31.12.2025}]"),
    ("tenant", "inventory: [{sender: ACME, assigned: 'yes'}]"),
    ("tenant", "defaults: {countries: {UK: support}}"),
    ("tenant", "groups: {dach: [DE, AT, SW]}"),
    ("tenant", "groups: {eu: [DE]}"),
    ("tenant", "order: {preset: thread-first, rules: [default]}"),
    ("tenant", "order: {}"),
    ("tenant", "order: {rules: []}"),
    ("tenant", "order: {rules: [{use: {pool: us, sender: support}}]}"),
    ("tenant", "order: {rules: [{when: {}, use: default}]}"),
    ("tenant", "attributes: {user: [a]}"),
    ("tenant", "providers: {main: {}}"),
    ("tenant", "pools: {us: {senders: []}}"),
    ("tenant", "countries: {SG: {toll_free: registration}}"),
    ("tests", "tests: [{name: x, message: {to: '+1'}}]"),
    ("tests", "tests: [{name: x, message: {to: '+1', purpose: spam}, expect: {outcome: send}}]"),
    ("tests", "tests: [{name: x, message: {to: '+1'}, expect: {}}]"),
    ("tests", "invariants: [{name: x, for: {country: DE}}]"),
    ("messages", "[{id: m1}]"),
    ("messages", "[{to: '+1', needs: [fax]}]"),
    ("project", "severity: {gaap: off}"),
    ("project", "severity: {gap: fatal}"),
])
def test_what_is_broken_is_rejected(schemas, kind, text):
    assert list(schemas[kind].iter_errors(load(text)))


@pytest.mark.parametrize("kind,text", [
    ("tenant", ""),
    ("tenant", "inventory: [{sender: +14155550123}, {sender: 88022, country: US}]"),
    ("tenant", "billing: {weekly_price: 2.99}"),
    ("tenant", "users: {jane: }"),
    ("tenant", "defaults: {countries: {NO: support, dach: ACME}}"),
    ("tenant", "order: {rules: [conversation, {use: {pool: us}, when: {brand: acme, country: [eu, NO]}}]}"),
    ("tests", "tests: [{name: x, message: {to: '', conversation: null, brand: acme}, expect: {country: null}}]"),
    ("messages", "to: '+14155550123'"),
])
def test_what_is_right_is_accepted(schemas, kind, text):
    schemas[kind].validate(load(text))


# What changes the shape of a value.
VARIANTS = [None, True, 7, "", "zz zz", "DE", "active", [], ["zz"], [None], {}, {"zz": "zz"}, {"sender": "zz"}, [["zz"]]]
MALFORMED = {"wrong-type", "unknown-key", "missing-key", "invalid-value"}


def changes(node, path=()):
    """Paths with what to put there; `...` takes the key away."""
    if path:
        for variant in VARIANTS:
            yield path, variant
        if isinstance(path[-1], str):
            yield path, ...
    if isinstance(node, dict):
        yield (*path, "zz-new"), "zz"
        for key, value in node.items():
            yield from changes(value, (*path, key))
    elif isinstance(node, list):
        # Items are alike: two of them show what there is to see.
        for index in range(min(2, len(node))):
            yield from changes(node[index], (*path, index))


def changed(document, path, value):
    document = copy.deepcopy(document)
    node = document
    for part in path[:-1]:
        node = node[part]
    if value is ...:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return document


class Plain(yaml.SafeDumper):
    """Texts in quotes, nothing as nothing."""


Plain.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
Plain.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))
Plain.ignore_aliases = lambda self, data: True


@pytest.mark.parametrize("folder", [path.parent for path in (ROOT / "examples").rglob("tenant.yaml")],
                         ids=lambda path: path.name)
def test_the_schema_agrees_with_lint_on_every_change(schemas, folder, tmp_path):
    """A change the schema rejects is an error for lint; one that lint calls malformed is rejected, but for what no
    schema can know (names, several files)."""
    expected = {}
    for path in folder.glob("*.yaml"):
        document = load(path.read_text())
        for number, (where, value) in enumerate(changes(document)):
            variant = changed(document, where, value)
            name = f"{path.stem}-{number}"
            target = tmp_path / name
            target.mkdir()
            (target / path.name).write_text(yaml.dump(variant, Dumper=Plain, allow_unicode=True, sort_keys=False))
            for other in folder.glob("*.yaml"):
                if other != path:
                    (target / other.name).write_text(other.read_text())
            if not (target / "tenant.yaml").exists():
                continue
            errors = list(schemas["tenant"].iter_errors(variant))
            expected[f"{name}/{path.name}"] = ((where, value), errors)
    assert len(expected) > 300
    out = subprocess.run([SENDFROM, "lint", ".", "--no-analysis", "--format", "json", "--quiet"], cwd=tmp_path,
                         capture_output=True, text=True)
    found = {}
    for finding in json.loads(out.stdout)["diagnostics"]:
        if finding["code"] not in ("duplicate-tenant", "sender-in-two-tenants"):
            found.setdefault(finding["file"], []).append(finding)
    too_strict, too_lax = [], []
    for file, (change, errors) in expected.items():
        findings = found.get(file, [])
        tenant = [finding for other, more in found.items() if other.split("/")[0] == file.split("/")[0] for finding in more]
        if errors and not any(finding["severity"] == "error" for finding in tenant):
            too_strict.append((change, errors[0].message[:200]))
        malformed = [finding for finding in findings if finding["code"] in MALFORMED]
        if malformed and not errors and not all(is_beyond_a_schema(finding) for finding in malformed):
            too_lax.append((change, [(finding["code"], finding["message"]) for finding in malformed]))
    assert too_strict == []
    assert too_lax == []


def is_beyond_a_schema(finding):
    """What takes the tenant's names, its other files or the text itself to know."""
    message = finding["message"]
    return any(words in message for words in [
        "the tenant has no",  # stands in another file
        "is not a condition",  # an attribute's name
        "is not a value of attribute",
        "is neither a country code nor a group",
        "is a key of a tenant and stands on a deeper level",
        "is not a key of this `order`", "needs a pool", "and the tenant has several",
    ])
