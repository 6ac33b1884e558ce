#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same job with pandas and numpy: reads a study folder, computes every round, decides, writes a results file a round.

This is what the engine is measured against, so it is written to be fast: files are read by pandas' C parser with the ids
as categories, all cells of a round are counted in one bincount, and every measure is a handful of numpy operations over
all cells at once. Python loops only put the output together. Comparisons are in whole numbers where they decide.

    peer_pandas.py STUDY OUT_DIR              OUT_DIR/round-N.json for every round
    peer_pandas.py STUDY OUT_DIR --workbook   and OUT_DIR/report.xlsx of the last round, by XlsxWriter

What it leaves out, in its own favour: it checks nothing of its input, parses no rule (the bench's two pairs of rules are
written out by hand below), knows no unknown rules beyond what these need, and compares with no earlier results.
"""
import hashlib
import json
import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd

POINTS = 9
HEAD = ["mean", "median", "mode", "min", "max", "sd", "cv"]


# ---- reading ---------------------------------------------------------------------------------------------------------

def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_table(path, columns):
    table = pd.read_csv(path, dtype=str, keep_default_na=False, usecols=lambda name: name in columns)
    for column, default in columns.items():
        if column not in table:
            table[column] = default
    return table


class Study:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.protocol = json.loads((self.folder / "study.json").read_text(encoding="utf-8"))
        self.sha256 = sha256(self.folder / "study.json")
        self.criteria = [c["id"] for c in self.protocol["criteria"]]
        self.groups = [g["id"] for g in self.protocol.get("groups", [])]
        indicators = read_table(self.folder / "indicators.csv", {"id": "", "since": "1", "replaces": "", "text": ""})
        self.indicators = indicators["id"].tolist()
        self.texts = dict(zip(self.indicators, indicators["text"]))
        self.since = indicators["since"].replace("", "1").astype(int).to_numpy()
        panel = read_table(self.folder / "panel.csv", {"expert": "", "group": ""})
        self.experts = panel["expert"].tolist()
        self.group_of = (pd.Categorical(panel["group"], categories=self.groups).codes.astype(np.int64)
                         if self.groups else np.zeros(len(panel), np.int64))
        self.slots = max(1, len(self.groups))
        self.members = np.bincount(self.group_of, minlength=self.slots)
        self.min_ratings = self.protocol.get("min_ratings", 5)
        self.min_group = self.protocol.get("min_group", 5)
        self.quantile_type = self.protocol.get("quantile_type", 7)

    def ratings(self, number):
        """Codes of expert, indicator, criterion and answer (0-8 a rating less one, 9 cannot judge) of every row."""
        path = self.folder / f"round-{number}" / "ratings.csv"
        table = pd.read_csv(path, usecols=["expert", "indicator", "criterion", "rating"], keep_default_na=False,
                            na_filter=False, dtype="category")
        answers = [str(k) for k in range(1, POINTS + 1)] + ["?"]
        wanted = {"expert": self.experts, "indicator": self.indicators, "criterion": self.criteria, "rating": answers}
        codes = {}
        for column, categories in wanted.items():
            found = table[column].cat
            place = pd.Index(categories).get_indexer(found.categories)
            codes[column] = place[found.codes]
        answered = codes["rating"] >= 0
        if not answered.all():
            codes = {column: code[answered] for column, code in codes.items()}
        return codes, sha256(path)


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

class Round:
    """Arrays over (indicator in play, criterion, slot): slot 0 is the panel, the groups follow."""

    def __init__(self, study, number, in_play):
        self.study, self.number, self.in_play = study, number, in_play
        codes, self.sha256 = study.ratings(number)
        self.count(codes)
        self.measures = measure(self.counts, study.quantile_type)
        for values in self.measures.values():
            values[self.n < study.min_ratings] = np.nan
        self.respond(codes)

    def count(self, codes):
        s = self.study
        shape = (len(s.indicators), len(s.criteria), s.slots, POINTS + 1)
        flat = np.ravel_multi_index((codes["indicator"], codes["criterion"], s.group_of[codes["expert"]],
                                     codes["rating"]), shape)
        cube = np.bincount(flat, minlength=math.prod(shape)).reshape(shape)[self.in_play]
        members = np.broadcast_to(s.members, cube.shape[:3])
        if s.groups:
            cube = np.concatenate([cube.sum(2, keepdims=True), cube], axis=2)
            members = np.concatenate([members.sum(2, keepdims=True), members], axis=2)
        self.counts, self.cannot_judge = cube[..., :POINTS], cube[..., POINTS]
        self.n = self.counts.sum(-1)
        self.missing = members - self.n - self.cannot_judge

    def respond(self, codes):
        s = self.study
        answers = np.bincount(codes["expert"], minlength=len(s.experts))
        self.responded = answers > 0
        self.complete = answers == len(self.in_play) * len(s.criteria)

    def share(self, low, high):
        return self.counts[..., low - 1:high].sum(-1)

    def decide(self):
        """The bench's rules on the whole panel: holds on every criterion, unknown where there are too few ratings."""
        keep, drop = RULES[json.dumps(self.study.protocol["rules"], sort_keys=True)](self)
        self.clauses = {"keep": keep, "drop": drop}
        unknown = (self.n[..., 0] < self.study.min_ratings)
        truths = {}
        for name, clauses in self.clauses.items():
            holds = np.logical_and.reduce([c[2] for c in clauses])
            # Kleene: a conjunction is false where any part is, whatever the unknown ones would have been.
            false = (~holds & ~unknown).any(1)
            truths[name] = np.where(false, 0, np.where(unknown.any(1), 1, 2))
        last = self.number == len(self.study.protocol["rounds"])
        neither = "no_consensus" if last else "rerate"
        keep, drop = truths["keep"], truths["drop"]
        self.decisions = np.select([(keep == 2) & (drop == 2), (keep == 1) | (drop == 1), keep == 2, drop == 2],
                                   ["conflict", "undecided", "keep", "drop"], neither).tolist()


def panel_of(r, name):
    return r.measures[name][..., 0]


def study_rules(r):
    n, median, calm = r.n[..., 0], panel_of(r, "median"), panel_of(r, "disagreement") == 0
    high, low = r.share(7, 9)[..., 0], r.share(1, 3)[..., 0]
    return ([("median >= 6", median, median >= 6), ("share(high) >= 50%", (high, n), 100 * high >= 50 * n),
             ("not disagreement", ~calm, calm)],
            [("median <= 4", median, median <= 4), ("share(low) >= 50%", (low, n), 100 * low >= 50 * n)])


def multiset_rules(r):
    median, calm = panel_of(r, "median"), panel_of(r, "disagreement") == 0
    return ([("median >= 7", median, median >= 7), ("not disagreement", ~calm, calm)],
            [("median <= 3", median, median <= 3), ("not disagreement", ~calm, calm)])


RULES = {
    json.dumps({"keep": "median >= 6 and share(high) >= 50% and not disagreement",
                "drop": "median <= 4 and share(low) >= 50%"}, sort_keys=True): study_rules,
    json.dumps({"keep": "median >= 7 and not disagreement", "drop": "median <= 3 and not disagreement"},
               sort_keys=True): multiset_rules,
}


def in_play(study, number, previous):
    """Indices of the indicators of a round; settled ones leave unless the protocol says that they stay."""
    rated = study.since <= number
    if previous is not None and study.protocol.get("settled", "leave") == "leave":
        goes_on = study.since == number
        goes_on[[i for i, d in zip(previous.in_play, previous.decisions) if d not in ("keep", "drop")]] = True
        rated &= goes_on
    return np.flatnonzero(rated)


# ---- writing ---------------------------------------------------------------------------------------------------------

def value_lists(values, truth):
    """An array as nested lists: None where undefined, booleans for truths, whole numbers without a fraction."""
    if truth:
        return np.where(np.isnan(values), None, values == 1).tolist()
    boxed = values.astype(object)
    boxed[np.isnan(values)] = None
    return boxed.tolist()


TRUTHS = {"disagreement", "disagreement_classic", "disagreement_third", "agreement_classic"}


def cell_lists(r):
    """(names, columns): a nested list for each member of a cell, all in the shape of the cells."""
    columns = {"n": r.n.tolist(), "missing": r.missing.tolist(), "cannot_judge": r.cannot_judge.tolist(),
               "base": r.n.tolist(), "counts": r.counts.tolist()}
    bands = {band: r.share(*ends) for band, ends in r.study.protocol["bands"].items()}
    columns["bands"] = None
    shares = {}
    for band, counts in bands.items():
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(r.n < r.study.min_ratings, np.nan, counts / r.n)
        shares[band] = value_lists(share, False)
    measures = {name: value_lists(values, name in TRUTHS) for name, values in r.measures.items()}
    return columns, {band: counts.tolist() for band, counts in bands.items()}, shares, measures


def cell_maker(r):
    columns, bands, shares, measures = cell_lists(r)
    min_group, names = r.study.min_group, list(measures)

    def make(i, c, s):
        if s and columns["n"][i][c][s] < min_group:
            return {"n": columns["n"][i][c][s], "suppressed": "fewer valid ratings than min_group"}
        cell = {"n": columns["n"][i][c][s], "missing": columns["missing"][i][c][s],
                "cannot_judge": columns["cannot_judge"][i][c][s], "base": columns["base"][i][c][s],
                "counts": columns["counts"][i][c][s],
                "bands": {band: counts[i][c][s] for band, counts in bands.items()},
                "shares": {band: share[i][c][s] for band, share in shares.items()}}
        for name in names:
            cell[name] = measures[name][i][c][s]
        cell["undefined"] = {name: "undefined" for name in names if cell[name] is None}
        return cell

    return make


def explain(r):
    """The clauses of every indicator with the value each one saw."""
    lists = []
    for rule, clauses in r.clauses.items():
        for text, value, holds in clauses:
            if isinstance(value, tuple):
                pair = [v.tolist() for v in value]
                shown = [[f"{k}/{n}" for k, n in zip(*row)] for row in zip(*pair)]
            else:
                shown = value.tolist()
            lists.append((rule, text, shown, holds.tolist()))
    criteria = r.study.criteria
    return [[{"rule": rule, "clause": text, "criterion": criteria[c], "value": shown[i][c], "holds": holds[i][c]}
             for c in range(len(criteria)) for rule, text, shown, holds in lists]
            for i in range(len(r.in_play))]


def response_of(r, mask):
    return {"invited": int(mask.sum()), "responded": int((mask & r.responded).sum()),
            "complete": int((mask & r.complete).sum())}


def panel_member(r, previous):
    s = r.study
    panel = response_of(r, np.ones(len(s.experts), bool))
    panel["groups"] = [{"id": g, **response_of(r, s.group_of == k)} for k, g in enumerate(s.groups)]
    panel["retention"] = None if previous is None else {
        "both": int((r.responded & previous.responded).sum()), "left": int((~r.responded & previous.responded).sum()),
        "new": int((r.responded & ~previous.responded).sum())}
    return panel


def document(r, previous):
    s, cell, because = r.study, cell_maker(r), explain(r)
    indicators = []
    for i, index in enumerate(r.in_play.tolist()):
        criteria = {}
        for c, criterion in enumerate(s.criteria):
            criteria[criterion] = cell(i, c, 0)
            if s.groups:
                criteria[criterion]["groups"] = {g: cell(i, c, k + 1) for k, g in enumerate(s.groups)}
        indicators.append({"id": s.indicators[index], "decision": r.decisions[i], "because": because[i],
                           "criteria": criteria})
    return {"format": "delphi-results/1", "engine": "pandas", "study": s.protocol["id"], "round": r.number,
            "protocol_sha256": s.sha256, "inputs": [{"file": f"round-{r.number}/ratings.csv", "sha256": r.sha256}],
            "quantile_type": s.quantile_type, "denominator": s.protocol["denominator"], "seed": s.protocol.get("seed", 0),
            "rules": s.protocol["rules"], "panel": panel_member(r, previous), "indicators": indicators}


def main():
    folder, out = sys.argv[1], Path(sys.argv[2])
    study, previous = Study(folder), None
    out.mkdir(parents=True, exist_ok=True)
    for number in range(1, len(study.protocol["rounds"]) + 1):
        if not (study.folder / f"round-{number}" / "ratings.csv").exists():
            break
        r = Round(study, number, in_play(study, number, previous))
        r.decide()
        with open(out / f"round-{number}.json", "w", encoding="utf-8") as file:
            file.write(json.dumps(document(r, previous), allow_nan=False))
        previous = r
    if "--workbook" in sys.argv[3:]:
        from peer_workbook import write_workbook
        write_workbook(previous, out / "report.xlsx")


if __name__ == "__main__":
    with np.errstate(invalid="ignore", divide="ignore"):
        main()
