"""Builds the program, the workload and the yardsticks. What can't be had is said, and left out."""
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent.parent
root = here.parent
build = here / ".build"
tools = build / "yardsticks"
release = build / "release"


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def programs():
    """Builds the static binary people get, and beside it the same program and the benchmarks linked dynamically."""
    say("building (the first time takes ten minutes)")
    subprocess.run(["make", "--no-print-directory", "-C", root, "release"], check=True, stdout=sys.stderr)
    # swift build doesn't notice which files a package that it depends on by path has lost, unless it plans anew.
    (build / "release.yaml").unlink(missing_ok=True)
    swift = ["swift", "build", "--package-path", here, "--scratch-path", build, "-c", "release"]
    subprocess.run(swift, check=True, stdout=sys.stderr)
    subprocess.run([*swift, "--product", "sendfrom"], check=True, stdout=sys.stderr)


def yardsticks():
    """Builds what sendfrom is compared with. Returns each missing one with the reason."""
    tools.mkdir(parents=True, exist_ok=True)
    source = here / "yardsticks"
    missing = {}

    def compile_one(name, what, *command):
        compiler = shutil.which(command[0])
        run = compiler and subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        if not run or run.returncode:
            missing[what] = next((line for line in run.stderr.splitlines() if "error" in line), "") if run else f"no {command[0]}"
            (tools / name).unlink(missing_ok=True)

    compile_one("measured", "measured.c", "cc", "-O2", source / "measured.c", "-o", tools / "measured")
    if missing:
        raise SystemExit("bench: a C compiler is needed: cc")
    compile_one("allocations.so", "allocation counts", "cc", "-O2", "-shared", "-fPIC", source / "allocations.c",
                "-o", tools / "allocations.so")
    compile_one("yaml_events", "the libyaml event loop", "cc", "-O3", "-march=native", source / "yaml_events.c",
                "-o", tools / "yaml_events", "-lyaml")
    compile_one("selector", "the C++ selector (g++ and libsimdjson-dev)", "g++", "-std=c++17", "-O3", "-march=native",
                source / "selector.cpp", "-o", tools / "selector", "-lsimdjson")
    # valgrind doesn't know every instruction of a new processor.
    compile_one("selector-portable", "instructions of the C++ selector", "g++", "-std=c++17", "-O3", source / "selector.cpp",
                "-o", tools / "selector-portable", "-lsimdjson")
    if not shutil.which("valgrind"):
        missing["instruction counts"] = "no valgrind"
    python = tools / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", tools / "venv"], check=False, stdout=sys.stderr)
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r",
                    source / "requirements.txt"], check=False, stdout=sys.stderr)
    for module, what in (("duckdb", "DuckDB"), ("zen", "ZEN")):
        if subprocess.run([python, "-c", f"import {module}"], check=False, capture_output=True).returncode:
            missing[what] = "pip could not install it"
    for what, why in missing.items():
        say(f"not compared: {what}: {why}")
    return missing


def workload(messages, tenants, percent):
    """The folder of a workload of so many messages and tenants, and so much of the analysis's tenant; made unless it is
    there and as new as its maker."""
    folder = build / f"workload-{messages}-{tenants}-{percent}"
    maker = release / "make-workload"
    stamp = folder / "stamp"
    if not stamp.exists() or stamp.stat().st_mtime < maker.stat().st_mtime:
        say("writing the workload")
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([maker, folder, str(messages), str(tenants), str(percent)], check=True)
        stamp.touch()
    return folder


def head(path, count):
    """The first lines of a file, as a file beside it."""
    target = path.with_name(f"{path.stem}-{count}{path.suffix}")
    if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
        with open(path, "rb") as source, open(target, "wb") as out:
            for _, line in zip(range(count), source):
                out.write(line)
    return target


def machine():
    """What the figures were measured on, for people."""
    def first(pattern, text):
        found = re.search(pattern, text)
        return found[1].strip() if found else "unknown"

    def output(*command):
        try:
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            return run.stdout + run.stderr
        except OSError:
            return ""

    cpu = pathlib.Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else ""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    listed = output(tools / "venv/bin/python", "-m", "pip", "freeze")
    versions = {
        "Swift": first(r"Swift version (\S+)", output("swift", "--version")),
        "g++": first(r"(\d+\.\d+\.\d+)$", output("g++", "--version").split("\n")[0]),
        "simdjson": output("pkg-config", "--modversion", "simdjson").strip() or "unknown",
        "libyaml": output("pkg-config", "--modversion", "yaml-0.1").strip() or "unknown",
        "DuckDB": first(r"duckdb==(\S+)", listed), "ZEN": first(r"zen-engine==(\S+)", listed),
        "Python": platform.python_version(), "valgrind": first(r"valgrind-(\S+)", output("valgrind", "--version")),
    }
    revision = output("git", "-C", str(root), "describe", "--always", "--dirty").strip()
    return (f"{os.cpu_count()} cores ({first(r'model name.*: (.*)', cpu)}), {memory:.0f} GiB, {platform.system()} "
            f"{platform.release()}; sendfrom {revision}; "
            + ", ".join(f"{name} {version}" for name, version in versions.items()))
