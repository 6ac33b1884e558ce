# SPDX-License-Identifier: GPL-3.0-or-later
"""What of ECMA-376 (part 1) a spreadsheet program insists on in a book like ours, beyond well-formed parts.

check(book) reports to book.fault(): sheets' elements in the order of CT_Worksheet, names of sheets and defined names,
indices into styles, columns, panes, filters, rules for colours and entry, page breaks, heads of pages, and charts: that
their elements stand in order, that what they refer to is there and of the right kind, and that what they keep of it is
what the sheet says.
"""
import re

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
ROWS, COLUMNS = 1048576, 16384

WORKSHEET = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
webPublishItems tableParts extLst""".split()
WORKBOOK = """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr
webPublishObjects extLst""".split()
STYLES = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()
CHARTSPACE = """date1904 lang roundedCorners AlternateContent style clrMapOvr pivotFmts protection chart spPr txPr
externalData printSettings userShapes extLst""".split()
CHART_ELEMENT = """title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly
dispBlanksAs showDLblsOverMax extLst""".split()
SERIES = """idx order tx spPr invertIfNegative pictureOptions marker explosion dPt dLbls trendline errBars cat val xVal
yVal smooth shape bubbleSize bubble3D extLst""".split()
AXIS = """axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos
spPr txPr crossAx crosses crossesAt crossBetween auto lblAlgn lblOffset noMultiLvlLbl majorUnit minorUnit
tickLblSkip tickMarkSkip dispUnits extLst""".split()
# In CT_CatAx these stand the other way round than in the list above, after lblOffset.
CATEGORY_AXIS = [name for name in AXIS if name not in ("noMultiLvlLbl", "tickLblSkip", "tickMarkSkip", "extLst")]
CATEGORY_AXIS += ["tickLblSkip", "tickMarkSkip", "noMultiLvlLbl", "extLst"]


def local(node):
    return node.tag.rpartition("}")[2]


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def places(reference):
    """First and last (row, column) of A1, $A$1:$B$2; None where it is none, or off the sheet."""
    ends = []
    for part in reference.split(":"):
        match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9][0-9]*)", part)
        if not match or int(match[2]) > ROWS or column_number(match[1]) > COLUMNS:
            return None
        ends.append((int(match[2]), column_number(match[1])))
    if len(ends) > 2 or ends[0][0] > ends[-1][0] or ends[0][1] > ends[-1][1]:
        return None
    return ends[0], ends[-1]


def areas(references):
    """The areas of an sqref, or None."""
    found = [places(reference) for reference in (references or "").split()]
    return found if found and all(found) else None


def overlap(a, b):
    return a[0][0] <= b[1][0] and b[0][0] <= a[1][0] and a[0][1] <= b[1][1] and b[0][1] <= a[1][1]


def in_order(book, part, node, order):
    last = -1
    for child in node:
        name = local(child)
        if name not in order:
            book.fault(part, f"has <{name}> in <{local(node)}>, where it does not belong")
        elif order.index(name) < last:
            book.fault(part, f"has <{name}> too late in <{local(node)}>")
        else:
            last = order.index(name)


def counts(book, part, node):
    if node is not None and node.get("count") is not None and int(node.get("count")) != len(node):
        book.fault(part, f"<{local(node)}> counts {node.get('count')} of {len(node)}")


# ---- the book ----


def sheet_of(book, reference):
    """The sheet's name and the areas of Sheet1!$A$1:$B$2,'Sheet 2'!$A:$A; None where a sheet is not there."""
    found = []
    for match in re.finditer(r"(?:'((?:[^']|'')+)'|([^'!,]+))!([^,]+)(?:,|$)", reference):
        name = (match[1] or match[2]).replace("''", "'")
        if name not in book.sheets:
            return None
        found.append((name, match[3]))
    return found or None


def check_names(book):
    part, root = "xl/workbook.xml", book.parts["xl/workbook.xml"]
    in_order(book, part, root, WORKBOOK)
    names = [sheet.get("name") for sheet in root.iter(MAIN + "sheet")]
    if len({name.casefold() for name in names}) != len(names):
        book.fault(part, f"has two sheets of one name: {names}")
    for name in names:
        if not name or len(name.encode("utf-16-le")) > 62 or name[0] == "'" or name[-1] == "'":
            book.fault(part, f"has a sheet with a name that is not allowed: {name!r}")
    for attribute in ("sheetId", LINK + "id"):
        values = [sheet.get(attribute) for sheet in root.iter(MAIN + "sheet")]
        if len(set(values)) != len(values):
            book.fault(part, f"has the same {attribute} for two sheets")
    seen = set()
    for node in root.iter(MAIN + "definedName"):
        name, local_id = node.get("name"), node.get("localSheetId")
        if not re.fullmatch(r"[A-Za-z_\\][A-Za-z0-9_.\\]{0,254}", name) or places(name.upper()):
            book.fault(part, f"has a defined name that is none: {name}")
        if local_id is not None and int(local_id) >= len(names):
            book.fault(part, f"{name} is of a sheet that is not there")
            continue
        if (name, local_id) in seen:
            book.fault(part, f"defines {name} twice")
        seen.add((name, local_id))
        refers = sheet_of(book, node.text or "")
        if not refers:
            book.fault(part, f"{name} refers to a sheet that is not there: {node.text}")
        elif local_id is not None and any(sheet != names[int(local_id)] for sheet, _ in refers):
            book.fault(part, f"{name} refers to another sheet than its own: {node.text}")


def check_styles(book):
    part, root = "xl/styles.xml", book.parts["xl/styles.xml"]
    in_order(book, part, root, STYLES)
    sizes = {}
    for name in STYLES:
        node = root.find(MAIN + name)
        counts(book, part, node)
        sizes[name] = 0 if node is None else len(node)
    own = {int(node.get("numFmtId")) for node in root.iter(MAIN + "numFmt")}
    if any(number < 164 for number in own):
        book.fault(part, "has a number format with a number of the built-in ones")
    for name in ("cellStyleXfs", "cellXfs"):
        node = root.find(MAIN + name)
        for xf in [] if node is None else node:
            for attribute, of in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"),
                                  ("xfId", "cellStyleXfs")):
                if int(xf.get(attribute, "0")) >= sizes[of]:
                    book.fault(part, f"a format uses {attribute} {xf.get(attribute)}, which is not there")
            number = int(xf.get("numFmtId", "0"))
            if number >= 164 and number not in own:
                book.fault(part, f"a format uses the number format {number}, which is not there")
    if sizes["cellXfs"] > 64000 or sizes["fonts"] > 1024:
        book.fault(part, "has more formats or fonts than Excel takes")


# ---- a sheet ----


def check_columns(book, part, root, styles):
    before = 0
    for col in root.iter(MAIN + "col"):
        low, high = int(col.get("min")), int(col.get("max"))
        if not before < low <= high <= COLUMNS:
            book.fault(part, f"has columns {low} to {high} out of order, or off the sheet")
        if not 0 <= float(col.get("width", "8")) <= 255:
            book.fault(part, f"has a column of the width {col.get('width')}")
        if int(col.get("style", "0")) >= styles:
            book.fault(part, f"column {low} has a style that is not there")
        before = high
    for row in root.iter(MAIN + "row"):
        if int(row.get("s", "0")) >= styles:
            book.fault(part, f"row {row.get('r')} has a style that is not there")
        for cell in row:
            if places(cell.get("r"))[0][0] != int(row.get("r")):
                book.fault(part, f"{cell.get('r')} stands in row {row.get('r')}")


def check_view(book, part, root):
    for pane in root.iter(MAIN + "pane"):
        x, y = int(float(pane.get("xSplit", "0"))), int(float(pane.get("ySplit", "0")))
        corner = places(pane.get("topLeftCell", ""))
        wanted = "bottomRight" if x and y else "bottomLeft" if y else "topRight"
        if pane.get("state") != "frozen" or pane.get("activePane") != wanted or not corner:
            book.fault(part, "has panes that are not frozen, or with another corner")
        elif corner[0][0] <= y or corner[0][1] <= x:
            book.fault(part, "starts its lower pane within the upper one")
    dimension = root.find(MAIN + "dimension")
    extent = None if dimension is None else places(dimension.get("ref"))
    if not extent:
        book.fault(part, "has no dimension")
    for cell in root.iter(MAIN + "c"):
        place = places(cell.get("r"))
        if extent and place and not overlap(extent, place):
            book.fault(part, f"{cell.get('r')} lies beyond the sheet's dimension")
            break


def check_filter(book, part, root):
    node = root.find(MAIN + "autoFilter")
    if node is None:
        return
    area = places(node.get("ref"))
    if not area:
        book.fault(part, f"filters {node.get('ref')}")
        return
    name = next(sheet for sheet, path in book.sheets.items() if path == part)
    hidden = [refers for defined in book.parts["xl/workbook.xml"].iter(MAIN + "definedName")
              if defined.get("name") == "_xlnm._FilterDatabase" for refers in sheet_of(book, defined.text) or []]
    if (name, area) not in [(sheet, places(cells)) for sheet, cells in hidden]:
        book.fault(part, "has a filter that the book's names do not tell of")
    for merge in root.iter(MAIN + "mergeCell"):
        cells = places(merge.get("ref"))
        if cells and overlap(cells, area):
            book.fault(part, f"merges {merge.get('ref')} within the filter, so that it cannot be sorted")


def check_rules(book, part, root):
    """Rules for entry and for colours."""
    validations = root.find(MAIN + "dataValidations")
    counts(book, part, validations)
    taken = []
    for rule in [] if validations is None else validations:
        found = areas(rule.get("sqref"))
        if not found:
            book.fault(part, f"has a rule for entry over {rule.get('sqref')}")
            continue
        if any(overlap(a, b) for a in found for b in taken):
            book.fault(part, f"has two rules for entry over {rule.get('sqref')}")
        taken += found
        if rule.get("type", "none") != "none" and rule.find(MAIN + "formula1") is None:
            book.fault(part, f"the rule for entry over {rule.get('sqref')} says nothing")
        for formula in rule:
            if formula.text and formula.text.startswith('"') and len(formula.text) > 257:
                book.fault(part, f"the list for entry over {rule.get('sqref')} is longer than 255 characters")
        for attribute, most in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)):
            if len(rule.get(attribute, "")) > most:
                book.fault(part, f"{attribute} of the rule over {rule.get('sqref')} is too long")
    dxfs = book.parts["xl/styles.xml"].find(MAIN + "dxfs")
    priorities, extended = [], set()
    for node in root.iter(MAIN + "conditionalFormatting"):
        if not areas(node.get("sqref")):
            book.fault(part, f"colours {node.get('sqref')}")
        for rule in node.findall(MAIN + "cfRule"):
            priorities.append(int(rule.get("priority")))
            if rule.get("dxfId") is not None and int(rule.get("dxfId")) >= (0 if dxfs is None else len(dxfs)):
                book.fault(part, f"colours {node.get('sqref')} by a format that is not there")
            if rule.get("type") == "dataBar":
                children = [local(child) for child in rule.find(MAIN + "dataBar")]
                if children != ["cfvo", "cfvo", "color"]:
                    book.fault(part, f"draws bars over {node.get('sqref')} from {children}")
            extended |= {link.text for link in rule.iter(X14 + "id")}
    if len(set(priorities)) != len(priorities):
        book.fault(part, "has two rules of one priority")
    told = {rule.get("id") for rule in root.iter(X14 + "cfRule")}
    if extended != told:
        book.fault(part, "has rules whose later half is missing, or the other way round")
    for node in root.iter(XM + "sqref"):
        if not areas(node.text):
            book.fault(part, f"colours {node.text}")


def check_pages(book, part, root):
    breaks = root.find(MAIN + "rowBreaks")
    if breaks is not None:
        rows = [int(node.get("id")) for node in breaks]
        if rows != sorted(set(rows)) or len(rows) > 1023 or int(breaks.get("count")) != len(rows):
            book.fault(part, "has page breaks twice, out of order, or more than Excel takes")
        if int(breaks.get("manualBreakCount", "0")) != sum(node.get("man") == "1" for node in breaks):
            book.fault(part, "counts its page breaks wrongly")
    setup = root.find(MAIN + "pageSetup")
    if setup is not None and not 10 <= int(setup.get("scale", "100")) <= 400:
        book.fault(part, f"is printed at {setup.get('scale')}%")
    for node in root.findall(MAIN + "headerFooter/*"):
        if len(node.text or "") > 255:
            book.fault(part, f"<{local(node)}> is longer than 255 characters")
        if re.search(r"&(?![LCRPNDTAFGKBIUEXYSOH0-9\"-])", (node.text or "").replace("&&", "")):
            book.fault(part, f"<{local(node)}> has a code that is none: {node.text}")


# ---- charts ----


def values(book, name, area):
    """The cells of an area, row by row: (kind, value), kind None where there is nothing."""
    part = book.sheets[name]
    if part not in book.cells:
        book.cells[part] = {places(cell.get("r"))[0]: cell for cell in book.parts[part].iter(MAIN + "c")}
    cells = book.cells[part]
    for row in range(area[0][0], area[1][0] + 1):
        for column in range(area[0][1], area[1][1] + 1):
            cell = cells.get((row, column))
            value = None if cell is None else cell.find(MAIN + "v")
            if value is None:
                yield None, None
            elif cell.get("t") == "s":
                yield "text", book.texts[int(value.text)]
            else:
                yield "number", float(value.text)


def check_cache(book, part, node, found):
    """What a chart keeps of its cells is what they say."""
    for cache in node:
        if local(cache) not in ("numCache", "strCache"):
            continue
        count = int(cache.find(CHART + "ptCount").get("val"))
        if count != len(found):
            book.fault(part, f"keeps {count} values of {len(found)}")
        before = -1
        for point in cache.findall(CHART + "pt"):
            index, text = int(point.get("idx")), point.find(CHART + "v").text or ""
            if not before < index < len(found):
                book.fault(part, f"keeps a value {index} that is not there")
                return
            before, (kind, value) = index, found[index]
            same = abs(float(text) - value) <= 1e-9 * max(1, abs(value)) if kind == "number" else text == (value or "")
            if not same:
                book.fault(part, f"keeps {text!r} where the cell says {value!r}")


def check_reference(book, part, series, role, reference):
    node = series.find(f"{CHART}{role}")
    formula = next(node.iter(CHART + "f"))
    refers = sheet_of(book, formula.text)
    area = places(refers[0][1]) if refers and len(refers) == 1 else None
    if not area or area[0][1] != area[1][1]:
        book.fault(part, f"draws {formula.text}, which is not there or no column")
        return 0
    found = list(values(book, refers[0][0], area))
    kinds = {kind for kind, _ in found}
    if role in ("val", "yVal", "xVal") and "text" in kinds:
        book.fault(part, f"draws {formula.text}, where a text would be drawn as zero")
    if role in ("val", "yVal") and "number" not in kinds:
        book.fault(part, f"draws {formula.text}, where there are no figures")
    if role == "tx" and (len(found) != 1 or kinds != {"text"}):
        book.fault(part, f"takes a name from {formula.text}, where there is none")
    if role == "cat" and kinds <= {None}:
        book.fault(part, f"takes labels from {formula.text}, where there are none")
    for holder in node:
        check_cache(book, part, holder, found)
    return len(found)


def check_series(book, part, series):
    in_order(book, part, series, SERIES)
    sizes = {}
    for role in ("tx", "cat", "val", "xVal", "yVal"):
        node = series.find(f"{CHART}{role}")
        if node is not None and next(node.iter(CHART + "f"), None) is not None:
            sizes[role] = check_reference(book, part, series, role, node)
    for a, b in (("cat", "val"), ("xVal", "yVal")):
        if sizes.get(a, sizes.get(b)) != sizes.get(b):
            book.fault(part, f"draws {sizes[b]} figures with {sizes[a]} labels")
    if "val" not in sizes and "yVal" not in sizes:
        book.fault(part, "has a series without figures")
    size = sizes.get("val", sizes.get("yVal", 0))
    for node in series.findall(CHART + "dPt") + series.findall(f"{CHART}dLbls/{CHART}dLbl"):
        if int(node.find(CHART + "idx").get("val")) >= size:
            book.fault(part, "has a point or a label of a figure that is not there")


def check_chart(book, part, root):
    in_order(book, part, root, CHARTSPACE)
    chart = root.find(CHART + "chart")
    in_order(book, part, chart, CHART_ELEMENT)
    plot = chart.find(CHART + "plotArea")
    for child in plot:
        if not re.fullmatch("layout|[a-zA-Z0-9]+Chart|(cat|val|date|ser)Ax|dTable|spPr|extLst", local(child)):
            book.fault(part, f"has <{local(child)}> in the plot area, where it does not belong")
    axes = {axis.find(CHART + "axId").get("val"): axis for axis in plot if local(axis).endswith("Ax")}
    for axis in axes.values():
        in_order(book, part, axis, CATEGORY_AXIS if local(axis) == "catAx" else AXIS)
        if axis.find(CHART + "crossAx").get("val") not in axes:
            book.fault(part, "has an axis that crosses none")
        low, high = (axis.find(f"{CHART}scaling/{CHART}{end}") for end in ("min", "max"))
        if low is not None and high is not None and not float(low.get("val")) < float(high.get("val")):
            book.fault(part, "has an axis that ends before it starts")
    for kind in plot:
        ids = [node.get("val") for node in kind.findall(CHART + "axId")]
        if local(kind).endswith("Chart") and (len(ids) != 2 or not set(ids) <= set(axes)):
            book.fault(part, f"<{local(kind)}> uses axes that are not there")
    indices = [node.find(CHART + "idx").get("val") for node in root.iter(CHART + "ser")]
    if len(set(indices)) != len(indices):
        book.fault(part, "numbers two series alike")
    for series in root.iter(CHART + "ser"):
        check_series(book, part, series)
    for deleted in root.iter(CHART + "legendEntry"):
        if deleted.find(CHART + "idx").get("val") not in indices:
            book.fault(part, "leaves a series out of its legend that is not there")


def check_drawing(book, part, root):
    ids = [node.get("id") for node in root.iter(DRAWING + "cNvPr")]
    if len(set(ids)) != len(ids):
        book.fault(part, "numbers two charts alike")
    for node in root.iter(DRAWING + "cNvPr"):
        if not node.get("descr", "").strip():
            book.fault(part, f"{node.get('name')} has no alternative text")
    for anchor in root.iter(DRAWING + "twoCellAnchor"):
        ends = [[int(anchor.find(f"{DRAWING}{end}/{DRAWING}{name}").text) for name in ("row", "rowOff", "col", "colOff")]
                for end in ("from", "to")]
        if min(min(ends)) < 0 or ends[0][:2] >= ends[1][:2] or ends[0][2:] >= ends[1][2:] or ends[1][2] >= COLUMNS:
            book.fault(part, "has a chart without extent, or off the sheet")


def check(book):
    book.cells = {}
    styles = len(book.parts["xl/styles.xml"].find(MAIN + "cellXfs"))
    check_names(book)
    check_styles(book)
    for part in book.sheets.values():
        if part not in book.parts:
            continue
        root = book.parts[part]
        in_order(book, part, root, WORKSHEET)
        counts(book, part, root.find(MAIN + "mergeCells"))
        check_columns(book, part, root, styles)
        check_view(book, part, root)
        check_filter(book, part, root)
        check_rules(book, part, root)
        check_pages(book, part, root)
    for part, root in book.parts.items():
        if part.startswith("xl/charts/chart"):
            check_chart(book, part, root)
        elif part.startswith("xl/drawings/drawing"):
            check_drawing(book, part, root)
