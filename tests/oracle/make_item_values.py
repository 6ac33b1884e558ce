#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes item_values.csv from the rating matrices in cases/, in exact fractions and without the engine.

    make_item_values.py                    writes item_values.csv beside this file
    make_item_values.py --compare FILE     compares with FILE (same columns) at 1e-12 relative, writes nothing; a
                                           statistic that FILE does not know is passed over

A case is a matrix: a row an expert, a column an indicator, blank where there is no rating. Quantiles are written as
Hyndman and Fan (1996) define them, interpolated between sorted ratings; the engine counts frequencies instead, so that
the two share no step. Van der Eijk's A is likewise made by counting triples of points, which the engine does not do.
A statistic that is undefined (the sd of one rating, a cv at mean zero) has no row, nor has one that needs the points of
the scale on a scale of more than nine.
"""
import csv
import itertools
import math
import sys
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
PERCENTS = (25, 30, 70, 75)
# The lowest and the highest point; 1 to 9 where nothing is said.
SCALES = {"five40": (1, 5), "seven65": (1, 7), "four12": (1, 4), "vas25": (0, 100)}
TOLERANCE = 1e-12
# Of the experts in their order, over and over; for the weighted measures alone.
WEIGHTS = [Fraction(k, 4) for k in range(1, 8)]


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


def weighted_quantile(pairs, p):
    """Over (rating, weight): the mean of the least and the greatest x with at most p of the weight below x and at most
    1 - p of it above."""
    total = sum(weight for _, weight in pairs)
    found = [x for x, _ in pairs if sum(w for y, w in pairs if y < x) <= p * total
             and sum(w for y, w in pairs if y > x) <= (1 - p) * total]
    return Fraction(min(found) + max(found), 2)


def weighted_statistics(pairs):
    q1, middle, q3 = (weighted_quantile(pairs, Fraction(k, 4)) for k in (1, 2, 3))
    yield from (("weighted_median", middle), ("weighted_q1", q1), ("weighted_q3", q3), ("weighted_iqr", q3 - q1))


def median(values):
    values = sorted(values)
    n = len(values)
    return Fraction(values[(n - 1) // 2] + values[n // 2]) / 2


def root(x):
    """The square root of a fraction, right to the last digit of a double."""
    with localcontext() as context:
        context.prec = 60
        return float((Decimal(x.numerator) / Decimal(x.denominator)).sqrt())


def agreement_of_layer(filled):
    """Van der Eijk's A of a pattern of filled and empty points."""
    points, chosen = len(filled), sum(filled)
    if chosen in (1, points):
        return Fraction(int(chosen == 1))
    patterns = [triple for triple in itertools.combinations(filled, 3) if sum(triple) == 2]
    split = sum(1 for triple in patterns if not triple[1])
    unimodality = Fraction((points - 2) * (len(patterns) - split) - (points - 1) * split, (points - 2) * len(patterns))
    return unimodality * (1 - Fraction(chosen - 1, points - 1))


def agreement(counts):
    total, counts = Fraction(0), list(counts)
    n = sum(counts)
    while any(counts):
        layer = min(c for c in counts if c)
        filled = [c > 0 for c in counts]
        total += agreement_of_layer(filled) * Fraction(layer * sum(filled), n)
        counts = [c - layer if c else 0 for c in counts]
    return total


def consensus(counts):
    """Tastle and Wierman's Cns, right to the last digit of a double."""
    n = sum(counts)
    mean = Fraction(sum(i * c for i, c in enumerate(counts)), n)
    with localcontext() as context:
        context.prec = 60
        cns = Decimal(1)
        for i, count in enumerate(counts):
            part = 1 - abs(i - mean) / (len(counts) - 1)
            if count:
                cns += count * (Decimal(part.numerator) / Decimal(part.denominator)).ln() / (n * Decimal(2).ln())
        return float(cns)


def ordinal_statistics(counts):
    n, last = sum(counts), len(counts) - 1
    cumulative = [Fraction(sum(counts[:i + 1]), n) for i in range(last)]
    a = agreement(counts)
    yield from (("van_der_eijk_a", a), ("polarisation", (1 - a) / 2))
    yield "leik_d", 2 * sum(min(f, 1 - f) for f in cumulative) / last
    yield "tastle_wierman_cns", consensus(counts)
    yield "blair_lacy_l2", 1 - 4 * sum(f * (1 - f) for f in cumulative) / last


def bimodality(ratings):
    """Sarle's b with the corrected skewness and kurtosis; the skewness is squared, so that no root is needed."""
    n = len(ratings)
    mean = Fraction(sum(ratings), n)
    m2, m3, m4 = (sum((x - mean) ** k for x in ratings) / n for k in (2, 3, 4))
    skewness_squared = Fraction(n * (n - 1), (n - 2) ** 2) * m3**2 / m2**3
    excess = Fraction(n - 1, (n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)
    return (skewness_squared + 1) / (excess + Fraction(3 * (n - 1) ** 2, (n - 2) * (n - 3)))


def median_interval(ratings):
    """The bounds from order statistics; nothing for fewer than six ratings."""
    n, rank, tail = len(ratings), 0, 1
    while 40 * tail <= 2**n:
        rank += 1
        tail += math.comb(n, rank)
    if rank:
        yield from (("median_low", ratings[rank - 1]), ("median_high", ratings[n - rank]))


def statistics(ratings, low, high):
    """Yields (name, value); fractions and whole numbers but for sd, cv and tastle_wierman_cns."""
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
    counts = [ratings.count(x) for x in range(low, high + 1)]
    if len(counts) <= 9:
        yield from ordinal_statistics(counts)
    yield "mode_share", Fraction(max(counts), n)
    if n >= 4 and len(set(ratings)) > 1:
        yield "bimodality", bimodality(ratings)
    yield from median_interval(ratings)


def rows():
    for path in sorted((HERE / "cases").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            heading, *experts = csv.reader(file)
        for column, item in enumerate(heading[1:], start=1):
            ratings = [int(expert[column]) for expert in experts if expert[column] != ""]
            for name, value in statistics(ratings, *SCALES.get(path.stem, (1, 9))) if ratings else ():
                yield path.stem, item, name, float(value)
            pairs = [(int(expert[column]), WEIGHTS[e % 7]) for e, expert in enumerate(experts) if expert[column] != ""]
            for name, value in weighted_statistics(pairs) if pairs else ():
                yield path.stem, item, name, float(value)


def compare(path):
    with open(path, encoding="utf-8", newline="") as file:
        other = {(r["case"], r["item"], r["statistic"]): float(r["value"]) for r in csv.DictReader(file)}
    ours = {row[:3]: row[3] for row in rows()}
    known, theirs = {key[2] for key in ours}, {key[2] for key in other}
    ours = {key: value for key, value in ours.items() if key[2] in theirs}
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
