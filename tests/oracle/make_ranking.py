#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes ranking.csv: ballots, and what they come to, worked out from the ballots themselves with exact fractions.

Not by counts, as the engine does it: each ballot is turned into ranks (mid-ranks for what got no place, and for what was
picked), the ranks are added up, and Kendall's W is made of the sums of squares with the correction for ties (Kendall and
Gibbons, 1990). `python3 make_ranking.py > ranking.csv`; plain Python.
"""
import random
import sys
from fractions import Fraction

# name, method, places, items, experts
CASES = [("whole", "order", 5, 5, 7), ("best-3", "order", 3, 6, 9), ("best-2", "order", 2, 8, 6), ("pick-3", "pick", 3, 7, 10)]


def ballots(rng, places, items, experts):
    worth = [rng.gauss(0, 1) for _ in range(items)]
    made = []
    for _ in range(experts):
        seen = [w + rng.gauss(0, 1) for w in worth]
        made.append(sorted(range(items), key=lambda i: -seen[i])[:places])
    return made


def ranks_of(ballot, method, items):
    k = len(ballot)
    rest = Fraction(k + 1 + items, 2)
    first = {i: Fraction(k + 1, 2) if method == "pick" else Fraction(place + 1) for place, i in enumerate(ballot)}
    return [first.get(i, rest) for i in range(items)]


def kendall_w(table):
    m, n = len(table), len(table[0])
    sums = [sum(row[i] for row in table) for i in range(n)]
    mean = Fraction(sum(sums), n)
    s = sum((x - mean) ** 2 for x in sums)
    ties = sum(row.count(v) ** 3 - row.count(v) for row in table for v in set(row))
    return 12 * s / (m * m * (n**3 - n) - m * ties)


def main():
    print("case,method,places,item,ballots,borda,mean_rank,pick_share,first_share,kendall_w")
    for name, method, places, items, experts in CASES:
        cast = ballots(random.Random(name), places, items, experts)
        table = [ranks_of(b, method, items) for b in cast]
        w = float(kendall_w(table))
        for i in range(items):
            mean = sum(row[i] for row in table) / experts
            given = [str(b.index(i) + 1 if method == "order" else 1) if i in b else "" for b in cast]
            picked = Fraction(sum(i in b for b in cast), experts)
            first = "" if method == "pick" else float(Fraction(sum(b[0] == i for b in cast), experts))
            print(name, method, places, f"I{i + 1}", ";".join(given), float(experts * (items - mean)), float(mean),
                  float(picked), first, w, sep=",")


if __name__ == "__main__":
    sys.exit(main())
