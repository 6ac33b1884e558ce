#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes pair_values.csv from the rating matrices pairs/*_round1.csv and *_round2.csv, without the engine.

    make_pair_values.py                    writes pair_values.csv beside this file
    make_pair_values.py --compare FILE     compares with FILE (same columns) at 1e-10 relative, writes nothing

Written from lists of pairs of ratings, in fractions where that is possible: the signed rank test by trying all signs, kappa by
weights on the whole scale, Stuart and Maxwell by elimination. A statistic that is undefined has no row; truths are 0 or 1.
"""
import csv
import itertools
import math
import sys
from fractions import Fraction
from pathlib import Path

from make_item_values import quantile, root
from make_set_values import chi_square_tail, mid_ranks

HERE = Path(__file__).resolve().parent
# Lowest and highest point, the bands high and low.
SCALES = {"two_rounds18": (1, 9, (7, 9), (1, 3)), "two_rounds40": (1, 5, (4, 5), (1, 2))}


def changes(pairs):
    yield from (("matched", len(pairs)), ("changed", sum(x != y for x, y in pairs)))
    yield "changed_share", Fraction(sum(x != y for x, y in pairs), len(pairs))
    yield from (("changed_up", sum(x < y for x, y in pairs)), ("changed_down", sum(x > y for x, y in pairs)))


def group_changes(before, after, points):
    yield "net_change_unpaired", sum(abs(Fraction(before.count(k), len(before)) - Fraction(after.count(k), len(after)))
                                     for k in points) / 2
    for name, of in (("median", lambda x: quantile(x, 7, Fraction(1, 2))), ("cv", coefficient_of_variation),
                     ("iqr", lambda x: quantile(x, 7, Fraction(3, 4)) - quantile(x, 7, Fraction(1, 4)))):
        yield f"{name}_change", of(sorted(after)) - of(sorted(before))


def coefficient_of_variation(x):
    mean = Fraction(sum(x), len(x))
    return root(sum((v - mean) ** 2 for v in x) / (len(x) - 1)) / float(mean)


def wilcoxon(pairs):
    differences = [y - x for x, y in pairs if x != y]
    if not differences:
        return
    sizes, n = [abs(d) for d in differences], len(differences)
    ranks = mid_ranks(sizes)
    v = sum(r for r, d in zip(ranks, differences) if d > 0)
    mean = Fraction(n * (n + 1), 4)
    variance = Fraction(n * (n + 1) * (2 * n + 1), 24) - Fraction(sum(sizes.count(s) ** 3 - sizes.count(s) for s in set(sizes)), 48)
    corrected = max(abs(v - mean) - Fraction(1, 2), 0) / root(variance)
    yield from (("wilcoxon_v", v), ("wilcoxon_z", float(v - mean) / root(variance)))
    yield "wilcoxon_p_normal_cc", math.erfc(corrected / math.sqrt(2))
    sums = [sum(r for r, up in zip(ranks, signs) if up) for signs in itertools.product((0, 1), repeat=n)]
    tail = min(sum(s <= v for s in sums), sum(s >= v for s in sums))
    yield "wilcoxon_p_exact", min(Fraction(1), Fraction(2 * tail, 2**n))


def spearman(pairs):
    x, y = (mid_ranks(side) for side in zip(*pairs))
    mx, my = sum(x) / len(x), sum(y) / len(y)
    xx, yy = sum((v - mx) ** 2 for v in x), sum((v - my) ** 2 for v in y)
    if xx and yy:
        yield "spearman", float(sum((u - mx) * (v - my) for u, v in zip(x, y))) / root(xx * yy)


def kappas(pairs, points):
    n, k = len(pairs), len(points)
    weights = {"kappa": lambda d: Fraction(d == 0), "kappa_linear": lambda d: 1 - Fraction(d, k - 1),
               "kappa_quadratic": lambda d: 1 - Fraction(d, k - 1) ** 2}
    for name, weight in weights.items():
        observed = sum(weight(abs(x - y)) for x, y in pairs) / n
        expected = sum(weight(abs(x - y)) for x, _ in pairs for _, y in pairs) / n**2
        if expected != 1:
            yield name, (observed - expected) / (1 - expected)


def mcnemar(pairs, high):
    inside = [(high[0] <= x <= high[1], high[0] <= y <= high[1]) for x, y in pairs]
    b, c = inside.count((True, False)), inside.count((False, True))
    tail = Fraction(2 * sum(math.comb(b + c, i) for i in range(min(b, c) + 1)), 2 ** (b + c))
    yield from (("mcnemar_b", b), ("mcnemar_c", c), ("mcnemar_p_exact", min(tail, 1)))


def tests(name, value, df):
    if df > 0:
        yield from ((f"{name}_chi2", value), (f"{name}_df", df), (f"{name}_p", chi_square_tail(float(value), df)))


def bowker(pairs, points):
    statistic, df = Fraction(0), 0
    for i, j in itertools.combinations(points, 2):
        there, back = pairs.count((i, j)), pairs.count((j, i))
        if there + back:
            statistic, df = statistic + Fraction((there - back) ** 2, there + back), df + 1
    yield from tests("bowker", statistic, df)


def stuart_maxwell(pairs, points):
    """d' V^- d by elimination; a pivot of 0 takes a row out."""
    n = {(i, j): pairs.count((i, j)) for i in points for j in points}
    rows = []
    for i in points:
        r, c = sum(n[i, j] for j in points), sum(n[j, i] for j in points)
        rows.append([Fraction(r + c - 2 * n[i, i] if i == j else -n[i, j] - n[j, i]) for j in points] + [Fraction(r - c)])
    statistic, df = Fraction(0), 0
    for k, row in enumerate(rows):
        if row[k] == 0:
            continue
        statistic, df = statistic + row[-1] ** 2 / row[k], df + 1
        for other in rows[k + 1:]:
            factor = other[k] / row[k]
            other[:] = [a - factor * b for a, b in zip(other, row)]
    yield from tests("stuart_maxwell", statistic, df)


def chi_square(table):
    """The statistic, its df, the least expected count, and whether expected counts are low."""
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table)]
    cells = [(table[i][j], Fraction(r * c, sum(rows))) for i, r in enumerate(rows) for j, c in enumerate(columns) if r and c]
    expected = [e for _, e in cells]
    df = (sum(map(bool, rows)) - 1) * (sum(map(bool, columns)) - 1)
    low = min(expected) < 1 or sum(e < 5 for e in expected) * 5 > len(expected)
    return sum((o - e) ** 2 / e for o, e in cells), df, min(expected), low


def chi_squares(name, table_of, points, high, low):
    statistic, df, least, poor = chi_square(table_of(lambda x: x - points[0], len(points)))
    if poor:
        band = lambda x: 2 if high[0] <= x <= high[1] else 0 if low[0] <= x <= low[1] else 1
        statistic, df, least, _ = chi_square(table_of(band, 3))
    if df > 0:
        yield from ((name, statistic), (f"{name}_df", df), (f"{name}_p", chi_square_tail(float(statistic), df)),
                    (f"{name}_banded", int(poor)), (f"{name}_least_expected", least))


def statistics(before, after, scale):
    low, high, high_band, low_band = scale
    points = range(low, high + 1)
    pairs = [(x, y) for x, y in zip(before, after) if x is not None and y is not None]
    one, two = ([x for x in side if x is not None] for side in (before, after))

    def crossed(category, size):
        codes = [(category(x), category(y)) for x, y in pairs]
        return [[codes.count((i, j)) for j in range(size)] for i in range(size)]

    def side_by_side(category, size):
        return [[sum(category(x) == k for x in side) for k in range(size)] for side in (one, two)]

    yield from changes(pairs)
    yield from group_changes(one, two, points)
    yield from wilcoxon(pairs)
    yield from spearman(pairs)
    yield from kappas(pairs, points)
    yield from mcnemar(pairs, high_band)
    yield from bowker(pairs, points)
    yield from stuart_maxwell(pairs, points)
    yield from chi_squares("chi2_independence", crossed, points, high_band, low_band)
    yield from chi_squares("chi2_homogeneity", side_by_side, points, high_band, low_band)


def read(case, number):
    with (HERE / "pairs" / f"{case}_round{number}.csv").open(encoding="utf-8", newline="") as file:
        heading, *experts = csv.reader(file)
    columns = zip(*([int(x) if x else None for x in row[1:]] for row in experts))
    return dict(zip(heading[1:], columns))


def rows():
    for case, scale in sorted(SCALES.items()):
        before, after = read(case, 1), read(case, 2)
        for item in before:
            for name, value in statistics(before[item], after[item], scale):
                yield case, item, name, float(value)


def compare(path):
    with open(path, encoding="utf-8", newline="") as file:
        other = {(r["case"], r["item"], r["statistic"]): float(r["value"]) for r in csv.DictReader(file)}
    ours = {row[:3]: row[3] for row in rows()}
    wrong = [f"{key}: only there" for key in other.keys() - ours.keys()]
    wrong += [f"{key}: {ours[key]!r} here, {other[key]!r} there" for key in ours.keys() & other.keys()
              if abs(ours[key] - other[key]) > 1e-10 * abs(other[key])]
    print(*sorted(wrong), f"{len(other)} values compared, {len(wrong)} differ", sep="\n")
    return 1 if wrong or not other else 0


def write():
    with (HERE / "pair_values.csv").open("w", encoding="utf-8", newline="") as file:
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
