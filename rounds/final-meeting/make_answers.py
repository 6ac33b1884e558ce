#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deals made_up_counts.csv out over the made-up experts: `make_answers.py ROUND` writes a wide CSV to stdout. How it is
dealt: ../deal_counts.py.
"""
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import deal_counts

# Sixteen are invited; this one does not answer.
ABSENT = {1: {"M11"}}

if __name__ == "__main__":
    deal_counts.write(HERE, int(sys.argv[1]), ABSENT[int(sys.argv[1])], sys.stdout)
