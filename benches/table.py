#!/usr/bin/env python3
"""table.py RESULTS.jsonl README.md: writes the measured ratios between the README's `speed` marks."""
import datetime, json, os, re, subprocess, sys

NAMES = {"validate": "load and check everything", "timeline": "one actor's chronology", "network": "strongest 200 ties", "export": "sort and export"}
PEERS = ["duckdb", "polars", "xan"]


def version(peer):
    if peer == "xan":
        return subprocess.run(["xan", "--version"], capture_output=True, text=True).stdout.strip().removeprefix("xan ")
    return subprocess.run([sys.executable, "-c", f"import {peer}; print({peer}.__version__)"], capture_output=True, text=True).stdout.strip()


tables = [json.loads(line) for line in open(sys.argv[1])]
rows = {t["title"]: {name.lstrip("="): row for name, row in t["rows"].items() if row} for t in tables}
peers = [p for p in PEERS if any(p in row for row in rows.values())]
lines = ["| events | task | annals | " + " | ".join(peers) + " | peak memory: annals, DuckDB |",
         "|---:|---|---:|" + "---:|" * len(peers) + "---:|"]
for title, row in rows.items():
    size, task = title.split()
    ratio = lambda p: f"{row[p]['ratio']:.1f}x" if p in row and row[p].get("ratio") else "-"
    peak = ", ".join(f"{row[p]['peak']:.0f}" if p in row else "-" for p in ("annals", "duckdb")) + " MiB"
    seconds = row["annals"]["wall"]
    lines.append(f"| {int(size):,} | {NAMES[task]} | {seconds:.3f} s | " + " | ".join(map(ratio, peers)) + f" | {peak} |")
said = ", ".join(f"{p} {version(p)}" for p in peers)
lines += ["", f"Medians of one run on {os.cpu_count()} cores, {datetime.date.today():%-d %B %Y}; {said}. `4.0x`: took four times as long as annals."]
text = open(sys.argv[2], encoding="utf-8").read()
new = re.sub(r"(?s)(<!-- speed -->\n).*?(<!-- /speed -->)", lambda m: m[1] + "\n".join(lines) + "\n" + m[2], text)
assert "<!-- speed -->" in text, "the README has no `speed` marks"
open(sys.argv[2], "w", encoding="utf-8").write(new)
