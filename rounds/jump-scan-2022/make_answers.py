#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole answers behind the published figures of the JuMP-scan 2022. Seeded; the same to the byte each time.

    make_answers.py files FOLDER   writes indicators.csv, options.csv, blocks.csv and panel.csv
    make_answers.py answers WAVE   writes to standard output what the participants of 2020, 2021 or 2022 send in
    make_answers.py --check        counts the answers, and holds them against the published figures

published.csv and published_blocks.csv say what was published. Percentages give whole counts (the counts of the only base
from 50 to 51 that fits; `delphi grim` says so). Who gave which answer was not published: counts are dealt out by chance,
so that each block comes to its score for both types of institution. Where the published questions of a block cannot do
that alone, one or two questions are made up for it, marked as such. Of 2020 and 2021 a few percentages were published
and no base; the smallest base from 50 on that fits all of a wave's is taken.
"""
import csv
import random
import sys
from fractions import Fraction
from math import floor
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOSPITALS, OTHERS, INVITED = 46, 5, 100
WAVES = ["2020", "2021", "2022"]
PEOPLE = range(HOSPITALS + OTHERS)  # the first 46 are hospitals

BLOCKS = [("Leiderschap", "Leadership"), ("Interne programma-organisatie", "Internal programme organisation"),
          ("Professionals", "Professionals"), ("Financiën", "Finance"), ("ICT-infrastructuur", "IT infrastructure"),
          ("Patiënt & populatie", "Patient & population"), ("Regiovisie", "Regional vision"),
          ("Stakeholders", "Stakeholders")]

# Questions with published figures; words are ours. id: block, Dutch, English, answers (the score is the place).
SINGLE = {
    "V01": ("Regiovisie", "Zicht op de zorgvraag", "Insight into the demand for care",
            [("nog geen zicht", "no insight yet"), ("in beeld, geen projecten", "known, no projects yet"),
             ("vertaald naar een opgave", "translated into a task"),
             ("structureel keuzen in het aanbod", "structural choices in what is offered")]),
    "V02": ("Stakeholders", "Governance in de regio", "Governance in the region",
            [("geen model", "no model"), ("afspraken per project", "agreements by project"),
             ("geformaliseerd bij project en bestuur", "formalised at project and board"),
             ("regionale organisatie", "regional organisation"), ("anders", "other")]),
    "V03": ("Financiën", "Bekostigingsafspraken", "Funding agreements",
            [("nog niet mee bezig", "not working on it yet"), ("willen, maar lukt niet", "want to, but do not succeed"),
             ("afspraken per project", "agreements by project"), ("contracten ondersteunen", "contracts support it")]),
    "V04": ("Financiën", "Investeringsruimte", "Room for investment",
            [("geen", "none"), ("behoefte aan meer", "need for more"), ("genoeg, maar onzeker", "enough, but uncertain"),
             ("genoeg", "enough")]),
    "V05": ("Financiën", "Kosten per patiënt", "Cost per patient",
            [("niet lager, of geen onderwerp", "not lower, or no topic"), ("aandacht, niet aantoonbaar", "not demonstrable"),
             ("lager in eigen organisatie of project", "lower in own organisation or project"),
             ("lager in de regio", "lower in the region")]),
    "V06": ("Patiënt & populatie", "Zicht op preventie-interventies", "Insight into prevention",
            [("nog geen zicht", "no insight yet"), ("zicht, geen activiteiten", "insight, no activities"),
             ("enkele regionale activiteiten", "some regional activities"),
             ("activiteiten en rolverdeling", "activities and roles")]),
    "V07": ("Patiënt & populatie", "Doorverwijzing voor leefstijl", "Referral for lifestyle",
            [("niet", "not"), ("incidenteel", "incidentally"), ("sociale kaart in de maak", "directory in the making"),
             ("met sociale kaart", "with a directory")]),
    "V08": ("Patiënt & populatie", "Multidisciplinair overleg over preventie", "Multidisciplinary talks on prevention",
            [("geen", "none"), ("met enkele partijen", "with some parties"), ("met meerdere partijen", "with more parties"),
             ("met meerdere partijen, deel van de visie", "with more parties, part of the vision")]),
}
# Of which the report says that question or answers were a little different in 2021: another question then.
CHANGED = {"V06-2021": "V06", "V08-2021": "V08"}
# Asked in the same words in all waves, says the report.
SAME = {"V01"}

# Questions of which several options can be chosen: id, block, words, who is asked, options.
MULTIPLE = {
    "V09": ("", "Wat het voor de organisatie betekende", "What it meant to the organisation", "",
            [("meer samenwerking in de regio", "more co-operation in the region"), ("focus op passend aanbod", "focus"),
             ("betere zorg", "better care"), ("in-, door- en uitstroom", "patient flow"), ("werkplezier", "work pleasure"),
             ("lagere kosten", "lower cost"), ("minder werkdruk", "less work pressure"), ("arbeidsmarkt", "labour market"),
             ("anders", "other")]),
    "V10": ("Financiën", "Gebruikte financiële middelen", "Funds that are used", "",
            [("eigen investering", "own investment"), ("transformatiegelden", "transformation funds"),
             ("subsidies", "subsidies"), ("contract", "contract"), ("meerjarencontract", "contract for years"),
             ("facultatieve prestaties", "optional services"), ("anders", "other"), ("niet van toepassing", "does not apply")]),
    "V11": ("Patiënt & populatie", "Patiëntgroepen met multidisciplinaire samenwerking", "Patient groups", "V08=2|3|4",
            [("kwetsbare ouderen", "frail older people"), ("geboortezorg", "birth care"),
             ("hart- en vaatziekten", "heart and vessels"), ("diabetes", "diabetes"), ("dementie", "dementia"),
             ("Parkinson", "Parkinson"), ("anders", "other")]),
}
# How many questions are made up for a block, for its score.
MADE_UP = {"Leiderschap": 2, "Interne programma-organisatie": 2, "Professionals": 2, "Financiën": 1,
           "ICT-infrastructuur": 2, "Patiënt & populatie": 1, "Regiovisie": 1, "Stakeholders": 1}


def rows(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made_up_questions():
    return [(f"R{b + 1}{'abc'[i]}", name, i + 1) for b, (name, _) in enumerate(BLOCKS) for i in range(MADE_UP[name])]


def half_up(value, decimals=0):
    unit = 10**decimals
    return Fraction(floor(value * unit + Fraction(1, 2)), unit)


def published_counts():
    """Counts by question of 2022: of the answers in order, or of the options that could be chosen."""
    counts = {}
    for row in rows("published.csv"):
        if row["wave"] == "2022":
            counts.setdefault(row["question"], []).append(int(row["count"]))
    return counts


def counts_on(base, percentages):
    """The whole counts that print as these percentages and add up to the base; None where there are none."""
    counts = []
    for percentage in percentages:
        fits = [k for k in range(base + 1) if half_up(Fraction(100 * k, base)) == percentage]
        if not fits:
            return None
        counts.append(fits[0])  # below a base of 100 there is one at most
    return counts if sum(counts) == base else None


def earlier_counts(wave):
    """Counts by question of 2020 or 2021, on the smallest base from 50 to 100 that fits all of them."""
    percentages = {}
    for row in rows("published.csv"):
        if row["wave"] == wave:
            percentages.setdefault(row["question"], []).append(int(row["percentage"]))
    for base in range(50, INVITED + 1):
        counts = {q: counts_on(base, p) for q, p in percentages.items()}
        if None not in counts.values():
            return counts
    raise SystemExit(f"{wave}: no base fits")


def targets():
    return {r["block"]: (Fraction(r["ziekenhuis"]), Fraction(r["overig"])) for r in rows("published_blocks.csv")}


# ---- answers ----

def spread(total, people, chance):
    """Scores of 1 to 4 that add up to `total`, as unlike as chance makes them."""
    scores = [total // len(people) + (i < total % len(people)) for i in range(len(people))]
    assert all(1 <= s <= 4 for s in scores), (total, len(people))
    for _ in range(2 * len(people)):
        a, b = chance.sample(range(len(people)), 2) if len(people) > 1 else (0, 0)
        if scores[a] < 4 and scores[b] > 1 and a != b:
            scores[a] += 1
            scores[b] -= 1
    chance.shuffle(scores)
    return dict(zip(people, scores))


def deal(counts, chance):
    """The answers of a question over the participants: who has none is a hospital."""
    bag = [place + 1 for place, count in enumerate(counts) for _ in range(count)]
    chance.shuffle(bag)
    for _ in range(len(PEOPLE) - len(bag)):
        bag.insert(chance.randrange(HOSPITALS), None)
    return dict(zip(PEOPLE, bag))


def score(question, answer):
    return None if answer is None or (question == "V02" and answer == 5) else answer


def block_mean(answers, people):
    means = []
    for p in people:
        scored = [s for s in (score(q, a[p]) for q, a in answers.items()) if s is not None]
        if scored:
            means.append(Fraction(sum(scored), len(scored)))
    return sum(means) / len(means)


def make_block(block, counts, chance):
    """The answers to the scored questions of a block that come to its two scores."""
    published = [q for q, words in SINGLE.items() if words[0] == block]
    made_up = [q for q, name, _ in made_up_questions() if name == block]
    hospitals, others = PEOPLE[:HOSPITALS], PEOPLE[HOSPITALS:]
    for _ in range(20000):
        answers = {q: deal(counts[q], chance) for q in published}
        # What is made up aims at the score: its sum is what the published answers leave, tried around that.
        for people, target in zip((hospitals, others), targets()[block]):
            known = sum(score(q, answers[q][p]) or target for q in published for p in people)
            wanted = target * len(people) * (len(published) + len(made_up)) - known
            sums = [round(wanted / len(made_up)) + chance.randint(-2, 2) for _ in made_up]
            if not all(len(people) <= each <= 4 * len(people) for each in sums):
                break
            for q, each in zip(made_up, sums):
                answers.setdefault(q, {}).update(spread(each, people, chance))
        else:
            if all(half_up(block_mean(answers, people), 1) == target
                   for people, target in zip((hospitals, others), targets()[block])):
                return answers
    raise SystemExit(f"{block}: no answers were found")


def choose(counts, people, chance):
    """Who chose which option: the counts of the options, and everyone at least one."""
    while True:
        chosen = {p: set() for p in people}
        for option, count in enumerate(counts):
            for p in chance.sample(list(people), count):
                chosen[p].add(option)
        none = [p for p in people if not chosen[p]]
        for p in none:  # takes over an option of somebody who has more
            giver = chance.choice([g for g in people if len(chosen[g]) > 1])
            option = chance.choice(sorted(chosen[giver]))
            chosen[giver].remove(option)
            chosen[p].add(option)
        if all(chosen.values()):
            return chosen


def make_answers():
    chance = random.Random(20221015)
    counts, answers = published_counts(), {}
    for block, _ in BLOCKS:
        answers.update(make_block(block, counts, chance))
    for q, (_, _, _, asked, options) in MULTIPLE.items():
        people = [p for p in PEOPLE if not asked or answers["V08"][p] in (2, 3, 4)]
        chosen = choose(counts[q], people, chance)
        for i in range(len(options)):
            answers[f"{q}{'abcdefghi'[i]}"] = {p: "x" if i in chosen.get(p, ()) else None for p in PEOPLE}
    return answers


def make_earlier_answers(wave):
    """Who took part then was not published either: so many of those invited in 2022, by chance."""
    chance = random.Random(int(wave))
    counts = earlier_counts(wave)
    people = sorted(chance.sample(range(INVITED), sum(next(iter(counts.values())))))
    answers = {}
    for q, numbers in counts.items():
        bag = [place + 1 for place, count in enumerate(numbers) for _ in range(count)]
        chance.shuffle(bag)
        answers[q] = dict(zip(people, bag))
    return answers


# ---- files ----

def write(folder, name, heading, lines):
    with open(Path(folder) / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(heading)
        out.writerows(lines)


def write_files(folder):
    english, indicators, options = dict(BLOCKS), [], []
    old = {new: q for q, new in CHANGED.items()}
    for q, (block, text, text_en, words) in SINGLE.items():
        since = 1 if q in SAME else 3
        indicators.append((q, block, english[block], text, text_en, "", "", "", since, "", old.get(q, ""),
                           "yes" if q in SAME else "", "NVZ 2022"))
        options += [(q, i + 1, nl, en, "" if nl == "anders" else i + 1) for i, (nl, en) in enumerate(words)]
    for q, new in CHANGED.items():
        block, text, text_en, words = SINGLE[new]
        indicators.append((q, block, english[block], f"{text} (vraagstelling van 2021)", f"{text_en} (as asked in 2021)",
                           "", "", "", 2, 2, "", "", "NVZ 2022"))
        options += [(q, i + 1, nl, en, i + 1) for i, (nl, en) in enumerate(words)]
    for q, (block, text, text_en, asked, words) in MULTIPLE.items():
        indicators += [(f"{q}{'abcdefghi'[i]}", block, english.get(block, ""), nl, en, text, text_en, asked, 3, "", "",
                        "", "NVZ 2022") for i, (nl, en) in enumerate(words)]
    for q, block, number in made_up_questions():
        indicators.append((q, block, english[block], f"Reconstructie {number}, niet gepubliceerd",
                           f"Reconstruction {number}, not published", "", "", "", 3, "", "", "", "reconstructed"))
        options += [(q, i, f"score {i}", f"score {i}", i) for i in range(1, 5)]
    order = [name for name, _ in BLOCKS] + [""]
    indicators.sort(key=lambda row: order.index(row[1]))
    write(folder, "indicators.csv", ("id", "topic", "topic_en", "text", "text_en", "choice_of", "choice_of_en",
                                     "asked_if", "since", "until", "replaces", "comparable", "source"), indicators)
    write(folder, "options.csv", ("indicator", "option", "label", "label_en", "score"), options)
    # Of the earlier waves no block can be scored from one question: what was published stands in a block of its own.
    alone = ("Gepubliceerde losse vragen", "Single questions that were published")
    write(folder, "blocks.csv", ("version", "indicator", "block", "block_en"),
          [("2020-part", "V01", *alone)] + [("2021-part", q, *alone) for q in ["V01", *CHANGED]])
    kind = ["ziekenhuis"] * HOSPITALS + ["overig"] * OTHERS + ["onbekend"] * (INVITED - HOSPITALS - OTHERS)
    write(folder, "panel.csv", ("expert", "group"), [(f"Z{i + 1:03d}", group) for i, group in enumerate(kind)])


def write_answers(wave):
    answers = make_answers() if wave == WAVES[-1] else make_earlier_answers(wave)
    people = sorted({p for given in answers.values() for p in given})
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["expert", *sorted(answers)])
    for p in people:
        out.writerow([f"Z{p + 1:03d}", *(answers[q][p] if answers[q][p] is not None else "" for q in sorted(answers))])


def check():
    answers, counts, wrong = make_answers(), published_counts(), 0
    for row in rows("published.csv"):
        if row["wave"] != "2022":
            continue
        q, option = row["question"], int(row["option"])
        if q in SINGLE:
            given = [a for a in answers[q].values() if a is not None]
            k, n = given.count(option), len(given)
        else:
            columns = [answers[f"{q}{'abcdefghi'[i]}"] for i in range(len(counts[q]))]
            k, n = sum(a == "x" for a in columns[option - 1].values()), sum(any(c[p] for c in columns) for p in PEOPLE)
        fits = half_up(Fraction(100 * k, n)) == int(row["percentage"]) and n == int(row["base"])
        wrong += not fits
    for wave in WAVES[:-1]:
        for q, given in make_earlier_answers(wave).items():
            printed = [int(row["percentage"]) for row in rows("published.csv") if (row["wave"], row["question"]) == (wave, q)]
            given = list(given.values())
            wrong += [half_up(Fraction(100 * given.count(i + 1), len(given))) for i in range(len(printed))] != printed
    for block, (_, _) in targets().items():
        inside = {q: a for q, a in answers.items()
                  if (q in SINGLE and SINGLE[q][0] == block) or (q, block) in [m[:2] for m in made_up_questions()]}
        for people, target in zip((PEOPLE[:HOSPITALS], PEOPLE[HOSPITALS:]), targets()[block]):
            wrong += half_up(block_mean(inside, people), 1) != target
    print("published figures that do not come out:", wrong)
    return wrong > 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["files"]:
        write_files(sys.argv[2])
    elif sys.argv[1:2] == ["answers"]:
        write_answers(sys.argv[2])
    else:
        sys.exit(check())
