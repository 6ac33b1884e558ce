#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes values.csv to standard output: made-up values of indicators in three made-up regions, 2013 to 2022. Seeded."""
import csv
import random
import sys

# Start, change a year and scatter for each region; decimals.
INDICATORS = {
    "I01": ((62, 61, 64), (-1.1, .1, .9), 1.2, 1),
    "I02": ((58, 61, 55), (.9, .4, .2), 1.3, 1),
    "I03": ((31, 24, 36), (4.2, 5.1, 3.4), 2, 0),
    "I05": ((4, 3, 6), (1.3, .8, 1), .8, 1),
    "I06": ((41, 38, 45), (-1.5, -.4, .3), 1.6, 1),
    "I07": ((88, 92, 85), (-1.2, .2, 1.6), 2, 0),
    "I08": ((6, 5, 8), (.5, .3, .6), .5, 1),
    "I10": ((78, 75, 80), (-.6, -.9, 0), 1, 0),
    "I11": ((36, 39, 34), (1, .8, 1.1), 1.5, 0),  # not in the set
    "I12": ((2310, 2405, 2290), (61, 55, 70), 25, 0),  # not in the set
}
REGIONS = ("Noorderland", "Middenland", "Zuiderland")
FIRST, LAST = 2013, 2022
MISSING = {("I02", "Middenland", 2016): "enquête niet gehouden", ("I02", "Middenland", 2017): "enquête niet gehouden",
           ("I07", "Zuiderland", 2020): "registratie onvolledig", ("I10", "Noorderland", 2018): "te weinig antwoorden"}
ABSENT = {("I05", r, y) for r in REGIONS for y in (2013, 2014)} | {("I08", "Zuiderland", y) for y in range(2013, 2020)}
BREAKS = {("I06", r): (2017, 9, "nieuwe definitie van een verkeerde-beddag") for r in REGIONS}
BREAKS["I03", "Zuiderland"] = (2019, -12, "andere steekproef")


def main():
    random.seed(20230601)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["indicator", "region", "year", "value", "note", "break"])
    for indicator, (starts, slopes, scatter, decimals) in INDICATORS.items():
        for region, start, slope in zip(REGIONS, starts, slopes):
            at, jump, why = BREAKS.get((indicator, region), (9999, 0, ""))
            for year in range(FIRST, LAST + 1):
                value = start + slope * (year - FIRST) + random.gauss(0, scatter) + (jump if year >= at else 0)
                key = (indicator, region, year)
                if key in ABSENT:
                    continue
                note = MISSING.get(key, why if year == at else "")
                text = "" if key in MISSING else f"{value:.{decimals}f}"
                out.writerow([indicator, region, year, text, note, "yes" if year == at else ""])


main()
