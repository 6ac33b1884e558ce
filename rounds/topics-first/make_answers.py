#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deals the made-up counts out over the made-up experts: `make_answers.py ROUND` writes a wide CSV to stdout.

made_up_counts.csv says, for a round and an item, how often each point of the scale is given; it was written by hand so
that the rounds have something to show. Who gives which rating is dealt by fixed numbers (SHA-256 of names): an expert
who is on the high side of an item in one round mostly is in the next. Some experts do not answer a round.
"""
import csv
import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
POINTS = range(1, 10)
# Eighteen are invited; these do not answer. In round 1 sixteen answer, in rounds 2 and 3 so do fifteen and fourteen.
ABSENT = {1: {"V04", "V15"}, 2: {"V04", "V09", "V15"}, 3: {"V02", "V04", "V09", "V15"}}


def number(*names):
    """A fixed number from 0 to 1 for these names."""
    digest = hashlib.sha256("|".join(names).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def read(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers(row):
    """The answers of an item, the lowest first, those who cannot judge last."""
    ratings = [str(point) for point in POINTS for _ in range(int(row[f"r{point}"]))]
    return ratings + ["?"] * int(row["cannot_judge"])


def deal(round_number):
    experts = [row["expert"] for row in read("panel.csv") if row["expert"] not in ABSENT[round_number]]
    rows = [row for row in read("made_up_counts.csv") if int(row["round"]) == round_number]
    table = {expert: {} for expert in experts}
    for row in rows:
        item, given = row["indicator"], answers(row)
        if len(given) > len(experts):
            raise ValueError(f"round {round_number}, {item}: {len(given)} answers of {len(experts)} experts")
        order = sorted(experts, key=lambda e: number(e, item) + 0.3 * number(e, item, str(round_number)))
        for expert, answer in zip(order, given):
            table[expert][item] = answer
    return [row["indicator"] for row in rows], table


def main():
    items, table = deal(int(sys.argv[1]))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["expert", *items])
    for expert, given in table.items():
        out.writerow([expert, *(given.get(item, "") for item in items)])


if __name__ == "__main__":
    main()
