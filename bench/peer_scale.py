#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The count of a large round with pandas: `peer_scale.py STUDY OUT [--chunks ROWS]`.

At this size nobody groups ratings again and again: the file is read with ids as categories, counted once by indicator,
criterion, group and rating, and all else comes from the counts. Without --chunks the whole table is in memory at a time;
with it so many rows, whose counts are added up.
"""
import argparse

import numpy as np
import pandas as pd

from peer_common import POINTS, Study

QUANTILES = {"q1": 0.25, "median": 0.5, "q3": 0.75, "p30": 0.3, "p70": 0.7}


def count(study, table):
    """Rows of one table as an array (indicator, criterion, group, answer), the last answer being "cannot judge"."""
    shape = len(study.indicators), len(study.criteria), len(study.groups), POINTS + 1
    table = table.dropna()
    group = pd.Series(study.group_of[table["expert"].cat.codes], index=table.index, name="group")
    keys = [table["indicator"].cat.codes, table["criterion"].cat.codes, group, table["rating"].cat.codes]
    sizes = table.groupby(keys, observed=True).size()
    counts = np.zeros(shape, np.int64)
    counts[tuple(sizes.index.get_level_values(k) for k in range(4))] = sizes
    return counts


def read_counts(study, rows):
    answers = [str(k) for k in range(1, POINTS + 1)] + ["?"]
    types = {"expert": pd.CategoricalDtype(study.experts), "indicator": pd.CategoricalDtype(study.indicators),
             "criterion": pd.CategoricalDtype(study.criteria), "rating": pd.CategoricalDtype(answers)}
    path = study.folder / "round-1" / "ratings.csv"
    if not rows:
        return count(study, pd.read_csv(path, usecols=list(types), dtype=types))
    return sum(count(study, part) for part in pd.read_csv(path, usecols=list(types), dtype=types, chunksize=rows))


def quantile(cumulative, n, p):
    """Type 7, from the counts added up."""
    at = (n - 1) * p
    low = np.floor(at)
    below = (cumulative <= low[..., None]).sum(-1) + 1
    above = (cumulative <= np.minimum(low + 1, n - 1)[..., None]).sum(-1) + 1
    return below + (at - low) * (above - below)


def measure(counts):
    n = counts.sum(-1)
    cumulative = counts.cumsum(-1)
    found = {name: quantile(cumulative, n, p) for name, p in QUANTILES.items()}
    found["mean"] = counts @ np.arange(1, POINTS + 1) / n
    found["iqr"] = found["q3"] - found["q1"]
    middle = (found["p30"] + found["p70"]) / 2
    # Equal is not disagreement, and floats do not know equal.
    found["disagreement"] = np.round(found["p70"] - found["p30"] - 2.35 - 1.5 * abs(5 - middle), 9) > 0
    return n, found


def decide(n, counts, found):
    """The bench's rule, on the panel: "keep": median >= 6 and share(high) >= 50% and not disagreement; "drop":
    median <= 4 and share(low) >= 50%."""
    high, low = counts[..., 6:].sum(-1), counts[..., :3].sum(-1)
    keep = ((found["median"] >= 6) & (100 * high >= 50 * n) & ~found["disagreement"])[..., 0].all(1)
    drop = ((found["median"] <= 4) & (100 * low >= 50 * n))[..., 0].all(1)
    return np.select([keep, drop], ["keep", "drop"], "no_consensus")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("study")
    parser.add_argument("out")
    parser.add_argument("--chunks", type=int, default=0)
    options = parser.parse_args()
    study = Study(options.study)
    answers = read_counts(study, options.chunks)
    answers = np.concatenate([answers.sum(2, keepdims=True), answers], axis=2)
    counts = answers[..., :POINTS]
    n, found = measure(counts)
    decisions = decide(n, counts, found)
    cells = pd.MultiIndex.from_product([study.indicators, study.criteria, ["", *study.groups]],
                                       names=["indicator", "criterion", "group"]).to_frame(index=False)
    cells["n"], cells["cannot_judge"] = n.ravel(), answers[..., POINTS].ravel()
    for point in range(POINTS):
        cells[f"count_{point + 1}"] = counts[..., point].ravel()
    for name in ("mean", "median", "q1", "q3", "iqr", "disagreement"):
        cells[name] = found[name].ravel()
    cells["disagreement"] = cells["disagreement"].astype(int)
    cells["decision"] = np.repeat(decisions, n.shape[1] * n.shape[2])
    cells.to_csv(options.out, index=False)


if __name__ == "__main__":
    with np.errstate(invalid="ignore", divide="ignore"):
        main()
