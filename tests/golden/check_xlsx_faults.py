#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does check_xlsx.py see what is wrong? `check_xlsx_faults.py FILE` breaks a sound book in one way after another.

The book should have a filter, frozen panes, merged cells, bars within cells, charts and page breaks. Prints each fault
that went unseen; exit 1 where there is one.
"""
import os
import re
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True
import check_xlsx

SHEET, CHART, SCATTER = r"xl/worksheets/sheet1\.xml", r"xl/charts/chart1\.xml", r"xl/charts/chart6\.xml"
BOOK, STYLES = r"xl/workbook\.xml", r"xl/styles\.xml"

# Which part, what is changed to what, and a word of the complaint.
FAULTS = [
    (SHEET, r"</worksheet>", "", "well-formed"),
    (r"\[Content_Types\]\.xml", r"/xl/worksheets/sheet1", "/xl/worksheets/sheet9", "not there"),
    (r"xl/worksheets/_rels/sheet1\.xml\.rels", r"drawing1", "drawing9", "not there"),
    (SHEET, r't="s"><v>\d+</v>', 't="s"><v>99999</v>', "a text that is not there"),
    (SHEET, r'<c r="A1" s="\d+"', '<c r="A1" s="9999"', "style"),
    (SHEET, r'<mergeCell ref="(\w+):(\w+)"/>', r'<mergeCell ref="\1:\2"/><mergeCell ref="\1:\2"/>', "overlap"),
    (SHEET, r'<mergeCells count="\d+"', '<mergeCells count="99"', "counts"),
    (SHEET, r"(<mergeCells.*</mergeCells>)(.*)(<pageMargins[^>]*>)", r"\2\3\1", "too late"),
    (SHEET, r'<dimension ref="[^"]*"', '<dimension ref="A1:B2"', "dimension"),
    (SHEET, r'topLeftCell="[^"]*"', 'topLeftCell="A1"', "pane"),
    (SHEET, r'<autoFilter ref="A', '<autoFilter ref="B', "filter"),
    (SHEET, r'<col min="2" max="2"', '<col min="1" max="2"', "columns"),
    (SHEET, r'conditionalFormatting sqref="[^"]*"', 'conditionalFormatting sqref="XFE1:XFE2"', "colours"),
    (SHEET, r"<cfvo [^>]*/><cfvo", "<cfvo", "bars"),
    (SHEET, r"<x14:cfRule type=\"dataBar\" id=\"[^\"]*\"", '<x14:cfRule type="dataBar" id="{0}"', "half"),
    (SHEET, r'<rowBreaks count="\d+"', '<rowBreaks count="77"', "breaks"),
    (SHEET, r"<oddHeader>", "<oddHeader>&amp;Z", "code"),
    (BOOK, r'<sheet name="[^"]*"', '<sheet name="History?"', "not allowed"),
    (BOOK, r'localSheetId="0"', 'localSheetId="7"', "not there"),
    (BOOK, r"(<definedName [^>]*>)[^!<]*!", r"\1Nowhere!", "not there"),
    (BOOK, r'definedName name="[^"]*"', 'definedName name="A1"', "is none"),
    (BOOK, r"(<sheets>)(.*)(</sheets>)(.*</definedNames>)", r"\4\1\2\3", "too late"),
    (STYLES, r'<cellXfs count="\d+"', '<cellXfs count="1"', "counts"),
    (STYLES, r'(<cellXfs.*?fontId=)"\d+"', r'\1"999"', "fontId"),
    (STYLES, r'(<cellXfs.*?numFmtId=)"\d+"', r'\1"999"', "number format"),
    (CHART, r"(<c:val>.*?<c:f>)[^!]*!", r"\1Nowhere!", "not there"),
    (CHART, r"(<c:val>.*?\$)[A-Z]+(\$\d+:\$)[A-Z]+(\$)", r"\1A\2A\3", "zero"),
    (CHART, r"(<c:val>.*?:\$[A-Z]+\$)\d+", r"\g<1>300", "labels"),
    (CHART, r"(<c:val>.*?<c:v>)[^<]*", r"\g<1>0.123", "keeps"),
    (CHART, r'<c:crossAx val="\d+"', '<c:crossAx val="1"', "crosses none"),
    (CHART, r"(<c:title>.*?</c:title>)(.*)(<c:plotArea>)", r"\3\1\2", "well-formed|belong|late"),
    (SCATTER, r"(<c:xVal>.*?\$)[A-Z]+(\$\d+:\$)[A-Z]+(\$)", r"\1A\2A\3", "zero"),
    (SCATTER, r"(<c:legendEntry><c:idx val=)\"\d+\"", r'\1"44"', "legend"),
    (r"xl/drawings/drawing1\.xml", r'descr="[^"]*"', 'descr=""', "alternative"),
    (r"xl/drawings/drawing1\.xml", r"(<xdr:to><xdr:col>)\d+", r"\g<1>0", "extent"),
]


def broken(source, target, part, pattern, replacement):
    """A copy with one change; False where there was nothing to change."""
    changed = False
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if re.fullmatch(part, entry.filename):
                after = re.sub(pattern, replacement, text.decode(), count=1, flags=re.S)
                changed |= after != text.decode()
                text = after.encode()
            new.writestr(entry, text)
    return changed


def faults_of(name):
    book = check_xlsx.Book(name, any_time=True)
    book.check()
    return book.faults


def main():
    source, unseen = sys.argv[1], faults_of(sys.argv[1])
    target = os.path.join(tempfile.mkdtemp(), "broken.xlsx")
    for part, pattern, replacement, word in FAULTS:
        if not broken(source, target, part, pattern, replacement):
            unseen.append(f"{part} has nothing like {pattern}")
            continue
        try:
            found = faults_of(target)
        except Exception as error:  # a checker that falls over has not said what is wrong
            found = [f"raised {error!r}"]
        if not any(re.search(word, fault) for fault in found):
            unseen.append(f"{part}: {pattern}: unseen, only {found[:3]}")
    os.remove(target)
    os.rmdir(os.path.dirname(target))
    for line in unseen:
        print(line)
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
