"""The CI kit as far as it goes without the services it is for: their scripts run for real, and what they write is read by
others' readers."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

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


def test_the_github_action(repository, tmp_path):
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite" and all("shell" in step for step in steps)
    # What the outputs name is what the script writes.
    assert {value["value"] for value in action["outputs"].values()} == {
        "${{ steps.run.outputs.sarif }}", "${{ steps.run.outputs.comment }}", "${{ steps.run.outputs.changed }}"}
    files = {name: tmp_path / name for name in ["summary", "output", "found"]}
    found = environment(tmp_path, GITHUB_OUTPUT=str(files["found"]), GITHUB_ACTION_PATH=str(ROOT), PROGRAM="")
    subprocess.run(["bash", "-e", "-c", steps[0]["run"]], env=found, check=True)
    program = files["found"].read_text().strip().removeprefix("path=")
    assert pathlib.Path(program).resolve() == pathlib.Path(SENDFROM).resolve()
    run = subprocess.run(
        ["bash", "-e", "-c", steps[1]["run"]], cwd=repository, capture_output=True, text=True,
        env=environment(
            tmp_path, SENDFROM=program, SENDFROM_PATHS="tenants", SENDFROM_BASE="HEAD", SENDFROM_ARGS="--no-analysis",
            SENDFROM_OUT=str(tmp_path / "out"), GITHUB_STEP_SUMMARY=str(files["summary"]),
            GITHUB_OUTPUT=str(files["output"]), GITHUB_ACTION_PATH=str(ROOT), GITHUB_ACTIONS="true"))
    assert run.returncode == 1, run.stderr
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
    output = dict(line.split("=", 1) for line in files["output"].read_text().splitlines())
    assert output["changed"] == "true"
    comment = pathlib.Path(output["comment"]).read_text()
    assert comment.startswith("<!-- sendfrom diff -->") and "us-support" in comment and "uk-main" in comment
    summary = files["summary"].read_text()
    assert "country-mismatch" in summary and comment in summary
    data = loader.load_sarif_file(output["sarif"])
    assert data.get_result_count() == len(lines)
    for record in data.get_records():
        assert (repository / record["Location"]).is_file() and int(record["Line"]) > 0


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


def test_the_gitlab_template(repository, tmp_path):
    job = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text())["sendfrom"]
    more = {**{name: str(value) for name, value in job["variables"].items()}, "SENDFROM_PATHS": "tenants",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
    statuses = [subprocess.run(["sh", "-c", line], cwd=repository, env=environment(tmp_path, **more),
                               capture_output=True).returncode for line in job["script"]]
    assert statuses[0] == 1  # the country's default is refused
    assert statuses[2] == 0
    reports = job["artifacts"]["reports"]
    # What GitLab reads of a code quality report.
    issues = json.loads((repository / reports["codequality"]).read_text())
    assert issues
    for issue in issues:
        assert set(issue) >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ["info", "minor", "major", "critical", "blocker"]
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert (repository / issue["location"]["path"]).is_file() and issue["location"]["lines"]["begin"] > 0
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for name in reports["junit"]:
        suites = junitparser.JUnitXml.fromfile(str(repository / name))
        assert suites.tests > 0
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
