#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The job of `delphi ingest` on workbooks, as a script with openpyxl does it: `peer_openpyxl.py sheets STUDY OUT FILE...`
reads experts' returned sheets by their marks, `peer_openpyxl.py survey STUDY OUT FILE` a survey's export. OUT gets the
ratings as the engine's ratings.csv has them.

openpyxl reads in its read-only mode, the faster one of its two for either kind. It checks no code, no document property
and no scale, which is in its favour.
"""
import csv
import sys
from pathlib import Path

from openpyxl import load_workbook


def ids(path, column):
    with open(path, newline="", encoding="utf-8") as file:
        return [row[column] for row in csv.DictReader(file)]


def read_sheet(path, ratings):
    book = load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        marks = next(rows, ())
        if not marks or not isinstance(marks[0], str) or not marks[0].startswith("delphi-sheet/1 "):
            continue
        expert = marks[0].split()[3]
        rating, comment = marks.index("#rating"), marks.index("#comment")
        for row in rows:
            key = row[0]
            if isinstance(key, str) and "|" in key and (row[rating] is not None or row[comment]):
                indicator, criterion = key.split("|")
                ratings[expert, indicator, criterion] = (str(row[rating] or ""), row[comment] or "")
    book.close()


def read_survey(path, ratings):
    book = load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    heads = next(rows)
    for row in rows:
        for indicator, value in zip(heads[1:], row[1:]):
            if value is not None:
                ratings[row[0], indicator, "c1"] = (str(value), "")
    book.close()


def main():
    kind, study, out, *files = sys.argv[1:]
    study = Path(study)
    experts = {e: k for k, e in enumerate(ids(study / "panel.csv", "expert"))}
    indicators = {i: k for k, i in enumerate(ids(study / "indicators.csv", "id"))}
    ratings = {}
    for path in files:
        (read_sheet if kind == "sheets" else read_survey)(path, ratings)
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["expert", "indicator", "criterion", "rating", "comment"])
        for key in sorted(ratings, key=lambda k: (experts[k[0]], indicators[k[1]], k[2])):
            writer.writerow([*key, *ratings[key]])


if __name__ == "__main__":
    main()
