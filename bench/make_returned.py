# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks to be read in the bench: experts' sheets that `delphi sheets` wrote, filled in, and a survey's export, a
row an expert and a column an indicator. Answers come from a fixed arithmetic: the same study gives the same files.

Sheets are filled in where they lie, in the XML of their form: a value is put into each entry cell, and all else stays as
the program wrote it, as it does when a person fills one in.
"""
import csv
import re
import shutil
import sys
import zipfile
from xml.sax.saxutils import unescape

ROW = re.compile(rb'<row r="(\d+)".*?</row>', re.S)
CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>(?:<v>(.*?)</v>)?.*?</c>)', re.S)


def answer(expert, place):
    """1 to 9; one in thirty cannot judge, one in thirty is left out."""
    k = (expert * 7919 + place * 104729 + (expert * place) % 97) % 900
    return "" if k % 30 == 7 else "?" if k % 30 == 11 else str(1 + k % 9)


def strings_of(book):
    text = book.read("xl/sharedStrings.xml").decode()
    return [unescape(re.sub(r"<[^>]*>", "", item)) for item in re.findall(r"<si>(.*?)</si>", text, re.S)]


def column_of_mark(xml, strings, mark):
    for column, row, value in CELL.findall(xml[:xml.index(b"</row>")]):
        if row == b"1" and value and strings[int(value)] == mark:
            return column
    sys.exit(f"no mark {mark}")


def fill_form(xml, strings, expert):
    rating = column_of_mark(xml, strings, "#rating")
    place = 0

    def fill_row(match):
        nonlocal place
        text = match.group(0)
        first = CELL.search(text)
        if not first or first.group(1) != b"A" or not first.group(3):
            return text
        key = strings[int(first.group(3))]
        if "|" not in key or key.endswith("|"):
            return text
        value = answer(expert, place)
        place += 1
        if not value:
            return text
        cell = b't="str"><v>?</v></c>' if value == "?" else b"><v>" + value.encode() + b"</v></c>"
        return re.sub(rb'(<c r="' + rating + match.group(1) + rb'"(?: s="\d+")?)\s*/>', lambda m: m.group(1) + b" " + cell,
                      text)

    return ROW.sub(fill_row, xml)


def fill_sheet(path, expert):
    with zipfile.ZipFile(path) as book:
        parts = [(info, book.read(info)) for info in book.infolist()]
        strings = strings_of(book)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for info, data in parts:
            if info.filename.startswith("xl/worksheets/sheet") and (b"<c r=\"A1\" " in data):
                first = CELL.search(data).group(3)
                if first and strings[int(first)].startswith("delphi-sheet/"):
                    data = fill_form(data, strings, expert)
            book.writestr(info, data)


def ids(path, column):
    with open(path, newline="", encoding="utf-8") as file:
        return [row[column] for row in csv.DictReader(file)]


def write_survey(study, path):
    import xlsxwriter
    experts, indicators = ids(study / "panel.csv", "expert"), ids(study / "indicators.csv", "id")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Export")
        sheet.write_row(0, 0, ["expert", *indicators])
        for e, expert in enumerate(experts):
            sheet.write_string(e + 1, 0, expert)
            for i in range(len(indicators)):
                value = answer(e, i)
                if value == "?":
                    sheet.write_string(e + 1, i + 1, value)
                elif value:
                    sheet.write_number(e + 1, i + 1, int(value))


def make(kind, study, delphi, run):
    """Opens round 1 of a study that has ratings, and gives the workbooks that come back. `run` runs a command."""
    shutil.rmtree(study / "round-1")
    run([delphi, "open", study])
    if kind == "survey":
        path = study.with_name(study.name + ".xlsx")
        write_survey(study, path)
        return [path]
    run([delphi, "sheets", study])
    files = sorted((study / "out" / "round-1" / "sheets").glob("*.xlsx"))
    for number, path in enumerate(files):
        fill_sheet(path, number)
    return files
