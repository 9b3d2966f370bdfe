#!/usr/bin/env python3
"""answers.py ANNALS DIR ACTOR: holds the answers of annals against those of DuckDB (TASKS.md), reshaped from ordinary output.

Prints one line a task; exit code 1 if one differs.  Nothing is timed here."""
import csv, io, os, re, subprocess, sys, tempfile

ANNALS, DIR, ACTOR = sys.argv[1:4]
HERE = os.path.dirname(os.path.abspath(__file__))
BAD_DATES = {"ambiguous-date", "numeric-date", "date-in-words", "date-not-padded", "date-separators", "serial-date",
             "month-year-date", "two-digit-year", "impossible-date", "end-before-start", "bad-date"}


def ours(*args):
    return subprocess.run([ANNALS, "--data", DIR, *args], capture_output=True, text=True, encoding="utf-8").stdout


def theirs(task, *args):
    script = os.path.join(HERE, "peers", "duckdb_tasks.py")
    return subprocess.run([sys.executable, script, task, DIR, *args], capture_output=True, text=True, encoding="utf-8", check=True).stdout


def validate():
    account = ours("check").rsplit("events.csv", 1)[-1]
    totals = {words: int(n) for n, words in re.findall(r"(\d+) (events?|actors?|sources?|participations?|citations?)[,\n]", account)}
    codes = {code: int(n) for n, code in re.findall(r"^ *(\d+) \w+\[([\w-]+)\]$", account, re.M)}
    of = lambda names: sum(n for code, n in codes.items() if code in names)
    total = lambda word: totals.get(word + "s", totals.get(word, 0))
    rows = [(w + "s", total(w)) for w in ("event", "actor", "source", "participation", "citation")]
    rows += [("bad_dates", of(BAD_DATES)), ("missing_actors", of({"unknown-actor"})), ("missing_sources", of({"unknown-source"})),
             ("duplicate_ids", of({"duplicate-id", "identical-duplicate"}))]
    return "".join(f"{name} {n}\n" for name, n in rows)


def timeline():
    rows = csv.DictReader(io.StringIO(ours("timeline", "actor:" + ACTOR, "--sort", "start", "-f", "csv")))
    return "".join("\t".join(r[c] for c in ("date", "type", "title", "place")) + "\n" for r in rows)


def network():
    lines = re.findall(r'^  "actors/([^"]+)" -- "actors/([^"]+)" \[(.*)\]', ours("diagram", "--ties", "together", "--top", "200"), re.M)
    weight = lambda attributes: int(re.search(r'tooltip=".*?: (\d+)\\n', attributes)[1])
    ties = sorted((-weight(x), *sorted((a, b))) for a, b, x in lines)
    return "graph coparticipation {\n" + "".join(f'  "{a}" -- "{b}" [weight={-n}];\n' for n, a, b in ties) + "}\n"


def export():
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "export.csv")
        ours("export", "--sort", "start", "-o", out)
        return subprocess.run([sys.executable, os.path.join(HERE, "check_export.py"), DIR, out], capture_output=True, text=True)


fine = True
for name, mine, args in (("validate", validate, ()), ("timeline", timeline, (ACTOR,)), ("network", network, ())):
    same = mine() == theirs(name, *args)
    fine &= same
    print(f"{name}: {'the same answer' if same else 'DIFFERS'}")
checked = export()
fine &= checked.returncode == 0
print("export:", "the same answer" if checked.returncode == 0 else "DIFFERS " + checked.stderr.strip())
sys.exit(not fine)
