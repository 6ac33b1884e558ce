#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how time and memory grow with a round: `run_scale.py --build build/release --out bench/scale.csv`.

Rounds of 10 to 100,000 experts by 500 indicators by 2 criteria in 4 groups, as in a public consultation: 10^4 to 10^8
ratings asked for. The engine's job is `delphi recompute --check`; the peers count the same round with pandas, whole and in
chunks, and with data.table (peer_scale.py, peer_scale.R). Counts, quartiles, means and decisions are compared first, and
where one differs nothing is timed. Runs alternate. Beside the table a plot is drawn, scale.svg.
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
INDICATORS, CRITERIA, GROUPS = 500, 2, 4
CHUNK = 1000000
COLUMNS = ["ratings", "who", "median_s", "ratio", "peak_mib", "input_mib", "runs", "min_s", "max_s", "cores"]
# Fewer runs where each takes long.
RUNS = {4: 7, 5: 7, 6: 5, 7: 5, 8: 3}
# Who, its colour in the plot (of the colours for colour-blind readers by Okabe and Ito, as in the reports), and its mark.
LOOKS = {"delphi": ("#0072B2", "o"), "pandas": ("#D55E00", "s"), "pandas in chunks": ("#E69F00", "D"),
         "data.table": ("#009E73", "^")}
COMPARED = ["mean", "median", "q1", "q3", "iqr"]


def peers(study, out):
    """Who, and how it is started; the last argument is where it writes."""
    python = [run.PYTHON, HERE / "peer_scale.py", study, out]
    yield "pandas", python
    yield "pandas in chunks", [*python, "--chunks", str(CHUNK)]
    if subprocess.run(["Rscript", "--vanilla", "-e", "library(data.table)"], capture_output=True).returncode == 0:
        yield "data.table", ["Rscript", "--vanilla", HERE / "peer_scale.R", study, out]


# ---- do they say the same? -------------------------------------------------------------------------------------------

def engine_cells(study):
    """(indicator, criterion, group or "") -> (decision, cell), but for groups too small to be shown."""
    document = json.loads((study / "round-1" / "results.json").read_text(encoding="utf-8"))
    for indicator in document["indicators"]:
        for criterion, panel in indicator["criteria"].items():
            for group, cell in [("", panel), *panel["groups"].items()]:
                if "suppressed" not in cell:
                    yield (indicator["id"], criterion, group), indicator["decision"], cell


def differs(cell, decision, row):
    whole = [cell["n"], cell["cannot_judge"], *cell["counts"], int(cell["disagreement"]), decision]
    other = [row["n"], row["cannot_judge"], *(row[f"count_{k + 1}"] for k in range(len(cell["counts"]))),
             row["disagreement"], row["decision"]]
    return [str(value) for value in whole] != other or any(
        not math.isclose(cell[name], float(row[name]), rel_tol=1e-9, abs_tol=1e-12) for name in COMPARED)


def compare(study, out):
    """(cells compared, those that differ)"""
    with open(out, encoding="utf-8", newline="") as file:
        rows = {(row["indicator"], row["criterion"], row["group"]): row for row in csv.DictReader(file)}
    compared, found = 0, []
    for key, decision, cell in engine_cells(study):
        compared += 1
        if key not in rows or differs(cell, decision, rows[key]):
            found.append(" ".join(key))
    return compared, found


# ---- measuring -------------------------------------------------------------------------------------------------------

def measure(bench, power, study):
    """who -> [(seconds, peak)]; the numbers are compared in the first run of each, which is not counted."""
    out = bench.folder / "scale-peer.csv"
    commands = {"delphi": [bench.delphi, "recompute", "--check", study], **dict(peers(study, out))}
    for who, command in commands.items():
        bench.once(command)
        if who != "delphi":
            compared, found = compare(study, out)
            if found or not compared:
                sys.exit(f"bench: 10^{power}: {who} differs in {len(found)} of {compared} cells: {', '.join(found[:10])}")
    measured = {who: [] for who in commands}
    for _ in range(min(bench.runs, RUNS[power])):
        for who, command in commands.items():
            measured[who].append(bench.once(command))
    return measured


def rows_of(power, study, measured):
    mine = statistics.median(seconds for seconds, _ in measured["delphi"])
    for who, runs in measured.items():
        seconds = [one for one, _ in runs]
        median = statistics.median(seconds)
        yield dict(zip(COLUMNS, [10**power, who, f"{median:.4f}", f"{median / mine:.1f}",
                                 f"{statistics.median(peak for _, peak in runs):.0f}", f"{run.input_mib(study):.1f}",
                                 len(runs), f"{min(seconds):.4f}", f"{max(seconds):.4f}", os.cpu_count()]))


def run_power(bench, power):
    study = bench.make("scale", ["study", "--experts", str(10 ** (power - 3)), "--indicators", str(INDICATORS),
                                 "--criteria", str(CRITERIA), "--groups", str(GROUPS), "--rounds", "1", "--seed", "3"])
    rows = list(rows_of(power, study, measure(bench, power, study)))
    shutil.rmtree(study)
    for row in rows:
        print(f"10^{power}  {row['who']:<18}{float(row['median_s']):>10.3f} s{row['ratio']:>8} x{row['peak_mib']:>8} MiB"
              f"{row['input_mib']:>9} MiB", flush=True)
    return rows


# ---- the plot --------------------------------------------------------------------------------------------------------

def draw_panel(axes, rows, column, title):
    for who, (colour, mark) in LOOKS.items():
        of = [(int(row["ratings"]), float(row[column])) for row in rows if row["who"] == who]
        if of:
            axes.plot(*zip(*of), color=colour, marker=mark, markersize=5, label=who)
    axes.set(xscale="log", yscale="log", title=title, xlabel="ratings asked for")
    axes.grid(True, which="major", color="#DDDDDD", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)


def draw(rows, file):
    try:
        import matplotlib
    except ImportError:
        print("no plot: matplotlib is not here")
        return
    matplotlib.use("svg")
    from matplotlib import pyplot
    matplotlib.rcParams.update({"svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9,
                                "svg.hashsalt": "delphi"})
    figure, (time, memory) = pyplot.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
    draw_panel(time, rows, "median_s", "seconds")
    draw_panel(memory, rows, "peak_mib", "peak memory, MiB")
    sizes = sorted({(int(row["ratings"]), float(row["input_mib"])) for row in rows})
    memory.plot(*zip(*sizes), color="#5B6B7A", linestyle=":", label="size of the input")
    memory.legend(frameon=False)
    figure.savefig(file, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--runs", type=int, default=7, help="at most; large rounds get fewer")
    parser.add_argument("--most", type=int, default=8, help="the largest power of ten")
    parser.add_argument("--out")
    options = parser.parse_args()
    bench = run.Bench(options.build, options.runs)
    bench.folder.mkdir(parents=True, exist_ok=True)
    rows = [row for power in RUNS if power <= options.most for row in run_power(bench, power)]
    if options.out:
        with open(options.out, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        draw(rows, Path(options.out).with_suffix(".svg"))


if __name__ == "__main__":
    main()
