#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The job as a good analyst writes it with pandas: `peer_pandas.py STUDY OUT_DIR [--workbook]`.

One long table, groupby and its built-in aggregations (which run in compiled code), no loop over cells and no
groupby.apply(). Ids are categories. What pandas has no aggregation for (the second deviation about the median, hinges,
the thirds) is computed on whole columns. Quantiles are of type 7, the only type that groupby().quantile() has.
"""
import math

import numpy as np
import pandas as pd

from peer_common import POINTS, Round, run, sha256

KEYS = ["indicator", "criterion", "slot"]
PERCENTILES = {"q1": 0.25, "q3": 0.75, "p30": 0.3, "p70": 0.7}


def read_ratings(study, number):
    """The round's rows in a table with the study's ids as categories, and each expert's slot beside them."""
    path = study.folder / f"round-{number}" / "ratings.csv"
    answers = [str(k) for k in range(1, POINTS + 1)] + ["?"]
    types = {"expert": pd.CategoricalDtype(study.experts), "indicator": pd.CategoricalDtype(study.indicators),
             "criterion": pd.CategoricalDtype(study.criteria), "rating": pd.CategoricalDtype(answers)}
    table = pd.read_csv(path, usecols=list(types), dtype=types).dropna()
    table["slot"] = study.group_of[table["expert"].cat.codes] + (1 if study.groups else 0)
    return table, sha256(path)


def with_panel(study, table):
    """Every row once for its group and, where there are groups, once for the panel (slot 0)."""
    if not study.groups:
        return table
    return pd.concat([table.assign(slot=0), table], ignore_index=True)


def critical_cvr(n):
    """Least (2k - n) / n with P(X >= k) <= 1/20 for X binomial (n, 1/2), in whole numbers."""
    if n < 5:
        return math.nan
    tail, term, k = 1, 1, n
    while True:
        term = term * k // (n - k + 1)
        if 20 * (tail + term) > 1 << n:
            return (2 * k - n) / n
        tail, k = tail + term, k - 1


def aggregate(valid):
    """A row a cell: what groupby() gives, and the deviations about the median."""
    groups = valid.groupby(KEYS, observed=True)["rating"]
    cells = groups.agg(n="count", mean="mean", median="median", min="min", max="max", sd="std")
    for name, p in PERCENTILES.items():
        cells[name] = groups.quantile(p)
    deviation = (valid["rating"] - groups.transform("median")).abs()
    deviations = deviation.groupby([valid[key] for key in KEYS], observed=True)
    cells["mad_median"], cells["mean_abs_dev_median"] = deviations.median(), deviations.mean()
    return cells


def add_hinges(cells, valid):
    """Medians of the halves: the ratings of a cell in order, and the mean of the two around each middle."""
    ordered = valid.sort_values(KEYS + ["rating"], kind="stable")
    ratings = ordered["rating"].to_numpy()
    start = cells["n"].cumsum().to_numpy() - cells["n"].to_numpy()
    n = cells["n"].to_numpy()
    half = (n + 1) // 2
    for name, first, last in (("hinge_lower", start, start + half - 1), ("hinge_upper", start + n - half, start + n - 1)):
        cells[name] = (ratings[(first + last) // 2] + ratings[(first + last + 1) // 2]) / 2
    return cells


def add_derived(cells, counts):
    cells["cv"] = cells["sd"] / cells["mean"]
    cells["iqr"], cells["ipr"] = cells["q3"] - cells["q1"], cells["p70"] - cells["p30"]
    cells["ipras"] = 2.35 + 1.5 * (5 - (cells["p30"] + cells["p70"]) / 2).abs()
    cells["disagreement_index"] = cells["ipr"] / cells["ipras"]
    # Equal is not disagreement, and floats do not know equal.
    cells["disagreement"] = cells["ipr"].round(9) > cells["ipras"].round(9)
    top = counts.max(axis=1)
    cells["mode"] = counts.idxmax(axis=1).where(counts.eq(top, axis=0).sum(axis=1) == 1)
    low, middle, high = counts[[1, 2, 3]].sum(axis=1), counts[[4, 5, 6]].sum(axis=1), counts[[7, 8, 9]].sum(axis=1)
    quorum = ((cells["n"] + 1) // 3).clip(lower=1)
    cells["disagreement_classic"] = (low >= quorum) & (high >= quorum)
    cells["disagreement_third"] = (3 * low >= cells["n"]) & (3 * high >= cells["n"])
    inside = np.select([cells["median"] <= 3, cells["median"] < 7], [low, middle], high)
    between = cells["median"].isin([3.5, 6.5])
    cells["agreement_classic"] = (cells["n"] - inside < quorum).astype(float).mask(between)
    cells["cvr"] = (2 * high - cells["n"]) / cells["n"]
    cells["cvr_critical"] = cells["n"].map({n: critical_cvr(int(n)) for n in cells["n"].unique()})
    return cells


class PandasRound(Round):
    MEASURES = ["mean", "median", "mode", "min", "max", "sd", "cv", "q1", "q3", "iqr", "p30", "p70", "hinge_lower",
                "hinge_upper", "mad_median", "mean_abs_dev_median", "ipr", "ipras", "disagreement_index", "disagreement",
                "disagreement_classic", "disagreement_third", "agreement_classic", "cvr", "cvr_critical"]

    def fill(self):
        s = self.study
        if s.quantile_type != 7:
            raise SystemExit("peer_pandas.py: pandas knows quantiles of type 7 only")
        table, self.sha256 = read_ratings(s, self.number)
        self.respond(table)
        table = with_panel(s, table)
        cannot = table["rating"] == "?"
        valid = table[~cannot]
        valid = valid.assign(rating=valid["rating"].cat.codes.astype("int64") + 1)
        cells = add_hinges(aggregate(valid), valid)
        counts = valid.groupby(KEYS + ["rating"], observed=True).size().unstack(fill_value=0)
        counts = counts.reindex(columns=range(1, POINTS + 1), fill_value=0)
        self.to_arrays(add_derived(cells, counts), counts, table[cannot].groupby(KEYS, observed=True).size())

    def to_arrays(self, cells, counts, cannot):
        s = self.study
        slots = range(len(s.groups) + 1 if s.groups else 1)
        ids = [s.indicators[i] for i in self.in_play]
        every = pd.MultiIndex.from_product([ids, s.criteria, slots], names=KEYS)
        shape = (len(ids), len(s.criteria), len(slots))
        self.counts = counts.reindex(every, fill_value=0).to_numpy().reshape(*shape, POINTS)
        self.cannot_judge = cannot.reindex(every, fill_value=0).to_numpy().reshape(shape)
        cells = cells.reindex(every)
        self.measures = {name: cells[name].to_numpy(dtype=float).reshape(shape) for name in self.MEASURES}

    def respond(self, table):
        answers = table["expert"].value_counts(sort=False).reindex(self.study.experts).to_numpy()
        self.responded = answers > 0
        self.complete = answers == len(self.in_play) * len(self.study.criteria)


if __name__ == "__main__":
    with np.errstate(invalid="ignore", divide="ignore"):
        run(PandasRound)
