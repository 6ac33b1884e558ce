#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Do engine and peer say the same? `check_peer.py STUDY OUT_DIR` compares every round's results.json with the peer's
file: decisions, clauses and what they saw, response, hashes, and every number of every cell (1e-9). Exit 1 where not."""
import json
import sys
from pathlib import Path

TOLERANCE = 1e-9
# Members whose words are the engine's own.
OWN = {"engine", "undefined", "suppressed", "decisions", "format"}
# Parts that only the engine has; concordance and stability are compared with R's (run_r.py).
ENGINE_ONLY = {"concordance", "stability", "attrition", "robustness", "sensitivity", "flow", "replicates"}
# Measures that the engine writes and the peer does not compute: work that only the engine has.
MORE = {"mode_share", "cvr_wilson", "i_cvi", "modified_kappa", "van_der_eijk_a", "polarisation", "leik_d",
        "tastle_wierman_cns", "blair_lacy_l2", "bimodality", "median_low", "median_high",
        "weighted_median", "weighted_q1", "weighted_q3", "weighted_iqr"}


def differences(mine, other, where=""):
    if isinstance(mine, dict) and isinstance(other, dict):
        for key in mine.keys() | other.keys():
            if key in OWN or key in ENGINE_ONLY or (key in MORE and key not in other):
                continue
            if key not in mine or key not in other:
                yield f"{where}/{key}: only in the {'engine' if key in mine else 'peer'}'s"
            else:
                yield from differences(mine[key], other[key], f"{where}/{key}")
    elif isinstance(mine, list) and isinstance(other, list):
        if len(mine) != len(other):
            yield f"{where}: {len(mine)} entries and {len(other)}"
        for k, (a, b) in enumerate(zip(mine, other)):
            yield from differences(a, b, f"{where}/{k}")
    elif is_number(mine) and is_number(other):
        if abs(mine - other) > TOLERANCE * max(1, abs(mine), abs(other)):
            yield f"{where}: {mine} and {other}"
    elif mine != other or isinstance(mine, bool) != isinstance(other, bool):
        yield f"{where}: {mine!r} and {other!r}"


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def sorted_clauses(document):
    """Which clause is told first is a matter of layout."""
    for indicator in document["indicators"]:
        indicator["because"].sort(key=lambda clause: (clause["rule"], clause["clause"], clause["criterion"]))
    return document


def count_numbers(value):
    if isinstance(value, dict):
        return sum(map(count_numbers, value.values()))
    return sum(map(count_numbers, value)) if isinstance(value, list) else 1


def compare(study, out):
    """(numbers and words compared, the differences)"""
    found, compared = [], 0
    rounds = sorted(Path(study).glob("round-*/results.json"))
    if not rounds:
        return 0, [f"{study}: no round has results"]
    for path in rounds:
        mine = sorted_clauses(json.loads(path.read_text(encoding="utf-8")))
        other = sorted_clauses(json.loads((Path(out) / f"{path.parent.name}.json").read_text(encoding="utf-8")))
        compared += count_numbers(mine)
        found += differences(mine, other, path.parent.name)
    return compared, found


def main():
    compared, found = compare(sys.argv[1], sys.argv[2])
    for line in found[:20]:
        print(line)
    print(f"{compared} values compared, {len(found)} differ")
    return 1 if found or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
