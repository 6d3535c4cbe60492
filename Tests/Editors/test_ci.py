"""The CI kit as far as it goes without the services it is for: their scripts run for real, and what they write is read by
others' readers."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml

import jsonschema
import junitparser
import pytest
import yaml
from conftest import ROOT, SENDFROM
from sarif import loader


@pytest.fixture
def repository(tmp_path):
    """A repository with a tenant, and a change of it that is not committed."""
    folder = tmp_path / "repository"
    shutil.copytree(ROOT / "examples/helpdesk", folder / "tenants/helpdesk")
    def git(*words):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words], cwd=folder, check=True,
                       capture_output=True)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "tenants")
    defaults = folder / "tenants/helpdesk/defaults.yaml"
    text = defaults.read_text()
    assert "GB: uk-main" in text
    defaults.write_text(text.replace("GB: uk-main", "GB: us-support"))
    return folder


def environment(tmp_path, **more):
    programs = tmp_path / "bin"
    programs.mkdir(exist_ok=True)
    if not (programs / "sendfrom").exists():
        (programs / "sendfrom").symlink_to(pathlib.Path(SENDFROM).resolve())
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", **more}


# One workflow command, as GitHub's runner takes it apart.
COMMAND = re.compile(r"^::(error|warning|notice) ((?:\w+=[^,:\r\n]*)(?:,\w+=[^,:\r\n]*)*)::(.*)$")


EXPRESSION = re.compile(r"\$\{\{ *([\w.]+) *\}\}")


class Action:
    """action.yml run as GitHub does: what its expressions name is put in, each `run` goes to the shell it names."""

    def __init__(self, repository, tmp_path, inputs, event):
        self.action = yaml.safe_load((ROOT / "action.yml").read_text())
        assert self.action["runs"]["using"] == "composite"
        assert set(inputs) <= set(self.action["inputs"])
        self.repository, self.tmp_path = repository, tmp_path
        self.values = {"runner.temp": str(tmp_path / "temp"), **{f"github.event.{key}": text for key, text in event.items()}}
        (tmp_path / "temp").mkdir(exist_ok=True)
        for name, given in self.action["inputs"].items():
            self.values[f"inputs.{name}"] = self.filled(inputs.get(name, given["default"]))
        self.summary = tmp_path / "summary"
        self.summary.write_text("")

    def filled(self, text):
        # An expression that names nothing is an empty text on GitHub; here it must be one that may be empty.
        def value(match):
            assert match[1] in self.values or match[1].startswith("github.event."), f"{match[1]} is nothing"
            return self.values.get(match[1], "")
        return EXPRESSION.sub(value, str(text))

    def run(self):
        """The last step that ran; its outputs are those of the action."""
        for step in self.action["runs"]["steps"]:
            output = self.tmp_path / f"output-{step['id']}"
            output.write_text("")
            assert step["shell"] == "bash"
            more = {name: self.filled(text) for name, text in step["env"].items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self.filled(step["run"])],
                cwd=self.repository, capture_output=True, text=True,
                env=environment(
                    self.tmp_path, GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(self.summary),
                    GITHUB_ACTION_PATH=str(ROOT), GITHUB_ACTIONS="true", CI="true", **more))
            for line in output.read_text().splitlines():
                name, text = line.split("=", 1)
                self.values[f"steps.{step['id']}.outputs.{name}"] = text
            if done.returncode != 0:
                break
        return done

    @property
    def outputs(self):
        return {name: self.filled(output["value"]) for name, output in self.action["outputs"].items()}


def conforms_to_sarif(path):
    """Holds a file to OASIS's own schema, where that is at hand: it is not ours to ship."""
    schema = os.environ.get("SARIF_SCHEMA")
    if not schema:
        print("SARIF_SCHEMA names no copy of sarif-schema-2.1.0.json; the SARIF file was not held to it", file=sys.stderr)
        return
    jsonschema.Draft4Validator(
        json.loads(pathlib.Path(schema).read_text()), format_checker=jsonschema.FormatChecker()
    ).validate(json.loads(pathlib.Path(path).read_text()))


def test_the_github_action(repository, tmp_path):
    action = Action(repository, tmp_path, {"paths": "tenants", "args": "--no-analysis"}, {"pull_request.base.sha": "HEAD"})
    run = action.run()
    assert run.returncode == 1, run.stderr
    program = action.values["steps.program.outputs.path"]
    assert pathlib.Path(program).resolve() == pathlib.Path(SENDFROM).resolve()
    # Annotations: each line of standard output is one, and points into the text it speaks of.
    lines = run.stdout.splitlines()
    assert lines
    for line in lines:
        command = COMMAND.match(line)
        assert command, line
        properties = dict(pair.split("=", 1) for pair in command[2].split(","))
        text = (repository / properties["file"]).read_text().splitlines()[int(properties["line"]) - 1]
        assert int(properties["endColumn"]) - 1 <= len(text)
        assert "\n" not in command[3] and command[3]
    assert any("country-mismatch" in line and line.startswith("::error") for line in lines)
    output = action.outputs
    assert output["changed"] == "true"
    comment = pathlib.Path(output["comment"]).read_text()
    assert comment.startswith("<!-- sendfrom diff -->") and "us-support" in comment and "uk-main" in comment
    summary = action.summary.read_text()
    assert "country-mismatch" in summary and comment in summary
    data = loader.load_sarif_file(output["sarif"])
    assert data.get_result_count() == len(lines)
    for record in data.get_records():
        assert (repository / record["Location"]).is_file() and int(record["Line"]) > 0
    conforms_to_sarif(output["sarif"])


def test_the_action_outside_of_a_pull_request(repository, tmp_path):
    action = Action(repository, tmp_path, {"paths": "tenants", "program": SENDFROM}, {})
    assert action.run().returncode == 1
    assert action.outputs["changed"] == "false"
    assert pathlib.Path(action.outputs["comment"]).read_text() == ""


def test_the_workflow_shown_uses_what_the_action_has():
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    page = (ROOT / "docs/ci.md").read_text()
    workflow = yaml.safe_load(page.split("# .github/workflows/tenants.yml")[1].split("```")[0])
    steps = workflow["jobs"]["tenants"]["steps"]
    used = next(step for step in steps if "/sendfrom@" in step.get("uses", ""))
    assert set(used["with"]) <= set(action["inputs"])
    outputs = set(re.findall(rf"steps\.{used['id']}\.outputs\.(\w+)", json.dumps(steps)))
    assert outputs and outputs <= set(action["outputs"])


# GitLab's description of a code quality report: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path"],
                "properties": {
                    # Relative to the repository, without a leading `./`.
                    "path": {"type": "string", "pattern": r"^(?!\.?/)."},
                    "lines": {
                        "type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                    "positions": {"type": "object", "required": ["begin"]},
                },
                "oneOf": [{"required": ["lines"]}, {"required": ["positions"]}],
            },
        },
    },
}

# What Jenkins' junit-10.xsd lets stand where, of what such reports need: attributes, then children. `!` is required.
JUNIT = {
    "testsuites": ({"name", "time", "tests", "failures", "disabled", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name!", "tests!", "failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname", "id", "package",
         "file"},
        {"properties", "testcase", "system-out", "system-err"}),
    "testcase": (
        {"name!", "classname!", "assertions", "time", "status", "file", "line"},
        {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
    "system-out": (set(), set()),
    "system-err": (set(), set()),
}


def conforms_to_junit(path):
    def check(element):
        attributes, children = JUNIT[element.tag]
        required = {name[:-1] for name in attributes if name.endswith("!")}
        assert required <= set(element.attrib) <= {name.rstrip("!") for name in attributes}, (element.tag, element.attrib)
        if element.tag in ("testsuites", "testsuite"):
            assert not (element.text or "").strip() and not (element.tail or "").strip()
            cases = list(element.iter("testcase"))
            assert int(element.get("tests", len(cases))) == len(cases)
            failed = [case for case in cases if case.find("failure") is not None]
            assert int(element.get("failures", len(failed))) == len(failed)
        for child in element:
            assert child.tag in children, (element.tag, child.tag)
            check(child)
    root = xml.parse(path).getroot()
    assert root.tag == "testsuites"
    check(root)


def test_the_github_action_without_a_base_and_with_a_new_tenant(repository, tmp_path):
    subprocess.run(["git", "checkout", "-q", "."], cwd=repository, check=True)
    for base, changed in [("", "false"), ("HEAD", "true")]:
        shutil.copytree(ROOT / "examples/pool", repository / "new", dirs_exist_ok=True)
        output = tmp_path / "output"
        output.write_text("")
        run = subprocess.run(
            [str(ROOT / "ci/github")], cwd=repository, capture_output=True, text=True,
            env=environment(tmp_path, SENDFROM_PATHS="tenants new", SENDFROM_BASE=base, SENDFROM_OUT=str(tmp_path / "o"),
                            GITHUB_OUTPUT=str(output)))
        assert run.returncode == 0, run.stderr + run.stdout
        found = dict(line.split("=", 1) for line in output.read_text().splitlines())
        assert found["changed"] == changed
        assert ("`new` is new" in pathlib.Path(found["comment"]).read_text()) == (base != "")


def test_the_strict_readers_refuse_what_is_wrong(tmp_path):
    for text in [
        "<testsuite name='a' tests='0'/>", "<testsuites><testcase name='a' classname='b'/></testsuites>",
        "<testsuites><testsuite name='a' tests='2'><testcase name='a' classname='b'/></testsuite></testsuites>",
        "<testsuites><testsuite name='a' tests='1'><testcase name='a'/></testsuite></testsuites>",
        "<testsuites><testsuite name='a' tests='0' colour='red'/></testsuites>",
    ]:
        (tmp_path / "junit.xml").write_text(text)
        with pytest.raises((AssertionError, KeyError)):
            conforms_to_junit(tmp_path / "junit.xml")
    issue = {"description": "a", "check_name": "b", "fingerprint": "c", "severity": "major",
             "location": {"path": "a.yaml", "lines": {"begin": 1}}}
    jsonschema.Draft7Validator(CODE_QUALITY).validate([issue])
    for wrong in [{"severity": "error"}, {"location": {"path": "./a", "lines": {"begin": 1}}}, {"fingerprint": ""},
                  {"location": {"path": "a.yaml"}}]:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft7Validator(CODE_QUALITY).validate([{**issue, **wrong}])
    if "SARIF_SCHEMA" in os.environ:
        (tmp_path / "a.sarif").write_text(json.dumps({"version": "2.1.0", "runs": [{"tool": {}}]}))
        with pytest.raises(jsonschema.ValidationError):
            conforms_to_sarif(tmp_path / "a.sarif")


def test_the_gitlab_template(repository, tmp_path):
    job = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text())["sendfrom"]
    more = {**{name: str(value) for name, value in job["variables"].items()}, "SENDFROM_PATHS": "tenants",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD", "GITLAB_CI": "true", "CI": "true"}
    # As a runner does it: all lines in one shell, which ends at the first that fails.
    script = "\n".join(["set -eo pipefail", *job["script"]])
    run = subprocess.run(["bash", "-c", script], cwd=repository, env=environment(tmp_path, **more), capture_output=True,
                         text=True)
    assert run.returncode == 1, run.stderr  # the country's default is refused, and a test says so too
    assert "country-mismatch" in run.stdout
    reports = job["artifacts"]["reports"]
    issues = json.loads((repository / reports["codequality"]).read_text())
    assert issues
    jsonschema.Draft7Validator(CODE_QUALITY).validate(issues)
    for issue in issues:
        lines = (repository / issue["location"]["path"]).read_text().splitlines()
        assert issue["location"]["lines"]["begin"] <= len(lines)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for name in reports["junit"]:
        suites = junitparser.JUnitXml.fromfile(str(repository / name))
        assert suites.tests > 0
        conforms_to_junit(repository / name)
        assert suites.failures == sum(len(case.result) for suite in suites for case in suite)
    for name in job["artifacts"]["paths"]:
        assert "us-support" in (repository / name).read_text()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_pre_commit_hooks(repository, tmp_path):
    """pre-commit itself, from PyPI, with the hooks of the commit that is checked out."""
    # The hooks as they are now, in a repository of their own: pre-commit clones what it runs.
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    for words in [["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x"]]:
        subprocess.run(["git", *words], cwd=hooks, check=True, capture_output=True)
    more = environment(tmp_path, PRE_COMMIT_HOME=str(tmp_path / "cache"))

    def hook(id):
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), id, "--all-files", "--verbose"],
            cwd=repository, env=more, capture_output=True, text=True)

    failed = hook("sendfrom-lint-system")
    assert failed.returncode == 1 and "country-mismatch" in failed.stdout, failed.stdout + failed.stderr
    assert hook("sendfrom-test-system").returncode == 1
    subprocess.run(["git", "checkout", "-q", "."], cwd=repository, check=True)
    for id in ["sendfrom-lint-system", "sendfrom-fix-system", "sendfrom-test-system"]:
        passed = hook(id)
        assert passed.returncode == 0 and "Passed" in passed.stdout, passed.stdout + passed.stderr
