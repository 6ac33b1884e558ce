#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reader would see at once in a workbook of ours: `check_looks.py FILE...`.

Texts wider than their column with something in the next cell, words that a column breaks, rows lower than their wrapped
text, figures that would be shown as ###, sheets wider than a page, sheets without anything on them, charts without a
title, axes without a name. Widths are those of delphi/export/report_letters.c. Prints what is wrong, one a line, and
the number of sheets and charts looked at; exit 1 where anything is.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
A4_WIDTH = 1045   # pixels of A4 landscape between our margins
PADDING = 4       # pixels of a cell that hold no text, at least
LINE = 1.17       # of the size of its letters is a line high, at least
SOURCE = pathlib.Path(__file__).resolve().parents[2] / "delphi/export/report_letters.c"
TABLE = re.search(r"widths\[.*?\] = \{(.*?)\};", SOURCE.read_text(encoding="utf-8"), re.S)[1]
EMS = [int(number) / 1000 for number in TABLE.replace("\n", " ").split(",") if number.strip()]


def ems(text):
    return sum(EMS[ord(c) - 32] if 32 <= ord(c) < 127 else 0.5 for c in text)


def pixels(text, font):
    return ems(text) * font["size"] * 4 / 3 * (1.03 if font["bold"] else 1)


def lines(text, font, room):
    count = 0
    for paragraph in text.split("\n"):
        used, count = 0, count + 1
        for word in paragraph.split(" "):
            width = pixels(word, font)
            if used and used + pixels(" ", font) + width > room:
                count, used = count + 1, 0
            used += width + (pixels(" ", font) if used else 0)
    return count


def place(reference):
    letters, row = re.fullmatch(r"([A-Z]+)([0-9]+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row), column


class Book:
    def __init__(self, file):
        self.archive, self.faults, self.sheets, self.charts = zipfile.ZipFile(file), [], 0, 0
        self.file = file
        styles = self.xml("xl/styles.xml")
        fonts = [{"size": float(f.find(MAIN + "sz").get("val")), "bold": f.find(MAIN + "b") is not None}
                 for f in styles.find(MAIN + "fonts")]
        self.formats = {int(f.get("numFmtId")): f.get("formatCode") for f in styles.iter(MAIN + "numFmt")}
        self.styles = []
        for xf in styles.find(MAIN + "cellXfs"):
            align = xf.find(MAIN + "alignment")
            align = {} if align is None else align.attrib
            self.styles.append({"font": fonts[int(xf.get("fontId"))], "wrap": align.get("wrapText") == "1",
                                "up": align.get("textRotation", "0") != "0", "indent": int(align.get("indent", 0)),
                                "format": self.formats.get(int(xf.get("numFmtId")), "")})
        self.strings = ["".join(t.text or "" for t in s.iter(MAIN + "t")) for s in self.xml("xl/sharedStrings.xml")]

    def xml(self, name):
        return ET.fromstring(self.archive.read(name))

    def fault(self, text):
        self.faults.append(f"{self.file}: {text}")

    def shown(self, cell, style):
        """The text of a cell, or that of its figure."""
        value = cell.find(MAIN + "v")
        if cell.get("t") == "s":
            return self.strings[int(value.text)], True
        if value is None:
            return "", True
        decimals = 2 if "0.00" in style["format"] else 1 if "0.0" in style["format"] else 0
        percent = "%" in style["format"]
        return f"{float(value.text) * (100 if percent else 1):.{decimals}f}" + ("\xa0%" if percent else ""), False

    def check_sheet(self, name, root):
        columns, hidden = {}, set()
        for col in root.iter(MAIN + "col"):
            for at in range(int(col.get("min")), int(col.get("max")) + 1):
                columns[at] = 7 * (float(col.get("width")) - 0.7109375) + 5
                if col.get("hidden") == "1":
                    hidden.add(at)
        merged = {}
        for cells in root.iter(MAIN + "mergeCell"):
            first, last = (place(end) for end in cells.get("ref").split(":"))
            merged[first] = last[1]
        self.check_page(name, root, sum(width for at, width in columns.items() if at not in hidden))
        texts = 0
        for row in root.iter(MAIN + "row"):
            if row.get("hidden") == "1":
                continue
            filled = {place(c.get("r"))[1] for c in row if c.find(MAIN + "v") is not None}
            for cell in row:
                at = place(cell.get("r"))
                style = self.styles[int(cell.get("s", 0))]
                text, words = self.shown(cell, style)
                if not text or at[1] in hidden:
                    continue
                texts += 1
                last = merged.get(at, at[1])
                room = sum(columns.get(c, 64) for c in range(at[1], last + 1)) - PADDING - 9 * style["indent"]
                where = f"{name}!{cell.get('r')} {text[:40]!r}"
                self.check_cell(where, text, words, style, room, float(row.get("ht", 15)), last + 1 in filled)
        if texts < 3:
            self.fault(f"{name}: there is nothing on it")

    def check_cell(self, where, text, words, style, room, height, crowded):
        font = style["font"]
        if style["up"]:
            if pixels(text, font) > height * 4 / 3 and height < 135:
                self.fault(f"{where}: longer than its row is high")
        elif not words:
            if pixels(text, font) > room:
                self.fault(f"{where}: a figure wider than its column")
        elif style["wrap"]:
            longest = max((pixels(word, font) for word in re.split(r"\s|(?<=-)", text)), default=0)
            if longest > room and len(text) < 200 and not re.search(r"[_./\[\]]|[0-9a-f]{32}", text):
                self.fault(f"{where}: a word wider than its column ({longest:.0f} of {room:.0f} pixels)")
            needed = lines(text, font, room) * LINE * font["size"]
            if needed > height + 1 and height < 400:
                self.fault(f"{where}: needs {needed:.0f} points, and its row has {height:.0f}")
        elif crowded and pixels(text, font) > room:
            self.fault(f"{where}: cut off by the next cell")

    def check_page(self, name, root, width):
        setup, fit = root.find(MAIN + "pageSetup"), root.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr")
        fits = fit is not None and fit.get("fitToPage") == "1" and setup.get("fitToWidth", "1") == "1"
        if not fits and width * int(setup.get("scale", "100")) / 100 > A4_WIDTH:
            self.fault(f"{name}: wider than a page")

    @staticmethod
    def has_words(node):
        title = None if node is None else node.find(CHART + "title")
        return title is not None and any((t.text or "").strip() for t in title.iter(DRAW + "t"))

    def check_chart(self, name, root):
        chart = root.find(CHART + "chart")
        plot = chart.find(CHART + "plotArea")
        if not self.has_words(chart):
            self.fault(f"{name}: a chart without a title")
        # The lying bars of one figure each say it themselves, and a radar's spokes have names: neither needs one.
        axes = [axis for axis in plot.iter(CHART + "valAx")
                if axis.find(CHART + "delete") is None or axis.find(CHART + "delete").get("val") != "1"]
        if plot.find(CHART + "radarChart") is None and not all(self.has_words(axis) for axis in axes):
            self.fault(f"{name}: an axis of figures without a name")

    def check(self):
        links = {r.get("Id"): "xl/" + r.get("Target").removeprefix("/xl/")
                 for r in self.xml("xl/_rels/workbook.xml.rels")}
        for sheet in self.xml("xl/workbook.xml").iter(MAIN + "sheet"):
            self.sheets += 1
            self.check_sheet(sheet.get("name"), self.xml(links[sheet.get(LINK)]))
        for part in self.archive.namelist():
            if re.fullmatch(r"xl/charts/chart[0-9]+\.xml", part):
                self.charts += 1
                self.check_chart(part, self.xml(part))
        return self.faults


def main(files):
    faults, sheets, charts = [], 0, 0
    for file in files:
        book = Book(file)
        faults += book.check()
        sheets, charts = sheets + book.sheets, charts + book.charts
    for fault in faults:
        print(fault)
    print(f"{len(files)} books, {sheets} sheets, {charts} charts: {len(faults)} faults")
    return 1 if faults or not sheets else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
