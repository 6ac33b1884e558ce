#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a study folder of rounds 2 or 4 of the ENLIGHT consensus from the survey's own workbook.

    python3 tests/oracle/enlight_rounds.py SHARED 2|4 OUTDIR

SHARED/data/enlight holds round2-export.xlsx and round4-export.xlsx (Spitschan et al. 2023, EBioMedicine 98:104889).
OUTDIR gets study.json, indicators.csv, panel.csv and columns.csv, ready for `delphi open` and `delphi ingest`, and
expected.csv: `indicator,criterion,yes,answers` as this script counts them, with nothing but the standard library.
Round 4 asks of 24 items whether they are always to be reported (yes, no): the map names only what the headings cannot
say. Round 2 asks where an item is to be reported (`Text,Figure`), and has boxes for items that may be added.
"""
import csv
import json
import pathlib
import re
import sys
import zipfile
from xml.etree import ElementTree

EXPERT = "Unique Response Number"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DONT_KNOW = "Don't know or recognise this quantity/item"
PLACES = [("text", "Text"), ("figure", "Figure"), ("table", "Table")]


def text_of(element):
    return "".join(part.text or "" for part in element.iter(MAIN + "t"))


def column_number(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def read_sheet(path):
    """The rows of the first worksheet, as lists of texts as long as the longest."""
    with zipfile.ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = [text_of(item) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(MAIN + "row"):
        cells = {}
        for cell in row:
            value = cell.find(MAIN + "v")
            if cell.get("t") == "inlineStr":
                cells[column_number(cell.get("r"))] = text_of(cell)
            elif value is not None:
                cells[column_number(cell.get("r"))] = shared[int(value.text)] if cell.get("t") == "s" else value.text
        rows.append(cells)
    width = 1 + max(max(row) for row in rows if row)
    return [[row.get(column, "") for column in range(width)] for row in rows]


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def words(text):
    return " ".join(text.split())


def round_4(heading, rows):
    """Items are `2.1. Name`; other questions that are answered yes or no, and are no items, must be said."""
    study = {"scale": {"min": 0, "max": 1, "labels": {"0": "No", "1": "Yes"}, "cannot_judge": False},
             "criteria": [{"id": "always", "title": "Always reported"}], "rules": {"keep": "share(1) >= 75%"}}
    items, columns, expected = [], [], []
    for at, text in enumerate(map(words, heading)):
        match = re.match(r"([2-8])\.(\d+)\. (.*)", text)
        cells = [row[at] for row in rows if row[at]]
        if match:
            items.append([f"Q{match[1]}.{match[2]}", f"Q{match[1]}", match[3]])
            expected.append([items[-1][0], "always", cells.count("Yes"), len(cells)])
        elif cells and set(cells) <= {"Yes", "No"}:
            columns.append([text, "ignore", "", ""])
    return study, items, columns, expected


def round_2(heading, rows):
    """Where to report an item (`2.1.a.`, several places in a cell), and boxes (`4.1.a.`: should be included)."""
    study = {"scale": {"min": 0, "max": 1, "labels": {"1": "Should be included"}, "cannot_judge": DONT_KNOW},
             "criteria": [{"id": id_, "title": title} for id_, title in PLACES],
             "rules": {"keep": "any criterion (share(1) >= 50%)"}}
    items, columns, expected = [], [], []
    for at, text in enumerate(map(words, heading)):
        match = re.match(r"(2|3|3\.a|4)\.(\d+)\.a\. (.*)", text)
        if not match:
            continue
        id_ = f"Q{match[1]}.{match[2]}"
        items.append([id_, f"Q{match[1]}", match[3]])
        box = match[1] == "4"
        columns.append([text, "tick" if box else "choices", id_, "text" if box else ""])
        cells = [row[at] for row in rows]
        answers = len(cells) if box else sum(cell not in ("", DONT_KNOW) for cell in cells)
        for criterion, title in PLACES:
            yes = sum(cell == "Should be included" if box else title in cell.split(",") for cell in cells)
            if not box or criterion == "text":
                expected.append([id_, criterion, yes, answers])
    return study, items, columns + [["*", "ignore", "", ""]], expected


def main(shared, number, out):
    out = pathlib.Path(out)
    heading, *rows = read_sheet(pathlib.Path(shared) / "data" / "enlight" / f"round{number}-export.xlsx")
    study, items, columns, expected = {"2": round_2, "4": round_4}[number](heading, rows)
    out.mkdir(parents=True, exist_ok=True)
    study = {"format": "delphi-study/1", "id": f"enlight-round-{number}", "title": f"ENLIGHT consensus, round {number}",
             "language": "en", **study, "min_ratings": 1, "rounds": [{"id": 1}]}
    (out / "study.json").write_text(json.dumps(study, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_rows(out / "indicators.csv", [["id", "topic", "text"]] + items)
    write_rows(out / "panel.csv", [["expert"]] + [[row[heading.index(EXPERT)]] for row in rows])
    write_rows(out / "columns.csv", [["column", "field", "indicator", "criterion"], [EXPERT, "expert", "", ""]] + columns)
    write_rows(out / "expected.csv", [["indicator", "criterion", "yes", "answers"]] + expected)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[2] not in ("2", "4"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
