# SPDX-License-Identifier: GPL-3.0-or-later
"""What both peers share: reading the protocol and the lists, deciding, and writing the results file.

What it leaves out, in the peers' favour: it checks nothing of its input, parses no rule (the bench's two pairs of rules
are written out by hand below), knows neither clauses that are unknown, replaced indicators nor experts who come later,
and compares with no earlier results.
"""
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

POINTS = 9


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


# ---- deciding --------------------------------------------------------------------------------------------------------

class Round:
    """Arrays over (indicator in play, criterion, slot): slot 0 is the panel, the groups follow. A peer's own class fills
    counts, cannot_judge, measures, sha256, responded and complete."""

    def __init__(self, study, number, in_play):
        self.study, self.number, self.in_play = study, number, in_play
        self.fill()
        members = np.broadcast_to(np.r_[len(study.experts), study.members] if study.groups else study.members,
                                  self.cannot_judge.shape)
        self.n = self.counts.sum(-1)
        self.missing = members - self.n - self.cannot_judge
        for values in self.measures.values():
            values[self.n < study.min_ratings] = np.nan

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
    shares = {}
    for band, counts in bands.items():
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(r.n < r.study.min_ratings, np.nan, counts / r.n)
        shares[band] = value_lists(share, False)
    measures = {name: value_lists(values, name in TRUTHS) for name, values in r.measures.items()}
    return columns, shares, measures


def cell_maker(r):
    columns, shares, measures = cell_lists(r)
    min_group, names = r.study.min_group, list(measures)

    def make(i, c, s):
        if s and columns["n"][i][c][s] < min_group:
            return {"n": columns["n"][i][c][s], "suppressed": "fewer valid ratings than min_group"}
        cell = {"n": columns["n"][i][c][s], "missing": columns["missing"][i][c][s],
                "cannot_judge": columns["cannot_judge"][i][c][s], "base": columns["base"][i][c][s],
                "counts": columns["counts"][i][c][s],
                "shares": {band: share[i][c][s] for band, share in shares.items()}}
        for name in names:
            cell[name] = measures[name][i][c][s]
        undefined = {name: "undefined" for name in names if cell[name] is None}
        if undefined:
            cell["undefined"] = undefined
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
    responded, complete = int((mask & r.responded).sum()), int((mask & r.complete).sum())
    return {"invited": int(mask.sum()), "responded": responded, "complete": complete, "partial": responded - complete}


def retention_of(r, previous, mask):
    if previous is None:
        return None
    now, before = mask & r.responded, mask & previous.responded
    return {"both": int((now & before).sum()), "left": int((before & ~now).sum()), "new": int((now & ~before).sum())}


def panel_member(r, previous):
    s = r.study
    everyone = np.ones(len(s.experts), bool)
    panel = response_of(r, everyone)
    panel["groups"] = [{"id": g, **response_of(r, s.group_of == k), "retention": retention_of(r, previous, s.group_of == k)}
                       for k, g in enumerate(s.groups)]
    panel["retention"] = retention_of(r, previous, everyone)
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
            "quantile_type": s.quantile_type, "denominator": s.protocol["denominator"], "seed": s.protocol["seed"],
            "rules": s.protocol["rules"], "panel": panel_member(r, previous), "indicators": indicators}


def run(round_class):
    folder, out = sys.argv[1], Path(sys.argv[2])
    study, previous = Study(folder), None
    out.mkdir(parents=True, exist_ok=True)
    for number in range(1, len(study.protocol["rounds"]) + 1):
        if not (study.folder / f"round-{number}" / "ratings.csv").exists():
            break
        r = round_class(study, number, in_play(study, number, previous))
        r.decide()
        with open(out / f"round-{number}.json", "w", encoding="utf-8") as file:
            file.write(json.dumps(document(r, previous), allow_nan=False))
        previous = r
    if "--workbook" in sys.argv[3:]:
        from peer_workbook import write_workbook
        write_workbook(previous, out / "report.xlsx")
