#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the made-up panel sends in: make_answers.py ROUND writes an export to standard output. Seeded."""
import random
import sys

# What the panel is made to think of each indicator before anyone is asked: a mean and a spread.
BELIEFS = {"I01": (7.9, .8), "I02": (7.6, 1), "I03": (7.7, .9), "I04": (3.1, 1.1), "I05": (7.8, .9), "I06": (8.1, .7),
           "I07": (7.9, .8), "I08": (7.5, 1), "I09": (7.8, .9), "I10": (7.4, 1.2), "I11": (5.8, 1.8), "I12": (2.8, 1.2),
           "I13": (6.3, 1.7), "I14": (6.2, 1.5)}
AGAIN = ("I08", "I10", "I11", "I13", "I14")  # rated in round 2: what round 1 left open


def main():
    number = int(sys.argv[1])
    random.seed(20230600 + number)
    indicators = [i for i in BELIEFS if number == 1 or i in AGAIN]
    print("expert," + ",".join(indicators))
    for expert in range(1, 19):
        if (number, expert) in ((1, 17), (2, 4), (2, 17)):
            continue
        row = []
        for i in indicators:
            mean, spread = BELIEFS[i]
            rating = round(random.gauss(mean, spread * (1 if number == 1 else .7)))
            row.append("?" if random.random() < .02 else str(min(9, max(1, rating))))
        print(f"D{expert:02d}," + ",".join(row))


main()
