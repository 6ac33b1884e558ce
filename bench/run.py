#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the engine beside its peers: `run.py --build build/release --runs 7 --out bench/results.csv`.

Every pair is run A B A B..., after one warm-up of each, by `measure` (monotonic clock, start-up included, peak memory
from wait4). Before anything is timed the peer's results are compared with the engine's, number by number; the bench
fails where they differ. Needs /usr/bin/python3 with pandas, numpy, XlsxWriter and openpyxl.
"""
import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import check_peer
import make_returned
import peer_sheet

HERE = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"
STUDY = ["--groups", "4", "--rounds", "3", "--missing", "0.03", "--absent", "0.08", "--cannot-judge", "0.03"]
# name, how it is made, what is measured
CASES = [
    ("100x60x4x3", ["study", "--experts", "100", "--indicators", "60", "--criteria", "4", "--seed", "1", *STUDY],
     ("recompute", "recompute-numpy", "report", "sheets")),
    ("1000x300x3x3", ["study", "--experts", "1000", "--indicators", "300", "--criteria", "3", "--seed", "2", *STUDY],
     ("recompute", "recompute-numpy", "report")),
    ("multisets-9", ["multisets", "--n", "9"], ("recompute", "recompute-numpy")),
    ("1000-sheets", ["study", "--experts", "1000", "--indicators", "20", "--criteria", "2", "--seed", "7", *STUDY],
     ("sheets, all cores",)),
]
# Workbooks that come back: name, how the study is made, sheets or a survey's export.
RETURNED = [
    ("300-sheets", ["study", "--experts", "300", "--indicators", "60", "--criteria", "4", "--groups", "4", "--rounds",
                    "1", "--seed", "6"], "sheets"),
    ("million-cells", ["study", "--experts", "1000", "--indicators", "1000", "--criteria", "1", "--groups", "4",
                       "--rounds", "1", "--seed", "5"], "survey"),
]
# How many processes the engine writes sheets with; the peer has one.
JOBS = {"sheets": "1", "sheets, all cores": str(os.cpu_count())}
PEERS = {"recompute": "peer_pandas.py", "recompute-numpy": "peer_numpy.py", "report": "peer_pandas.py"}
COLUMNS = ["case", "what", "delphi_median_s", "peer_median_s", "ratio", "delphi_peak_mib", "peer_peak_mib", "input_mib",
           "runs", "delphi_min_s", "delphi_max_s", "peer_min_s", "peer_max_s", "cores"]


class Bench:
    def __init__(self, build, runs):
        self.build, self.runs = Path(build).resolve(), runs
        self.folder = self.build / "bench" / "work"
        self.delphi = self.build / "bin" / "delphi"

    def once(self, command):
        """(seconds, peak MiB) of one run."""
        figures = self.folder / "measured"
        subprocess.run([self.build / "bench" / "measure", figures, *command], check=True,
                       env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1"))
        seconds, peak, status = figures.read_text().split()
        if status != "0":
            sys.exit(f"bench: exit {status} from {' '.join(map(str, command))}")
        return float(seconds), int(peak) / 1024

    def pair(self, mine, peer):
        self.once(mine)
        self.once(peer)
        measured = ([], [])
        for _ in range(self.runs):
            for side, command in zip(measured, (mine, peer)):
                side.append(self.once(command))
        return measured

    def make(self, name, arguments):
        study = self.folder / name
        shutil.rmtree(study, ignore_errors=True)
        subprocess.run([self.build / "bench" / "generate", arguments[0], study, *arguments[1:]], check=True)
        return study

    def commands(self, study, what):
        out = self.folder / f"{study.name}-{what}"
        peer = [PYTHON, HERE / PEERS[what], study, out]
        if what == "report":
            return [self.delphi, "report", study, "-o", self.folder / f"{study.name}.xlsx"], [*peer, "--workbook"], out
        return [self.delphi, "recompute", "--check", study], peer, out


def reopened(study):
    """A copy whose last round is open, with the line of the ledger that a sheet's code rests on."""
    copy = study.with_name(study.name + "-open")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(study, copy)
    last = max(copy.glob("round-*"), key=lambda folder: int(folder.name[6:]))
    (last / "results.json").unlink()
    line = {"number": 1, "time": "2026-01-01T00:00:00Z", "act": "open", "round": int(last.name[6:]), "text": "",
            "prev": "0" * 64}
    (copy / "ledger.sha256").unlink(missing_ok=True)
    (copy / "ledger.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    return copy


def run_sheets(bench, name, study, what):
    """Sheets for every expert, by one process or one a core. The peer is given the cells: it computes nothing."""
    study = reopened(study)
    mine, other, plan = (bench.folder / f"{study.name}-{what}" for what in ("sheets", "peer", "plan.json"))
    command = [bench.delphi, "sheets", study, "--jobs", JOBS[what], "-o", mine]
    shutil.rmtree(mine, ignore_errors=True)
    bench.once(command)
    peer_sheet.take(mine, plan)
    peer = [PYTHON, HERE / "peer_sheet.py", "write", plan, other]
    bench.once(peer)
    compared, found = peer_sheet.same(mine, other)
    if found or not compared:
        sys.exit(f"bench: {name}, {what}: {len(found)} of {compared} cells differ:\n" + "\n".join(found[:10]))
    return summary(name, what, bench.pair(command, peer), input_mib(study), bench.runs)


def quiet(command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def run_ingest(bench, name, arguments, kind):
    """Reading workbooks into an open round, with all cores and with one; nothing is written while time is taken."""
    study = bench.make(name, arguments)
    files = make_returned.make(kind, study, bench.delphi, quiet)
    mine, out = [bench.delphi, "ingest", study, *files], bench.folder / f"{name}-peer.csv"
    peer = [PYTHON, HERE / "peer_openpyxl.py", kind, study, out, *files]
    dry = [*mine, "--dry-run"]
    quiet(peer)
    measured = {"ingest": bench.pair(dry, peer)}
    if kind == "sheets":
        measured["ingest, one core"] = bench.pair(["taskset", "-c", "0", *dry], peer)
    quiet(mine)
    if (study / "round-1" / "ratings.csv").read_bytes() != out.read_bytes():
        sys.exit(f"bench: {name}: the engine and the peer read other ratings: {study}/round-1/ratings.csv and {out}")
    size = sum(file.stat().st_size for file in files) / 2**20
    return [summary(name, what, pair, size, bench.runs) for what, pair in measured.items()]


def input_mib(study):
    files = [study / "study.json", study / "indicators.csv", study / "panel.csv", *study.glob("round-*/ratings.csv")]
    return sum(file.stat().st_size for file in files) / 2**20


def summary(name, what, measured, size, runs):
    mine, peer = ([seconds for seconds, _ in side] for side in measured)
    medians = statistics.median(mine), statistics.median(peer)
    peaks = [statistics.median(peak for _, peak in side) for side in measured]
    return dict(zip(COLUMNS, [name, what, f"{medians[0]:.4f}", f"{medians[1]:.4f}", f"{medians[1] / medians[0]:.1f}",
                              f"{peaks[0]:.1f}", f"{peaks[1]:.1f}", f"{size:.1f}", runs, f"{min(mine):.4f}",
                              f"{max(mine):.4f}", f"{min(peer):.4f}", f"{max(peer):.4f}", os.cpu_count()]))


def print_row(row):
    print(f"{row['case']:<14}{row['what']:<18}{float(row['delphi_median_s']) * 1000:>9.1f} ms"
          f"{float(row['peer_median_s']) * 1000:>9.0f} ms{row['ratio']:>8} x{row['delphi_peak_mib']:>8} MiB"
          f"{row['peer_peak_mib']:>8} MiB{row['input_mib']:>8} MiB", flush=True)


def run_case(bench, name, arguments, whats):
    study = bench.make(name, arguments)
    for what in whats:
        if what in JOBS:
            yield run_sheets(bench, name, study, what)
            continue
        mine, peer, out = bench.commands(study, what)
        bench.once(mine)
        bench.once(peer)
        compared, found = check_peer.compare(study, out)
        if found or not compared:
            sys.exit(f"bench: {name}, {what}: engine and peer differ in {len(found)} of {compared} values:\n" +
                     "\n".join(found[:10]))
        yield summary(name, what, bench.pair(mine, peer), input_mib(study), bench.runs)


# What was asked for, with its figure in a row of the results.
TARGETS = [
    ("100x60x4x3", "recompute", "under 30 ms", lambda row: float(row["delphi_median_s"]) < 0.030),
    ("100x60x4x3", "recompute", "50 times faster", lambda row: float(row["ratio"]) >= 50),
    ("100x60x4x3", "sheets", "4 times as many with one core", lambda row: float(row["ratio"]) >= 4),
    ("1000-sheets", "sheets, all cores", "4 times faster", lambda row: float(row["ratio"]) >= 4),
    ("1000x300x3x3", "recompute", "10 times faster", lambda row: float(row["ratio"]) >= 10),
    ("1000x300x3x3", "recompute", "peak below twice the input",
     lambda row: float(row["delphi_peak_mib"]) < 2 * float(row["input_mib"])),
    ("300-sheets", "ingest", "20 times faster", lambda row: float(row["ratio"]) >= 20),
    ("million-cells", "ingest", "20 times faster", lambda row: float(row["ratio"]) >= 20),
]


def print_targets(rows):
    for case, what, text, reached in TARGETS:
        for row in rows:
            if (row["case"], row["what"]) == (case, what):
                print(f"  {'reached' if reached(row) else 'MISSED '}  {case} {what}: {text}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--out")
    parser.add_argument("--case", help="only the case of this name")
    parser.add_argument("--what", help="only this measurement")
    options = parser.parse_args()
    bench = Bench(options.build, options.runs)
    bench.folder.mkdir(parents=True, exist_ok=True)
    print(f"medians of {options.runs} runs, {os.cpu_count()} cores\n"
          f"{'case':<14}{'what':<18}{'delphi':>12}{'peer':>12}{'ratio':>10}{'delphi':>12}{'peer':>12}{'input':>12}")
    # What starting costs before any work: the engine's `--version`, and importing pandas.
    start = bench.pair([bench.delphi, "--version"], [PYTHON, "-c", "import numpy, pandas, hashlib, json"])
    rows = [summary("start-up", "nothing", start, 0, options.runs)]
    print_row(rows[0])
    for name, arguments, whats in CASES:
        if options.case in (None, name):
            for row in run_case(bench, name, arguments, [w for w in whats if options.what in (None, w)]):
                rows.append(row)
                print_row(row)
    for name, arguments, kind in RETURNED:
        if options.case in (None, name):
            for row in run_ingest(bench, name, arguments, kind):
                rows.append(row)
                print_row(row)
    if options.out:
        with open(options.out, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    print_targets(rows)


if __name__ == "__main__":
    main()
