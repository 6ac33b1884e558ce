#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reconstructs rows from the published figures: `make_rows.py ROUND` writes a wide CSV to stdout; `--report` says how
near the rows come.

The publication gives, for an item and a round, the percentage in each of three categories, the mean and the standard
deviation (SD). The percentages fix how many respondents chose each category, and a category is a band of the scale: 1-3
not important, 4-6 important, 7-9 essential. Which point of its band each of them chose was not published. Among all ways
to spread the counts over the points, this takes the one whose mean and SD come nearest to the published ones. Which
person gave which rating is not known either: the ratings of an item are dealt over the rows by a fixed shuffle, so
nothing that looks along a row (or from one item to another, or from one round to the next) means anything.
"""
import csv
import hashlib
import math
import sys
from itertools import product
from pathlib import Path

HERE = Path(__file__).resolve().parent
BANDS = {"not": (1, 3), "imp": (4, 6), "ess": (7, 9)}
# Experts of the two rounds are not the same rows: the publication does not link them.
EXPERTS = {1: [f"K{i}" for i in range(101, 144)], 2: [f"K{i}" for i in range(201, 230)]}
# Items whose text changed after round 1 have a new id in round 2.
REWORDED = {2, 3, 4, 7}


def published():
    with open(HERE / "published.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def indicator_id(row, round_number):
    number = int(row["item"])
    return f"P{number:02d}" + ("b" if round_number == 2 and number in REWORDED else "")


def band_counts(row, round_number):
    """Whole counts from the percentages: the nearest ones, which have to add up to n."""
    n = int(row[f"r{round_number}_n"])
    counts = {band: round(n * float(row[f"r{round_number}_{band}_pct"] or 0) / 100) for band in BANDS}
    if sum(counts.values()) != n:
        raise ValueError(f"item {row['item']}, round {round_number}: {counts} does not add up to {n}")
    return counts


def spreads(count, low, high):
    """All ways to place `count` ratings on the three points of a band, as (sum, sum of squares) -> points."""
    found = {}
    for first, second in product(range(count + 1), repeat=2):
        if first + second <= count:
            points = (first, second, count - first - second)
            sums = tuple(sum(k * x**power for k, x in zip(points, range(low, high + 1))) for power in (1, 2))
            found.setdefault(sums, points)
    return found


def moments(total, squares, n):
    return total / n, math.sqrt(max(0.0, (squares - total * total / n) / (n - 1)))


def reconstruct(row, round_number):
    """Ratings at the points 1 to 9 whose mean and SD are nearest to the published ones; a tie goes to the first found."""
    counts = band_counts(row, round_number)
    n = sum(counts.values())
    mean, sd = float(row[f"r{round_number}_mean"]), float(row[f"r{round_number}_sd"])
    best = None
    for parts in product(*(spreads(counts[band], *BANDS[band]).items() for band in BANDS)):
        m, s = moments(sum(p[0][0] for p in parts), sum(p[0][1] for p in parts), n)
        distance = round((m - mean) ** 2 + (s - sd) ** 2, 12)
        if best is None or distance < best[0]:
            best = (distance, sum((p[1] for p in parts), ()), m, s)
    return best[1], best[2], best[3]


def deal(row, round_number, points):
    """The ratings of an item, each to an expert: a shuffle by hash, the same on every machine."""
    ratings = [point for point, count in enumerate(points, 1) for _ in range(count)]
    order = sorted(EXPERTS[round_number],
                   key=lambda e: hashlib.sha256(f"{row['item']}/{round_number}/{e}".encode()).hexdigest())
    return dict(zip(order, ratings))


def write_rows(round_number):
    rows = [row for row in published() if row[f"r{round_number}_n"]]
    columns = {indicator_id(row, round_number): deal(row, round_number, reconstruct(row, round_number)[0])
               for row in rows}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["expert", *columns])
    for expert in EXPERTS[round_number]:
        out.writerow([expert, *(ratings.get(expert, "") for ratings in columns.values())])


def report():
    for round_number in (1, 2):
        for row in published():
            if not row[f"r{round_number}_n"]:
                continue
            points, mean, sd = reconstruct(row, round_number)
            wanted = row[f"r{round_number}_mean"], row[f"r{round_number}_sd"]
            exact = abs(mean - float(wanted[0])) <= 0.05 + 1e-9 and abs(sd - float(wanted[1])) <= 0.05 + 1e-9
            print(f"round {round_number} item {row['item']:>2}: {' '.join(map(str, points)):<26} mean {mean:.3f} "
                  f"({wanted[0]})  SD {sd:.3f} ({wanted[1]})  {'as published' if exact else 'NOT as published'}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--report"]:
        report()
    elif sys.argv[1:] in (["1"], ["2"]):
        write_rows(int(sys.argv[1]))
    else:
        sys.exit("usage: make_rows.py 1|2|--report")
