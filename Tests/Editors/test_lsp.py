"""`sendfrom lsp` driven by a client it doesn't know: pytest-lsp (pygls, lsprotocol)."""
import asyncio
import json
import pathlib
import re
import shutil
import subprocess

import pytest
import pytest_lsp
from conftest import ROOT, SENDFROM
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workspace")
    for name in ["helpdesk", "crm", "pool"]:
        shutil.copytree(ROOT / "examples" / name, folder / name)
    return folder


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[SENDFROM, "lsp", "--stdio", "--today", "2026-03-01"]))
async def client(lsp_client: LanguageClient, workspace):
    @lsp_client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def register(params: lsp.RegistrationParams):
        assert params.registrations[0].method == "workspace/didChangeWatchedFiles"

    await lsp_client.initialize_session(lsp.InitializeParams(
        capabilities=pytest_lsp.client_capabilities("visual-studio-code"),
        workspace_folders=[lsp.WorkspaceFolder(uri=workspace.as_uri(), name="tenants")]))
    yield
    await lsp_client.shutdown_session()


def open_file(client, path, text=None):
    text = path.read_text() if text is None else text
    client.diagnostics.pop(path.as_uri(), None)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(
        text_document=lsp.TextDocumentItem(uri=path.as_uri(), language_id="yaml", version=1, text=text)))
    return text


def close_file(client, path):
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(
        text_document=lsp.TextDocumentIdentifier(uri=path.as_uri())))


def change(client, path, version, text):
    client.diagnostics.pop(path.as_uri(), None)
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(
        text_document=lsp.VersionedTextDocumentIdentifier(uri=path.as_uri(), version=version),
        content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=text)]))


def at(path, text, words, offset=0):
    """Where words stand, as parameters of a request."""
    index = text.index(words) + offset
    line = text.count("\n", 0, index)
    return {"text_document": lsp.TextDocumentIdentifier(uri=path.as_uri()),
            "position": lsp.Position(line, index - (text.rfind("\n", 0, index) + 1))}


async def published(client, path, wanted=lambda found: True):
    """What was published for a file since it was last sent, once it is what is waited for."""
    found = None
    for _ in range(200):
        found = client.diagnostics.get(path.as_uri())
        if found is not None and wanted(found):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"{path}: published is {found}")


def lint(folder):
    """What the command says of the files on disk."""
    run = subprocess.run([SENDFROM, "lint", str(folder), "--format", "json", "--today", "2026-03-01", "--quiet"],
                         capture_output=True, text=True)
    return json.loads(run.stdout)["diagnostics"]


def codes(found):
    return sorted(one.code for one in found)


SEVERITY = {"error": 1, "warning": 2, "info": 3}


def as_lint_says(found, text):
    """Published findings with `lint`'s columns: from 1, in Unicode scalars."""
    lines = re.split("\r\n|\n|\r", text)

    def place(position):
        units = lines[position.line].encode("utf-16-le")[:2 * position.character]
        return position.line + 1, len(units.decode("utf-16-le")) + 1

    return sorted((one.code, int(one.severity), one.message, *place(one.range.start), *place(one.range.end))
                  for one in found)


def as_published(found, file):
    return sorted((one["code"], SEVERITY[one["severity"]],
                   one["message"] + ("\n" + one["help"] if "help" in one else ""), one["line"], one["column"],
                   one["end_line"], one["end_column"]) for one in found if one["file"] == str(file))


BROKEN = [
    lambda text: text,
    lambda text: text.replace("status:", "statsu:"),
    lambda text: text + "\nunknown: [1\n",
    lambda text: text.replace("sender", "sendr", 1),
    lambda text: text + "\nusers: {é: {sender: nobody}}\n",
    lambda text: text.replace("- ", "-", 1),
    lambda text: "",
]


@pytest.mark.asyncio
@pytest.mark.parametrize("number", range(len(BROKEN)))
async def test_findings_are_those_of_lint_for_the_same_text(client, workspace, tmp_path, number):
    """Each file of each tenant, changed and not saved, against the command on a copy that is saved."""
    for tenant in ["helpdesk", "crm", "pool"]:
        for path in sorted((workspace / tenant).glob("*.yaml")):
            text = BROKEN[number](path.read_text())
            saved = path.read_text()
            open_file(client, path, text)
            path.write_text(text)
            try:
                expected = as_published(lint(workspace / tenant), path)
            finally:
                path.write_text(saved)
            await published(client, path, lambda found: as_lint_says(found, text) == expected)
            close_file(client, path)


@pytest.mark.asyncio
async def test_findings_are_those_of_lint_for_random_tenants(client):
    """The tenants of the conformance vectors, which are made to be odd: every finding of every file."""
    folders = [path.parent for path in sorted((ROOT / "Tests/Conformance/Vectors").rglob("tenant.yaml"))]
    assert len(folders) > 30
    count = 0
    for folder in folders:
        expected = lint(folder)
        for finding in expected:
            finding["file"] = str(pathlib.Path.cwd() / finding["file"])
        path = folder / "tenant.yaml"
        files = {path, *(pathlib.Path(finding["file"]) for finding in expected)}
        for file in files:
            client.diagnostics.pop(file.as_uri(), None)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=lsp.TextDocumentItem(
            uri=path.as_uri(), language_id="yaml", version=1, text=path.read_bytes().decode())))
        for file in files:
            wanted = as_published(expected, file)
            text = file.read_bytes().decode()
            found = await published(client, file, lambda found: as_lint_says(found, text) == wanted)
            count += len(found)
        close_file(client, path)
    assert count > 20


@pytest.mark.asyncio
async def test_findings_follow_the_text_and_end_with_the_document(client, workspace):
    path = workspace / "helpdesk/tenant.yaml"
    text = open_file(client, path)
    await published(client, path, lambda found: codes(found) == [])
    change(client, path, 2, text + "\nnonsense: 1\n")
    await published(client, path, lambda found: codes(found) == ["unknown-key"])
    change(client, path, 3, text)
    await published(client, path, lambda found: codes(found) == [])
    change(client, path, 4, text + "\nnonsense: 1\n")
    await published(client, path, lambda found: codes(found) == ["unknown-key"])
    close_file(client, path)
    await published(client, path, lambda found: codes(found) == [])


@pytest.mark.asyncio
async def test_a_change_in_one_file_shows_in_another(client, workspace):
    teams, inventory = workspace / "helpdesk/teams.yaml", None
    for path in (workspace / "helpdesk").glob("*.yaml"):
        if "inventory:" in path.read_text():
            inventory = path
    open_file(client, teams)
    text = open_file(client, inventory)
    await published(client, teams, lambda found: codes(found) == [])
    client.diagnostics.pop(teams.as_uri(), None)
    change(client, inventory, 2, text.replace("id: us-sales", "id: us-selling"))
    await published(client, teams, lambda found: "unresolved-reference" in codes(found))


@pytest.mark.asyncio
async def test_completion(client, workspace):
    teams = workspace / "helpdesk/teams.yaml"
    text = open_file(client, teams)
    wanted = "sender: us-sales"
    items = await client.text_document_completion_async(
        lsp.CompletionParams(**at(teams, text, wanted, len("sender: us"))))
    labels = [item.label for item in items.items]
    assert {"us-sales", "us-support", "ca-sales"} <= set(labels)
    edit = items.items[labels.index("ca-sales")].text_edit
    assert edit.new_text == "ca-sales"
    assert edit.range.end.character - edit.range.start.character == len("us-sales")


@pytest.mark.asyncio
@pytest.mark.parametrize("file,add,expected", [
    ("order.yaml", "order:\n  rules:\n    - ", {"conversation", "best", "use", "when", "name"}),
    ("order.yaml", "order:\n  rules:\n    - conv", {"conversation"}),
    ("order.yaml", "order:\n  rules:\n    - use: {se", {"pool", "sender"}),
    ("order.yaml", "order:\n  rules:\n    - use: {sender: ", {"us-sales", "uk-main"}),
    ("order.yaml", "order:\n  rules:\n    - {use: default, when: {cou", {"country", "team", "purpose"}),
    ("order.yaml", "order:\n  rules:\n    - use: default\n      when: {country: [D", {"DE", "dach", "eu"}),
    ("order.yaml", "order:\n  rules:\n    - use: default\n      when:\n        team: ", {"sales", "support"}),
    ("order.yaml", "order:\n  preset: ", {"thread-first", "messaging-service"}),
    ("order.yaml", "order:\n  pre", {"preset", "rules", "require"}),
    ("order.yaml", "order: {require: [", {"assigned", "compliant"}),
    ("order.yaml", "order:\n  rules:\n    - use: default\n      if_unusable: ", {"next", "reject"}),
    ("order.yaml", "ord", {"order"}),
    ("defaults.yaml", "defaults:\n  sender: ", {"none", "us-support"}),
    ("defaults.yaml", "defaults:\n  countries:\n    ", {"GB", "dach", "eu"}),
    ("defaults.yaml", "defaults:\n  sender: [oops\n  countries:\n    GB: ", {"uk-main"}),
    ("more.yaml", "inventory:\n  - sender: ACME\n    sta", {"status", "id", "trust"}),
    ("more.yaml", "inventory:\n  - sender: ACME\n    status: ", {"active", "released"}),
    ("more.yaml", "inventory:\n  - {sender: ACME, capabilities: [sms, ", {"mms", "voice"}),
    ("more.yaml", "inventory:\n  - {sender: ACME, ", {"id", "status"}),
    ("more.yaml", "users:\n  dora: {sender: \"us-", {"us-sales"}),
    ("more.yaml", "# sendfrom:allow ", {"missing-campaign"}),
    ("tests/new.yaml", "tests:\n  - name: x\n    message: {to: \"+1\", conversation: ", {"uk-main"}),
    ("tests/new.yaml", "tests:\n  - name: x\n    expect:\n      ru", {"rule", "outcome"}),
    ("tests/new.yaml", "tests:\n  - name: x\n    expect:\n      rule: ", {"conversation", "team"}),
    ("tests/new.yaml", "invariants:\n  - always: {sender_", {"sender_country", "sender_type"}),
])
async def test_completion_while_typing(client, workspace, file, add, expected):
    """Most of these texts can't be parsed."""
    path = workspace / "helpdesk" / file
    if path.exists():
        open_file(client, path)  # so that there is a last good text
        await published(client, path)
        change(client, path, 2, add)
    else:
        open_file(client, path, add)
    items = await client.text_document_completion_async(lsp.CompletionParams(**at(path, add, add, len(add))))
    labels = {item.label for item in items.items}
    assert expected <= labels, sorted(labels)[:40]


@pytest.mark.asyncio
async def test_hover_tells_of_senders_keys_countries_and_words(client, workspace):
    path = workspace / "helpdesk/teams.yaml"
    text = open_file(client, path)

    async def hover(file, text, words, offset=0):
        found = await client.text_document_hover_async(lsp.HoverParams(**at(file, text, words, offset)))
        return found and found.contents.value

    sender = await hover(path, text, "us-sales", 2)
    assert "+12125550171" in sender and "team sales" in sender and "`team`" in sender and "long code of US" in sender
    assert "team's sender" in await hover(path, text, "sender:", 1)
    assert "Canada" in await hover(path, text, "CA:", 1)
    order = workspace / "helpdesk/order.yaml"
    text = open_file(client, order)
    assert "Preset `thread-first`" in await hover(order, text, "thread-first", 2)


@pytest.mark.asyncio
async def test_definition_and_references(client, workspace):
    path = workspace / "helpdesk/teams.yaml"
    text = open_file(client, path)
    places = await client.text_document_definition_async(lsp.DefinitionParams(**at(path, text, "us-sales", 1)))
    target = pathlib.Path(places[0].uri.removeprefix("file://"))
    line = target.read_text().splitlines()[places[0].range.start.line]
    start, end = places[0].range.start.character, places[0].range.end.character
    assert line[start:end] == "us-sales" and "id: us-sales" in line
    references = await client.text_document_references_async(lsp.ReferenceParams(
        **at(path, text, "us-sales", 1), context=lsp.ReferenceContext(include_declaration=False)))
    for reference in references:
        file = pathlib.Path(reference.uri.removeprefix("file://"))
        line = file.read_text().splitlines()[reference.range.start.line]
        assert line[reference.range.start.character:reference.range.end.character] in ("us-sales", "+12125550171")


def apply(edit):
    """A workspace edit made on disk."""
    for uri, edits in edit.changes.items():
        path = pathlib.Path(uri.removeprefix("file://"))
        lines = path.read_text().splitlines(keepends=True)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        text = path.read_text()
        for one in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
            start = starts[one.range.start.line] + one.range.start.character
            end = starts[one.range.end.line] + one.range.end.character
            text = text[:start] + one.new_text + text[end:]
        path.write_text(text)


@pytest.mark.asyncio
async def test_renaming_an_id_changes_every_reference_and_nothing_else(client, tmp_path):
    folder = tmp_path / "crm"
    shutil.copytree(ROOT / "examples/crm", folder)
    path = folder / "numbers.yaml"
    text = open_file(client, path)
    id = text.split("id: ")[1].split(",")[0].split("}")[0].strip()
    before = {file: file.read_text() for file in folder.rglob("*.yaml")}
    edit = await client.text_document_rename_async(lsp.RenameParams(
        **at(path, text, f"id: {id}", 5), new_name="renamed-id"))
    apply(edit)
    assert sum(len(edits) for edits in edit.changes.values()) > 1
    for file, old in before.items():
        changed = [(a, b) for a, b in zip(old.splitlines(), file.read_text().splitlines()) if a != b]
        assert all(a.replace(id, "renamed-id") == b for a, b in changed), changed
    run = subprocess.run([SENDFROM, "test", str(folder)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


@pytest.mark.asyncio
async def test_renaming_is_refused_where_it_can_not_be_right(client, workspace):
    path = workspace / "helpdesk/teams.yaml"
    text = open_file(client, path)
    for name in ["us-support", "Has Blanks", "none", ""]:
        with pytest.raises(Exception) as refused:
            await client.text_document_rename_async(lsp.RenameParams(**at(path, text, "us-sales", 1), new_name=name))
        assert refused.value.code == -32803


@pytest.mark.asyncio
async def test_fixes_are_code_actions(client, tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    path = folder / "tenant.yaml"
    path.write_text((ROOT / "docs/samples/unchecked/tenant.yaml").read_text())
    text = open_file(client, path)
    found = await published(client, path, lambda found: "not-e164" in codes(found))
    one = next(one for one in found if one.code == "not-e164")
    actions = await client.text_document_code_action_async(lsp.CodeActionParams(
        text_document=lsp.TextDocumentIdentifier(uri=path.as_uri()), range=one.range,
        context=lsp.CodeActionContext(diagnostics=[one])))
    titles = [action.title for action in actions]
    assert "Write `+442079460101`" in titles
    apply(actions[titles.index("Write `+442079460101`")].edit)
    assert "not-e164" not in [finding["code"] for finding in lint(folder)]
    # The other action silences, once somebody writes why.
    path.write_text(text)
    apply(actions[titles.index("Silence not-e164 here, with a reason")].edit)
    assert "suppression-without-reason" in [finding["code"] for finding in lint(folder)]
    path.write_text(path.read_text().replace("not-e164 -- ", "not-e164 -- as the customer wrote it"))
    assert {"not-e164", "suppression-without-reason"}.isdisjoint(finding["code"] for finding in lint(folder))


@pytest.mark.asyncio
async def test_all_fixes_at_once(client, tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    path = folder / "tenant.yaml"
    path.write_text((ROOT / "docs/samples/unchecked/tenant.yaml").read_text())
    open_file(client, path)
    actions = await client.text_document_code_action_async(lsp.CodeActionParams(
        text_document=lsp.TextDocumentIdentifier(uri=path.as_uri()),
        range=lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)),
        context=lsp.CodeActionContext(diagnostics=[], only=["source.fixAll"])))
    assert len(actions) == 1
    apply(actions[0].edit)
    fixed = path.read_text()
    path.write_text((ROOT / "docs/samples/unchecked/tenant.yaml").read_text())
    subprocess.run([SENDFROM, "lint", str(folder), "--fix", "--quiet"], capture_output=True)
    assert path.read_text() == fixed


@pytest.mark.asyncio
async def test_no_secret_leaves_the_server(client, tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    path = folder / "tenant.yaml"
    secret = "hunter2-Zx81-Spectrum"
    text = f"""tenant: acme
providers:
  main:
    kind: twilio
    credentials: {{token: {secret}}}
inventory: [{{sender: "+442079460101", id: support, name: {secret}}}]
order: {{preset: thread-first}}
"""
    path.write_text(text)
    open_file(client, path)
    found = await published(client, path, lambda found: "plaintext-secret" in codes(found))
    said = [repr(found)]
    for words in [secret, "name: " + secret, "support", "token:"]:
        said.append(repr(await client.text_document_hover_async(lsp.HoverParams(**at(path, text, words, 2)))))
        said.append(repr(await client.text_document_completion_async(lsp.CompletionParams(**at(path, text, words, 2)))))
        said.append(repr(await client.text_document_code_action_async(lsp.CodeActionParams(
            text_document=lsp.TextDocumentIdentifier(uri=path.as_uri()),
            range=lsp.Range(lsp.Position(0, 0), lsp.Position(20, 0)),
            context=lsp.CodeActionContext(diagnostics=[])))))
    assert all(secret not in text for text in said)
