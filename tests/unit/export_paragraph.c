/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paragraphs for a paper: each number in them computed anew from the ratings, the panel and the list, by the
 * definitions and without the engine's statistics. */
#include <math.h>

#include "../support/document_texts.h"
#include "../support/final_study.h"
#include "base/buffer.h"
#include "export/parts.h"
#include "export/rule_words.h"

typedef struct {
    final_study study;
    document *doc;
    document_texts texts;
} paper;

static paper paper_of(delphi_language language) {
    paper p = {.study = final_study_of(final_protocol, 3)};
    delphi_report_order order = {.rounds = p.study.rounds, .round_count = 3, .language = language, .final = true};
    p.doc = parts_write(&order);
    cr_assert_not_null(p.doc);
    p.texts = document_texts_of(document_part_named(p.doc, "paragraph"));
    return p;
}

static void end(paper *p) {
    document_texts_free(&p->texts);
    document_free(p->doc);
    final_study_free(&p->study);
}

/* The paragraph that has this in it. */
static const char *paragraph_with(const paper *p, const char *words) {
    for (size_t i = 0; i < p->texts.count; i++)
        if (strstr(p->texts.of[i], words))
            return p->texts.of[i];
    cr_assert_fail("no paragraph with \"%s\"", words);
    return NULL;
}

static void expect_in(const char *paragraph, const char *sentence) {
    cr_expect(strstr(paragraph, sentence), "wanted \"%s\" in \"%s\"", sentence, paragraph);
}

/* "12 of 14 (85.7%)", half up. */
static const char *part_of(int k, int n, char out[40]) {
    int tenths = (2000 * k + n) / (2 * n);
    snprintf(out, 40, "%d of %d (%d.%d%%)", k, n, tenths / 10, tenths % 10);
    return out;
}

/* ---- methods ---- */

Test(export_paragraph, the_panel_and_the_task_are_those_of_the_study) {
    paper p = paper_of(DELPHI_EN);
    int groups[2] = {0};
    char sentence[400];
    for (int e = 0; e < FINAL_EXPERTS; e++)
        groups[e % 4 == 3]++;
    const char *first = paragraph_with(&p, "This was a Delphi study");
    snprintf(sentence, sizeof sentence,
             "This was a Delphi study of %d rounds. In all, %d experts were invited, 2 of them from a later round on "
             "(Residents "
             "%d, Regulators %d). In round 1 they were asked to rate 8 candidate indicators on %d criteria (Relevance "
             "and Measurability), on a scale of whole numbers from 1 (low) to %d (high); they could also answer that "
             "they could not judge.",
             FINAL_ROUNDS, FINAL_EXPERTS, groups[0], groups[1], FINAL_CRITERIA, FINAL_POINTS);
    cr_expect_str_eq(first, sentence);
    end(&p);
}

Test(export_paragraph, consensus_is_defined_by_the_rules_of_each_round_in_words) {
    paper p = paper_of(DELPHI_EN);
    const char *second = paragraph_with(&p, "an indicator was kept if it had");
    delphi_buffer early = {0}, late = {0}, drop = {0}, all = {0};
    export_rule_prose(p.study.rounds[0], DELPHI_EN, true, &early);
    export_rule_prose(p.study.rounds[2], DELPHI_EN, true, &late);
    export_rule_prose(p.study.rounds[0], DELPHI_EN, false, &drop);
    cr_assert(strstr(early.data, "7") && strstr(late.data, "6"));
    base_buffer_format(
        &all,
        "In rounds 1 and 2 an indicator was kept if it had %s. In round 3 an indicator was kept if it had %s. It "
        "was dropped if it had %s. Indicators that were kept or dropped left the list; the others were rated "
        "again. What met neither rule in the last round ended without consensus.",
        early.data, late.data, drop.data);
    cr_expect_str_eq(second, all.data);
    delphi_buffer_free(&early);
    delphi_buffer_free(&late);
    delphi_buffer_free(&drop);
    delphi_buffer_free(&all);
    end(&p);
}

Test(export_paragraph, how_it_was_computed_names_base_quantile_and_version) {
    paper p = paper_of(DELPHI_EN);
    char version[120];
    const char *third = paragraph_with(&p, "Percentages are of");
    expect_in(third,
              "Percentages are of the valid ratings; quartiles are quantiles of type 7 of Hyndman and Fan (1996). ");
    expect_in(third,
              "below 3 valid ratings a figure was left undefined, and a group with fewer than 5 valid ratings had "
              "no verdict of its own.");
    expect_in(third, "by leaving out each expert in turn.");
    snprintf(version, sizeof version, "computed with delphi %s (seed 11). No deviation", delphi_version());
    expect_in(third, version);
    end(&p);
}

/* ---- results ---- */

Test(export_paragraph, response_is_counted_from_the_answers) {
    paper p = paper_of(DELPHI_EN);
    char each[3][40], all[40], sentence[400];
    int faithful = 0;
    for (int round = 1; round <= 3; round++) {
        int invited = 0, responded = 0;
        for (int e = 0; e < FINAL_EXPERTS; e++) {
            invited += e < 12 || round > 1;
            responded += final_answers(e, round);
        }
        part_of(responded, invited, each[round - 1]);
    }
    for (int e = 0; e < FINAL_EXPERTS; e++)
        faithful += (e >= 12 || final_answers(e, 1)) && final_answers(e, 2) && final_answers(e, 3);
    snprintf(sentence, sizeof sentence,
             "The response of those who were invited was %s in round 1, %s in round 2 and %s in round 3. Of all "
             "experts, %s responded in every round to which they were invited.",
             each[0], each[1], each[2], part_of(faithful, FINAL_EXPERTS, all));
    expect_in(paragraph_with(&p, "The response of those"), sentence);
    end(&p);
}

Test(export_paragraph, the_way_of_the_indicators_adds_up) {
    paper p = paper_of(DELPHI_EN);
    const char *first = paragraph_with(&p, "The study started");
    expect_in(first,
              "The study started with 8 indicators; later 2 indicators were added, 1 was reworded and 1 was merged "
              "from others. Of the 12 that were rated in all, 4 were kept (33.3%), 2 were dropped (16.7%), 2 "
              "ended without consensus (16.7%), 3 were taken up in another text (25.0%) and 1 was withdrawn "
              "(8.3%). In 1 of these cases the steering group decided in the place of the rules. The kept "
              "indicators are on 3 of 5 topics; without an indicator: Hospital, Staff.");
    end(&p);
}

static const char *const last_list[] = {"I", "D2", "H", "J"};
enum { LAST = 4, BEFORE = 2 };

static delphi_rating rating_of(const final_study *s, int round, const char *id, size_t criterion, int expert) {
    return delphi_ratings_column(s->study->ratings[round - 1], delphi_study_indicator(s->study, id), criterion)[expert];
}

/* Kendall's W of the experts who rated all, corrected for ties: (12 S) / (m^2 (k^3 - k) - m T). */
static double plain_w(const final_study *s, size_t criterion, int *experts) {
    double sums[LAST] = {0}, ties = 0, mean = 0, squares = 0;
    *experts = 0;
    for (int e = 0; e < FINAL_EXPERTS; e++) {
        delphi_rating r[LAST];
        bool complete = true;
        for (int i = 0; i < LAST; i++) {
            r[i] = rating_of(s, 3, last_list[i], criterion, e);
            complete &= r[i] >= 1;
        }
        if (!complete)
            continue;
        ++*experts;
        for (int i = 0; i < LAST; i++) {
            int below = 0, equal = 0;
            for (int k = 0; k < LAST; k++) {
                below += r[k] < r[i];
                equal += r[k] == r[i];
            }
            sums[i] += below + (equal + 1) / 2.0;
            ties += equal * equal - 1; /* each of `equal` tied ones adds t^2 - 1: together t^3 - t */
        }
    }
    for (int i = 0; i < LAST; i++)
        mean += sums[i] / LAST;
    for (int i = 0; i < LAST; i++)
        squares += (sums[i] - mean) * (sums[i] - mean);
    return 12 * squares / (*experts * *experts * (LAST * LAST * LAST - LAST) - *experts * ties);
}

Test(export_paragraph, concordance_is_kendalls_w_of_those_who_rated_all) {
    paper p = paper_of(DELPHI_EN);
    char sentence[300];
    int n[FINAL_CRITERIA];
    double w[FINAL_CRITERIA];
    for (size_t c = 0; c < FINAL_CRITERIA; c++)
        w[c] = plain_w(&p.study, c, &n[c]);
    cr_assert(n[0] > 5 && n[1] > 5 && w[0] > 0 && w[0] < 1 && fabs(w[0] - w[1]) > 0.02);
    snprintf(
        sentence, sizeof sentence,
        "In round 3 Kendall's W over 4 indicators was %.2f on Relevance (n = %d) and %.2f on Measurability (n = %d), "
        "where n counts the experts who rated them all.",
        w[0], n[0], w[1], n[1]);
    expect_in(paragraph_with(&p, "Kendall's W over"), sentence);
    end(&p);
}

/* A net change of at most 15 %: half the sum of how far the shares of each point differ. */
static bool plain_is_stable(const final_study *s, const char *id, size_t criterion) {
    plain_ratings before = plain_of(s->study, BEFORE, id, criterion, -1),
                  now = plain_of(s->study, BEFORE + 1, id, criterion, -1);
    long sum = 0;
    for (int point = 1; point <= FINAL_POINTS; point++)
        sum += labs((long)before.counts[point] * now.n - (long)now.counts[point] * before.n);
    return 100 * sum <= 15 * 2 * (long)before.n * now.n;
}

Test(export_paragraph, stability_counts_the_comparisons_with_the_round_before) {
    paper p = paper_of(DELPHI_EN);
    char part[40], sentence[200];
    int stable = 0, all = 0;
    for (int i = 0; i < LAST; i++)
        for (size_t c = 0; c < FINAL_CRITERIA; c++, all++)
            stable += plain_is_stable(&p.study, last_list[i], c);
    cr_assert(stable > 0 && stable < all);
    snprintf(sentence, sizeof sentence,
             "Between rounds 2 and 3 the opinion of the group was stable in %s comparisons (an indicator on a "
             "criterion).",
             part_of(stable, all, part));
    expect_in(paragraph_with(&p, "Between rounds 2 and 3"), sentence);
    end(&p);
}

Test(export_paragraph, robustness_leaves_out_each_expert_in_turn) {
    paper p = paper_of(DELPHI_EN);
    char part[40], sentence[200];
    int hanging = 0;
    for (int i = 0; i < LAST; i++) {
        bool flips = false;
        for (int e = 0; e < FINAL_EXPERTS; e++)
            flips |=
                plain_decision(p.study.study, 3, last_list[i], e) != plain_decision(p.study.study, 3, last_list[i], -1);
        hanging += flips;
    }
    cr_assert(hanging > 0 && hanging < LAST);
    snprintf(sentence, sizeof sentence, "Leaving out one expert would have changed %s decisions of round 3.",
             part_of(hanging, LAST, part));
    expect_in(paragraph_with(&p, "Leaving out one expert"), sentence);
    end(&p);
}

/* ---- both languages ---- */

Test(export_paragraph, the_readers_language_comes_first_and_the_other_one_says_the_same) {
    paper en = paper_of(DELPHI_EN), nl = paper_of(DELPHI_NL);
    cr_expect_str_eq(en.texts.of[4], "Methods, in English");
    cr_expect_str_eq(nl.texts.of[4], "Methode, in het Nederlands");
    size_t same = 0;
    for (size_t i = 4; i < en.texts.count; i++)
        for (size_t k = 4; k < nl.texts.count; k++)
            same += strcmp(en.texts.of[i], nl.texts.of[k]) == 0;
    cr_expect_eq(same, 10u, "five paragraphs in either language, %zu", same);
    end(&en);
    end(&nl);
}

/* The numbers of a text in their order, whatever the language writes between them. */
static size_t numbers_of(const char *text, double *out, size_t most) {
    size_t count = 0;
    for (const char *at = text; *at && count < most; at++) {
        if (*at < '0' || *at > '9')
            continue;
        char digits[40] = "";
        size_t size = 0;
        while (((*at >= '0' && *at <= '9') || ((*at == '.' || *at == ',') && at[1] >= '0' && at[1] <= '9')) &&
               size < 39)
            digits[size++] = *at++ == ',' ? '.' : at[-1];
        out[count++] = strtod(digits, NULL);
        at--;
    }
    return count;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

Test(export_paragraph, dutch_and_english_have_the_same_numbers) {
    static const char *const pairs[][2] = {{"This was a Delphi study", "Dit was een Delphi-onderzoek"},
                                           {"an indicator was kept if it had", "werd een indicator behouden met"},
                                           {"Percentages are of", "Percentages zijn delen van"},
                                           {"The response of those", "Van de uitgenodigde experts reageerden"},
                                           {"Kendall's W over", "Kendalls W over"}};
    paper p = paper_of(DELPHI_NL);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double en[100], nl[100];
        size_t first = numbers_of(paragraph_with(&p, pairs[i][0]), en, 100),
               second = numbers_of(paragraph_with(&p, pairs[i][1]), nl, 100);
        cr_assert_eq(first, second, "%s: %zu and %zu", pairs[i][0], first, second);
        cr_assert_gt(first, 3u);
        qsort(en, first, sizeof *en, by_size);
        qsort(nl, second, sizeof *nl, by_size);
        for (size_t k = 0; k < first; k++)
            cr_expect_eq(en[k], nl[k], "%s: %g and %g", pairs[i][0], en[k], nl[k]);
    }
    end(&p);
}
