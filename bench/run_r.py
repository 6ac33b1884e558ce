#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the engine beside R: `run_r.py --build build/release --runs 5 --out bench/results-r.csv`.

Two jobs on a study of 100 experts by 60 indicators by 4 criteria in 4 groups: concordance and stability over three rounds
(peer_measures.R), and 10,000 bootstrap replicates of the decisions of one round (peer_boot.R, in two ways). The numbers
are compared first, and where they differ nothing is timed: coefficients to 1e-9, shares of replicates by their
Monte-Carlo error. Where there is no Rscript this says so and ends well.

The engine is timed as a whole, `delphi recompute --check STUDY`: start-up, reading, every measure of every table and the
comparison with results.json. Rscript is timed as a whole, too. Of a slow peer fewer replicates are drawn; its time for
all of them is then start-up and reading plus the cost of a replicate times their number, and the table says so.
"""
import argparse
import csv
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import run

HERE = Path(__file__).resolve().parent
SIZE = ["--experts", "100", "--indicators", "60", "--criteria", "4", "--groups", "4", "--absent", "0.08"]
# Nearly everyone answers everything, or there would hardly be an expert who rated all sixty indicators.
MEASURES = ["--seed", "4", "--rounds", "3", "--missing", "0.002", "--cannot-judge", "0.002"]
BOOT = ["--seed", "3", "--rounds", "1", "--missing", "0.03", "--cannot-judge", "0.03"]
REPLICATES = 10000
# Of these rules (median, lowest point of the share, per cent) the first is timed; by the second more indicators waver.
RULES = [(7, 7, 75), (6, 5, 65)]
# How many replicates R draws when it is timed.
MODES = {"plain": 500, "counts": REPLICATES}
COLUMNS = ["what", "delphi_median_s", "peer_median_s", "ratio", "peer_replicates", "peer_replicate_ms",
           "delphi_peak_mib", "peer_peak_mib", "runs", "delphi_min_s", "delphi_max_s", "peer_min_s", "peer_max_s", "peer",
           "cores"]


# ---- what the engine says --------------------------------------------------------------------------------------------

def number(value):
    """Shares are written as counted: 3/7."""
    if isinstance(value, str):
        counted, of = value.split("/")
        return int(counted) / int(of)
    return None if value is None or isinstance(value, dict) else float(value)


def results(study, number_of_round):
    return json.loads((study / f"round-{number_of_round}" / "results.json").read_text(encoding="utf-8"))


def engine_values(study, rounds):
    """(round, part, criterion, group or indicator) -> the object of its measures"""
    found = {}
    for r in range(1, rounds + 1):
        document = results(study, r)
        for criterion, panel in document["concordance"].items():
            for group, values in [("", panel), *panel["groups"].items()]:
                found[str(r), "concordance", criterion, group] = values
        for indicator, criteria in (document["stability"] or {"indicators": {}})["indicators"].items():
            for criterion, values in criteria.items():
                found[str(r), "stability", criterion, indicator] = values
    return found


def same(mine, other):
    if mine is None or other is None or math.isnan(other):
        return mine is None and (other is None or math.isnan(other))
    return abs(mine - other) <= 1e-9 * max(abs(mine), abs(other)) + 1e-13


def compare_measures(study, out):
    """(how many values, the differences); every line of the peer's file must be in the engine's."""
    mine, differences, compared = engine_values(study, 3), [], 0
    with open(out, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = row["round"], row["part"], row["criterion"], row["of"]
            compared += 1
            engine, peer = number(mine[key][row["measure"]]), float(row["value"])
            if not same(engine, peer):
                differences.append(f"{'/'.join(key)} {row['measure']}: {engine} and {peer}")
    return compared, differences


def bootstrap_share(indicator):
    """The share of replicates that keep it, wherever it stands in the indicator's object; None where it is not."""
    if isinstance(indicator, dict):
        if "bootstrap_keep" in indicator:
            return number(indicator["bootstrap_keep"])
        for value in indicator.values():
            share = bootstrap_share(value)
            if share is not None:
                return share
    return None


def compare_shares(study, out, replicates):
    """The same, by the error of two independent shares; none where the engine writes no shares."""
    with open(out, encoding="utf-8", newline="") as file:
        peer = {row["indicator"]: float(row["keep"]) for row in csv.DictReader(file)}
    differences, wavering, compared = [], 0, 0
    for indicator in results(study, 1)["indicators"]:
        mine, other = bootstrap_share(indicator), peer[indicator["id"]]
        if mine is None:
            continue
        p = (mine * REPLICATES + other * replicates) / (REPLICATES + replicates)
        error = math.sqrt(p * (1 - p) * (1 / REPLICATES + 1 / replicates))
        compared += 1
        wavering += 0.01 < p < 0.99
        if abs(mine - other) > 4.5 * error:
            differences.append(f"{indicator['id']}: {mine} and {other}, error {error:.4f}")
    return compared, wavering, differences


# ---- running ---------------------------------------------------------------------------------------------------------

def make_study(bench, name, options):
    return bench.make(name, ["study", *SIZE, *options])


def set_rule(bench, study, rule, replicates):
    """Writes the rule and the number of replicates into study.json, and the results that follow."""
    protocol = json.loads((study / "study.json").read_text(encoding="utf-8"))
    median, low, percent = rule
    protocol["rules"] = {"keep": f"median >= {median} and share({low}..9) >= {percent}%"}
    protocol["replicates"] = replicates
    (study / "study.json").write_text(json.dumps(protocol, indent=2) + "\n", encoding="utf-8")
    subprocess.run([bench.delphi, "recompute", study], check=True, stdout=subprocess.DEVNULL)


def boot_command(bench, study, replicates, mode, rule):
    out = bench.folder / f"boot-{mode}.csv"
    cores = os.cpu_count() or 1
    return [*R, HERE / "peer_boot.R", study, out, str(replicates), mode, str(cores), *map(str, rule)], out


def said(command):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout.split()


def row_of(what, measured, peer, replicates, runs, seconds):
    """`seconds`: what the bootstrap itself took, for the cost of a replicate; the rest of the peer's time is taken once."""
    mine, others = ([t for t, _ in side] for side in measured)
    peaks = [statistics.median(peak for _, peak in side) for side in measured]
    median, peer_median = statistics.median(mine), statistics.median(others)
    each = seconds / replicates if replicates else None
    if replicates and replicates < REPLICATES:
        peer_median += each * (REPLICATES - replicates)
    return dict(zip(COLUMNS, [what, f"{median:.4f}", f"{peer_median:.4f}", f"{peer_median / median:.1f}", replicates or "",
                              f"{each * 1000:.4f}" if each else "", f"{peaks[0]:.1f}", f"{peaks[1]:.1f}", runs,
                              f"{min(mine):.4f}", f"{max(mine):.4f}", f"{min(others):.4f}", f"{max(others):.4f}", peer,
                              os.cpu_count()]))


def fail(what, differences, compared):
    sys.exit(f"bench: {what}: engine and R differ in {len(differences)} of {compared} values:\n" +
             "\n".join(differences[:10]))


def run_measures(bench):
    study = make_study(bench, "100x60x4x3-r", MEASURES)
    out = bench.folder / "measures-r.csv"
    peer = [*R, HERE / "peer_measures.R", study, out, "3"]
    *name, _ = said(peer)
    compared, differences = compare_measures(study, out)
    if differences or not compared:
        fail("measures", differences, compared)
    print(f"concordance and stability: {compared} values compared with R's ({' '.join(name)}), none differs", flush=True)
    measured = bench.pair([bench.delphi, "recompute", "--check", study], peer)
    yield row_of("concordance+stability", measured, " ".join(name), 0, bench.runs, 0)


def check_shares(bench, study):
    for rule in RULES[::-1]:
        set_rule(bench, study, rule, REPLICATES)
        command, out = boot_command(bench, study, REPLICATES, "counts", rule)
        said(command)
        compared, wavering, differences = compare_shares(study, out, REPLICATES)
        if differences:
            fail("bootstrap", differences, compared)
        words = (f"{compared} shares compared with R's, {wavering} of them neither 0 nor 1, none differs by more than chance"
                 if compared else "the engine writes no shares of replicates: R is timed alone")
        print(f"bootstrap, median >= {rule[0]} and share({rule[1]}..9) >= {rule[2]}%: {words}", flush=True)
    return compared


def boot_pair(bench, mine, command, out):
    """As Bench.pair, and the median of the seconds that boot() says it took in the same runs."""
    measured, took = ([], []), []
    for attempt in range(bench.runs + 1):
        for side, one in zip(measured, (mine, command)):
            figures = bench.once(one)
            if attempt:
                side.append(figures)
        if attempt:
            took.append(float(Path(f"{out}.seconds").read_text()))
    return measured, statistics.median(took)


def run_bootstrap(bench):
    study = make_study(bench, "100x60x4x1-r", BOOT)
    has_engine = check_shares(bench, study)
    mine = [bench.delphi, "recompute", "--check", study] if has_engine else [bench.delphi, "--version"]
    for mode, replicates in MODES.items():
        command, out = boot_command(bench, study, replicates, mode, RULES[0])
        measured, seconds = boot_pair(bench, mine, command, out)
        row = row_of(f"bootstrap-{mode}", measured, "boot", replicates, bench.runs, seconds)
        if not has_engine:
            row.update(delphi_median_s="", ratio="", delphi_peak_mib="", delphi_min_s="", delphi_max_s="")
        yield row


def print_row(row):
    part = f", {row['peer_replicates']} replicates at {row['peer_replicate_ms']} ms" if row["peer_replicates"] else ""
    mine = f"{float(row['delphi_median_s']) * 1000:9.1f} ms" if row["delphi_median_s"] else f"{'-':>12}"
    print(f"{row['what']:<22}{mine}{float(row['peer_median_s']) * 1000:>10.0f} ms{row['ratio'] or '-':>8} x   "
          f"({row['peer']}{part})", flush=True)


R = ["Rscript", "--vanilla"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out")
    options = parser.parse_args()
    if not shutil.which("Rscript"):
        print("R is not here: the engine is not set beside it (Debian: r-base-core, r-cran-boot)")
        return
    bench = run.Bench(options.build, options.runs)
    bench.folder.mkdir(parents=True, exist_ok=True)
    start = bench.pair([bench.delphi, "--version"], [*R, "-e", "library(boot)"])
    rows = [row_of("start-up", start, "R", 0, options.runs, 0), *run_measures(bench), *run_bootstrap(bench)]
    print(f"\nmedians of {options.runs} runs, {os.cpu_count()} cores\n{'what':<22}{'delphi':>12}{'R':>13}{'ratio':>10}")
    for row in rows:
        print_row(row)
    if options.out:
        with open(options.out, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
