"""Results as tables: the targets, met or not, and the figures of docs/benchmarks.md between its markers."""

BEGIN, END = "<!-- measured: Benchmarks/run writes this -->\n", "<!-- measured: end -->\n"


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join("---" for _ in heads) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def time(seconds):
    return f"{seconds * 1e3:.1f} ms" if seconds < 0.1 else f"{seconds:.2f} s"


def number(value, unit=""):
    """Three figures of a number; a dash where there is none."""
    if value is None:
        return "–"
    digits = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return digits + unit


def target_rows(results):
    """What is promised, the limit, what was measured; the last two as numbers, None where it could not be."""
    decisions, ends = results["decisions"], results["end_to_end"]
    reading, commands, analysis = results["reading"], results["commands"], results["analysis"]
    peaks = dict(results["growth"]["messages"]["sendfrom eval"])
    alone = dict(results["growth"]["messages"]["sendfrom eval --jobs 1"])
    sizes = sorted(peaks, key=int)

    def over(one, other, what="cpu", of=ends):
        """How many times `other` `one` takes; the median of runs in turn."""
        if one not in of or other not in of:
            return None
        return of[one][f"{what} ratio"] / of[other][f"{what} ratio"]

    rows = [
        ("a decision in process, 1,000 senders", 60, decisions["senders 1000"], " ns"),
        ("heap blocks a decision", 0, results["counts"]["decision"]["allocations"], ""),
        ("a decision at 1,000 conditional rules", 100, decisions["rules 1000"], " ns"),
        ("a decision at 100,000 senders over one at 10", 1.5, decisions["growth"], "×"),
        ("NDJSON to NDJSON over the C++ selector, CPU", 2, over("ours", "cpp"), "×"),
        ("NDJSON to NDJSON over DuckDB, CPU", 0.25, over("ours", "duckdb"), "×"),
        ("the same on both cores over C++ on one, wall", 1, over("both cores", "cpp", "wall"), "×"),
        ("`--trace` over none, CPU", 3, over("trace", "ours"), "×"),
        (f"peak memory, {int(sizes[-1]):,} messages", 64, peaks[sizes[-1]], " MB"),
        (f"the same over {int(sizes[-3]):,} messages, one thread", 1.05, alone[sizes[-1]] / alone[sizes[-3]], "×"),
    ]
    for name, what in (("10mb", "10 MB"), ("repo", f"{results['tenants']:,} tenants")):
        read = reading[name]
        there = "libyaml" in read
        rows.append((f"lint --no-analysis over libyaml's events, {what}, CPU", 2.5,
                     read["no analysis"]["cpu ratio"] if there else None, "×"))
        rows.append(("the same, wall", 1.5, read["no analysis"]["wall ratio"] if there else None, "×"))
        if name == "repo":
            rows.append(("lint with the analysis over libyaml's events, CPU", 6,
                         read["analysis"]["cpu ratio"] if there else None, "×"))
        else:
            rows.append(("peak memory over the file's size", 15, read["no analysis"]["peak"] / read["size"], "×"))
    rows.append(("lint of an ordinary tenant, start to exit, wall", 10, commands["lint of an ordinary tenant"]["wall"] * 1e3, " ms"))
    rows.append(("diff of two ordinary tenants, wall", 50, commands["diff of two ordinary tenants"]["wall"] * 1e3, " ms"))
    for name, found in analysis.items():
        rows.append((f"reference tenant: {name}, CPU", 2, found["cpu"], " s"))
    rows.append(("the same: most memory", 500, max(found["peak"] for found in analysis.values()), " MB"))
    return rows


def verdict(limit, found):
    return "not measured" if found is None else "met" if found <= limit else "not met"


def targets(results):
    rows = [(what, f"≤ {number(limit, unit)}", number(found, unit), verdict(limit, found))
            for what, limit, found, unit in target_rows(results)]
    if not results["has_jobs"]:
        rows = [row if "both cores" not in row[0] else (*row[:2], "`eval` has no `--jobs` yet", row[3]) for row in rows]
    return table(["", "target", "measured", ""], rows)


def write(results, path):
    text = path.read_text()
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    path.write_text(head + BEGIN + "\n" + figures(results) + "\n" + END + tail)


def figures(results):
    ends = results["end_to_end"]
    parts = [f"Measured on {results['date']}: {results['machine']}. Load average {results['load'][0]:.1f} when it began, "
             f"{results['load'][1]:.1f} when it ended.\n"]
    missing = results["missing"]
    parts.append("Not to be had, so not compared: " + "; ".join(missing) + ".\n" if missing else "Every yardstick was there.\n")
    parts += ["### Targets\n", targets(results), "### One decision in process\n", decision_table(results)]
    parts += [f"### {results['messages']:,} messages, NDJSON to NDJSON\n", end_table(ends)]
    parts += ["### Reading and checking YAML\n", reading_table(results["reading"]), "### Small commands\n",
              command_table(results["commands"]), "### The reference tenant of the analysis\n",
              command_table(results["analysis"]), "### Instructions, heap blocks and references\n", count_table(results["counts"])]
    parts += ["### In process, by ordo-one/benchmark\n",
              table(["", "least", "median"], [(name, number(low, " µs"), number(middle, " µs"))
                                              for name, low, middle in results["in_process"]])]
    return "\n".join(parts)


def decision_table(results):
    found = results["decisions"]
    names = [("10 senders", "senders 10", "cpp 10"), ("1,000 senders", "senders 1000", "cpp 1000"),
             ("100,000 senders", "senders 100000", "cpp 100000"), ("1,000 senders, every rule tried recorded", "traced", ""),
             ("1,000 senders, usual requirements", "strict", ""), ("1,000 conditional rules", "rules 1000", "")]
    return table(["", "sendfrom", "C++"], [(what, number(found[ours], " ns"), number(found.get(cpp), " ns"))
                                           for what, ours, cpp in names])


def end_table(ends):
    names = [("sendfrom", "ours"), ("sendfrom --trace", "trace"), ("sendfrom, usual requirements", "strict"),
             ("sendfrom, both cores", "both cores"), ("C++ selector", "cpp"), ("DuckDB, one thread, order lost", "duckdb")]
    groups = [("1,000 senders", ends), ("10 senders", ends["senders 10"]), ("100,000 senders", ends["senders 100000"])]
    if "zen" in ends:
        groups.append((f"1,000 senders, {ends['zen']['count']:,} messages", ends["zen"]))
        names.append(("ZEN, facts looked up by its host", "zen"))
    rows = []
    for group, found in groups:
        there = [(what, found[key]) for what, key in names if "cpu" in found.get(key, {})]
        rows += [(group, what, time(one["cpu"]), time(one["wall"]), number(one["peak"], " MB"), number(one["cpu ratio"], "×"))
                 for what, one in there]
    return table(["", "", "CPU", "wall", "peak", "CPU over sendfrom's"], rows)


def reading_table(reading):
    names = [("libyaml's events", "libyaml"), ("lint --no-analysis", "no analysis"), ("lint", "analysis")]
    return table(["", "", "CPU", "wall", "peak", "CPU over libyaml's"], [
        (f"{what}, {number(found['size'], ' MB')}", name, time(found[key]["cpu"]), time(found[key]["wall"]),
         number(found[key]["peak"], " MB"), number(found[key].get("cpu ratio"), "×"))
        for what, found in (("one tenant", reading["1mb"]), ("one tenant", reading["10mb"]), ("repository", reading["repo"]))
        for name, key in names if key in found])


def command_table(found):
    return table(["", "CPU", "wall", "peak"], [(name, time(one["cpu"]), time(one["wall"]), number(one["peak"], " MB"))
                                               for name, one in found.items()])


def count_table(counts):
    return table(["", "instructions", "heap blocks", "references counted"],
                 [(name, *(number(one.get(what)) for what in ("instructions", "allocations", "references")))
                  for name, one in counts.items()])
