# SPDX-License-Identifier: GPL-3.0-or-later
"""Deals made-up counts out over made-up experts, for the studies that have such counts.

made_up_counts.csv of a study says, for a round and an item, how often each point of the scale is given; it was written by
hand so that the rounds have something to show. Who gives which rating is dealt by fixed numbers (SHA-256 of names): an
expert who is on the high side of an item in one round mostly is in the next.
"""
import csv
import hashlib

POINTS = range(1, 10)


def number(*names):
    """A fixed number from 0 to 1 for these names."""
    digest = hashlib.sha256("|".join(names).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers(row):
    """The answers of an item, the lowest first, those who cannot judge last."""
    ratings = [str(point) for point in POINTS for _ in range(int(row[f"r{point}"]))]
    return ratings + ["?"] * int(row["cannot_judge"])


def deal(folder, round_number, absent):
    experts = [row["expert"] for row in read(folder / "panel.csv") if row["expert"] not in absent]
    rows = [row for row in read(folder / "made_up_counts.csv") if int(row["round"]) == round_number]
    table = {expert: {} for expert in experts}
    for row in rows:
        item, given = row["indicator"], answers(row)
        if len(given) > len(experts):
            raise ValueError(f"round {round_number}, {item}: {len(given)} answers of {len(experts)} experts")
        order = sorted(experts, key=lambda e: number(e, item) + 0.3 * number(e, item, str(round_number)))
        for expert, answer in zip(order, given):
            table[expert][item] = answer
    return [row["indicator"] for row in rows], table


def write(folder, round_number, absent, to):
    """A row an expert, a column an item; `absent` are those who do not answer the round."""
    items, table = deal(folder, round_number, absent)
    out = csv.writer(to, lineterminator="\n")
    out.writerow(["expert", *items])
    for expert, given in table.items():
        out.writerow([expert, *(given.get(item, "") for item in items)])
