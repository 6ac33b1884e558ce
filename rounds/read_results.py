#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what `delphi close` wrote and prints a line an indicator and criterion: python3 read_results.py STUDY ROUND.

Needs nothing but Python. `results` is a plain dictionary: go on from here with pandas or whatever you like.
"""
import json
import sys


def number(value):
    """Numbers stand as they are; a share as counted, "16/21"; what is not defined is null."""
    if isinstance(value, str):
        part, whole = value.split("/")
        return int(part) / int(whole)
    return value


study, round_number = sys.argv[1], int(sys.argv[2])
with open(f"{study}/round-{round_number}/results.json", encoding="utf-8") as file:
    results = json.load(file)

print("indicator,decision,criterion,n,median,iqr")
for indicator in results["indicators"]:
    for criterion, cell in indicator["criteria"].items():
        figures = [cell["n"], number(cell["median"]), number(cell["iqr"])]
        print(indicator["id"], indicator["decision"], criterion,
              *("NA" if value is None else f"{value:.4g}" for value in figures), sep=",")
