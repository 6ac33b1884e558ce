#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fastest way we know to do the job in Python: `peer_numpy.py STUDY OUT_DIR [--workbook]`.

pandas only reads the file, with the ids as categories. All cells of a round are then counted in one bincount, and every
measure is a few numpy operations on the counts of all cells at once: it never looks at a rating again. That is the engine's
own idea carried over, more than what a script usually does; peer_pandas.py is the usual one.
"""
import math

import numpy as np
import pandas as pd

from peer_common import POINTS, Round, run, sha256


# ---- measures, over all cells at once --------------------------------------------------------------------------------

def order_statistic(cumulated, place):
    """The rating at a 1-based place among the sorted ones; place has the cells' shape."""
    return 1 + (cumulated < place[..., None]).sum(axis=-1)


def quantile(cumulated, n, kind, num, den):
    """Numerators and the denominator of the exact quantile num/den."""
    if kind == 2:
        j, whole = n * num // den, n * num % den == 0
        low = order_statistic(cumulated, np.maximum(np.where(whole, j, j + 1), 1))
        high = order_statistic(cumulated, np.maximum(j + 1, 1))
        return low + high, 2
    stretch, shift, start = {6: (1, 1, 0), 7: (1, -1, 1), 8: (3, 1, 1)}[kind]
    whole = stretch * den
    scaled = np.clip((stretch * n + shift) * num + start * den, whole, np.maximum(n, 1) * whole)
    j, rest = scaled // whole, scaled % whole
    low = order_statistic(cumulated, j)
    high = order_statistic(cumulated, np.minimum(j + 1, np.maximum(n, 1)))
    return low * whole + rest * (high - low), whole


def half(cumulated, first, last):
    """Twice the median of the ratings at the places first to last."""
    return order_statistic(cumulated, (first + last) // 2) + order_statistic(cumulated, (first + last + 1) // 2)


def critical_cvr(n):
    """Least 2k - n over n with P(X >= k) <= 1/20 for X binomial (n, 1/2), in whole numbers."""
    if n < 5:
        return math.nan
    tail, term, k = 1, 1, n
    while True:
        term = term * k // (n - k + 1)
        if 20 * (tail + term) > 1 << n:
            return (2 * k - n) / n
        tail, k = tail + term, k - 1


def median_deviation(counts, n, twice):
    """Median distance from the median: the points in the order of their distance, and their counts summed up."""
    distance = np.abs(2 * np.arange(1, POINTS + 1) - twice[..., None])
    order = np.argsort(distance, axis=-1, kind="stable")
    cumulated = np.cumsum(np.take_along_axis(counts, order, -1), -1)
    distance = np.take_along_axis(distance, order, -1)
    found = 0
    for place in ((n + 1) // 2, n // 2 + 1):
        index = np.minimum((cumulated < place[..., None]).sum(-1), POINTS - 1)
        found = found + np.take_along_axis(distance, index[..., None], -1)[..., 0]
    return found / 4


def moments(counts, n):
    x = np.arange(1, POINTS + 1)
    total, squares = counts @ x, counts @ (x * x)
    divisor = np.where(n > 1, n * (n - 1), np.nan)
    sd = np.sqrt((squares * n - total * total) / divisor)
    mean = total / np.where(n > 0, n, np.nan)
    return mean, sd, sd / mean


def measure(counts, kind, high_band=(7, 9)):
    """A dict of arrays, a value a cell; NaN where undefined. Truths are 0 and 1."""
    counts = counts.astype(np.int64)
    n = counts.sum(-1)
    c = np.cumsum(counts, -1)
    m = {}
    m["mean"], m["sd"], m["cv"] = moments(counts, n)
    twice = half(c, np.ones_like(n), n)
    m["median"] = twice / 2
    top = counts.max(-1)
    m["mode"] = np.where((counts == top[..., None]).sum(-1) == 1, counts.argmax(-1) + 1.0, np.nan)
    m["min"] = (counts > 0).argmax(-1) + 1.0
    m["max"] = POINTS - (counts[..., ::-1] > 0).argmax(-1) * 1.0
    (q1, four), (q3, _) = quantile(c, n, kind, 1, 4), quantile(c, n, kind, 3, 4)
    (p30, ten), (p70, _) = quantile(c, n, kind, 3, 10), quantile(c, n, kind, 7, 10)
    m.update(q1=q1 / four, q3=q3 / four, iqr=(q3 - q1) / four, p30=p30 / ten, p70=p70 / ten)
    m["hinge_lower"] = half(c, np.ones_like(n), (n + 1) // 2) / 2
    m["hinge_upper"] = half(c, n + 1 - (n + 1) // 2, n) / 2
    m["mad_median"] = median_deviation(counts, n, twice)
    distances = np.abs(2 * np.arange(1, POINTS + 1) - twice[..., None])
    m["mean_abs_dev_median"] = (counts * distances).sum(-1) / np.where(n > 0, 2 * n, np.nan)
    # IPR and IPRAS as whole numbers over 20 * ten, since equal is not disagreement.
    ipr, ipras = 20 * (p70 - p30), 47 * ten + 15 * np.abs(10 * ten - (p30 + p70))
    m.update(ipr=ipr / (20 * ten), ipras=ipras / (20 * ten), disagreement_index=ipr / ipras,
             disagreement=(ipr > ipras) * 1.0)
    thirds = np.stack([counts[..., :3].sum(-1), counts[..., 3:6].sum(-1), counts[..., 6:].sum(-1)], -1)
    quorum = np.maximum((n + 1) // 3, 1)
    m["disagreement_classic"] = ((thirds[..., 0] >= quorum) & (thirds[..., 2] >= quorum)) * 1.0
    m["disagreement_third"] = ((3 * thirds[..., 0] >= n) & (3 * thirds[..., 2] >= n)) * 1.0
    region = np.where(twice <= 6, 0, np.where(twice < 14, 1, 2))
    outside = n - np.take_along_axis(thirds, region[..., None], -1)[..., 0]
    m["agreement_classic"] = np.where((twice == 7) | (twice == 13), np.nan, (outside < quorum) * 1.0)
    high = counts[..., high_band[0] - 1:high_band[1]].sum(-1)
    m["cvr"] = (2 * high - n) / np.where(n > 0, n, np.nan)
    sizes, places = np.unique(n, return_inverse=True)
    m["cvr_critical"] = np.array([critical_cvr(int(size)) for size in sizes])[places].reshape(n.shape)
    return m


# ---- one round -------------------------------------------------------------------------------------------------------

class NumpyRound(Round):
    def fill(self):
        codes = self.read()
        self.count(codes)
        self.measures = measure(self.counts, self.study.quantile_type)
        self.respond(codes)

    def read(self):
        """Codes of expert, indicator, criterion and answer (0-8 a rating less one, 9 cannot judge) of every row."""
        s = self.study
        path = s.folder / f"round-{self.number}" / "ratings.csv"
        table = pd.read_csv(path, usecols=["expert", "indicator", "criterion", "rating"], keep_default_na=False,
                            na_filter=False, dtype="category")
        answers = [str(k) for k in range(1, POINTS + 1)] + ["?"]
        wanted = {"expert": s.experts, "indicator": s.indicators, "criterion": s.criteria, "rating": answers}
        codes = {}
        for column, categories in wanted.items():
            found = table[column].cat
            place = pd.Index(categories).get_indexer(found.categories)
            codes[column] = place[found.codes]
        answered = codes["rating"] >= 0
        if not answered.all():
            codes = {column: code[answered] for column, code in codes.items()}
        self.sha256 = sha256(path)
        return codes

    def count(self, codes):
        s = self.study
        shape = (len(s.indicators), len(s.criteria), s.slots, POINTS + 1)
        flat = np.ravel_multi_index((codes["indicator"], codes["criterion"], s.group_of[codes["expert"]],
                                     codes["rating"]), shape)
        cube = np.bincount(flat, minlength=math.prod(shape)).reshape(shape)[self.in_play]
        if s.groups:
            cube = np.concatenate([cube.sum(2, keepdims=True), cube], axis=2)
        self.counts, self.cannot_judge = cube[..., :POINTS], cube[..., POINTS]

    def respond(self, codes):
        s = self.study
        answers = np.bincount(codes["expert"], minlength=len(s.experts))
        self.responded = answers > 0
        self.complete = answers == len(self.in_play) * len(s.criteria)


if __name__ == "__main__":
    with np.errstate(invalid="ignore", divide="ignore"):
        run(NumpyRound)
