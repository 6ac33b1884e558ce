/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of the best so many: its order, its cut, and how sure it is. */
#include <criterion/criterion.h>
#include <delphi/delphi.h>

#include "../support/study.h"
#include "export/parts.h"

#define PROTOCOL(rules, select, rounds)                                                                                \
    "{\"format\": \"delphi-study/1\", \"id\": \"select\", \"scale\": {\"min\": 1, \"max\": 9}, \"min_ratings\": 1,"    \
    " \"replicates\": 200, " rules "\"rounds\": [{\"id\": 1, \"select\": " select "}" rounds "]}"
#define RULES "\"rules\": {\"keep\": \"median >= 5\", \"drop\": \"median <= 2\"}, "
#define BY    "\"by\": [\"median\", \"mean\"]"

static const char list[] = "id,text\nI1,One\nI2,Two\nI3,Three\nI4,Four\nI5,Five\n";
static const char panel[] = "expert\nA\nB\nC\nD\n";
/* Medians and means: I1 8, 8; I2 7, 7; I3 7, 7 by other ratings; I4 6, 6; I5 2, 2. */
static const char *const rows[] = {"A,I1,rating,8,\nB,I1,rating,8,\nC,I1,rating,8,\n"
                                   "A,I2,rating,7,\nB,I2,rating,7,\nC,I2,rating,7,\n"
                                   "A,I3,rating,6,\nB,I3,rating,7,\nC,I3,rating,8,\n"
                                   "A,I4,rating,6,\nB,I4,rating,6,\nC,I4,rating,6,\n"
                                   "A,I5,rating,2,\nB,I5,rating,2,\nC,I5,rating,2,\n",
                                   NULL};

typedef struct {
    delphi_study *study;
    delphi_result *result;
} fixture;

static fixture make(const char *protocol, const char *indicators, const char *const *ratings) {
    fixture f = {.study = test_study(protocol, indicators, panel, ratings)};
    f.result = test_analyse(f.study, 1, NULL);
    return f;
}

static void end(fixture *f) {
    delphi_result_free(f->result);
    delphi_study_free(f->study);
}

/* The decisions in the order of the file: "keep keep drop". */
static void decisions(const delphi_result *result, char *out, size_t size) {
    size_t used = 0;
    *out = '\0';
    for (size_t i = 0; i < result->outcome_count && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? " " : "",
                                 delphi_decision_name(result->outcomes[i].rule_decision));
}

static const delphi_rank *rank(const fixture *f, const char *id) {
    return delphi_result_outcome(f->result, delphi_study_indicator(f->study, id))->rank;
}

Test(selection, cuts_after_the_rules_or_instead_of_them_and_ties_as_the_protocol_says) {
    static const struct {
        const char *protocol, *decisions;
        uint32_t candidates, selected, tied;
    } cases[] = {
        {PROTOCOL(RULES, "{\"best\": 2, " BY ", \"ties\": \"in\"}", ""), "keep keep keep drop drop", 4, 3, 2},
        {PROTOCOL(RULES, "{\"best\": 2, " BY ", \"ties\": \"out\"}", ""), "keep drop drop drop drop", 4, 1, 2},
        {PROTOCOL(RULES, "{\"best\": 2, " BY "}", ""), "keep undecided undecided drop drop", 4, 1, 2},
        {PROTOCOL(RULES, "{\"best\": 3, " BY "}", ""), "keep keep keep drop drop", 4, 3, 0},
        {PROTOCOL(RULES, "{\"best\": 9, " BY "}", ""), "keep keep keep keep drop", 4, 4, 0},
        {PROTOCOL("", "{\"best\": 4, \"among\": \"all\", " BY "}", ""), "keep keep keep keep drop", 5, 4, 0},
        {PROTOCOL("", "{\"best\": 1, \"among\": \"all\", \"by\": [\"-median\"]}", ""), "drop drop drop drop keep", 5, 1,
         0},
        {PROTOCOL(RULES, "{\"best\": 2, \"by\": [\"median\", \"mean\", \"iqr\"]}", ""), "keep keep drop drop drop", 4,
         2, 0},
        {PROTOCOL(RULES, "{\"best\": 2, \"by\": [\"median\", \"mean\", \"id\"]}", ""), "keep keep drop drop drop", 4, 2,
         0},
        {PROTOCOL(RULES, "{\"best\": 2, \"by\": [\"median\", \"mean\", \"-id\"]}", ""), "keep drop keep drop drop", 4,
         2, 0},
        {PROTOCOL(RULES, "{\"best\": 1, \"by\": [\"+count(8..9)\"]}", ""), "keep drop drop drop drop", 4, 1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = make(cases[i].protocol, list, rows);
        char found[128];
        decisions(f.result, found, sizeof found);
        cr_expect_str_eq(found, cases[i].decisions, "case %zu: %s", i, found);
        cr_expect_eq(f.result->selection->candidates, cases[i].candidates, "case %zu", i);
        cr_expect_eq(f.result->selection->selected, cases[i].selected, "case %zu", i);
        cr_expect_eq(f.result->selection->tied, cases[i].tied, "case %zu", i);
        end(&f);
    }
}

Test(selection, tells_each_rank_and_why) {
    fixture f = make(PROTOCOL(RULES, "{\"best\": 2, " BY "}", ""), list, rows);
    cr_expect_eq(rank(&f, "I1")->rank, 1u);
    cr_expect_eq(rank(&f, "I2")->rank, 2u);
    cr_expect_eq(rank(&f, "I3")->rank, 2u);
    cr_expect_eq(rank(&f, "I3")->tied, 2u);
    cr_expect_eq(rank(&f, "I4")->rank, 4u, "two are before it on rank 2");
    cr_expect_not(rank(&f, "I5")->candidate);
    const delphi_outcome *outcome = delphi_result_outcome(f.result, 3);
    const delphi_clause *last = &outcome->because[outcome->because_count - 1];
    cr_expect_str_eq(last->clause, "rank <= 2");
    cr_expect_eq(last->value.as.rational.num, 4);
    cr_expect_eq(last->holds, DELPHI_FALSE);
    cr_expect_str_eq(f.result->selection->by[0], "+median");
    end(&f);
}

/* The note below the answer, and the heads of the columns behind the first four. */
static void expect_words(const fixture *f, delphi_language language, const char *note, const char *const heads[3]) {
    const delphi_result *rounds[] = {f->result};
    document *doc = parts_write(&(delphi_report_order){.rounds = rounds, .round_count = 1, .language = language});
    cr_assert_not_null(doc);
    const document_part *part = doc->parts;
    while (part && strcmp(part->id, "selection") != 0)
        part = part->next;
    cr_assert_not_null(part);
    for (const document_block *block = part->blocks; block; block = block->next) {
        if (block->kind == DOCUMENT_IS_WORDS && block->words == DOCUMENT_NOTE)
            cr_expect_str_eq(block->text, note, "%s", block->text);
        for (size_t k = 0; block->kind == DOCUMENT_IS_TABLE && k < 3; k++)
            cr_expect_str_eq(block->table.spec.columns[4 + k].head, heads[k], "%s",
                             block->table.spec.columns[4 + k].head);
    }
    document_free(doc);
}

Test(selection, its_keys_are_read_in_words) {
    fixture f =
        make(PROTOCOL("\"criteria\": [{\"id\": \"rel\", \"title\": \"Relevance\"}, {\"id\": \"feas\"}], ",
                      "{\"best\": 2, \"among\": \"all\", \"by\": [\"rel.share(8..9)\", \"rel.iqr\", \"-id\"]}", ""),
             list, (const char *const[]){"A,I1,rel,8,\nA,I2,rel,7,\n", NULL});
    expect_words(&f, DELPHI_EN,
                 "Sorted by the share of 8 to 9 among the valid ratings of Relevance, highest first; the interquartile "
                 "range of Relevance, lowest first; the id, lowest first. Equals by the first are sorted by the next, "
                 "and so on; values are compared exactly. In the protocol: +rel.share(8..9); -rel.iqr; -id.",
                 (const char *const[]){"The share of 8 to 9 among the valid ratings of Relevance, highest first",
                                       "The interquartile range of Relevance, lowest first", "The id, lowest first"});
    expect_words(
        &f, DELPHI_NL,
        "Gesorteerd op het aandeel van 8 tot en met 9 in de geldige beoordelingen van Relevance, hoogste eerst; de "
        "interkwartielafstand van Relevance, laagste eerst; het id, laagste eerst. Wie op het eerste gelijk "
        "staan, op het volgende, enzovoort; waarden zijn exact vergeleken. In het protocol: "
        "+rel.share(8..9); -rel.iqr; -id.",
        (const char *const[]){"Het aandeel van 8 tot en met 9 in de geldige beoordelingen van Relevance, hoogste eerst",
                              "De interkwartielafstand van Relevance, laagste eerst", "Het id, laagste eerst"});
    end(&f);
}

/* 2 of 6 and 1 of 3 are the same share, and 1/3 as a double is not what they are compared by. */
Test(selection, compares_shares_exactly) {
    static const char six[] = "expert\nA\nB\nC\nD\nE\nF\n";
    static const char *const ratings[] = {"A,I1,rating,9,\nB,I1,rating,9,\nC,I1,rating,5,\nD,I1,rating,5,\n"
                                          "E,I1,rating,5,\nF,I1,rating,5,\n"
                                          "A,I2,rating,9,\nB,I2,rating,5,\nC,I2,rating,5,\n",
                                          NULL};
    static const char protocol[] =
        PROTOCOL("", "{\"best\": 1, \"among\": \"all\", \"by\": [\"share(high)\"], \"ties\": \"in\"}", "");
    delphi_study *study = test_study(protocol, "id,text\nI1,One\nI2,Two\n", six, ratings);
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_eq(result->selection->tied, 2u);
    cr_expect_eq(result->selection->selected, 2u);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(selection, one_that_cannot_be_ranked_is_undecided) {
    static const char *const ratings[] = {"A,I1,rating,8,\nA,I2,rating,7,\nA,I3,rating,?,\n", NULL};
    fixture f = make(PROTOCOL("", "{\"best\": 1, \"among\": \"all\", \"by\": [\"median\", \"id\"]}", ""),
                     "id,text\nI1,One\nI2,Two\nI3,Three\n", ratings);
    char found[128];
    decisions(f.result, found, sizeof found);
    cr_expect_str_eq(found, "keep drop undecided");
    cr_expect_eq(f.result->selection->unranked, 1u);
    cr_expect_eq(rank(&f, "I3")->rank, 0u);
    end(&f);
}

Test(selection, of_the_study_is_that_of_the_last_round_of_indicators) {
    static const char protocol[] =
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"settled\": \"stay\","
        " \"rules\": {\"keep\": \"median >= 5\"}, \"select\": {\"best\": 1, \"by\": [\"mean\"]},"
        " \"rounds\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3, \"level\": \"topic\"}]}";
    static const char *const none[] = {NULL};
    delphi_study *study = test_study(protocol, list, panel, none);
    cr_expect_null(delphi_round_select(&study->protocol, 1));
    cr_expect_eq(delphi_round_select(&study->protocol, 2), &study->protocol.select);
    cr_expect_null(delphi_round_select(&study->protocol, 3));
    delphi_study_free(study);
}

/* ---- how sure it is ---- */

/* Random ratings of a few points, so that ties come up; the same for the same seed. */
static unsigned next_random(unsigned *state) {
    *state = *state * 1103515245u + 12345u;
    return *state >> 16 & 0x7fff;
}

static void scatter(const delphi_study *study, unsigned seed) {
    delphi_ratings *ratings = study->ratings[0];
    for (size_t i = 0; i < study->indicator_count; i++)
        for (size_t e = 0; e < study->expert_count; e++) {
            unsigned drawn = next_random(&seed) % 7;
            delphi_ratings_column(ratings, i, 0)[e] = drawn == 6 ? DELPHI_MISSING : (delphi_rating)(drawn + 3);
        }
}

static int64_t measured(const delphi_robustness *robustness, const char *name) {
    return robustness->values[delphi_decision_measure_find(name)].as.rational.num;
}

static bool responded(const delphi_study *study, size_t expert) {
    for (size_t i = 0; i < study->indicator_count; i++)
        if (delphi_ratings_column(study->ratings[0], i, 0)[expert] != DELPHI_MISSING)
            return true;
    return false;
}

/* The plain way: take an expert's ratings out of the study and decide all of it again. */
static void leave_out_plainly(fixture *f, int64_t *flips) {
    for (size_t e = 0; e < f->study->expert_count; e++) {
        delphi_rating kept[16];
        if (!responded(f->study, e))
            continue;
        for (size_t i = 0; i < f->study->indicator_count; i++) {
            delphi_rating *cell = &delphi_ratings_column(f->study->ratings[0], i, 0)[e];
            kept[i] = *cell;
            *cell = DELPHI_MISSING;
        }
        delphi_result *without = test_analyse(f->study, 1, NULL);
        for (size_t i = 0; i < without->outcome_count; i++) {
            flips[i] += without->outcomes[i].rule_decision != f->result->outcomes[i].rule_decision;
            delphi_ratings_column(f->study->ratings[0], i, 0)[e] = kept[i];
        }
        delphi_result_free(without);
    }
}

Test(selection, leaving_each_expert_out_is_what_deciding_without_him_gives) {
    static const char *const protocols[] = {
        PROTOCOL(RULES, "{\"best\": 2, \"by\": [\"median\", \"share(high)\"], \"ties\": \"in\"}", ""),
        PROTOCOL("", "{\"best\": 3, \"among\": \"all\", \"by\": [\"mean\", \"iqr\"]}", ""),
    };
    for (unsigned seed = 1; seed <= 40; seed++) {
        delphi_study *study = test_study(protocols[seed % 2], list, panel, rows);
        scatter(study, seed);
        fixture f = {study, test_analyse(study, 1, NULL)};
        int64_t flips[5] = {0};
        cr_assert_eq(delphi_appraise(f.result, NULL), DELPHI_OK);
        leave_out_plainly(&f, flips);
        for (size_t i = 0; i < f.result->outcome_count; i++)
            cr_expect_eq(measured(&f.result->robustness[i], "loo_flips"), flips[i], "seed %u, outcome %zu", seed, i);
        end(&f);
    }
}

/* With the id as the last key the cut goes through nobody, so that every drawn panel selects exactly so many. */
Test(selection, every_drawn_panel_selects_so_many) {
    static const char protocol[] =
        PROTOCOL("", "{\"best\": 2, \"among\": \"all\", \"by\": [\"median\", \"mean\", \"id\"]}", "");
    fixture f = make(protocol, list, rows);
    int64_t kept = 0, dropped = 0;
    cr_assert_eq(delphi_appraise(f.result, NULL), DELPHI_OK);
    for (size_t i = 0; i < f.result->outcome_count; i++) {
        kept += measured(&f.result->robustness[i], "bootstrap_keep");
        dropped += measured(&f.result->robustness[i], "bootstrap_drop");
        cr_expect_eq(f.result->robustness[i].values[delphi_decision_measure_find("flip_margin")].reason,
                     DELPHI_REASON_SELECTION);
    }
    cr_expect_eq(kept, 2 * 200);
    cr_expect_eq(dropped, 3 * 200);
    end(&f);
}

/* ---- nothing but the ratings decides ---- */

Test(selection, the_order_of_the_file_decides_nothing) {
    static const char backwards[] = "id,text\nI5,Five\nI4,Four\nI3,Three\nI2,Two\nI1,One\n";
    static const char protocol[] = PROTOCOL(RULES, "{\"best\": 2, \"by\": [\"median\", \"iqr\"]}", "");
    for (unsigned seed = 1; seed <= 60; seed++) {
        delphi_study *one = test_study(protocol, list, panel, rows),
                     *other = test_study(protocol, backwards, panel, rows);
        scatter(one, seed);
        for (size_t i = 0; i < 5; i++)
            memcpy(delphi_ratings_column(other->ratings[0], 4 - i, 0), delphi_ratings_column(one->ratings[0], i, 0),
                   one->expert_count * sizeof(delphi_rating));
        delphi_result *a = test_analyse(one, 1, NULL), *b = test_analyse(other, 1, NULL);
        for (size_t i = 0; i < 5; i++) {
            const delphi_outcome *x = &a->outcomes[i], *y = &b->outcomes[4 - i];
            cr_expect_eq(x->decision, y->decision, "seed %u, %zu", seed, i);
            cr_expect_eq(x->rank->rank, y->rank->rank, "seed %u, %zu", seed, i);
        }
        cr_expect_eq(a->selection->tied, b->selection->tied);
        delphi_result_free(a);
        delphi_result_free(b);
        delphi_study_free(one);
        delphi_study_free(other);
    }
}

/* ---- another number, and the steering group ---- */

Test(selection, another_number_is_a_variant) {
    fixture f = make(PROTOCOL(RULES, "{\"best\": 2, " BY "}", ""), list, rows);
    delphi_variant variant = {.best = 3};
    delphi_variant_result *tried = NULL;
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(delphi_variant_analyse(f.result, NULL, &variant, &tried, problems), DELPHI_OK);
    cr_expect_eq(tried->moved, 2u);
    cr_expect_eq(tried->result->selection->selected, 3u);
    delphi_variant_free(tried);
    end(&f);
    static const char plain[] = "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9},"
                                " \"rules\": {\"keep\": \"median >= 5\"}, \"rounds\": [{\"id\": 1}]}";
    fixture without = make(plain, list, rows);
    cr_expect_null(without.result->selection);
    cr_expect_eq(delphi_variant_analyse(without.result, NULL, &variant, &tried, problems), DELPHI_ERR_USAGE);
    delphi_problems_free(problems);
    end(&without);
}

Test(selection, the_steering_group_settles_a_tie) {
    static const char overrides[] = "round,indicator,decision,why\n1,I3,keep,nearer\n1,I2,drop,farther\n";
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = test_study(PROTOCOL(RULES, "{\"best\": 2, " BY "}", ""), list, panel, rows);
    cr_assert_eq(delphi_read_overrides(study, "o.csv", overrides, strlen(overrides), problems), DELPHI_OK);
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_str_eq(test_decision(result, "I3"), "keep");
    cr_expect_str_eq(test_decision(result, "I2"), "drop");
    cr_expect_eq(result->rule_decided[DELPHI_UNDECIDED], 2u);
    cr_expect_eq(result->decided[DELPHI_UNDECIDED], 0u);
    delphi_result_free(result);
    delphi_study_free(study);
    delphi_problems_free(problems);
}

/* ---- what is refused ---- */

static void expect_refused(const char *protocol, const char *words) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    char text[1400] = "";
    if (delphi_read_protocol(study, "s.json", protocol, strlen(protocol), problems) == DELPHI_OK) {
        cr_assert_eq(delphi_read_indicators(study, "i.csv", list, strlen(list), problems), DELPHI_OK);
        cr_expect_neq(delphi_study_check_rules(study, problems), DELPHI_OK, "%s", words);
    }
    if (delphi_problems_kept(problems))
        delphi_error_format(delphi_problems_get(problems, 0), text, sizeof text);
    cr_expect(strstr(text, words), "wanted \"%s\", got \"%s\"", words, text);
    delphi_study_free(study);
    delphi_problems_free(problems);
}

#define SELECT(more) PROTOCOL(RULES, "{" more "}", "")

Test(selection, what_has_no_meaning_is_refused_with_its_place) {
    expect_refused(SELECT("\"by\": [\"mean\"]"), "s.json:/rounds/0/select");
    expect_refused(SELECT("\"best\": 0, \"by\": [\"mean\"]"), "s.json:/rounds/0/select/best");
    expect_refused(SELECT("\"best\": 2, \"by\": []"), "s.json:/rounds/0/select/by");
    expect_refused(SELECT("\"best\": 2, \"by\": [\"mean\"], \"ties\": \"steeering\""), "did you mean \"steering\"");
    expect_refused(SELECT("\"best\": 2, \"by\": [\"mean\", \"medain\"]"), "s.json:/rounds/0/select/by/1");
    expect_refused(SELECT("\"best\": 2, \"by\": [\"medain\"]"), "median");
    expect_refused(SELECT("\"best\": 2, \"by\": [\"mean >= 2 and iqr\"]"), "is no sort key");
    expect_refused(SELECT("\"best\": 2, \"by\": [\"round\"]"), "is no sort key");
    expect_refused(SELECT("\"best\": 2, \"by\": [\"n\"]"), "\"n\" may be better high or low");
    expect_refused(SELECT("\"best\": 2, \"by\": [\"share(middle)\"]"), "may be better high or low");
    expect_refused("{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9},"
                   " \"criteria\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"rules\": {\"keep\": \"median >= 5\"},"
                   " \"select\": {\"best\": 2, \"by\": [\"median\"]}, \"rounds\": [{\"id\": 1}]}",
                   "s.json:/select/by/0: \"median\" names no criterion");
    expect_refused("{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9},"
                   " \"rules\": {\"keep\": \"median >= 5\"}, \"select\": {\"best\": 2, \"by\": [\"median\"]},"
                   " \"rounds\": [{\"id\": 1}, {\"id\": 2}]}",
                   "s.json:/select: round 2 selects among what it rates, and what round 1 keeps has left the list");
}
