#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a study folder of the ENLIGHT consensus, round 1, from the survey's own export and the authors' table.

    python3 tests/oracle/enlight_study.py SHARED OUTDIR

SHARED/data/enlight holds round1-export.csv and round1-published.csv (Spitschan et al. 2023, EBioMedicine 98:104889).
OUTDIR gets study.json, indicators.csv, panel.csv and columns.csv, ready for `delphi open` and `delphi ingest`, and
expected.csv: for each indicator the published decision and shares, and the counts as this script finds them in the
export. Neither the data nor the items' names are part of this project: they are read where they lie.
"""
import csv
import json
import pathlib
import re
import sys

EXPERT = "Unique Response Number"
CANNOT_JUDGE = "X – Don't know or recognise this quantity/item and cannot evaluate"
POINTS = range(1, 8)

STUDY = {
    "format": "delphi-study/1",
    "id": "enlight-round-1",
    "title": "ENLIGHT consensus, round 1",
    "language": "en",
    "scale": {"min": 1, "max": 7, "cannot_judge": CANNOT_JUDGE},
    "criteria": [{"id": "importance", "title": "Importance"}],
    "denominator": "answered",
    "min_ratings": 1,
    "rules": {"keep": "share(5..7) >= 75%", "drop": "share(1..3, cannot_judge) >= 75%"},
    "rounds": [{"id": 1}],
}


def read_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def words(text):
    return " ".join(text.split())


def find_items(heading, published):
    """(column, id, text) of each published item: its heading is a number such as `11.1.` and the item's name."""
    numbered = {}
    for column, text in enumerate(heading):
        match = re.match(r"(\d+)\.(\d+)\. (.*)", words(text))
        if match:
            numbered.setdefault(match[3], []).append((column, f"Q{match[1]}.{match[2]}", match[3]))
    items = []
    for row in published:
        # The table shortens a name: `... (in degrees)` may stand for `... (in degrees from a viewpoint)`.
        name = words(row["Var2"])
        found = numbered.get(name) or [one for text, all_ in numbered.items() if text.startswith(name.rstrip(")"))
                                       for one in all_]
        if len(found) != 1:
            sys.exit(f"{len(found)} columns of the export are headed {name!r}")
        items.append(found[0] + (row,))
    if len({item[0] for item in items}) != len(items):
        sys.exit("two published items are in the same column of the export")
    return sorted(items, key=lambda item: item[0])


def count(cells):
    """How often each point, `cannot judge` and nothing stand in a column; anything else stops the script."""
    counts = [sum(cell.startswith(f"{point} – ") for cell in cells) for point in POINTS]
    counts += [cells.count(CANNOT_JUDGE), cells.count("")]
    if sum(counts) != len(cells):
        sys.exit("a cell is neither a point, nor `cannot judge`, nor empty")
    return counts


def main(shared, out):
    data = pathlib.Path(shared) / "data" / "enlight"
    out = pathlib.Path(out)
    heading, *rows = read_rows(data / "round1-export.csv")
    published_heading, *published = read_rows(data / "round1-published.csv")
    items = find_items(heading, [dict(zip(published_heading, row)) for row in published])
    out.mkdir(parents=True, exist_ok=True)
    (out / "study.json").write_text(json.dumps(STUDY, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_rows(out / "indicators.csv",
               [["id", "topic", "text"]] + [[id_, row["category"], text] for _, id_, text, row in items])
    write_rows(out / "panel.csv", [["expert"]] + [[row[heading.index(EXPERT)]] for row in rows])
    write_rows(out / "columns.csv",
               [["column", "field", "indicator", "criterion"], [EXPERT, "expert", "", ""]]
               + [[words(heading[column]), "rating", id_, ""] for column, id_, _, _ in items]
               + [["*", "ignore", "", ""]])
    write_rows(out / "expected.csv",
               [["indicator", "keep", "drop", "included", "excluded", "unknown"]
                + [f"n{point}" for point in POINTS] + ["cannot_judge", "missing"]]
               + [[id_, "yes" if row["incl_yn"] == "y" else "no", "yes" if row["excl_yn"] == "y" else "no",
                   row["rating_incl"], row["rating_excl"], row["rating_unknown"]]
                  + count([cells[column] for cells in rows]) for column, id_, _, row in items])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
