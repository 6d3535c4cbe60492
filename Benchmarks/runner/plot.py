"""Small plots as one SVG, without a library. Its colours are readable on light and on dark pages."""
import math

PANELS = [  # key, title, what x counts, what y is, whether y is logarithmic
    ("senders", "A decision, by senders", "senders", "ns", False),
    ("rules", "A decision, by conditional rules", "rules", "ns", False),
    ("countries", "A decision, by countries", "countries", "ns", False),
    ("tenants", "lint, by tenants", "tenants", "CPU ms", True),
    ("messages", "eval: peak memory, by messages", "messages", "MB", False),
    ("analysis", "Analysis, by size; diff: suspend", "percent of the reference tenant", "CPU s", True),
]
WIDTH, HEIGHT, COLUMNS = 420, 290, 2
LEGEND = 120  # between the names of lines
LEFT, RIGHT, TOP, BOTTOM = 48, 20, 54, 46
# Light pages' and dark pages' colours: text, grid, one for each line.
COLOURS = [("#333", "#ddd", "#0b62c4", "#c2500a", "#2a7d3b"), ("#ccc", "#444", "#6db1ff", "#ffa45c", "#7fd08f")]


def style():
    def rules(text, grid, *lines):
        colours = [f"text {{ fill: {text} }} .grid {{ stroke: {grid} }}"]
        colours += [f".c{k} {{ stroke: {line}; fill: {line} }}" for k, line in enumerate(lines)]
        return " ".join(colours)

    light, dark = (rules(*colours) for colours in COLOURS)
    return f"""<style>
  text {{ font: 12px sans-serif }} text.title {{ font: bold 13px sans-serif }}
  {light} polyline.line {{ fill: none; stroke-width: 2 }}
  @media (prefers-color-scheme: dark) {{ {dark} polyline.line {{ fill: none }} }}
</style>"""


def short(value):
    if value >= 1000:
        return f"{value / 1000:g}k" if value < 1e6 else f"{value / 1e6:g}M"
    return f"{value:g}"


def decades(low, high):
    return [10.0 ** k for k in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def steps(high):
    """Round values from 0 to at least `high`, four or five of them."""
    unit = 10 ** math.floor(math.log10(high))
    step = next(unit * part for part in (0.2, 0.25, 0.5, 1, 2, 2.5) if high / (unit * part) <= 5)
    return [step * k for k in range(math.ceil(high / step) + 1)]


def panel(lines, title, xs, ys, is_log, x0, y0):
    points = [point for line in lines.values() for point in line]
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    x_ticks = decades(min(x for x, _ in points), max(x for x, _ in points))
    x_low, x_high = math.log10(min(x for x, _ in points)), math.log10(max(x for x, _ in points))
    y_ticks = decades(min(y for _, y in points), max(y for _, y in points)) if is_log else steps(max(y for _, y in points))

    def px(x):
        return x0 + LEFT + wide * (math.log10(x) - x_low) / (x_high - x_low or 1)

    def py(y):
        if is_log:
            low, top = math.log10(y_ticks[0]), math.log10(y_ticks[-1])
            return y0 + TOP + high * (1 - (math.log10(y) - low) / (top - low))
        return y0 + TOP + high * (1 - y / y_ticks[-1])

    out = [f'<text class="title" x="{x0 + LEFT}" y="{y0 + 22}">{title} ({ys})</text>']
    for y in y_ticks:
        out.append(f'<line class="grid" x1="{x0 + LEFT}" x2="{x0 + LEFT + wide}" y1="{py(y):.1f}" y2="{py(y):.1f}"/>')
        out.append(f'<text x="{x0 + LEFT - 6}" y="{py(y) + 4:.1f}" text-anchor="end">{short(y)}</text>')
    for x in x_ticks:
        if x_low <= math.log10(x) <= x_high:
            out.append(f'<line class="grid" x1="{px(x):.1f}" x2="{px(x):.1f}" y1="{y0 + TOP}" y2="{y0 + TOP + high}"/>')
            out.append(f'<text x="{px(x):.1f}" y="{y0 + TOP + high + 16}" text-anchor="middle">{short(x)}</text>')
    out.append(f'<text x="{x0 + LEFT + wide / 2}" y="{y0 + TOP + high + 34}" text-anchor="middle">{xs}</text>')
    for index, (name, line) in enumerate(lines.items()):
        path = " ".join(f"{px(x):.1f},{py(y):.1f}" for x, y in line)
        out.append(f'<polyline class="c{index} line" points="{path}"/>')
        out += [f'<circle class="c{index}" cx="{px(x):.1f}" cy="{py(y):.1f}" r="3"/>' for x, y in line]
        out.append(f'<circle class="c{index}" cx="{x0 + LEFT + 4 + LEGEND * index}" cy="{y0 + 36}" r="4"/>')
        out.append(f'<text x="{x0 + LEFT + 13 + LEGEND * index}" y="{y0 + 40}">{name}</text>')
    return out


def write(growth, path):
    rows = -(-len(PANELS) // COLUMNS)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * COLUMNS} {HEIGHT * rows}" role="img">', style()]
    for index, (key, *words) in enumerate(PANELS):
        lines = {name: [(float(x), float(y)) for x, y in line] for name, line in growth[key].items() if line}
        out += panel(lines, *words, WIDTH * (index % COLUMNS), HEIGHT * (index // COLUMNS))
    path.write_text("\n".join([*out, "</svg>"]) + "\n")
