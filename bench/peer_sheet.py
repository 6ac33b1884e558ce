#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Experts' sheets by XlsxWriter: `peer_sheet.py take FOLDER PLAN`, then `peer_sheet.py write PLAN OUT`.

`take` reads the sheets that the engine wrote and keeps in PLAN what is in each cell, how it looks, and what a sheet has
besides: widths, heights, merged cells, validations, data bars, protection, paper. It is not timed. `write` makes the
same workbooks from PLAN: the peer neither reads a study nor computes anything. `same(FOLDER, OUT)` tells whether every
cell of both holds the same.
"""
import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import xlsxwriter

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ALIGN = {"center": "vcenter", "top": "top", None: "bottom"}
BORDERS = {"thin": 1, "medium": 2}


def place(reference):
    letters, row = re.fullmatch(r"\$?([A-Z]+)\$?([0-9]+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row) - 1, column - 1


def ends(reference):
    parts = reference.split(":")
    return [*place(parts[0]), *place(parts[-1])]


# ---- taking ----------------------------------------------------------------------------------------------------------

class Taken:
    """One of the engine's sheets."""

    def __init__(self, path):
        archive = zipfile.ZipFile(path)
        self.part = lambda name: ET.fromstring(archive.read(name))
        links = {r.get("Id"): "xl/" + r.get("Target") for r in self.part("xl/_rels/workbook.xml.rels")}
        self.names = {s.get("name"): links[s.get(LINK)] for s in self.part("xl/workbook.xml").iter(MAIN + "sheet")}
        self.texts = ["".join(t.text or "" for t in si.iter(MAIN + "t"))
                      for si in self.part("xl/sharedStrings.xml").findall(MAIN + "si")]
        self.mark = re.search(r"lpwstr>([^<]*)<", archive.read("docProps/custom.xml").decode())[1]

    def cells(self, root):
        for cell in root.iter(MAIN + "c"):
            value = cell.findtext(MAIN + "v")
            if cell.get("t") == "s":
                value = self.texts[int(value)]
            elif value is not None:
                value = float(value)
            yield [*place(cell.get("r")), value, int(cell.get("s", "0"))]

    def formats(self):
        styles = self.part("xl/styles.xml")
        numbers = {n.get("numFmtId"): n.get("formatCode") for n in styles.iter(MAIN + "numFmt")}
        parts = [list(styles.find(MAIN + name)) for name in ("fonts", "fills", "borders")]
        return [self.format(xf, numbers, *parts) for xf in styles.find(MAIN + "cellXfs")]

    @staticmethod
    def format(xf, numbers, fonts, fills, borders):
        font, fill = fonts[int(xf.get("fontId"))], fills[int(xf.get("fillId"))]
        border, align = borders[int(xf.get("borderId"))], xf.find(MAIN + "alignment")
        out = {"font_size": float(font.find(MAIN + "sz").get("val"))}
        colour = font.find(MAIN + "color").get("rgb")
        out.update({"font_color": "#" + colour[2:]} if colour else {})
        out.update({"bold": True} if font.find(MAIN + "b") is not None else {})
        ground = fill.find(f"{MAIN}patternFill/{MAIN}fgColor")
        out.update({"bg_color": "#" + ground.get("rgb")[2:]} if ground is not None else {})
        for side in border:
            name = side.tag.rpartition("}")[2]
            if side.get("style"):
                out.update({name: BORDERS[side.get("style")], name + "_color": "#" + side[0].get("rgb")[2:]})
        if align is not None:
            out["valign"] = ALIGN[align.get("vertical")]
            out.update({key: align.get(name) for key, name in (("align", "horizontal"),) if align.get(name)})
            out.update({"text_wrap": True} if align.get("wrapText") else {})
            out.update({"indent": int(align.get("indent"))} if align.get("indent") else {})
        if xf.get("numFmtId") != "0":
            out["num_format"] = numbers.get(xf.get("numFmtId"), int(xf.get("numFmtId")))
        out.update({"locked": False} if xf.find(MAIN + "protection") is not None else {})
        return out

    def sheet(self, name):
        root = self.part(self.names[name])
        bars = {b.findtext(".//{*}sqref"): [float(b.findall(".//{*}cfvo")[1][0].text), b.find(".//{*}fillColor")]
                for b in root.iter("{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}conditionalFormatting")}
        merges = {tuple(ends(m.get("ref"))[:2]): ends(m.get("ref")) for m in root.iter(MAIN + "mergeCell")}
        inside = {(r, c) for m in merges.values() for r in range(m[0], m[2] + 1) for c in range(m[1], m[3] + 1)}
        cells = [cell for cell in self.cells(root) if (cell[0], cell[1]) not in inside or (cell[0], cell[1]) in merges]
        pane = root.find(f".//{MAIN}pane")
        return {
            "name": name,
            "columns": [[int(c.get("min")) - 1, float(c.get("width")) - 0.7109375, bool(c.get("hidden"))]
                        for c in root.iter(MAIN + "col")],
            "rows": [[int(r.get("r")) - 1, float(r.get("ht")), bool(r.get("hidden"))]
                     for r in root.iter(MAIN + "row") if r.get("ht")],
            "cells": [[*cell, merges.get((cell[0], cell[1]))] for cell in cells],
            "bars": [[*ends(where), most, colour is not None and "#" + colour.get("rgb", "FF9CC3DE")[2:] or "#9CC3DE"]
                     for where, (most, colour) in bars.items()],
            "rules": [[ends(v.get("sqref")), v.get("type"), v.findtext(MAIN + "formula1"), v.get("errorTitle"),
                       v.get("error")] for v in root.iter(MAIN + "dataValidation")],
            "freeze": [int(pane.get("ySplit", "0")), int(pane.get("xSplit", "0"))] if pane is not None else None,
        }


def take(folder, plan):
    books = []
    for path in sorted(Path(folder).glob("*.xlsx")):
        taken = Taken(path)
        books.append({"file": path.name, "mark": taken.mark, "formats": taken.formats(),
                      "sheets": [taken.sheet(name) for name in taken.names]})
    Path(plan).write_text(json.dumps(books), encoding="utf-8")


# ---- writing ---------------------------------------------------------------------------------------------------------

def write_cells(sheet, cells, formats):
    for row, column, value, style, merge in cells:
        look = formats[style]
        if merge:
            sheet.merge_range(*merge, "", look)
        if value is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, look)
        else:
            sheet.write_number(row, column, value, look)


def write_sheet(book, plan, formats):
    sheet = book.add_worksheet(plan["name"])
    for column, width, hidden in plan["columns"]:
        sheet.set_column(column, column, width, None, {"hidden": hidden})
    for row, height, hidden in plan["rows"]:
        sheet.set_row(row, height, None, {"hidden": hidden})
    write_cells(sheet, plan["cells"], formats)
    for first_row, first, last_row, last, most, colour in plan["bars"]:
        sheet.conditional_format(first_row, first, last_row, last, {
            "type": "data_bar", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": most,
            "bar_color": colour, "bar_solid": True, "bar_no_border": True, "data_bar_2010": True})
    for where, kind, formula, title, words in plan["rules"]:
        key = "source" if kind == "list" else "value"
        sheet.data_validation(*where, {"validate": kind, key: "=" + formula, "error_title": title,
                                       "error_message": words})
    if plan["freeze"]:
        sheet.freeze_panes(*plan["freeze"])
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.repeat_rows(1, 2)
    sheet.set_footer("&C&A&R&P / &N")


def write(plan, out):
    Path(out).mkdir(exist_ok=True)
    for plan_book in json.loads(Path(plan).read_text(encoding="utf-8")):
        book = xlsxwriter.Workbook(str(Path(out) / plan_book["file"]))
        book.set_custom_property("delphi-sheet", plan_book["mark"])
        formats = [book.add_format(look) for look in plan_book["formats"]]
        for sheet in plan_book["sheets"]:
            write_sheet(book, sheet, formats)
        book.close()


def same(folder, out):
    """(cells compared, the differences)"""
    compared, found = 0, []
    for path in sorted(Path(folder).glob("*.xlsx")):
        mine, other = Taken(path), Taken(Path(out) / path.name)
        for name in mine.names:
            pairs = [{(r, c): value for r, c, value, _ in book.cells(book.part(book.names[name]))
                      if value is not None} for book in (mine, other)]
            compared += len(pairs[0])
            found += [f"{path.name} {name} {at}" for at in pairs[0].keys() | pairs[1].keys()
                      if pairs[0].get(at) != pairs[1].get(at)]
    return compared, found


if __name__ == "__main__":
    {"take": take, "write": write}[sys.argv[1]](*sys.argv[2:])
