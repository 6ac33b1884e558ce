#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks experts' sheets: `check_sheet.py FILE... [--entries N] [--not-in TEXT]... [--list N]`.

Also for files that a spreadsheet program has saved again. The form is the sheet whose A1 starts with `delphi-sheet/1`;
there must be: a hidden first row and column, the same mark as a document property, protection without a password on
every sheet, entry cells (and no others) unlocked, a validation over all rating cells that shows an error, frozen panes,
repeated rows, landscape paper one page wide. Prints what is wrong, one a line; exit 1 where anything is.
"""
import argparse
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

A4_WIDTH = 1045  # pixels of A4 landscape between our margins
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def place(reference):
    letters, row = re.fullmatch(r"\$?([A-Z]+)\$?([0-9]+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row), column


def is_true(value):
    return value in ("1", "true")


class Sheet:
    def __init__(self, file):
        self.file, self.faults = file, []
        archive = zipfile.ZipFile(file)
        self.parts = {name: archive.read(name) for name in archive.namelist()}
        links = {r.get("Id"): "xl/" + r.get("Target").removeprefix("/xl/") for r in self.xml("xl/_rels/workbook.xml.rels")}
        self.names = {s.get("name"): links[s.get(LINK)] for s in self.xml("xl/workbook.xml").iter(MAIN + "sheet")}
        self.texts = ["".join(t.text or "" for t in si.iter(MAIN + "t"))
                      for si in self.xml("xl/sharedStrings.xml").findall(MAIN + "si")]
        self.unlocked = [style.find(MAIN + "protection") is not None and
                         style.find(MAIN + "protection").get("locked", "1") in ("0", "false")
                         for style in self.xml("xl/styles.xml").find(MAIN + "cellXfs")]

    def xml(self, part):
        return ET.fromstring(self.parts[part])

    def fault(self, words):
        self.faults.append(f"{self.file}: {words}")

    def cells(self, root):
        for cell in root.iter(MAIN + "c"):
            value = cell.find(MAIN + "v")
            text = None if value is None else self.texts[int(value.text)] if cell.get("t") == "s" else value.text
            yield place(cell.get("r")), text, self.unlocked[int(cell.get("s", "0"))]

    def find_form(self):
        for name, part in self.names.items():
            root = self.xml(part)
            mark = next((text for at, text, _ in self.cells(root) if at == (1, 1)), None)
            if mark and mark.startswith("delphi-sheet/1 "):
                return name, root, mark
        return None, None, None

    def check_protection(self):
        for name, part in self.names.items():
            node = self.xml(part).find(MAIN + "sheetProtection")
            if node is None or not is_true(node.get("sheet")):
                self.fault(f"{name} is not protected")
            elif node.get("password") or node.get("hashValue"):
                self.fault(f"{name} has a password")

    def check_hidden(self, root):
        row = next((r for r in root.iter(MAIN + "row") if r.get("r") == "1"), None)
        if row is None or not is_true(row.get("hidden")):
            self.fault("the first row is not hidden")
        column = next((c for c in root.iter(MAIN + "col") if c.get("min") == "1"), None)
        if column is None or column.get("max") != "1" or not is_true(column.get("hidden")):
            self.fault("the first column is not hidden, or others with it")

    def entry_cells(self, root):
        """The places that the marks name: {place: what}."""
        columns, keys = {}, {}
        for (row, column), text, _ in self.cells(root):
            if row == 1 and text in ("#rating", "#reason", "#comment"):
                columns[text] = column
            if column == 1 and row > 1 and text:
                keys[row] = text
        out = {}
        for row, key in keys.items():
            rated = "|" in key and not key.endswith("|")
            for mark, column in columns.items():
                if rated or mark == "#comment":
                    out[row, column] = mark
        return out

    def check_entries(self, root):
        wanted = self.entry_cells(root)
        unlocked = {at for at, _, open_ in self.cells(root) if open_}
        if set(wanted) != unlocked:
            self.fault(f"unlocked cells are not the entry cells: {sorted(set(wanted) ^ unlocked)[:5]}")
        return wanted

    def check_validation(self, root, wanted, form):
        rules = [(n.get("sqref"), n.get("type"), n.get("showErrorMessage"), n.findtext(MAIN + "formula1"))
                 for n in root.iter(MAIN + "dataValidation")]
        for node in root.iter(X14 + "dataValidation"):
            inside = {child.tag.rpartition("}")[2]: "".join(child.itertext()) for child in node}
            rules.append((inside.get("sqref"), node.get("type"), node.get("showErrorMessage"), inside.get("formula1")))
        covered = set()
        for ranges, kind, shows, formula in rules:
            if kind not in ("list", "custom") or not is_true(shows):
                self.fault(f"the validation of {ranges} is {kind}, or shows no error")
            for part in ranges.split():
                first, last = place(part.split(":")[0]), place(part.split(":")[-1])
                covered |= {(r, c) for r in range(first[0], last[0] + 1) for c in range(first[1], last[1] + 1)}
        if {at for at, mark in wanted.items() if mark == "#rating"} - covered:
            self.fault(f"rating cells of {form} are without validation")
        return rules

    def check_list(self, rules, size):
        sheet, _, cells = rules[0][3].rpartition("!")
        first, last = (place(end) for end in cells.split(":"))
        root = self.xml(self.names[sheet.strip("'$")])
        texts = [text for (row, column), text, _ in self.cells(root)
                 if column == first[1] and first[0] <= row <= last[0] and text]
        if len(texts) != size or last[0] - first[0] + 1 != size:
            self.fault(f"the list of answers is {texts}")

    def check_page(self, root, resaved):
        # LibreOffice without a window has no view to save.
        if not resaved and root.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane") is None:
            self.fault("no panes are frozen")
        setup = root.find(MAIN + "pageSetup")
        fit = root.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr")
        fits = fit is not None and is_true(fit.get("fitToPage")) and setup.get("fitToWidth", "1") == "1" and \
            setup.get("fitToHeight") == "0"
        if setup.get("orientation") != "landscape" or not (fits or self.is_scaled_to_fit(root, setup)):
            self.fault("the form is not landscape, one page wide")

    @staticmethod
    def is_scaled_to_fit(root, setup):
        """With page breaks of its own a sheet has a scale instead: Excel passes over them where it fits pages itself."""
        width = sum((7 * float(col.get("width")) + 5) * (int(col.get("max")) - int(col.get("min")) + 1)
                    for col in root.iter(MAIN + "col") if not is_true(col.get("hidden")))
        return root.find(MAIN + "rowBreaks") is not None and width * int(setup.get("scale", "100")) / 100 <= A4_WIDTH
        if b"Print_Titles" not in self.parts["xl/workbook.xml"]:
            self.fault("no rows are repeated on paper")

    def check(self, options):
        form, root, mark = self.find_form()
        if not mark:
            self.fault("no sheet has the mark in A1")
            return
        if mark.encode() not in self.parts.get("docProps/custom.xml", b""):
            self.fault("the document has not the mark as a property")
        self.check_protection()
        self.check_hidden(root)
        wanted = self.check_entries(root)
        if options.entries is not None and len(wanted) != options.entries:
            self.fault(f"there are {len(wanted)} entry cells")
        rules = self.check_validation(root, wanted, form)
        if options.list:
            self.check_list(rules, options.list)
        self.check_page(root, options.resaved)
        for text in options.not_in:
            for part, data in self.parts.items():
                if text.encode() in data:
                    self.fault(f"{text!r} is in {part}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--entries", type=int, help="how many entry cells there are")
    parser.add_argument("--resaved", action="store_true", help="a program without a window saved the file again")
    parser.add_argument("--list", type=int, help="how many answers the list has")
    parser.add_argument("--not-in", action="append", default=[], help="what no part of the file may hold")
    options = parser.parse_args()
    faults = []
    for name in options.files:
        sheet = Sheet(name)
        sheet.check(options)
        faults += sheet.faults
    print("\n".join(faults[:50]), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
