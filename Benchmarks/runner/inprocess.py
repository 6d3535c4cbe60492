"""The benchmarks of Benchmarks/InProcess, run by ordo-one/benchmark."""
import json
import pathlib
import subprocess
import tempfile

from .setup import build, here, say


def rows(quick):
    """Name, and wall time in microseconds: the least and the median."""
    say("in process")
    with tempfile.TemporaryDirectory() as folder:
        only = ["--filter", ".*ordinary.*"] if quick else []
        subprocess.run(["swift", "package", "--package-path", here, "--scratch-path", build, "--allow-writing-to-directory",
                        folder, "benchmark", *only, "--format", "jmh", "--path", folder, "--no-progress", "--quiet"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        entries = [entry for path in pathlib.Path(folder).iterdir() for entry in json.loads(path.read_text())]
    found = []
    for entry in entries:
        time = next(metric for name, metric in entry["secondaryMetrics"].items() if "wall" in name)
        scale = {"ns": 1e-3, "μs": 1, "ms": 1e3}[time["scoreUnit"]]
        name = entry["benchmark"].split(".", 3)[3].replace("_", " ")
        found.append((name, time["scorePercentiles"]["0.0"] * scale, time["scorePercentiles"]["50.0"] * scale))
    return sorted(found)
