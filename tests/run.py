#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs Criterion test binaries and sums them: `run.py [options] BINARY...`.

Criterion exits 0 when it ran nothing and hides what sanitizers and valgrind find in its child processes. So the tests are
counted from the TAP file of each binary, a binary that ran none is a failure, and log files of a checking tool
(`--logs FOLDER`) count as failures. The last line printed is `N passed, N failed`.
"""
import argparse
import re
import subprocess
import sys
import time
from pathlib import Path


def run(binary, options, folder):
    tap = folder / (binary.name + ".tap")
    output = folder / (binary.name + ".log")
    tap.unlink(missing_ok=True)
    command = options.wrapper.split() + [str(binary), f"--tap={tap}", f"-j{options.jobs}", f"--timeout={options.timeout}"]
    start = time.monotonic()
    with open(output, "wb") as out:
        code = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL).returncode
    text = tap.read_text(errors="replace") if tap.exists() else ""
    passed = len(re.findall(r"^ok (?!.*# SKIP)", text, re.M))
    skipped = len(re.findall(r"^ok .*# SKIP", text, re.M))
    failed = len(re.findall(r"^not ok ", text, re.M))
    if passed + failed + skipped == 0 or (code != 0 and failed == 0):
        failed += 1
    said = [f"skipped {name}: {why}" for name, why in re.findall(r"^ok - (\S+)\s+# SKIP ?(.*)$", text, re.M)]
    said += [line for line in output.read_text(errors="replace").splitlines() if re.search(r"\bskip", line, re.I)]
    mark = "ok  " if not failed else "FAIL"
    print(f"{mark} {str(binary.relative_to(options.root)):44} {passed:4} passed {failed:3} failed {time.monotonic() - start:6.1f} s",
          flush=True)
    for line in said:
        print("     " + re.sub(r"\x1b\[[0-9;]*m", "", line).strip())
    if failed:
        print(output.read_text(errors="replace")[-6000:])
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binaries", nargs="+", type=Path)
    parser.add_argument("--root", type=Path, required=True, help="the build folder, for short names")
    parser.add_argument("--wrapper", default="", help="a command to run each binary under")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=int, default=300, help="seconds a test may take")
    parser.add_argument("--logs", type=Path, help="a folder in which any file is a finding")
    parser.add_argument("--at-least", type=int, default=1, help="fewer tests than this is a failure")
    options = parser.parse_args()
    folder = options.root / "test-logs"
    folder.mkdir(parents=True, exist_ok=True)
    passed = failed = 0
    for binary in options.binaries:
        p, f = run(binary, options, folder)
        passed, failed = passed + p, failed + f
    findings = [f for f in sorted(options.logs.glob("*")) if f.stat().st_size] if options.logs and options.logs.exists() else []
    for finding in findings[:10]:
        print(f"FOUND {finding.name}:\n{finding.read_text(errors='replace')[:4000]}")
    failed += len(findings)
    if passed < options.at_least:
        print(f"only {passed} tests ran, {options.at_least} were expected")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
