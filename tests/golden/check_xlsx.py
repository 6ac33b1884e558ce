#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the make-up of xlsx files: `check_xlsx.py FILE... [--sheet NAME]... [--text TEXT]... [--no-text TEXT]...`.

What a spreadsheet program would "repair" is an error here: a part that is no well-formed XML, a content type or a
relationship that leads nowhere, an index of a shared string, style or merge that does not exist, overlapping merges, a
chart whose ranges name no sheet, and what xlsx_schema.py has of the standard. Our books hold no formulas and no links
to the outside: those are errors too. Prints what is wrong, one a line; exit 1 where anything is.
"""
import argparse
import posixpath
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

sys.dont_write_bytecode = True
import xlsx_schema

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ROWS, COLUMNS, CHARACTERS = 1048576, 16384, 32767


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell_place(reference):
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]+)", reference)
    return (int(match[2]), column_number(match[1])) if match else None


def range_places(reference):
    ends = [cell_place(part) for part in reference.split(":")]
    return (ends[0], ends[-1]) if all(ends) and len(ends) <= 2 else None


class Book:
    def __init__(self, name, portrait=(), any_time=False):
        self.name, self.faults, self.parts, self.sheets, self.texts = name, [], {}, {}, []
        self.portrait, self.any_time = portrait, any_time

    def fault(self, part, words):
        self.faults.append(f"{self.name}: {part}: {words}")

    def open(self):
        try:
            with zipfile.ZipFile(self.name) as archive:
                if archive.testzip():
                    self.fault(archive.testzip(), "the checksum is wrong")
                names = archive.namelist()
                if len(names) != len(set(names)):
                    self.fault("archive", "a part is there twice")
                for entry in archive.infolist():
                    if entry.date_time != (1980, 1, 1, 0, 0, 0):
                        self.fault(entry.filename, f"carries a time: {entry.date_time}")
                    self.parse(entry.filename, archive.read(entry))
        except (zipfile.BadZipFile, OSError) as error:
            self.fault("archive", str(error))

    def parse(self, part, data):
        try:
            self.parts[part] = ET.fromstring(data)
        except ET.ParseError as error:
            self.fault(part, f"is no well-formed XML: {error}")

    def check_content_types(self):
        types = self.parts.get("[Content_Types].xml")
        if types is None:
            self.fault("[Content_Types].xml", "is missing")
            return
        endings = {node.get("Extension") for node in types.iter(TYPES + "Default")}
        named = {node.get("PartName").lstrip("/") for node in types.iter(TYPES + "Override")}
        for part in named - set(self.parts):
            self.fault("[Content_Types].xml", f"names {part}, which is not there")
        for part in set(self.parts) - named - {"[Content_Types].xml"}:
            if part.rsplit(".", 1)[-1] not in endings - {"xml"}:
                self.fault(part, "has no content type")

    def links_of(self, part):
        """From relationship id to the part that it leads to."""
        folder, base = posixpath.split(part)
        node = self.parts.get(posixpath.join(folder, "_rels", base + ".rels"))
        links = {}
        for link in [] if node is None else node.iter(RELS + "Relationship"):
            if link.get("TargetMode") == "External":
                self.fault(part, f"leads outside: {link.get('Target')}")
                continue
            target = link.get("Target")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if link.get("Id") in links:
                self.fault(part, f"has the relationship {link.get('Id')} twice")
            links[link.get("Id")] = path
            if path not in self.parts:
                self.fault(part, f"leads to {path}, which is not there")
        return links

    def check_links(self):
        reached, todo = {"[Content_Types].xml"}, [""]
        while todo:
            part = todo.pop()
            links = self.links_of(part)
            folder, base = posixpath.split(part)
            reached |= {part, posixpath.join(folder, "_rels", base + ".rels")}
            todo += [target for target in links.values() if target not in reached and target in self.parts]
            if part in self.parts:
                for node in self.parts[part].iter():
                    for key, value in node.attrib.items():
                        if key.startswith(LINK) and value not in links:
                            self.fault(part, f"uses the relationship {value}, which it does not have")
        for part in set(self.parts) - reached:
            self.fault(part, "is reached from nowhere")

    def read_strings(self):
        node = self.parts.get("xl/sharedStrings.xml")
        self.texts = [] if node is None else ["".join(t.text or "" for t in si.iter(MAIN + "t"))
                                              for si in node.findall(MAIN + "si")]
        if node is not None and int(node.get("uniqueCount")) != len(self.texts):
            self.fault("xl/sharedStrings.xml", "counts its texts wrongly")
        for text in self.texts:
            if len(text.encode("utf-16-le")) // 2 > CHARACTERS:
                self.fault("xl/sharedStrings.xml", "has a text that is too long for a cell")

    def read_sheets(self):
        links = self.links_of("xl/workbook.xml")
        for sheet in self.parts["xl/workbook.xml"].iter(MAIN + "sheet"):
            name = sheet.get("name")
            if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name):
                self.fault("xl/workbook.xml", f"has a sheet with a name that is not allowed: {name}")
            self.sheets[name] = links.get(sheet.get(LINK + "id"))

    def check_cell(self, part, cell, styles):
        place, kind, value = cell_place(cell.get("r")), cell.get("t", "n"), cell.find(MAIN + "v")
        if place is None or place[0] > ROWS or place[1] > COLUMNS:
            self.fault(part, f"has a cell off the sheet: {cell.get('r')}")
        if cell.find(MAIN + "f") is not None:
            self.fault(part, f"has a formula in {cell.get('r')}")
        if int(cell.get("s", "0")) >= styles:
            self.fault(part, f"{cell.get('r')} has a style that is not there")
        if kind == "s" and not 0 <= int(value.text) < len(self.texts):
            self.fault(part, f"{cell.get('r')} has a text that is not there")
        if kind == "n" and value is not None and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(E[-+]?[0-9]+)?", value.text):
            self.fault(part, f"{cell.get('r')} holds no number: {value.text}")
        if kind not in ("s", "n"):
            self.fault(part, f"{cell.get('r')} is of the kind {kind}")
        return place

    def check_merges(self, part, root):
        taken = set()
        for merge in root.iter(MAIN + "mergeCell"):
            first, last = range_places(merge.get("ref"))
            cells = {(r, c) for r in range(first[0], last[0] + 1) for c in range(first[1], last[1] + 1)}
            if len(cells) < 2 or cells & taken:
                self.fault(part, f"the merged cells {merge.get('ref')} are one cell or overlap others")
            taken |= cells

    def check_sheet(self, part, styles):
        root, before = self.parts[part], (0, 0)
        for cell in root.iter(MAIN + "c"):
            place = self.check_cell(part, cell, styles)
            if place and place <= before:
                self.fault(part, f"{cell.get('r')} is out of order")
            before = place or before
        rows = [int(row.get("r")) for row in root.iter(MAIN + "row")]
        if rows != sorted(set(rows)):
            self.fault(part, "has rows out of order or twice")
        for row in root.iter(MAIN + "row"):
            if float(row.get("ht", "0")) > 409.5:
                self.fault(part, f"row {row.get('r')} is higher than a row can be")
        self.check_merges(part, root)
        setup = root.find(MAIN + "pageSetup")
        turned = "portrait" if part in {self.sheets.get(name) for name in self.portrait} else "landscape"
        if setup is None or setup.get("paperSize") != "9" or setup.get("orientation") != turned:
            self.fault(part, f"is not set up for A4 {turned}")

    def check_sheets(self):
        formats = self.parts["xl/styles.xml"].find(MAIN + "cellXfs")
        for part in self.sheets.values():
            if part in self.parts:
                self.check_sheet(part, len(formats))

    def check_charts(self):
        for part, root in self.parts.items():
            if not part.startswith("xl/charts/"):
                continue
            if not list(root.iter(CHART + "ser")):
                self.fault(part, "draws nothing")
            for node in root.iter(CHART + "f"):
                sheet, _, cells = node.text.rpartition("!")
                if sheet.strip("'").replace("''", "'") not in self.sheets or not range_places(cells):
                    self.fault(part, f"draws {node.text}, which is not there")
            for cache in root.iter(CHART + "numCache"):
                if int(cache.find(CHART + "ptCount").get("val")) < len(cache.findall(CHART + "pt")):
                    self.fault(part, "has more points than it counts")

    def check_dates(self):
        core = self.parts.get("docProps/core.xml")
        dates = [] if core is None else [n.text for n in core.iter() if n.tag.rpartition("}")[2] in ("created", "modified")]
        for date in dates:
            if not date.endswith("T00:00:00Z"):
                self.fault("docProps/core.xml", f"tells the time of day: {date}")

    def check(self):
        self.open()
        if "xl/workbook.xml" not in self.parts or "xl/styles.xml" not in self.parts:
            self.fault("archive", "has no workbook or no styles")
            return
        self.check_content_types()
        self.check_links()
        self.read_strings()
        self.read_sheets()
        self.check_sheets()
        self.check_charts()
        if not self.any_time:
            self.check_dates()
        if not self.faults:
            xlsx_schema.check(self)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--sheet", action="append", default=[], help="the sheets, in order")
    parser.add_argument("--portrait", action="append", default=[], help="a sheet on upright paper")
    parser.add_argument("--text", action="append", default=[], help="a cell whose whole text is this")
    parser.add_argument("--part-of-text", action="append", default=[], help="a cell that has this in it")
    parser.add_argument("--no-text", action="append", default=[], help="no cell has this in it")
    parser.add_argument("--any-time", action="store_true", help="the time at which it was made may show")
    parser.add_argument("--charts", type=int, help="how many charts there are")
    options = parser.parse_args()
    faults = []
    for name in options.files:
        book = Book(name, options.portrait, options.any_time)
        book.check()
        if options.sheet and list(book.sheets) != options.sheet:
            book.fault("xl/workbook.xml", f"has the sheets {list(book.sheets)}")
        charts = sum(part.startswith("xl/charts/chart") for part in book.parts)
        if options.charts is not None and charts != options.charts:
            book.fault("archive", f"has {charts} charts, not {options.charts}")
        for text in options.text:
            if text not in book.texts:
                book.fault("xl/sharedStrings.xml", f"has no cell with the text {text!r}")
        for text in options.part_of_text:
            if not any(text in other for other in book.texts):
                book.fault("xl/sharedStrings.xml", f"has no cell with {text!r} in it")
        for text in options.no_text:
            for other in book.texts:
                if text in other:
                    book.fault("xl/sharedStrings.xml", f"has {text!r} in {other[:80]!r}")
        faults += book.faults
    for fault in faults[:50]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
