#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes item_values.csv from the rating matrices in cases/, in exact fractions and without the engine.

    make_item_values.py                    writes item_values.csv beside this file
    make_item_values.py --compare FILE     compares with FILE (same columns) at 1e-12 relative, writes nothing

A case is a matrix: a row an expert, a column an indicator, blank where there is no rating. Quantiles are written as
Hyndman and Fan (1996) define them, interpolated between sorted ratings; the engine counts frequencies instead, so that
the two share no step. A statistic that is undefined (the sd of one rating, a cv at mean zero) has no row.
"""
import csv
import math
import sys
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
PERCENTS = (25, 30, 70, 75)
TOLERANCE = 1e-12


def interpolated(ratings, h):
    """The value at position h (from 1) of the sorted ratings, clipped to the first and the last."""
    h = min(max(h, Fraction(1)), Fraction(len(ratings)))
    j = math.floor(h)
    following = ratings[min(j, len(ratings) - 1)]
    return ratings[j - 1] + (h - j) * (following - ratings[j - 1])


def quantile(ratings, kind, p):
    n = len(ratings)
    if kind == 2:
        if (n * p).denominator == 1:
            j = int(n * p)
            return Fraction(ratings[j - 1] + ratings[j], 2)
        return Fraction(ratings[math.ceil(n * p) - 1])
    position = {6: (n + 1) * p, 7: (n - 1) * p + 1, 8: (n + Fraction(1, 3)) * p + Fraction(1, 3)}
    return interpolated(ratings, position[kind])


def median(values):
    values = sorted(values)
    n = len(values)
    return Fraction(values[(n - 1) // 2] + values[n // 2]) / 2


def root(x):
    """The square root of a fraction, right to the last digit of a double."""
    with localcontext() as context:
        context.prec = 60
        return float((Decimal(x.numerator) / Decimal(x.denominator)).sqrt())


def statistics(ratings):
    """Yields (name, value); fractions and whole numbers but for sd and cv."""
    ratings = sorted(ratings)
    n = len(ratings)
    mean, middle = Fraction(sum(ratings), n), median(ratings)
    yield from (("n", n), ("mean", mean), ("median", middle), ("min", ratings[0]), ("max", ratings[-1]))
    if n > 1:
        variance = sum((x - mean) ** 2 for x in ratings) / (n - 1)
        yield "sd", root(variance)
        if mean:
            yield "cv", math.copysign(root(variance / mean**2), mean)
    for kind in (2, 6, 7, 8):
        for percent in PERCENTS:
            yield f"p{percent}_type{kind}", quantile(ratings, kind, Fraction(percent, 100))
    half = (n + 1) // 2
    yield from (("hinge_lower", median(ratings[:half])), ("hinge_upper", median(ratings[n - half:])))
    deviations = [abs(x - middle) for x in ratings]
    yield from (("mad_median", median(deviations)), ("mean_abs_dev_median", sum(deviations) / n))


def rows():
    for path in sorted((HERE / "cases").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            heading, *experts = csv.reader(file)
        for column, item in enumerate(heading[1:], start=1):
            ratings = [int(expert[column]) for expert in experts if expert[column] != ""]
            for name, value in statistics(ratings) if ratings else ():
                yield path.stem, item, name, float(value)


def compare(path):
    with open(path, encoding="utf-8", newline="") as file:
        other = {(r["case"], r["item"], r["statistic"]): float(r["value"]) for r in csv.DictReader(file)}
    ours = {row[:3]: row[3] for row in rows()}
    known = {key[2] for key in ours}
    wrong = [f"{key}: only here" for key in ours.keys() - other.keys()]
    wrong += [f"{key}: only there" for key in other.keys() - ours.keys() if key[2] in known]
    wrong += [f"{key}: {ours[key]!r} here, {other[key]!r} there" for key in ours.keys() & other.keys()
              if abs(ours[key] - other[key]) > TOLERANCE * abs(other[key])]
    print(*sorted(wrong), f"{len(ours)} values compared, {len(wrong)} differ", sep="\n")
    return 1 if wrong or not ours else 0


def write():
    with (HERE / "item_values.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("case,item,statistic,value\n")
        for case, item, name, value in rows():
            file.write(f"{case},{item},{name},{int(value) if value == int(value) else repr(value)}\n")
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) == 2 and arguments[0] == "--compare":
        sys.exit(compare(arguments[1]))
    if arguments:
        sys.exit(__doc__)
    sys.exit(write())
