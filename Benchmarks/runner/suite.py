"""What is measured. Results are plain values in one dict, by the names that report.py reads."""
import subprocess

from .agreement import yardsticks
from .measure import in_turn
from .setup import head, release, root, say, tools

EDITS = ["swap", "sender", "default", "country", "user", "suspend", "explicit"]


class Suite:
    def __init__(self, measure, folder, missing, messages, tenants, quick):
        self.measure, self.folder, self.missing, self.messages, self.tenants = measure, folder, missing, messages, tenants
        self.quick = quick
        self.rounds, self.few = (2, 1) if quick else (9, 3)
        self.block = 20_000 if quick else 200_000  # messages of decisions in process
        self.sendfrom = root / "sendfrom"
        self.stand_ins = {name: command for name, _, command in yardsticks(missing)}
        text = subprocess.run([self.sendfrom, "eval", "--help"], capture_output=True, text=True, check=True).stdout
        self.has_jobs = "--jobs" in text
        self.results = {"missing": missing, "messages": messages, "tenants": tenants, "has_jobs": self.has_jobs}

    def run(self):
        for part in (self.decisions, self.end_to_end, self.reading, self.commands, self.analysis, self.growth, self.counts):
            say(part.__name__.replace("_", " "))
            self.results[part.__name__] = part()
        return self.results

    # Commands

    def selection(self, senders):
        return self.folder / f"select-{senders}"

    def eval(self, senders=1000, count=None, tenant=None, jobs=1, trace=False):
        """Decisions for messages, on one core unless told otherwise; None for as many as the program takes."""
        place = self.selection(senders)
        messages = place / "messages.ndjson" if count is None else head(place / "messages.ndjson", count)
        command = [self.sendfrom, "eval", tenant or place / "tenant", messages, "--format", "ndjson"]
        return command + (["--trace"] if trace else []) + (["--jobs", jobs] if self.has_jobs and jobs else [])

    def stand_in(self, name, senders=1000, count=None):
        place = self.selection(senders)
        messages = place / "messages.ndjson" if count is None else head(place / "messages.ndjson", count)
        return [*self.stand_ins[name], place / "tenant.json", messages, "/dev/null"]

    def decide(self, messages=None, rounds=5, **settings):
        settings |= {"messages": messages or self.block, "rounds": rounds}
        return [release / "measure-decisions", *(f"{key}={value}" for key, value in settings.items())]

    def decide_cpp(self, senders):
        place = self.selection(senders)
        return [tools / "selector", place / "tenant.json", head(place / "messages.ndjson", self.block), "--decide", 5]

    def lint(self, *paths, analysis=True):
        return [self.sendfrom, "lint", "--quiet", *([] if analysis else ["--no-analysis"]), *paths]

    def files(self, name):
        return sorted((self.folder / "lint" / name).rglob("*.yaml"))

    # Parts

    def decisions(self):
        """Nanoseconds of one decision in process."""
        commands = {f"senders {n}": self.decide(senders=n) for n in (10, 1000, 100_000)}
        commands |= {"rules 1000": self.decide(rules=1000), "traced": self.decide(traced=1), "strict": self.decide(strict=1)}
        if "cpp" in self.stand_ins:
            commands |= {f"cpp {n}": self.decide_cpp(n) for n in (10, 1000, 100_000)}
        medians, printed = in_turn(commands, self.few)
        pairs = zip(printed["senders 100000"], printed["senders 10"])
        return medians | {"growth": sorted(a / b for a, b in pairs)[self.few // 2]}

    def end_to_end(self):
        """NDJSON to NDJSON as whole commands."""
        commands = {"ours": self.eval(), "trace": self.eval(trace=True),
                    "strict": self.eval(tenant=self.folder / "select-strict/tenant")}
        commands |= {name: self.stand_in(name) for name in ("cpp", "duckdb") if name in self.stand_ins}
        if self.has_jobs:
            commands["both cores"] = self.eval(jobs=2)
        results = self.compared(commands, self.rounds, "ours")
        for senders in (10, 100_000):
            commands = {"ours": self.eval(senders)}
            commands |= {name: self.stand_in(name, senders) for name in ("cpp", "duckdb") if name in self.stand_ins}
            results[f"senders {senders}"] = self.compared(commands, self.few, "ours")
        if "zen" in self.stand_ins:
            count = min(50_000, self.messages)
            commands = {"ours": self.eval(count=count), "zen": self.stand_in("zen", count=count)}
            results["zen"] = self.compared(commands, self.few, "ours") | {"count": count}
        return results

    def reading(self):
        """Lint against libyaml's event loop over the same files."""
        results = {}
        for name in ("1mb", "10mb", "repo"):
            files = self.files(name)
            place = self.folder / "lint" / name
            commands = {"no analysis": self.lint(place, analysis=False)}
            if name == "repo":
                commands["analysis"] = self.lint(place)
            if (tools / "yaml_events").exists():
                commands["libyaml"] = [tools / "yaml_events", *files]
            rounds = self.few if name == "10mb" else self.rounds
            results[name] = self.compared(commands, rounds, "libyaml") | {"size": sum(f.stat().st_size for f in files) / 1e6}
        return results

    def commands(self):
        """Small commands from start to exit."""
        lint, out = self.folder / "lint", self.folder / "compiled.json"
        one = head(self.selection(1000) / "messages.ndjson", 1)
        return self.compared({
            "--version": [self.sendfrom, "--version"],
            "lint of the smallest tenant": self.lint(lint / "smallest"),
            "lint of an ordinary tenant": self.lint(lint / "ordinary"),
            "lint of an ordinary tenant, no analysis": self.lint(lint / "ordinary", analysis=False),
            "compile of an ordinary tenant": [self.sendfrom, "compile", lint / "ordinary", "-o", out],
            "diff of two ordinary tenants": [self.sendfrom, "diff", lint / "ordinary", lint / "ordinary-edited"],
            "eval of one message": [self.sendfrom, "eval", lint / "ordinary", one],
        }, self.rounds)

    def analysis(self):
        """The exact analysis of the reference tenant."""
        return self.compared(self.analyses(self.folder / "analysis", EDITS), self.few)

    def analyses(self, place, edits):
        commands = {"lint": self.lint(place / "base"),
                    "compile, with the digest": [self.sendfrom, "compile", place / "base", "-o", self.folder / "compiled.json"]}
        return commands | {f"diff, {edit}": [self.sendfrom, "diff", "--format", "json", place / "base", place / edit]
                           for edit in edits}

    def compared(self, commands, rounds, base=None):
        """CPU, wall and peak of each command, and its ratios to one of them where that is there."""
        turns = self.measure.turns(commands, rounds)
        results = {}
        for name in commands:
            results[name] = {what: turns.median(name, what) for what in ("cpu", "wall", "peak")}
            if base in commands:
                results[name] |= {f"{what} ratio": turns.ratio(name, base, what) for what in ("cpu", "wall")}
        return results

    def growth(self):
        """What the plots show: lists of x and y, by the panel's name and the line's."""
        quick = self.quick
        senders = [10, 1000, 10_000] if quick else [10, 100, 1000, 10_000, 100_000]
        rules = [10, 100, 1000] if quick else [10, 30, 100, 300, 1000]
        countries = [5, 60, 200] if quick else [5, 10, 20, 60, 120, 200]
        results = {}
        for panel, key, sizes in (("senders", "senders", senders), ("rules", "rules", rules), ("countries", "countries", countries)):
            medians, _ = in_turn({n: self.decide(**{key: n}) for n in sizes}, self.few)
            results[panel] = {"sendfrom": list(medians.items())}
        if "cpp" in self.stand_ins:
            medians, _ = in_turn({n: self.decide_cpp(n) for n in (10, 1000, 100_000)}, self.few)
            results["senders"]["C++"] = list(medians.items())
        results["tenants"] = {"lint": [], "lint --no-analysis": [], "libyaml": []}
        for count in [n for n in (1, 10, 100, 1000) if n <= self.tenants]:
            files = self.files("repo")[:count]
            folders = [file.parent for file in files]
            commands = {"lint": self.lint(*folders), "lint --no-analysis": self.lint(*folders, analysis=False)}
            if (tools / "yaml_events").exists():
                commands["libyaml"] = [tools / "yaml_events", *files]
            turns = self.measure.turns(commands, self.few)
            for name in commands:
                results["tenants"][name].append((count, turns.median(name) * 1e3))
        results["analysis"] = {}
        for part in (10, 25, 50, 100):
            commands = self.analyses(self.folder / ("analysis" if part == 100 else f"analysis-{part}"), ["suspend"])
            turns = self.measure.turns(commands, self.few)
            for name in commands:
                results["analysis"].setdefault(name.split(",")[0], []).append((part, turns.median(name)))
        counts = [n for n in (1000, 10_000, 100_000, 300_000) if n < self.messages] + [self.messages]
        results["messages"] = {}
        # On several threads one run takes a megabyte more than the next, by how far they are apart.
        for name, jobs in (("sendfrom eval", None), ("sendfrom eval --jobs 1", 1)):
            turns = self.measure.turns({n: self.eval(count=n, jobs=jobs) for n in counts}, self.rounds)
            results["messages"][name] = [(n, turns.median(n, "peak")) for n in counts]
        return results

    def counts(self):
        """Instructions, heap blocks and references: a message's or decision's share is the slope between two sizes."""
        measure, results = self.measure, {}
        dynamic = release / "sendfrom"

        def command(settings):
            return lambda size: self.decide(messages=2000, rounds=size, **settings)

        sizes = (1, 6)

        def share(count, settings):
            """What deciding takes, without what else a round does."""
            return self.per([measure.each(count, command(settings | {"decide": decides}), *sizes) for decides in (1, 0)], 2000)

        for name, settings in (("decision", {}), ("decision, traced", {"traced": 1}), ("decision, 1,000 rules", {"rules": 1000})):
            results[name] = {"instructions": share(measure.instructions, settings),
                             "allocations": share(measure.allocations, settings),
                             "references": share(measure.references, settings)}
        sizes = (1000, 5000)
        for name, trace in (("message, NDJSON to NDJSON", False), ("message, NDJSON to NDJSON, traced", True)):
            def linked(count):
                return [dynamic, *self.eval(count=count, trace=trace)[1:]]

            results[name] = {
                "instructions": measure.each(measure.instructions, lambda n: self.eval(count=n, trace=trace), *sizes),
                "allocations": measure.each(measure.allocations, linked, *sizes),
                "references": measure.each(measure.references, linked, *sizes)}
        if "cpp" in self.stand_ins:
            results["message, the C++ selector"] = {
                what: measure.each(count, lambda n: [tools / "selector-portable", *self.stand_in("cpp", count=n)[1:]], *sizes)
                for what, count in (("instructions", measure.instructions), ("allocations", measure.allocations))}
        lint = self.folder / "lint"
        wholes = {"start (--version)": [self.sendfrom, "--version"], "lint of an ordinary tenant": self.lint(lint / "ordinary"),
                  "lint of an ordinary tenant, no analysis": self.lint(lint / "ordinary", analysis=False),
                  "lint of 1 MB, no analysis": self.lint(lint / "1mb", analysis=False)}
        if (tools / "yaml_events").exists():
            wholes["libyaml events of 1 MB"] = [tools / "yaml_events", *self.files("1mb")]
        for name, whole in wholes.items():
            ours = whole[0] == self.sendfrom
            other = [dynamic, *whole[1:]] if ours else whole
            results[name] = {"instructions": measure.instructions(whole), "allocations": measure.allocations(other),
                             "references": measure.references(other) if ours else None}
        return results

    @staticmethod
    def per(pair, count):
        """The difference of two counts for each of so many; None where there are none."""
        return None if None in pair else (pair[0] - pair[1]) / count
