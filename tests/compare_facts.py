#!/usr/bin/env python3
"""Compare data/ with the fact-checked records it was curated from, field by field.

    python3 tests/compare_facts.py FACTS_DIR

Every field that differs must differ in a way written down in data/README.md and
repeated here as a literal table. Exit code 1 if one does not. Standard library only.
"""

import csv
import re
import sys
import textwrap
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"

# --- The documented changes -------------------------------------------------

STATUSES = {
    "announced": "confirmed",
    "denied": "disputed",
    "confirmed": "confirmed",
    "reported": "reported",
    "alleged": "alleged",
    "cancelled": "cancelled",
}

TYPES = {  # event: (facts, data)
    "e030": ("meeting", "conference"),
    "e108": ("sanctions", "sanction"),
}

DATES = {  # event: (facts, data)
    "e001": ("2021-01/2024-10", "[2021-01..2024-10]"),
    "e013": ("../2025-02-07", "[..2025-02-07]"),
    "e020": ("2025-02-09/2025-02-10", "[2025-02-09..2025-02-10]"),
    "e022": ("2025-02-09/2025-02-12", "[2025-02-09..2025-02-12]"),
    "e048": ("../2025-03-18", "[..2025-03-18]"),
    "e050": ("2025-03-19/2025-03-23", "[2025-03-19..2025-03-23]"),
    "e058": ("../2025-04-22", "[..2025-04-22]"),
    "e090": ("2025-08-15/2025-08-16", "[2025-08-15..2025-08-16]"),
    "e093": ("2025-08-18/2025-09-01", "[2025-08-18..2025-09-01]"),
    "e099": ("2025-09-02/2025-09-03", "[2025-09-02..2025-09-03]"),
    "e104": ("2025-10-17/2025-10-31~", "[2025-10-17..2025-10-31]"),
}

PLACES = {  # place in the facts: (place in data, words the summary must have)
    "by telephone": ("", ["telephone"]),
    "by telephone (Putin in Sochi)": ("", ["telephone", "Sochi"]),
    "by video link (Putin at Novo-Ogaryovo)": ("", ["video link", "Novo-Ogaryovo"]),
    "by video link (Berlin)": ("", ["video link", "Berlin"]),
    "White House, by telephone": ("White House, Washington", ["telephone"]),
    "Truth Social": ("", ["Truth Social"]),
    "NBC television": ("", ["NBC television"]),
    "Russian television": ("", ["Russian television"]),
    "Russian state television": ("", ["Russian state television"]),
    "live broadcast, quoted by Espreso": ("", ["live broadcast", "quoted by Espreso"]),
    "unknown": ("", ["place is unknown"]),
    "Mar-a-Lago, Florida (one instance, early 2024)": (
        "Mar-a-Lago, Florida",
        ["one instance", "early 2024"],
    ),
    "Mar-a-Lago, Florida (as alleged)": ("Mar-a-Lago, Florida", ["as alleged"]),
}

ROLES = {  # all 70 wordings of the facts: reading in data
    "absent": "expected",
    "addressee": "subject",
    "alleged-caller": "caller",
    "alleged-guest": "expected",
    "alleged-host": "expected",
    "alleged-participant": "participant",
    "announcer": "announcer",
    "apparent-participant": "participant",
    "appointee": "subject",
    "author": "author",
    "author-of-claim": "author",
    "briefer": "briefer",
    "bystander": "bystander",
    "called-by-phone": "by-phone",
    "callee": "callee",
    "caller": "caller",
    "chair": "chair",
    "claimed-participant": "participant",
    "co-chair": "chair",
    "companion": "companion",
    "confirmer": "briefer",
    "counterparts": "subject",
    "critic": "speaker",
    "declined-comment": "commenter",
    "declined-to-confirm": "commenter",
    "delegate": "delegate",
    "delegates": "subject",
    "denier": "denier",
    "does-not-rule-out": "commenter",
    "envoy": "subject",
    "expected-interlocutor": "expected",
    "greets-the-troops": "participant",
    "guest": "guest",
    "host": "host",
    "initiator": "initiator",
    "institution": "principal",
    "interlocutor": "participant",
    "interviewee": "speaker",
    "interviewer": "reporter",
    "invited": "invitee",
    "inviter": "subject",
    "issuer": "initiator",
    "lead-delegate": "lead-delegate",
    "named-delegate": "subject",
    "negotiator": "negotiator",
    "neither-confirms-nor-denies": "commenter",
    "participant": "participant",
    "preparer": "mentioned",
    "present": "participant",
    "principal": "principal",
    "proposed-participant": "expected",
    "proposer": "initiator",
    "prospective-host": "expected",
    "publisher": "publisher",
    "publisher-of-leak": "publisher",
    "questioner": "reporter",
    "relayer": "reporter",
    "released-prisoner": "participant",
    "reported-delegate": "delegate",
    "reported-participant": "participant",
    "reporter": "reporter",
    "requested-host": "mentioned",
    "respondent": "commenter",
    "signatory": "signatory",
    "source-of-claim": "reporter",
    "speaker": "speaker",
    "subject": "subject",
    "target": "subject",
    "trilateral-participant": "participant",
    "visitor": "visitor",
}

ROLE_HERE = {  # (event, actor): (wording, reading) where it is not that of ROLES
    ("e064", "xi-jinping"): ("visitor", "subject"),
    ("e088", "zelensky"): ("participant", "by-phone"),
    ("e088", "trump"): ("participant", "by-phone"),
    ("e088", "vance"): ("participant", "by-phone"),
    ("e088", "macron"): ("participant", "by-phone"),
    ("e088", "starmer"): ("participant", "by-phone"),
    ("e088", "meloni"): ("participant", "by-phone"),
    ("e088", "stubb"): ("participant", "by-phone"),
    ("e088", "von-der-leyen"): ("participant", "by-phone"),
    ("e088", "costa"): ("participant", "by-phone"),
    ("e088", "rutte"): ("participant", "by-phone"),
    ("e099", "ushakov"): ("respondent", "denier"),
}

REWORDED = set()  # events whose summary does not begin with the facts' own
NEW_EVENTS = {"e116"}
PARTS = {"e031": "e030", "e066": "e065", "e067": "e065"}
SEQUENCE = {"e026": "1", "e027": "2", "e072": "1", "e073": "2"}
TAGS = dict.fromkeys(["e013", "e018", "e019", "e020", "e022", "e065", "e116"], "origin")

ALIASES = {  # actor: {alias with a remark: alias without}
    "waltz": {
        "Mike Walz (misspelling)": "Mike Walz",
        "Michael Volz (misspelling)": "Michael Volz",
        "Wals (misspelling)": "Wals",
    },
    "kellogg": {"Keith Kellog (misspelling)": "Keith Kellog"},
    "witkoff": {
        "Vitkoff (transliteration)": "Vitkoff",
        "Witcoff (misspelling)": "Witcoff",
        "Vitkov (misspelling)": "Vitkov",
    },
    "leavitt": {"Caroline Leavitt (misspelling)": "Caroline Leavitt"},
    "fogel": {"Mark Vogel (transliteration)": "Mark Vogel"},
    "morgulov": {"Igor Morglov (misspelling)": "Igor Morglov"},
    "umerov": {"Umarov (misspelling)": "Umarov"},
    "meloni": {"Georgia Maloni (misspelling)": "Georgia Maloni"},
    "vucic": {"Alexander Vicz (misspelling)": "Alexander Vicz"},
}

COLLECTIVES = {  # actor: name without the remark; the description takes it over
    "european-leaders": "European leaders",
    "trump-aides": "Trump administration officials and aides",
    "putin-aides": "Putin's closest aides",
    "press-pool": "Journalists aboard Air Force One",
    "trump-supporters": "Trump's audience and supporters",
}
REMARK = " (collective, as in the article)"
COLLECTIVE = "A collective, as in the Espreso article. "

LANGUAGES = {  # words of the facts (note, publisher): language
    "in Russian": "ru",
    "in Ukrainian": "uk",
    "in Chinese": "zh",
    "in German": "de",
    "(English edition)": "en",
    "(English)": "en",
}

# --- Counting ---------------------------------------------------------------

equal_total = changed_total = 0
unexplained = []


def complain(table, key, field, what):
    unexplained.append(f"{table} {key} {field}: {what}")


def report(label, equal, changed, note=""):
    """Print one field: how many cells are equal, how many changed, and where."""
    global equal_total, changed_total
    equal_total += equal
    changed_total += len(changed)
    line = f"{label}: {equal} equal, {len(changed)} changed"
    if changed:
        line += f" ({', '.join(changed)})"
    if note:
        line += f"; {note}"
    print(textwrap.fill(line, 100, subsequent_indent="    ", break_on_hyphens=False))


def compare(label, table, rows, field, old, new, explain, note=""):
    """Compare one field over all rows of the facts; `explain` judges each change."""
    equal, changed = 0, []
    for key, (was, now) in rows.items():
        if was[old] == now[new]:
            equal += 1
            if explain(key, was, now) is False:
                complain(table, key, field, f"{now[new]!r} should have changed")
        else:
            changed.append(key)
            if not explain(key, was, now):
                complain(table, key, field, f"{was[old]!r} became {now[new]!r}")
    report(label, equal, changed, note)


def never(_key, _was, _now):
    """No change is documented; an equal cell is fine."""
    return None


def read(folder, name):
    with open(Path(folder) / name, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    table = {row["id"]: row for row in rows}
    if len(table) != len(rows):
        complain(name, "", "id", "an id stands twice")
    return table


def pair(name, facts, data, new=frozenset()):
    """Rows of both sides by id; every row of the facts must be kept."""
    for key in facts.keys() - data.keys():
        complain(name, key, "id", "row of the facts is missing")
    for key in data.keys() - facts.keys() - new:
        complain(name, key, "id", "row is in no facts table")
    rows = {key: (facts[key], data[key]) for key in facts if key in data}
    extra = sorted(data.keys() - facts.keys())
    print(f"{name}: {len(facts)} rows in the facts, {len(data)} in data", end="")
    print(f", new: {', '.join(extra)}" if extra else "")
    return rows


def items(cell):
    return [tuple(item.rsplit(":", 1)) for item in cell.split(";")]


# --- The three tables of the facts ------------------------------------------


def listed(table, old, new):
    """A change is explained by a literal table of (was, now) by id."""

    def explain(key, was, now):
        if key in table:
            return table[key] == (was[old], now[new])
        return None

    return explain


def place(key, was, now):
    if was["place"] not in PLACES:
        return None
    reading, words = PLACES[was["place"]]
    for word in words:
        if word not in now["summary"]:
            complain("events", key, "summary", f"does not say {word!r}")
    return now["place"] == reading


def summary(key, was, now):
    if key in REWORDED:
        return True
    if was["summary"] == now["summary"]:
        return None
    return now["summary"].startswith(was["summary"] + " ")


def actors_of(key, was, now):
    before, after = items(was["participants"]), items(now["actors"])
    if [actor for actor, _ in before] != [actor for actor, _ in after]:
        return False
    for (actor, wording), (_, reading) in zip(before, after):
        if (key, actor) in ROLE_HERE:
            documented = ROLE_HERE[key, actor] == (wording, reading)
        else:
            documented = ROLES.get(wording) == reading
        if not documented:
            complain("events", key, "actors", f"{actor}:{wording} became {reading}")
    return True


def events(facts, data):
    rows = pair("events", facts, data, NEW_EVENTS)

    def field(name, old, new, explain, note=""):
        compare(f"  {name}", "events", rows, name, old, new, explain, note)

    field("date", "date", "date", listed(DATES, "date", "date"))
    field("title", "title", "title", never)
    field("type", "type", "type", listed(TYPES, "type", "type"))
    field("place", "place", "place", place, "words went to the summary")
    field(
        "status",
        "status",
        "status",
        lambda key, was, now: STATUSES.get(was["status"]) == now["status"] or False,
    )
    field("actors", "participants", "actors", actors_of)
    field("sources", "sources", "sources", never)
    field("summary", "summary", "summary", summary, f"{len(REWORDED)} reworded, the rest added to")

    wordings, kept, altered = {}, 0, 0
    for key, (was, now) in rows.items():
        for (actor, wording), (_, reading) in zip(items(was["participants"]), items(now["actors"])):
            wordings.setdefault(wording, []).append((key, actor))
            kept += wording == reading
            altered += wording != reading
    print(f"  roles: {len(wordings)} wordings; {kept} actor items keep theirs, {altered} changed")
    for wording in sorted(ROLES.keys() ^ wordings.keys()):
        complain("events", "", "actors", f"wording {wording!r} is in one table only")

    for key, (was, _) in rows.items():
        if was["verified"] != "yes":
            complain("events", key, "verified", f"{was['verified']!r} is not yes")
    print(f"  verified: yes in all {len(rows)} rows of the facts, column left out")
    for column, table in (("part_of", PARTS), ("seq", SEQUENCE), ("tags", TAGS)):
        filled = {key: row[column] for key, row in data.items() if row[column]}
        if filled != table:
            complain("events", "", column, f"{filled} is not {table}")
        print(f"  {column}: no such column in the facts; filled as documented in {', '.join(filled)}")
    readme(wordings)


def readme(wordings):
    """The role table of data/README.md must say what ROLES says, and where."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    row = re.compile(r"^\| `([a-z-]+)` \| `([a-z-]+)`[^|]* \| (\d+) \| ([^|]*) \|", re.M)
    documented = {m[1]: (m[2], int(m[3]), m[4].strip()) for m in row.finditer(text)}
    for wording, where in sorted(wordings.items()):
        reading, count, cell = documented.pop(wording, (None, 0, ""))
        if reading != ROLES.get(wording) or count != len(where):
            complain("README", wording, "role table", f"says {reading}, {count} times")
        named = set(re.findall(r"e\d{3}", cell))
        if cell != "many" and named != {event for event, _ in where}:
            complain("README", wording, "role table", f"names {sorted(named)}")
    for wording in documented:
        complain("README", wording, "role table", "no such wording in the facts")
    print(f"  data/README.md: all {len(wordings)} wordings looked up in its role table")


def aliases(key, was, now):
    remarks = ALIASES.get(key, {})
    bare = [remarks.get(alias, alias) for alias in was["aliases"].split(";")]
    if was["aliases"] == now["aliases"]:
        return False if remarks else None
    return ";".join(bare) == now["aliases"]


def actors(facts, data):
    rows = pair("actors", facts, data)

    def field(name, old, new, explain, note=""):
        compare(f"  {name}", "actors", rows, name, old, new, explain, note)

    def name(key, was, now):
        if key not in COLLECTIVES:
            return None
        return (was["name"], now["name"]) == (COLLECTIVES[key] + REMARK, COLLECTIVES[key])

    def description(key, was, now):
        if key not in COLLECTIVES:
            return None
        return now["description"] == COLLECTIVE + was["role"]

    field("name", "name", "name", name)
    field("kind", "kind", "kind", never)
    field("aliases", "aliases", "aliases", aliases, "remarks removed")
    field("country", "country", "country", never)
    field("description", "role", "description", description)
    field("wikidata_id", "wikidata_id", "wikidata_id", never)


def sources(facts, data):
    rows = pair("sources", facts, data)
    for name in ("title", "publisher", "author", "published", "url"):
        compare(f"  {name}", "sources", rows, name, name, name, never)
    compare("  note", "sources", rows, "note", "accessed_from", "note", never)
    said = 0
    for key, (was, now) in rows.items():
        text = f"{was['publisher']}; {was['accessed_from']}"
        languages = {code for words, code in LANGUAGES.items() if words in text}
        if languages != ({now["language"]} if now["language"] else set()):
            complain("sources", key, "language", f"{now['language']!r}, the facts say {languages}")
        said += bool(now["language"])
    print(f"  language: no such column in the facts; filled in {said} rows whose text says it")


def relationships(events_now, actors_now):
    """Standing ties: every source must stand in an event the note names."""
    rows = read(DATA, "relationships.csv")
    for key, row in rows.items():
        cited = set()
        for event in re.findall(r"\be\d{3}\b", row["note"]):
            cited |= set(events_now[event]["sources"].split(";"))
        if not set(row["sources"].split(";")) <= cited:
            complain("relationships", key, "sources", "not among those of the events named")
        for end in ("from", "to"):
            if row[end] not in actors_now:
                complain("relationships", key, end, f"unknown actor {row[end]!r}")
    print(f"relationships: no such table in the facts; {len(rows)} rows, sources taken from events")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 tests/compare_facts.py FACTS_DIR")
    facts = sys.argv[1]
    events_now, actors_now = read(DATA, "events.csv"), read(DATA, "actors.csv")
    events(read(facts, "events.csv"), events_now)
    actors(read(facts, "actors.csv"), actors_now)
    sources(read(facts, "sources.csv"), read(DATA, "sources.csv"))
    relationships(events_now, actors_now)
    for line in unexplained:
        print(f"UNEXPLAINED {line}")
    print(
        f"{equal_total} fields equal, {changed_total} changed as documented, "
        f"{len(unexplained)} unexplained"
    )
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
