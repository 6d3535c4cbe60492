"""TAB in real shells: what `--generate-completion-script` writes, read by the shell it is for, in a terminal."""
import os
import pathlib
import shutil
import subprocess

import pexpect
import pytest
from conftest import ROOT, SENDFROM

# How each shell is started bare, and told of the completions in a file.
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], "source {file}"),
    "zsh": (["-f", "-i"], "fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -d {folder}/dump"),
    "fish": (["--no-config", "-i"], "source {file}"),
}
FILES = {"bash": "sendfrom", "zsh": "_sendfrom", "fish": "sendfrom.fish"}


@pytest.mark.parametrize("line,completed", [
    ("sendfrom lint examples/helpd", "examples/helpdesk"),
    ("sendfrom checks unreach", "unreachable-rule"),
    ("sendfrom explain examples/helpdesk --to 1 --from us-su", "us-support"),
    ("sendfrom numb", "numbers"),
])
@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes(shell, line, completed, tmp_path):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "sendfrom").symlink_to(pathlib.Path(SENDFROM).resolve())
    file = tmp_path / FILES[shell]
    file.write_text(subprocess.run([SENDFROM, "--generate-completion-script", shell], capture_output=True, text=True,
                                   check=True).stdout)
    arguments, setup = SHELLS[shell]
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "TERM": "dumb", "HOME": str(tmp_path)}
    terminal = pexpect.spawn(shell, arguments, cwd=ROOT, env=environment, encoding="utf-8", timeout=20,
                             dimensions=(50, 250))
    try:
        terminal.sendline(setup.format(file=file, folder=tmp_path))
        # The echo of the command has no result in it yet.
        terminal.sendline("echo ready''-now")
        terminal.expect("ready-now")
        terminal.send(line + "\t")
        # What was typed and what TAB added, in one.
        terminal.expect_exact(completed)
    finally:
        terminal.close(force=True)
