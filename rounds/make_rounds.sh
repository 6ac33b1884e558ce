#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the rounds of the shipped studies anew, by the command itself: open, ingest, close. Each act has its own date
# (SOURCE_DATE_EPOCH), so that the ledgers, and all else, come out the same to the byte. `make rounds` calls it with
# DELPHI and GENERATE set. A study is replaced only when all of its rounds were made.
set -eu
cd "$(dirname "$0")"
: "${DELPHI:?names the delphi command}" "${GENERATE:?names bench/generate}"
export DELPHI_OPERATOR=demo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# act DATE COMMAND...: one act at nine in the morning (UTC) of a day.
act() {
    SOURCE_DATE_EPOCH=$(date -u -d "$1 09:00" +%s)
    export SOURCE_DATE_EPOCH
    shift
    "$DELPHI" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
}

begin() {
    mkdir "$work/$1"
    cp "$1/study.json" "$1/indicators.csv" "$1/panel.csv" "$work/$1/"
    for extra in longlist.csv options.csv blocks.csv; do
        [ ! -f "$1/$extra" ] || cp "$1/$extra" "$work/$1/"
    done
}

# round STUDY NUMBER OPENS CLOSES EXPORT
round() {
    act "$3" open "$work/$1"
    act "$4" ingest "$work/$1" "$5"
    act "$4" close "$work/$1"
    echo "rounds/$1: round $2"
}

finish() {
    rm -rf "$1"/round-* "$1/ledger.jsonl" "$1/ledger.sha256"
    cp -R "$work/$1"/round-* "$work/$1/ledger.jsonl" "$work/$1/ledger.sha256" "$1/"
}

kagesten() {
    begin kagesten-2017
    for number in 1 2; do
        python3 -B kagesten-2017/make_rows.py $number >"$work/reconstructed-round-$number.csv"
    done
    # The days are made up: the article does not print them.
    round kagesten-2017 1 2016-01-04 2016-01-29 "$work/reconstructed-round-1.csv"
    round kagesten-2017 2 2016-02-01 2016-02-26 "$work/reconstructed-round-2.csv"
    finish kagesten-2017
}

# answers STUDY NUMBER: what the simulated panel sends in.
answers() {
    "$GENERATE" rate "$work/$1" --round "$2" --seed 3 --missing 0.003 --absent 0.05 --attrition 0.05 \
        --break-off 0.02 --remark 0.01 --beliefs "$1/beliefs.csv" --comments "$1/comments.csv" \
        >"$work/export-round-$2.csv"
}

kernset() {
    begin jzojp-kernset
    answers jzojp-kernset 1
    round jzojp-kernset 1 2020-10-26 2020-11-23 "$work/export-round-1.csv"
    answers jzojp-kernset 2
    round jzojp-kernset 2 2021-01-04 2021-02-01 "$work/export-round-2.csv"
    answers jzojp-kernset 3
    round jzojp-kernset 3 2021-02-22 2021-03-22 "$work/export-round-3.csv"
    finish jzojp-kernset
}

topics() {
    begin topics-first
    for number in 1 2 3; do
        python3 -B topics-first/make_answers.py $number >"$work/made-up-round-$number.csv"
    done
    round topics-first 1 2026-03-02 2026-03-20 "$work/made-up-round-1.csv"
    round topics-first 2 2026-05-04 2026-05-22 "$work/made-up-round-2.csv"
    round topics-first 3 2026-06-15 2026-07-03 "$work/made-up-round-3.csv"
    finish topics-first
}

kernset_trends() {
    begin kernset-trends
    for number in 1 2; do
        python3 -B kernset-trends/make_answers.py $number >"$work/answers-round-$number.csv"
    done
    round kernset-trends 1 2023-05-15 2023-06-12 "$work/answers-round-1.csv"
    round kernset-trends 2 2023-06-19 2023-07-10 "$work/answers-round-2.csv"
    finish kernset-trends
    # What follows the study: values of the chosen indicators, and of two others.
    python3 -B kernset-trends/make_values.py >"$work/values.csv"
    cp "$work/values.csv" kernset-trends/values.csv
}

final_meeting() {
    begin final-meeting
    python3 -B final-meeting/make_answers.py 1 >"$work/answers-round-1.csv"
    round final-meeting 1 2026-08-31 2026-09-18 "$work/answers-round-1.csv"
    round final-meeting 2 2026-10-01 2026-10-08 final-meeting/ballots.csv
    finish final-meeting
}

pick_and_order() {
    begin pick-and-order
    for number in 1 2; do
        python3 -B pick-and-order/make_answers.py $number >"$work/ballots-round-$number.csv"
    done
    round pick-and-order 1 2026-08-24 2026-09-11 "$work/ballots-round-1.csv"
    round pick-and-order 2 2026-09-14 2026-10-02 "$work/ballots-round-2.csv"
    finish pick-and-order
}

# Answers are reconstructed, see the folder's README. The days of 2022 are the report's, others are made up.
jump_scan() {
    begin jump-scan-2022
    python3 -B jump-scan-2022/make_answers.py files "$work/jump-scan-2022"
    for wave in 2020 2021 2022; do
        python3 -B jump-scan-2022/make_answers.py answers $wave >"$work/reconstructed-$wave.csv"
    done
    round jump-scan-2022 1 2020-09-01 2020-10-15 "$work/reconstructed-2020.csv"
    round jump-scan-2022 2 2021-09-01 2021-10-15 "$work/reconstructed-2021.csv"
    round jump-scan-2022 3 2022-08-28 2022-10-15 "$work/reconstructed-2022.csv"
    for table in indicators.csv options.csv blocks.csv panel.csv; do
        cp "$work/jump-scan-2022/$table" jump-scan-2022/
    done
    finish jump-scan-2022
}

kagesten
kernset
topics
final_meeting
pick_and_order
jump_scan
kernset_trends
