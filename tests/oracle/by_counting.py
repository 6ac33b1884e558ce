#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Selection, topics, ballots and longlist of the shipped studies, counted again from their CSV files by the definitions in
plain fractions, and compared with what the engine committed: `by_counting.py ROUNDS PROGRAM`. Prints a line for each."""
import csv
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quantile(values, p):
    """Type 7 of Hyndman and Fan, the default."""
    values, place = sorted(values), p * (len(values) - 1)
    low = place.numerator // place.denominator
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def figures(path):
    """For each item of a round its median, share of 7 to 9 and of 1 to 3, mean and IQR."""
    ratings = {}
    for row in rows(path):
        if row["rating"] not in ("", "?"):
            ratings.setdefault(row["indicator"], []).append(Fraction(row["rating"]))
    out = {}
    for item, values in ratings.items():
        n = len(values)
        out[item] = {"n": n, "median": quantile(values, Fraction(1, 2)), "mean": sum(values) / n,
                     "high": Fraction(sum(v >= 7 for v in values), n), "low": Fraction(sum(v <= 3 for v in values), n),
                     "iqr": quantile(values, Fraction(3, 4)) - quantile(values, Fraction(1, 4))}
    return out


def selection(study):
    """Round 3: keep is median >= 6 and share(low) < 20%; of those the best 5 by median, share(high), mean, then least IQR."""
    items = figures(study / "round-3/ratings.csv")
    kept = {i: (-f["median"], -f["high"], -f["mean"], f["iqr"]) for i, f in items.items()
            if f["median"] >= 6 and f["low"] < Fraction(1, 5)}
    ranks = {i: 1 + sum(other < key for other in kept.values()) for i, key in kept.items()}
    told = json.loads((study / "round-3/results.json").read_text(encoding="utf-8"))["selection"]
    assert {r["id"]: r["rank"] for r in told["ranking"]} == ranks, ranks
    for row in told["ranking"]:
        rank, equals = ranks[row["id"]], sum(r == ranks[row["id"]] for r in ranks.values())
        expected = True if rank + equals - 1 <= 5 else False if rank > 5 else None  # None: the cut goes through equals
        assert row["selected"] is expected, row
    tied = sorted(i for i, rank in ranks.items() if rank <= 5 < rank + sum(r == rank for r in ranks.values()) - 1)
    assert tied == told["tie_at_cut"]["ids"], tied
    return f"{len(ranks)} ranks, equal at the cut: {' '.join(tied)}"


def topics(study):
    """Round 1 keeps a topic with median >= 7 and share(high) >= 60%. Its indicators, and which of them round 3 keeps."""
    kept = [i for i, f in figures(study / "round-1/ratings.csv").items() if f["median"] >= 7 and f["high"] >= Fraction(3, 5)]
    last = json.loads((study / "round-3/results.json").read_text(encoding="utf-8"))
    decisions = {i["id"]: i["decision"] for i in last["indicators"]}
    own = {t: [r["id"] for r in rows(study / "indicators.csv") if r["topic"] == t] for t in kept}
    expected = {t: (len(own[t]), sum(decisions.get(i) == "keep" for i in own[t])) for t in kept}
    told = {t["id"]: (t["candidates"], t["kept"]) for t in last["topics"]}
    assert told == expected, (told, expected)
    without = sorted(t for t in kept if not any(decisions.get(i) in ("keep", "undecided", "rerate") for i in own[t]))
    assert without == [t["id"] for t in last["topics"] if t["without_indicator"]], without
    return f"{len(kept)} kept, without an indicator: {' '.join(without)}"


def ballots(study):
    """Kept with at least two thirds of the votes for and against; a tie is for people."""
    told = json.loads((study / "round-2/results.json").read_text(encoding="utf-8"))
    decisions = {i["id"]: i["decision"] for i in told["indicators"]}
    for row in rows(study / "ballots.csv"):
        pro, contra = int(row["for"]), int(row["against"])
        expected = "keep" if 3 * pro >= 2 * (pro + contra) else "undecided" if pro == contra else "drop"
        assert decisions.pop(row["indicator"]) == expected, row
    assert not decisions, decisions
    return f"{len(rows(study / 'ballots.csv'))} ballots"


def longlist(study, program):
    """The boxes of the PRISMA flow."""
    told = json.loads(subprocess.run([program, "longlist", study, "--json"], check=True, capture_output=True).stdout)["counts"]
    listed = rows(study / "longlist.csv")
    single = [r for r in listed if not r["duplicate_of"]]
    assessed = [r for r in single if r["excluded"] != "screening"]
    included = [r for r in assessed if r["excluded"] != "assessment"]
    expected = {"identified": len(listed), "duplicates": len(listed) - len(single), "screened": len(single),
                "excluded_screening": len(single) - len(assessed), "assessed": len(assessed),
                "excluded_assessment": len(assessed) - len(included), "included": len(included),
                "indicators": len({i for r in included for i in r["indicator"].split(";")})}
    assert {k: told[k] for k in expected} == expected, (told, expected)
    for source in told["sources"]:
        assert source["identified"] == sum(r["source"] == source["id"] for r in listed), source
    return f"{expected['identified']} candidates, {expected['included']} included"


def main():
    folder, program = Path(sys.argv[1]), sys.argv[2]
    print("selection:", selection(folder / "topics-first"))
    print("topics:", topics(folder / "topics-first"))
    print("ballots:", ballots(folder / "final-meeting"))
    print("longlist:", longlist(folder / "kernset-trends", program))


if __name__ == "__main__":
    main()
