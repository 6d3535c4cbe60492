"""Neovim itself as the client, without a window."""
import os
import shutil
import subprocess

import pytest
from conftest import ROOT, SENDFROM


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_completes_jumps_and_renames(tmp_path):
    folder = tmp_path / "helpdesk"
    shutil.copytree(ROOT / "examples/helpdesk", folder)
    script = ROOT / "Tests/Editors/neovim.lua"
    run = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}", "-c", "cquit 2"],
        env={**os.environ, "SENDFROM": os.path.abspath(SENDFROM), "SENDFROM_FOLDER": str(folder)},
        capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert "us-sales" not in "".join(path.read_text() for path in folder.rglob("*.yaml"))
    test = subprocess.run([SENDFROM, "test", str(folder)], capture_output=True, text=True)
    assert test.returncode == 0, test.stdout
