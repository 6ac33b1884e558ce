#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types every command of the README as it stands, in its order, and compares what comes with what the README shows.

In a fenced block a line that starts with `$ ` is a command, and what follows is shown of it: a line with nothing but an
ellipsis stands for any lines, one at the end of a line for the rest of it, and where nothing is shown anything may come, so long as the command succeeds. `$ cat FILE`
makes the file where it is not there. What a block takes for granted (a study that is under way) stands in SETUPS, by the
block's first command. The last line is `N passed, N failed`."""
import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# What the reader of a block has already: shell, in the folder where the README's commands are typed.
SETUPS = {
    'delphi ingest kernset corrected.csv': """
        cp -r rounds/jzojp-kernset kernset
        delphi reopen kernset --round 3 --why "to be corrected"
        (echo expert,indicator,criterion,rating; grep -m2 ^P07, kernset/round-3/ratings.csv | cut -d, -f1-3 | sed 's/$/,4/') > corrected.csv
    """,
    'delphi sheets mystudy': """
        delphi open mystudy
        grep -vE '^P0(3|7)' answers.csv > answers-2.csv
        delphi ingest mystudy answers-2.csv
    """,
    'delphi diff kernset HEAD~1': """
        rm -rf kernset && cp -r rounds/jzojp-kernset kernset
        git init -q . && git add kernset
        git -c user.name=test -c user.email=test@localhost commit -qm one
        sed -i 's/relevance.share(high) >= 70%/relevance.share(high) >= 75%/' kernset/study.json
        delphi recompute kernset > /dev/null
        git add kernset
        git -c user.name=test -c user.email=test@localhost commit -qm two
    """,
}


def blocks(text):
    """Lists of (command, shown lines) of each fenced block that has commands."""
    for block in re.findall(r"^```\n(.*?)^```$", text, re.M | re.S):
        steps = []
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            elif steps:
                steps[-1][1].append(line)
        if steps:
            yield steps


def matches(shown, given):
    """Are these the lines, with any number of others for each ellipsis?"""
    pattern = ""
    for line in (line.rstrip() for line in shown):
        if line == "…":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += (re.escape(line[:-1]) + ".*" if line.endswith("…") else re.escape(line)) + r"[ ]*\n"
    return re.fullmatch(pattern, given) is not None


def run(command, folder, environment):
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    return done.returncode, done.stdout.decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("readme", nargs="?", default=str(Path(__file__).resolve().parent.parent / "README.md"))
    options = parser.parse_args()
    program, readme = Path(options.program).resolve(), Path(options.readme).resolve()
    passed, failed, skipped = 0, 0, []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(readme.parent / "rounds", folder / "rounds", ignore=shutil.ignore_patterns("out"))
        environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8", COLUMNS="80")
        for steps in blocks(readme.read_text(encoding="utf-8")):
            for start, script in SETUPS.items():
                if steps[0][0].startswith(start):
                    status, said = run("set -e\n" + script, folder, environment)
                    if status:
                        print(f"FAIL what stands before: {start}\n{said}")
                        failed += 1
            for command, shown in steps:
                word = command.split()[0]
                if word == "cat" and shown and not (folder / command.split()[1]).exists():
                    (folder / command.split()[1]).write_text("".join(line + "\n" for line in shown), encoding="utf-8")
                if not shutil.which(word, path=environment["PATH"]):
                    skipped.append(word)
                    continue
                status, given = run(command, folder, environment)
                if status == 0 and (not shown or matches(shown, given)):
                    passed += 1
                    continue
                failed += 1
                print(f"FAIL {command} (exit {status})")
                print("\n".join(difflib.unified_diff(shown, given.splitlines(), "the README shows", "it gives", lineterm="", n=1)))
    if skipped:
        print("skipped, not installed:", ", ".join(sorted(set(skipped))))
    if passed < 15:
        print(f"only {passed} commands of the README were found to hold")
        failed += 1
    print(f"README: {passed + failed} commands typed")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
