#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the made-up panel picks and ranks: `make_answers.py ROUND` writes a wide CSV to stdout.

Each indicator has a made-up worth; an expert sees it with an error of his own, which is a fixed number (SHA-256 of
names), and picks or orders by what he sees. In round 1 four of nine are picked; in round 2 three of those that are left
get a place.
"""
import csv
import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORTH = {"I01": 5, "I02": 2.6, "I03": 3.1, "I04": 5.6, "I05": 2.9, "I06": 2.2, "I07": 1.6, "I08": 2.7, "I09": 0}
LEFT = ["I02", "I03", "I05", "I06", "I08"]  # after round 1
ABSENT = {1: {"R09"}, 2: {"R04", "R09"}}


def number(*names):
    """A fixed number from 0 to 1 for these names."""
    digest = hashlib.sha256("|".join(names).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def main():
    given = int(sys.argv[1])
    items = list(WORTH) if given == 1 else LEFT
    with open(HERE / "panel.csv", encoding="utf-8", newline="") as file:
        experts = [row["expert"] for row in csv.DictReader(file) if row["expert"] not in ABSENT[given]]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["expert", *items])
    for expert in experts:
        seen = {i: WORTH[i] + 3 * number(expert, i) + 0.5 * number(expert, i, str(given)) for i in items}
        best = sorted(items, key=lambda i: -seen[i])[: 4 if given == 1 else 3]
        out.writerow([expert, *(("1" if given == 1 else best.index(i) + 1) if i in best else "" for i in items)])


if __name__ == "__main__":
    main()
