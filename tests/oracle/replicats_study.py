#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a study folder of the repliCATS workshop of 2019: two rounds of the same 25 experts on 25 claims.

    python3 tests/oracle/replicats_study.py SHARED KIND OUTDIR

SHARED/data/replicats holds data_ratings.csv and data_confidence_scores.csv (metamelb-repliCATS/aggreCAT, MIT). KIND is
`comprehension` (a claim is understood, 1 to 7), `best` (best estimate of the chance that it replicates, 0 to 100) or
`tenths` (the same, 0 to 1000: two estimates of the first round are 0.3, which a scale of whole numbers has no point for).

OUTDIR gets study.json, indicators.csv, panel.csv and columns.csv, and for each round the rows of the workshop's own file
as they are (raw-1.csv), and with each value as a point of the scale (round-1.csv: rounded in `best`, times ten in
`tenths`, else the same). expected.csv has each claim's figures as this script finds them in these points, in fractions,
without the engine and in the workshop's unit: for both rounds mean, median and squared deviations, and the experts who did
not change; for the best estimates the mean and the median that were published, too. Neither the data nor the claims are
part of this project.
"""
import csv
import json
import pathlib
import sys
from fractions import Fraction

# Of the raw file: question, element. Of the study: scale, factor, rules (for best estimates: more likely than not).
KINDS = {
    "comprehension": ("comprehension", "likert_binary", (1, 7), 1, "share(6..7) >= 75%", "share(1..3) >= 75%"),
    "best": ("direct_replication", "three_point_best", (0, 100), 1, "mean > 50", "mean < 50"),
    "tenths": ("direct_replication", "three_point_best", (0, 1000), 10, "mean > 500", "mean < 500"),
}
ROUNDS = ("round_1", "round_2")
COLUMNS = ["round", "paper_id", "user_name", "question", "element", "value", "group"]


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def protocol(kind, groups):
    _, _, (low, high), _, keep, drop = KINDS[kind]
    return {"format": "delphi-study/1", "id": f"replicats-{kind}", "title": f"repliCATS workshop, {kind}",
            "language": "en", "scale": {"min": low, "max": high}, "criteria": [{"id": kind, "title": kind}],
            "groups": [{"id": group, "title": group} for group in groups], "settled": "stay",
            "rules": {"keep": keep, "drop": drop}, "rounds": [{"id": 1}, {"id": 2}]}


def point(row, factor):
    return round(Fraction(row["value"]) * factor)


def median(values):
    values, half = sorted(values), len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def squares(values):
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values)


def published(scores):
    return {(row["method"], row["paper_id"]): row["cs"] for row in scores}


def expected(rows, claims, scores, kind):
    """A line for each claim: numbers as decimals of 17 digits."""
    factor = KINDS[kind][3]
    rounds = [{(row["paper_id"], row["user_name"]): Fraction(point(row, factor), factor) for row in rows
               if row["round"] == name} for name in ROUNDS]
    heading = ["claim", "mean_1", "mean_2", "median_1", "median_2", "squares_1", "squares_2", "unchanged",
               "published_mean", "published_median"]
    yield heading
    for claim in claims:
        sides = [[value for (of, _), value in sorted(side.items()) if of == claim] for side in rounds]
        keys = [key for key in rounds[0] if key[0] == claim]
        figures = [f"{float(f(side)):.17g}" for f in (lambda s: sum(s) / len(s), median, squares) for side in sides]
        yield [f"P{claim}", *figures, sum(rounds[0][key] == rounds[1][key] for key in keys),
               *([""] * 2 if kind == "comprehension" else [scores["ArMean", claim], scores["Median", claim]])]


def main(shared, kind, out):
    data, out = pathlib.Path(shared) / "data" / "replicats", pathlib.Path(out)
    question, element, _, factor, _, _ = KINDS[kind]
    rows = [row for row in read_rows(data / "data_ratings.csv")
            if (row["question"], row["element"]) == (question, element)]
    scores = published(read_rows(data / "data_confidence_scores.csv"))
    claims = sorted({row["paper_id"] for row in rows}, key=int)
    panel = sorted({(row["group"], row["user_name"]) for row in rows})
    out.mkdir(parents=True, exist_ok=True)
    (out / "study.json").write_text(json.dumps(protocol(kind, sorted({group for group, _ in panel})), indent=1) + "\n",
                                    encoding="utf-8")
    write_rows(out / "indicators.csv", [["id", "text"]] + [[f"P{claim}", claim] for claim in claims])
    write_rows(out / "panel.csv", [["expert", "group"]] + [[expert, group] for group, expert in panel])
    write_rows(out / "columns.csv",
               [["column", "field", "indicator", "criterion"], ["paper_id", "indicator", "", ""],
                ["user_name", "expert", "", ""], ["value", "rating", "", ""], ["group", "group", "", ""],
                ["*", "ignore", "", ""]])
    for number, name in enumerate(ROUNDS, 1):
        held = [row for row in rows if row["round"] == name]
        write_rows(out / f"raw-{number}.csv", [COLUMNS] + [[row[c] for c in COLUMNS] for row in held])
        points = [dict(row, value=point(row, factor)) for row in held]
        write_rows(out / f"round-{number}.csv", [COLUMNS] + [[row[c] for c in COLUMNS] for row in points])
    write_rows(out / "expected.csv", expected(rows, claims, scores, kind))


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[2] not in KINDS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
