/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules in words: each kind of clause and joint, in both languages, with no clause left out and no number rounded. */
#include <criterion/criterion.h>

#include "../support/report_study.h"
#include "base/buffer.h"
#include "export/rule_words.h"

/* A study of one round with these criteria, denominator and keep rule, and its result. */
typedef struct {
    delphi_problems *problems;
    delphi_study *study;
    delphi_result *result;
} bench;

static const char two_criteria[] =
    "{\"id\": \"relevance\", \"title\": {\"nl\": \"Relevantie\", \"en\": \"Relevance\"}},"
    "{\"id\": \"burden\", \"title\": {\"nl\": \"Last\", \"en\": \"Burden\"}}";
static const char one_criterion[] = "{\"id\": \"relevance\", \"title\": \"Relevance\"}";

static bench with_rule(const char *criteria, const char *denominator, const char *rule) {
    bench b = {.problems = delphi_problems_new()};
    char protocol[8000];
    snprintf(protocol, sizeof protocol,
             "{\"format\": \"delphi-study/1\", \"id\": \"words\", \"scale\": {\"min\": 1, \"max\": 9, \"cannot_judge\":"
             "true}, \"bands\": {\"low\": [1, 3], \"middle\": [4, 6], \"high\": [7, 9]}, \"criteria\": [%s],"
             "\"groups\": [{\"id\": \"inwoners\", \"title\": \"A\"}, {\"id\": \"professionals\", \"title\": \"B\"},"
             "{\"id\": \"bestuurders\", \"title\": \"C\"}, {\"id\": \"toezicht\", \"title\": \"D\"}], \"min_group\": 4,"
             "\"denominator\": \"%s\", \"rules\": {\"keep\": \"%s\"}, \"rounds\": [{\"id\": 1}]}",
             criteria, denominator, rule);
    b.study = support_study(protocol, b.problems);
    b.result = support_result(b.study, 1, b.problems);
    for (size_t i = 0; i < delphi_problems_kept(b.problems); i++)
        cr_log_info("%s", delphi_problems_get(b.problems, i)->message);
    cr_assert_not_null(b.result, "%s", rule);
    return b;
}

static void tear_down(bench *b) {
    delphi_result_free(b->result);
    delphi_study_free(b->study);
    delphi_problems_free(b->problems);
}

typedef void telling(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out);

static void expect_told(telling *tell, const char *criteria, const char *denominator, const char *rule,
                        delphi_language language, const char *expected) {
    bench b = with_rule(criteria, denominator, rule);
    delphi_buffer out = {0};
    tell(b.result, language, true, &out);
    cr_expect_str_eq(out.data ? out.data : "", expected, "%s: %s", rule, out.data);
    delphi_buffer_free(&out);
    tear_down(&b);
}

/* As a list, of which one clause is a sentence. */
static void expect_words(const char *criteria, const char *denominator, const char *rule, delphi_language language,
                         const char *expected) {
    expect_told(export_rule_words, criteria, denominator, rule, language, expected);
}

/* Within a sentence. */
static void expect_prose(const char *criteria, const char *denominator, const char *rule, delphi_language language,
                         const char *expected) {
    expect_told(export_rule_prose, criteria, denominator, rule, language, expected);
}

typedef struct {
    const char *rule, *english, *dutch;
} row;

Test(export_rule_words, each_kind_of_clause_reads_as_a_sentence) {
    static const row rows[] = {
        {"share(high) >= 75%", "At least 75% of the valid ratings are 7 to 9",
         "Ten minste 75\302\240% van de geldige beoordelingen is 7 tot en met 9"},
        {"share(1..3) < 15%", "Less than 15% of the valid ratings are 1 to 3",
         "Minder dan 15\302\240% van de geldige beoordelingen is 1 tot en met 3"},
        {"share(low, 9) > 2/3", "More than 2/3 of the valid ratings are 1 to 3 or 9",
         "Meer dan 2/3 van de geldige beoordelingen is 1 tot en met 3 of 9"},
        {"12.5% >= share(5)", "At most 12.5% of the valid ratings are 5",
         "Hoogstens 12,5\302\240% van de geldige beoordelingen is 5"},
        {"share(high) > share(low)",
         "The share of 7 to 9 among the valid ratings is more than the share of 1 to 3 among the valid ratings",
         "Het aandeel van 7 tot en met 9 in de geldige beoordelingen is meer dan het aandeel van 1 tot en met 3 in de "
         "geldige beoordelingen"},
        {"median >= 6.5", "The median is at least 6.5", "De mediaan is ten minste 6,5"},
        {"iqr != 1/3", "The interquartile range is not equal to 1/3", "De interkwartielafstand is niet gelijk aan 1/3"},
        {"7 <= median", "The median is at least 7", "De mediaan is ten minste 7"},
        {"cvr >= cvr_critical", "The content validity ratio is at least its critical value for so many ratings",
         "De content validity ratio is ten minste de kritieke waarde daarvan bij zoveel beoordelingen"},
        {"n = 12", "The number of valid ratings is equal to 12", "Het aantal geldige beoordelingen is gelijk aan 12"},
        {"round >= 3", "The number of the round is at least 3", "Het nummer van de ronde is ten minste 3"},
        {"not disagreement",
         "There is no disagreement (the interpercentile range is not above the one adjusted for symmetry)",
         "Er is geen onenigheid (de interpercentielafstand is niet groter dan de voor symmetrie gecorrigeerde)"},
        {"leik_d < 0.3", "\342\200\234Ordinal dispersion D (Leik)\342\200\235 is less than 0.3", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_words(one_criterion, "valid", rows[i].rule, DELPHI_EN, rows[i].english);
        if (rows[i].dutch)
            expect_words(one_criterion, "valid", rows[i].rule, DELPHI_NL, rows[i].dutch);
    }
}

Test(export_rule_words, a_share_names_what_it_is_a_part_of) {
    expect_words(one_criterion, "answered", "share(cannot_judge) < 20%", DELPHI_EN,
                 "Less than 20% of the answers are \342\200\234cannot judge\342\200\235");
    expect_words(one_criterion, "panel", "share(high) >= 50%", DELPHI_EN,
                 "At least 50% of all who were invited answer 7 to 9");
    expect_words(one_criterion, "panel", "share(7..9) >= 50%", DELPHI_NL,
                 "Ten minste 50\302\240% van alle uitgenodigden antwoordt 7 tot en met 9");
    expect_prose(one_criterion, "answered", "share(cannot_judge) < 20%", DELPHI_EN,
                 "less than 20% of the answers being \342\200\234cannot judge\342\200\235");
    expect_prose(one_criterion, "panel", "share(high) >= 50%", DELPHI_NL,
                 "ten minste 50\302\240% van alle uitgenodigden met het antwoord 7 tot en met 9");
}

Test(export_rule_words, in_a_sentence_a_clause_is_what_an_indicator_has) {
    static const row rows[] = {
        {"median >= 6.5", "a median of at least 6.5", "een mediaan van ten minste 6,5"},
        {"7 <= median", "a median of at least 7", "een mediaan van ten minste 7"},
        {"iqr != 1/3", "an interquartile range other than 1/3", "een interkwartielafstand ongelijk aan 1/3"},
        {"share(low, 9) > 2/3", "more than 2/3 of the valid ratings being 1 to 3 or 9",
         "meer dan 2/3 van de geldige beoordelingen op 1 tot en met 3 of 9"},
        {"12.5% >= share(5)", "at most 12.5% of the valid ratings being 5",
         "hoogstens 12,5\302\240% van de geldige beoordelingen op 5"},
        {"share(high) > share(low)",
         "a share of 7 to 9 among the valid ratings above the share of 1 to 3 among the valid ratings",
         "een aandeel van 7 tot en met 9 in de geldige beoordelingen boven het aandeel van 1 tot en met 3 in de "
         "geldige beoordelingen"},
        {"cvr >= cvr_critical", "a content validity ratio not below its critical value for so many ratings",
         "een content validity ratio niet onder de kritieke waarde daarvan bij zoveel beoordelingen"},
        {"n = 12", "exactly 12 valid ratings", "precies 12 geldige beoordelingen"},
        {"not disagreement", "no disagreement", "geen onenigheid"},
        {"leik_d < 0.3", "a value of \342\200\234Ordinal dispersion D (Leik)\342\200\235 of less than 0.3", NULL},
        /* joined */
        {"median >= 7 and iqr <= 2 and n > 9",
         "a median of at least 7, an interquartile range of at most 2 and more than 9 valid ratings",
         "een mediaan van ten minste 7, een interkwartielafstand van hoogstens 2 en meer dan 9 geldige beoordelingen"},
        {"median >= 7 or iqr <= 2", "either a median of at least 7 or an interquartile range of at most 2",
         "ofwel een mediaan van ten minste 7 ofwel een interkwartielafstand van hoogstens 2"},
        {"median >= 7 and (iqr <= 2 or n < 5)",
         "a median of at least 7; and either an interquartile range of at most 2 or less than 5 valid ratings", NULL},
        {"(median >= 7 and iqr <= 2) or n < 5",
         "either a median of at least 7 and an interquartile range of at most 2; or less than 5 valid ratings", NULL},
        {"n > 1 or (median >= 7 and (iqr <= 2 or n < 5))",
         "either more than 1 valid ratings; or a median of at least 7 and (either an interquartile range of at most 2 "
         "or less than 5 valid ratings)",
         NULL},
        {"not (median >= 7 and iqr <= 2)",
         "no case of (a median of at least 7 and an interquartile range of at most 2)", NULL},
        /* in groups */
        {"every group (median >= 7)", "in every group with 4 or more valid ratings a median of at least 7",
         "in elke groep met 4 of meer geldige beoordelingen een mediaan van ten minste 7"},
        {"n > 9 and any group (median >= 7)",
         "more than 9 valid ratings and in at least one group with 4 or more valid ratings a median of at least 7",
         NULL},
        {"any group (median >= 7) and n > 9",
         "in at least one group with 4 or more valid ratings a median of at least 7; and more than 9 valid ratings",
         NULL},
        {"n > 9 and every group (median >= 7 or iqr <= 1)",
         "more than 9 valid ratings; and in every group with 4 or more valid ratings either a median of at least 7 or "
         "an interquartile range of at most 1",
         NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_prose(one_criterion, "valid", rows[i].rule, DELPHI_EN, rows[i].english);
        if (rows[i].dutch)
            expect_prose(one_criterion, "valid", rows[i].rule, DELPHI_NL, rows[i].dutch);
    }
}

Test(export_rule_words, criteria_are_named_where_there_are_several) {
    expect_words(two_criteria, "valid", "relevance.median > burden.median", DELPHI_EN,
                 "Relevance: the median is more than Burden: the median");
}

Test(export_rule_words, in_a_sentence_a_criterion_is_named_once) {
    static const row rows[] = {
        {"median >= 7", "on every criterion a median of at least 7", "op elk criterium een mediaan van ten minste 7"},
        {"any criterion (median >= 7)", "on at least one criterion a median of at least 7", NULL},
        {"relevance.median >= 7 and relevance.iqr <= 2 and burden.share(low) >= 80%",
         "on Relevance a median of at least 7 and an interquartile range of at most 2; and on Burden at least 80% of "
         "the valid ratings being 1 to 3",
         "op Relevantie een mediaan van ten minste 7 en een interkwartielafstand van hoogstens 2; en op Last ten "
         "minste 80\302\240% van de geldige beoordelingen op 1 tot en met 3"},
        {"relevance.median >= 7 and every group (relevance.median >= 6)",
         "on Relevance a median of at least 7 and in every group with 4 or more valid ratings a median of at least 6",
         NULL},
        {"(relevance.median <= 4 and not relevance.disagreement) or burden.n < 3",
         "either on Relevance a median of at most 4 and no disagreement; or on Burden less than 3 valid ratings", NULL},
        {"relevance.median >= 7 and burden.n > 3 and relevance.iqr <= 2",
         "on Relevance a median of at least 7; on Burden more than 3 valid ratings; and on Relevance an interquartile "
         "range of at most 2",
         NULL},
        {"relevance.median > burden.median", "a median on Relevance above the median on Burden",
         "een mediaan op Relevantie boven de mediaan op Last"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_prose(two_criteria, "valid", rows[i].rule, DELPHI_EN, rows[i].english);
        if (rows[i].dutch)
            expect_prose(two_criteria, "valid", rows[i].rule, DELPHI_NL, rows[i].dutch);
    }
}

/* What prose calls by a name is defined once, however often it is used. */
Test(export_rule_words, a_name_is_defined_once) {
    bench b = with_rule(two_criteria, "valid", "not relevance.disagreement and not burden.disagreement");
    delphi_buffer out = {0};
    export_rule_definitions(b.result, DELPHI_EN, true, &out);
    cr_expect_str_eq(out.data,
                     "There was disagreement where the interpercentile range (30th to 70th percentile) was above the "
                     "interpercentile range adjusted for symmetry (IPRAS).");
    delphi_buffer_free(&out);
    tear_down(&b);
}

#define BULLET "\n\342\200\242 "
#define DEEPER "\n\302\240\302\240\302\240\302\240\342\200\242 "

Test(export_rule_words, a_list_has_a_line_a_clause) {
    expect_words(one_criterion, "valid", "median >= 7", DELPHI_EN, "The median is at least 7");
    expect_words(one_criterion, "valid", "median >= 7 and (iqr <= 2 or n > 9)", DELPHI_EN,
                 "All of these hold:" BULLET "the median is at least 7" BULLET "at least one of these holds:" DEEPER
                 "the interquartile range is at most 2" DEEPER "the number of valid ratings is more than 9");
    expect_words(two_criteria, "valid", "median >= 7 and iqr <= 2", DELPHI_NL,
                 "Op elk criterium:" BULLET "de mediaan is ten minste 7" BULLET
                 "de interkwartielafstand is hoogstens 2");
    expect_words(one_criterion, "valid", "any group (median >= 7 and iqr <= 2)", DELPHI_EN,
                 "In at least one group with 4 valid ratings or more:" BULLET "all of these hold:" DEEPER
                 "the median is at least 7" DEEPER "the interquartile range is at most 2");
}

Test(export_rule_words, where_there_is_no_rule_there_are_no_words) {
    bench b = with_rule(one_criterion, "valid", "median >= 7");
    delphi_buffer out = {0};
    export_rule_words(b.result, DELPHI_EN, false, &out);
    cr_expect_eq(out.size, 0u);
    tear_down(&b);
}

/* Every truth measure has words of its own: none is quoted by its title. */
Test(export_rule_words, truths_are_told_in_sentences) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    for (size_t i = 0; i < count; i++)
        for (int negated = 0; measures[i].kind == DELPHI_MEASURE_TRUTH && negated < 2; negated++) {
            char rule[80];
            snprintf(rule, sizeof rule, "%s%s", negated ? "not " : "", measures[i].name);
            bench b = with_rule(one_criterion, "valid", rule);
            delphi_buffer out = {0};
            export_rule_words(b.result, DELPHI_EN, true, &out);
            cr_expect_eq(strstr(out.data, "There is no ") != NULL, negated, "%s: %s", rule, out.data);
            cr_expect_null(strstr(out.data, "\342\200\234"), "%s: %s", rule, out.data);
            out.size = 0;
            export_rule_prose(b.result, DELPHI_EN, true, &out);
            cr_expect_eq(strncmp(out.data, "no ", 3) == 0, negated, "%s: %s", rule, out.data);
            cr_expect_null(strstr(out.data, "\342\200\234"), "%s: %s", rule, out.data);
            out.size = 0;
            export_rule_definitions(b.result, DELPHI_EN, true, &out);
            cr_expect_gt(out.size, 0u, "%s is not defined", rule);
            delphi_buffer_free(&out);
            tear_down(&b);
        }
}

/* Each preset, in words: the number of clauses is that of the rule. */
Test(export_rule_words, presets_lose_no_clause) {
    size_t count;
    const delphi_preset *presets = delphi_presets(&count);
    for (size_t i = 0; i < count; i++) {
        bench b = with_rule(one_criterion, "valid", presets[i].keep);
        delphi_buffer out = {0};
        size_t clauses = delphi_rule_clause_count(delphi_result_rule(b.result, true)), said = 0;
        export_rule_words(b.result, DELPHI_EN, true, &out);
        for (const char *at = out.data; (at = strstr(at, "\342\200\242 ")); at++)
            said++;
        cr_expect_eq(said ? said : 1, clauses, "%s: %s", presets[i].name, out.data);
        delphi_buffer_free(&out);
        tear_down(&b);
    }
}
