"""Bytes no editor sends: `sendfrom lsp` answers or skips them, and ends by itself when the stream does."""
import json
import random
import subprocess

import pytest
from conftest import SENDFROM


def frame(body):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def serve(stream):
    run = subprocess.run([SENDFROM, "lsp"], input=stream, capture_output=True, timeout=30)
    assert run.returncode in (0, 1), (run.returncode, run.stderr)
    assert run.stderr == b""
    answers, rest = [], run.stdout
    while rest:
        header, rest = rest.split(b"\r\n\r\n", 1)
        length = int(header.removeprefix(b"Content-Length: "))
        answers.append(json.loads(rest[:length]))
        rest = rest[length:]
    return run.returncode, answers


INITIALIZE = frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
END = frame({"jsonrpc": "2.0", "id": 99, "method": "shutdown"}) + frame({"jsonrpc": "2.0", "method": "exit"})


def test_an_ordinary_session_ends_with_0():
    status, answers = serve(INITIALIZE + END)
    assert status == 0
    assert [answer["id"] for answer in answers] == [1, 99]


@pytest.mark.parametrize("stream", [
    b"", b"\0" * 100_000, b"Content-Length: 5\r\n\r\n", b"Content-Length: 99999999999999\r\n\r\n{}",
    INITIALIZE + b"Content-Length: 1000\r\n\r\n{}", frame({"method": "exit"}),
], ids=[str(number) for number in range(6)])
def test_a_stream_that_breaks_off_ends_with_1(stream):
    assert serve(stream)[0] == 1


@pytest.mark.parametrize("garbage", [
    b"nonsense\r\n\r\n", b"Content-Length: -4\r\n\r\n", b"\xff\xfe\r\n\r\n", frame(b"\xff\xff"), frame(b"[" * 1_000_000),
    frame(b'{"id":1e999,"method":"x"}'), frame(b'{"id":"\\ud800","method":"x"}'),
    frame({"id": 5, "method": "textDocument/hover", "params": {"textDocument": {"uri": "\0"}, "position": None}}),
    frame({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": "file:///etc/", "text": "x"}}}),
    frame({"method": "textDocument/didChange", "params": {"textDocument": {"uri": "file:///x"}, "contentChanges": 5}}),
], ids=[str(number) for number in range(10)])
def test_the_session_goes_on_after(garbage):
    status, answers = serve(INITIALIZE + garbage + END)
    assert status == 0
    assert answers[0]["id"] == 1 and answers[-1]["id"] == 99


@pytest.mark.parametrize("seed", range(20))
def test_random_requests_are_each_answered_once(seed, tmp_path):
    chance = random.Random(seed)
    path = tmp_path / "tenant.yaml"
    text = "tenant: a\ninventory: [{sender: ACME, id: x}]\norder: {rules: [{use: {sender: x}}]}\n"
    path.write_text(text)
    document = {"uri": path.as_uri()}
    stream = INITIALIZE + frame({"method": "textDocument/didOpen", "params": {
        "textDocument": {**document, "languageId": "yaml", "version": 1, "text": text}}})

    def value():
        return chance.choice([None, 0, 1, 2, 7, -1, 1.5, 10**12, "", "x", [], {}, True])

    asked = []
    for number in range(2, 60):
        method = chance.choice(["hover", "completion", "definition", "references", "rename", "prepareRename",
                                "codeAction", "documentHighlight", "didChange", "nonsense"])
        position = {"line": value(), "character": value()}
        place = chance.choice([position, {"line": chance.randrange(4), "character": chance.randrange(60)}, value()])
        params = chance.choice([value(), {
            "textDocument": chance.choice([document, document, value()]), "position": place, "newName": value(),
            "range": chance.choice([value(), {"start": place, "end": place}]), "context": value(),
            "contentChanges": [{"text": chance.choice(["{", "x: 1\n", text, value()]),
                                "range": chance.choice([None, {"start": place, "end": position}])}]}])
        message = {"jsonrpc": "2.0", "method": "textDocument/" + method, "params": params}
        if method != "didChange":
            message["id"] = number
            asked.append(number)
        stream += frame(message)
    status, answers = serve(stream + END)
    assert status == 0
    assert [answer["id"] for answer in answers if "id" in answer] == [1, *asked, 99]
