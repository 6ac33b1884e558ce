# SPDX-License-Identifier: GPL-3.0-or-later
"""A workbook like the engine's report, by XlsxWriter: Summary, Decisions, Distribution with charts, Method."""
import xlsxwriter

from peer_common import POINTS

COLOURS = ["#8c2d04", "#cc4c02", "#fe9929", "#d9d9d9", "#bdbdbd", "#969696", "#9ecae1", "#4292c6", "#084594"]
CHART_ROWS = 30


class Book:
    def __init__(self, r, path):
        self.r, self.study = r, r.study
        self.book = xlsxwriter.Workbook(str(path))
        style = self.book.add_format
        self.title, self.head = style({"bold": True, "font_size": 16}), style({"bold": True, "bottom": 1,
                                                                               "text_wrap": True, "valign": "top"})
        self.band = style({"bold": True, "align": "center", "bottom": 1})
        self.text = style({"text_wrap": True, "valign": "top"})
        self.count, self.number = style({"num_format": "0", "valign": "top"}), style({"num_format": "0.0",
                                                                                      "valign": "top"})
        self.percent = style({"num_format": "0%", "valign": "top"})
        self.decisions = {name: style({"bold": True, "bg_color": colour, "valign": "top"}) for name, colour in
                          {"keep": "#c6e0b4", "drop": "#f8cbad", "rerate": "#ffe699", "no_consensus": "#d9d9d9",
                           "undecided": "#d9d9d9", "conflict": "#ff9999"}.items()}
        self.ids = [self.study.indicators[i] for i in r.in_play]

    def sheet(self, name, heading, widths):
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L" + self.study.protocol["id"] + "&R&P / &N")
        sheet.write_string(0, 0, heading, self.title)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet


def write_summary(b):
    sheet = b.sheet("Summary", str(b.study.protocol["title"]), [24, 12, 12, 12])
    row = 2
    sheet.write_row(row, 0, ["Decision", "Indicators"], b.head)
    for name in b.decisions:
        row += 1
        sheet.write_string(row, 0, name, b.decisions[name])
        sheet.write_number(row, 1, b.r.decisions.count(name), b.count)
    chart = b.book.add_chart({"type": "bar"})
    chart.add_series({"name": "Indicators", "categories": ["Summary", 3, 0, row, 0], "values": ["Summary", 3, 1, row, 1]})
    chart.set_legend({"none": True})
    sheet.insert_chart(2, 5, chart)
    row += 2
    sheet.write_row(row, 0, ["Group", "Invited", "Responded", "Complete"], b.head)
    r = b.r
    masks = [("All", slice(None))] + [(g, b.study.group_of == k) for k, g in enumerate(b.study.groups)]
    for name, mask in masks:
        row += 1
        sheet.write_string(row, 0, name, b.text)
        for column, values in enumerate((r.responded | True, r.responded, r.complete), 1):
            sheet.write_number(row, column, int(values[mask].sum()), b.count)


def why(b, i, criteria):
    lines = []
    for rule, clauses in b.r.clauses.items():
        for text, value, holds in clauses:
            for c, criterion in enumerate(criteria):
                seen = f"{value[0][i, c]}/{value[1][i, c]}" if isinstance(value, tuple) else value[i, c]
                lines.append(f"{rule}: {text} ({criterion}): {seen}: {'yes' if holds[i, c] else 'no'}")
    return "\n".join(lines[:8])


def write_decisions(b):
    r, criteria = b.r, b.study.criteria
    sheet = b.sheet("Decisions", "Decision on each indicator", [8, 38, 18])
    heads = ["n", "Cannot judge", "Median", "IQR", "% high (7-9), of n"]
    sheet.write_row(3, 0, ["Id", "Text", "Decision"], b.head)
    last = 3 + len(heads) * len(criteria)
    for c, criterion in enumerate(criteria):
        first = 3 + c * len(heads)
        sheet.merge_range(2, first, 2, first + len(heads) - 1, criterion, b.band)
        sheet.write_row(3, first, heads, b.head)
    sheet.write_string(3, last, "Why", b.head)
    sheet.set_column(last, last, 56)
    values = [r.n[..., 0], r.cannot_judge[..., 0], r.measures["median"][..., 0], r.measures["iqr"][..., 0],
              r.share(7, 9)[..., 0] / r.n[..., 0]]
    columns = list(zip([v.tolist() for v in values], [b.count, b.count, b.number, b.number, b.percent]))
    for i, name in enumerate(b.ids):
        row = 4 + i
        sheet.write_string(row, 0, name, b.text)
        sheet.write_string(row, 1, b.study.texts[name], b.text)
        sheet.write_string(row, 2, r.decisions[i], b.decisions[r.decisions[i]])
        for c in range(len(criteria)):
            for k, (lists, style) in enumerate(columns):
                if lists[i][c] == lists[i][c]:
                    sheet.write_number(row, 3 + c * len(heads) + k, lists[i][c], style)
        sheet.write_string(row, last, why(b, i, criteria), b.text)
    sheet.autofilter(3, 0, 3 + len(b.ids), last)
    sheet.freeze_panes(4, 2)
    sheet.repeat_rows(2, 3)


def add_chart(b, sheet, first, last, head):
    chart = b.book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for k in range(POINTS):
        chart.add_series({"name": ["Distribution", head, 5 + k], "categories": ["Distribution", first, 0, last, 0],
                          "values": ["Distribution", first, 5 + k, last, 5 + k], "fill": {"color": COLOURS[k]},
                          "gap": 30})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 700, "height": 20 * (last - first + 3)})
    sheet.insert_chart(head, 18, chart)


def write_distribution(b):
    r = b.r
    sheet = b.sheet("Distribution", "How often each answer was given", [8, 44, 6, 8, 8] + [5] * POINTS + [8, 8])
    median, mean = r.measures["median"][..., 0], r.measures["mean"][..., 0]
    row = 2
    for c, criterion in enumerate(b.study.criteria):
        sheet.write_string(row, 0, criterion, b.band)
        row, head = row + 2, row + 1
        sheet.write_row(head, 0, ["Id", "Text", "n", "Median", "Mean", *map(str, range(1, POINTS + 1)), "Cannot judge",
                                  "Missing"], b.head)
        order = sorted(range(len(b.ids)), key=lambda i: (-median[i, c], -mean[i, c], i))
        counts, n = r.counts[:, c, 0].tolist(), r.n[:, c, 0].tolist()
        cannot, missing = r.cannot_judge[:, c, 0].tolist(), r.missing[:, c, 0].tolist()
        start = row
        for i in order:
            sheet.write_string(row, 0, b.ids[i], b.text)
            sheet.write_string(row, 1, b.study.texts[b.ids[i]][:84], b.text)
            for column, value in enumerate([n[i], median[i, c], mean[i, c], *counts[i], cannot[i], missing[i]], 2):
                if value == value:
                    sheet.write_number(row, column, value, b.number if column in (3, 4) else b.count)
            row += 1
        for first in range(start, row, CHART_ROWS):
            add_chart(b, sheet, first, min(first + CHART_ROWS, row) - 1, head)
        row += 1
    sheet.freeze_panes(1, 0)


def write_method(b):
    p, s = b.study.protocol, b.study
    sheet = b.sheet("Method", "Method", [28, 90])
    lines = [("Study", p["id"]), ("Round", f"{b.r.number} of {len(p['rounds'])}"), ("Keep", p["rules"]["keep"]),
             ("Drop", p["rules"]["drop"]), ("Quantile type", str(s.quantile_type)), ("Denominator", p["denominator"]),
             ("Fewest ratings", str(s.min_ratings)), ("Fewest in a group", str(s.min_group)),
             ("SHA-256 of study.json", s.sha256), ("SHA-256 of ratings.csv", b.r.sha256)]
    lines += [(name, "see the manual") for name in b.r.measures]
    for row, (name, value) in enumerate(lines, 2):
        sheet.write_string(row, 0, name, b.text)
        sheet.write_string(row, 1, value, b.text)


def write_workbook(r, path):
    b = Book(r, path)
    write_summary(b)
    write_decisions(b)
    write_distribution(b)
    write_method(b)
    b.book.close()
