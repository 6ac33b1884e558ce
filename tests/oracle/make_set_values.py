#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes set_values.csv from the rating matrices in cases/, in exact fractions and without the engine.

    make_set_values.py                    writes set_values.csv beside this file
    make_set_values.py --compare FILE     compares with FILE (same columns), writes nothing

Written from the textbooks: alpha by the coincidence matrix, AC2 by a matrix of weights, W by sorted ranks, the intraclass
correlations by mean squares. The engine takes none of these ways. A statistic that is undefined has no row.
FILE may hold fewer statistics; irrCAC's five decimals are compared at 5e-6, all else at 1e-10 relative. Where no rating is
missing, irr 0.84.1 does not weight the pairs of an item by 1 / (m - 1), and so has n - 1 / (m - 1) for n - 1 in alpha: its
values are compared after that is undone.
"""
import csv
import math
import sys
from fractions import Fraction
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Lowest and highest point, the bands high and low.
SCALES = {"ram9": (1, 9, (7, 9), (1, 3)), "panel23": (1, 9, (7, 9), (1, 3)), "five40": (1, 5, (4, 5), (1, 2)),
          "seven65": (1, 7, (6, 7), (1, 2)), "four12": (1, 4, (3, 4), (1, 2)), "tiny3": (1, 9, (7, 9), (1, 3)),
          "vas25": (0, 100, (70, 100), (0, 30)), "polar20": (1, 9, (7, 9), (1, 3))}


def chi_square_tail(x, df):
    """P(X > x): a finite sum of positive terms for every whole df."""
    y = x / 2
    if df % 2 == 0:
        total, term, k = 0.0, math.exp(-y), 0
        while k < df // 2:
            total, k = total + term, k + 1
            term *= y / k
        return total
    total, term, k = math.erfc(math.sqrt(y)), math.exp(-y) * math.sqrt(y) * 2 / math.sqrt(math.pi), Fraction(1, 2)
    while 2 * k < df:
        total, k = total + term, k + 1
        term *= y / float(k)
    return total


def mid_ranks(values):
    return [Fraction(sum(y < x for y in values) * 2 + sum(y == x for y in values) + 1, 2) for x in values]


def kendall(experts):
    m, n = len(experts), len(experts[0])
    ranks = [mid_ranks(row) for row in experts]
    sums = [sum(column) for column in zip(*ranks)]
    s = sum((r - sum(sums) / n) ** 2 for r in sums)
    t = sum(row.count(x) ** 3 - row.count(x) for row in experts for x in set(row))
    if m**2 * (n**3 - n) == m * t:
        return
    w = 12 * s / (m**2 * (n**3 - n) - m * t)
    chi2 = m * (n - 1) * w
    yield from (("kendall_s", s), ("kendall_t", t), ("kendall_w_ties", w), ("kendall_chi2", chi2), ("kendall_df", n - 1))
    yield from (("kendall_w_uncorrected", 12 * s / (m**2 * (n**3 - n))), ("kendall_p", chi_square_tail(float(chi2), n - 1)),
                ("kendall_mean_spearman", (m * w - 1) / (m - 1)))


def kendall_incomplete(matrix):
    """W of the ranks among what each expert rated, stretched to all n items."""
    judges = [row for row in matrix if sum(x is not None for x in row) > 1]
    n, deviations = len(matrix[0]), []
    for row in judges:
        places = [i for i, x in enumerate(row) if x is not None]
        k, d = len(places), [Fraction(0)] * n
        for i, rank in zip(places, mid_ranks([row[i] for i in places])):
            d[i] = (rank - Fraction(k + 1, 2)) * Fraction(n + 1, k + 1)
        deviations.append(d)
    yield "kendall_incomplete_experts", len(judges)
    most = sum(sum(row[i] is not None for row in judges) * sum(d[i] ** 2 for d in deviations) for i in range(n))
    if len(judges) > 1 and most:
        yield "kendall_w_incomplete", sum(sum(d[i] for d in deviations) ** 2 for i in range(n)) / most


def variance_components(experts, points):
    k, n = len(experts), len(experts[0])
    items = list(zip(*experts))
    grand = Fraction(sum(map(sum, experts)), n * k)
    ssr = k * sum((Fraction(sum(item), k) - grand) ** 2 for item in items)
    ssc = n * sum((Fraction(sum(row), n) - grand) ** 2 for row in experts)
    ssw = sum((x - Fraction(sum(item), k)) ** 2 for item in items for x in item)
    r, c, w, e = ssr / (n - 1), ssc / (k - 1), ssw / (n * (k - 1)), (ssw - ssc) / ((n - 1) * (k - 1))
    yield "finn_oneway", 1 - w / Fraction(points**2 - 1, 12)
    yield "finn_twoway", 1 - e / Fraction(points**2 - 1, 12)
    quotients = {"icc_1_1": (r - w, r + (k - 1) * w), "icc_1_k": (r - w, r),
                 "icc_2_1": (r - e, r + (k - 1) * e + Fraction(k, n) * (c - e)), "icc_2_k": (r - e, r + (c - e) / n),
                 "icc_3_1": (r - e, r + (k - 1) * e), "icc_3_k": (r - e, r)}
    for name, (numerator, divisor) in quotients.items():
        if ssr + ssw > 0 and divisor > 0:
            yield name, numerator / divisor


def alpha(items, metric, points):
    """By the coincidence matrix."""
    o = {(c, k): Fraction(0) for c in points for k in points}
    for item in items:
        for i, c in enumerate(item):
            for j, k in enumerate(item):
                if i != j:
                    o[c, k] += Fraction(1, len(item) - 1)
    margin = {c: sum(o[c, k] for k in points) for c in points}
    n = sum(margin.values())

    def delta(c, k):
        c, k = min(c, k), max(c, k)
        return {"nominal": lambda: Fraction(c != k), "interval": lambda: Fraction(c - k),
                "ratio": lambda: Fraction(c - k, c + k) if c != k else Fraction(0),
                "ordinal": lambda: sum(margin[g] for g in points if c <= g <= k) - (margin[c] + margin[k]) / 2}[metric]() ** 2

    used = [c for c in points if margin[c]]
    between = {pair: delta(*pair) for pair in combinations(used, 2)}
    observed = sum(o[pair] * d for pair, d in between.items())
    expected = sum(margin[c] * margin[k] * d for (c, k), d in between.items())
    return 1 - (n - 1) * observed / expected if expected else None


def fleiss(experts):
    n, items = len(experts), list(zip(*experts))
    p = Fraction(sum(item.count(x) for item in items for x in item) - len(items) * n, len(items) * n * (n - 1))
    everything = [x for item in items for x in item]
    pe = sum(Fraction(everything.count(x), len(everything)) ** 2 for x in set(everything))
    return (p - pe) / (1 - pe) if pe != 1 else None


def gwet(items, points, weight):
    """pa and the coefficient; `items` are those with a rating."""
    q = len(points)
    w = {(k, l): weight(abs(k - l), q) for k in points for l in points}
    shares = []
    for item in (item for item in items if len(item) > 1):
        r = len(item)
        count = {k: item.count(k) for k in set(item)}
        shares.append(sum(count[k] * (sum(w[k, l] * count[l] for l in count) - 1) for k in count) / Fraction(r * (r - 1)))
    pa = sum(shares) / len(shares)
    pi = [sum(Fraction(item.count(k), len(item)) for item in items) / len(items) for k in points]
    pe = sum(w.values()) / Fraction(q * (q - 1)) * sum(p * (1 - p) for p in pi)
    return pa, (pa - pe) / (1 - pe)


WEIGHTS = {"gwet_ac1": lambda d, q: Fraction(d == 0), "gwet_ac2_linear": lambda d, q: 1 - Fraction(d, q - 1),
           "gwet_ac2_quadratic": lambda d, q: 1 - Fraction(d, q - 1) ** 2,
           "gwet_ac2_ordinal": lambda d, q: 1 - Fraction(math.comb(d + 1, 2), math.comb(q, 2))}


def validity(items, high, low):
    inside = [[sum(band[0] <= x <= band[1] for x in item) for band in (high, low)] for item in items]
    index = [Fraction(h, len(item)) for (h, _), item in zip(inside, items)]
    yield "scvi_ave", sum(index) / len(items)
    yield "scvi_ua", Fraction(index.count(1), len(items))
    majority = sum(k for ks, item in zip(inside, items) for k in ks if 2 * k > len(item))
    yield "apmo", Fraction(majority, sum(map(len, items)))


def statistics(matrix, scale):
    low, high, high_band, low_band = scale
    points = range(low, high + 1)
    complete = [row for row in matrix if None not in row]
    yield "complete_experts", len(complete)
    if len(complete) > 1 and len(matrix[0]) > 1:
        yield from kendall(complete)
        yield from variance_components(complete, len(points))
        yield "fleiss_kappa", fleiss(complete)
    yield from kendall_incomplete(matrix)
    items = [[x for x in column if x is not None] for column in zip(*matrix)]
    pairable = [item for item in items if len(item) > 1]
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        yield f"krippendorff_alpha_{metric}", alpha(pairable, metric, points)
    rated = [item for item in items if item]
    for name, weight in WEIGHTS.items():
        pa, coefficient = gwet(rated, points, weight)
        yield name, coefficient
        if name == "gwet_ac1":
            yield "percent_agreement", pa
    yield from validity(rated, high_band, low_band)


def rows():
    for case, scale in sorted(SCALES.items()):
        with (HERE / "cases" / f"{case}.csv").open(encoding="utf-8", newline="") as file:
            _, *experts = csv.reader(file)
        matrix = [[int(x) if x else None for x in row[1:]] for row in experts]
        for name, value in statistics(matrix, scale):
            if value is not None:
                yield case, name, float(value)


def as_irr(case, name, value):
    """alpha as irr has it."""
    with (HERE / "cases" / f"{case}.csv").open(encoding="utf-8", newline="") as file:
        _, *experts = csv.reader(file)
    m, n = len(experts), len(experts) * (len(experts[0]) - 1)
    if not name.startswith("krippendorff") or any("" in row for row in experts):
        return value
    return 1 - (1 - value) * (n - 1 / (m - 1)) / (n - 1)


def differs(name, ours, theirs):
    return abs(ours - theirs) > (5e-6 if name.startswith("gwet_") else 1e-10 * abs(theirs))


def compare(path):
    with open(path, encoding="utf-8", newline="") as file:
        other = {(r["case"], r["statistic"]): float(r["value"]) for r in csv.DictReader(file)}
    ours = {row[:2]: as_irr(*row) for row in rows()}
    wrong = [f"{key}: only there" for key in other.keys() - ours.keys()]
    wrong += [f"{key}: {ours[key]!r} here, {other[key]!r} there" for key in ours.keys() & other.keys()
              if differs(key[1], ours[key], other[key])]
    print(*sorted(wrong), f"{len(other)} values compared, {len(wrong)} differ", sep="\n")
    return 1 if wrong or not other else 0


def write():
    with (HERE / "set_values.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("case,statistic,value\n")
        for case, name, value in rows():
            file.write(f"{case},{name},{int(value) if value == int(value) else repr(value)}\n")
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) == 2 and arguments[0] == "--compare":
        sys.exit(compare(arguments[1]))
    if arguments:
        sys.exit(__doc__)
    sys.exit(write())
