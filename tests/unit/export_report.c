/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The round report: its make-up as tests/golden/check_xlsx.py sees it, the same bytes wherever it is made, texts that
 * are no formulas, and what happens where it cannot be written. */
#include <stdarg.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "../support/comma_locale.h"
#include "../support/report_study.h"
#include "base/file.h"
#include "export/report.h"

typedef struct {
    delphi_problems *problems;
    delphi_study *study;
    delphi_result *result;
    char folder[64];
    char path[160];
} bench;

static void set_up_with(bench *b, const char *protocol, int round) {
    b->problems = delphi_problems_new();
    b->study = support_study(protocol, b->problems);
    b->result = support_result(b->study, round, b->problems);
    for (size_t i = 0; i < delphi_problems_kept(b->problems); i++)
        cr_log_info("%s", delphi_problems_get(b->problems, i)->message);
    cr_assert_not_null(b->result);
    snprintf(b->folder, sizeof b->folder, "/tmp/delphi-report-test-XXXXXX");
    cr_assert_not_null(mkdtemp(b->folder));
    snprintf(b->path, sizeof b->path, "%s/report.xlsx", b->folder);
}

static void set_up(bench *b) {
    set_up_with(b, support_protocol, 2);
}

/* With what delphi_appraise() adds. */
static void set_up_appraised(bench *b, const char *protocol) {
    set_up_with(b, protocol, 2);
    cr_assert_eq(delphi_appraise(b->result, NULL), DELPHI_OK);
}

static void tear_down(bench *b) {
    delphi_result_free(b->result);
    delphi_study_free(b->study);
    delphi_problems_free(b->problems);
    unlink(b->path);
    rmdir(b->folder);
}

/* Runs check_xlsx.py on the report with more arguments; its exit status. */
static int check(const bench *b, const char *arguments) {
    const char *tests = getenv("DELPHI_TESTS");
    char command[8192];
    snprintf(command, sizeof command, "python3 %s/golden/check_xlsx.py %s %s", tests ? tests : "tests", b->path,
             arguments);
    return system(command);
}

static delphi_status write_report(const bench *b, delphi_language language) {
    const delphi_result *rounds[3] = {NULL};
    delphi_report_order order = {.rounds = rounds, .round_count = (size_t)b->result->round, .language = language};
    rounds[b->result->round - 1] = b->result;
    return delphi_export_report(&order, b->path, b->problems);
}

static delphi_buffer written(const bench *b, delphi_language language) {
    delphi_buffer bytes = {0};
    cr_assert_eq(write_report(b, language), DELPHI_OK);
    cr_assert_eq(base_file_read(b->path, b->path, &bytes, NULL, b->problems), DELPHI_OK);
    return bytes;
}

Test(export_report, dutch_report_is_sound_and_in_dutch) {
    bench b;
    set_up(&b);
    cr_assert_eq(write_report(&b, DELPHI_NL), DELPHI_OK);
    cr_assert_eq(check(&b, "--sheet Samenvatting --sheet Besluiten --sheet Verdeling --sheet Overeenstemming --sheet "
                           "Groepen --sheet Respons --sheet Stroomschema --sheet Verloop --sheet "
                           "Verantwoording --sheet Controlelijst --sheet Codeboek --charts 7 "
                           "--part-of-text 'Van de 12 indicatoren worden er 3 behouden, vallen er 2 af, gaan er 5 door "
                           "naar de volgende ronde, is er 1 onbeslist en is er 1 tegenstrijdig.' "
                           "--part-of-text 'gesloten op 29 januari 2021' "
                           "--text '=SOM(A1:A9) is tekst en geen formule' --no-text Summary --no-text 'Kept' "
                           "--no-text ' because' --no-text 'not defined' --no-text 'expert invited'"),
                 0);
    tear_down(&b);
}

Test(export_report, english_report_is_sound_and_answers_first) {
    bench b;
    set_up(&b);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    cr_assert_eq(check(&b,
                       "--sheet Summary --sheet Decisions --sheet Distribution --sheet Agreement --sheet Groups "
                       "--sheet Response --sheet 'Flow diagram' --sheet Flow --sheet Method "
                       "--sheet Checklist --sheet Dictionary --charts 7 "
                       "--text 'Of 12 indicators 3 are kept, 2 are dropped, 5 go on to the next round, 1 is undecided "
                       "and 1 is in conflict.' --text 'Round 2 of 3, closed on 29 January 2021' "
                       "--text '=SUM(A1:A9) is text and no formula' --no-text behouden"),
                 0);
    tear_down(&b);
}

Test(export_report, topics_are_in_the_language_of_the_report_where_they_have_one) {
    bench b;
    set_up(&b);
    cr_assert_eq(write_report(&b, DELPHI_NL), DELPHI_OK);
    cr_expect_eq(check(&b, "--text Preventie --text Ziekenhuis --text Personeel --no-text Prevention"), 0);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    cr_expect_eq(check(&b, "--text Prevention --text Hospital --text Personeel --no-text Preventie"), 0);
    tear_down(&b);
}

Test(export_report, says_why_with_the_values_that_the_clauses_saw) {
    bench b;
    set_up(&b);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    cr_assert_eq(check(&b, "--part-of-text 'relevance.share(high) >= 75%: 16/23 (69.6%) \342\200\223 no' "
                           "--part-of-text 'relevance.cannot_judge >= 10: 12 \342\200\223 yes' "
                           "--part-of-text 'not defined (fewer valid ratings than min_ratings)' "
                           "--part-of-text '\342\234\223 keep' --part-of-text '! conflict'"),
                 0);
    tear_down(&b);
}

Test(export_report, the_classic_definition_beyond_its_table_is_warned_about) {
    bench b;
    set_up(&b);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    cr_assert_eq(check(&b, "--text Warning --part-of-text 'tabled for 8 to 16 valid ratings'"), 0);
    tear_down(&b);
    set_up_with(&b, support_protocol, 3); /* the rule of round 3 does without it */
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    /* The drop rule of the study stands in round 3, and it never names the classic definition. */
    cr_assert_eq(check(&b, "--no-text Warning --no-text 'is tabled for 8 to 16 valid ratings'"), 0);
    tear_down(&b);
}

Test(export_report, an_expert_or_a_group_is_never_told_apart) {
    bench b;
    set_up(&b);
    cr_assert_eq(write_report(&b, DELPHI_NL), DELPHI_OK);
    cr_assert_eq(check(&b, "--no-text P01 --no-text P24"), 0);
    tear_down(&b);
}

Test(export_report, same_bytes_in_another_time_zone_locale_and_moment) {
    bench b;
    set_up(&b);
    setenv("TZ", "Pacific/Kiritimati", 1);
    setenv("LC_ALL", "C", 1);
    tzset();
    delphi_buffer first = written(&b, DELPHI_NL);
    setenv("TZ", "America/Anchorage", 1);
    tzset();
    if (!support_comma_locale())
        cr_log_warn("no locale that writes 7,5: only the environment is tried");
    sleep(1);
    delphi_buffer second = written(&b, DELPHI_NL);
    cr_assert_eq(first.size, second.size);
    cr_assert_arr_eq(first.data, second.data, first.size);
    delphi_buffer_free(&first);
    delphi_buffer_free(&second);
    tear_down(&b);
}

Test(export_report, two_languages_differ_and_leave_nothing_behind) {
    bench b;
    set_up(&b);
    delphi_buffer dutch = written(&b, DELPHI_NL), english = written(&b, DELPHI_EN);
    cr_assert(dutch.size != english.size || memcmp(dutch.data, english.data, dutch.size) != 0);
    delphi_buffer_free(&dutch);
    delphi_buffer_free(&english);
    unlink(b.path);
    cr_assert_eq(rmdir(b.folder), 0, "a temporary file was left beside the report");
    tear_down(&b);
}

Test(export_report, a_folder_that_is_not_there_is_an_error_with_the_file_name) {
    bench b;
    set_up(&b);
    char path[128];
    snprintf(path, sizeof path, "%s/absent/report.xlsx", b.folder);
    snprintf(b.path, sizeof b.path, "%s", path);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_ERR_IO);
    cr_assert_str_eq(delphi_problems_get(b.problems, 0)->file, path);
    tear_down(&b);
}

Test(export_report, what_cannot_be_replaced_stays) {
    bench b;
    set_up(&b);
    cr_assert_eq(mkdir(b.path, 0777), 0);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_ERR_IO);
    cr_assert_str_eq(delphi_problems_get(b.problems, 0)->file, b.path);
    cr_assert_eq(rmdir(b.path), 0);
    cr_assert_eq(rmdir(b.folder), 0, "a temporary file was left");
    tear_down(&b);
}

/* ---- concordance ---- */

/* The title of each measure over a set, as --text; the report must have those, too, that come one day. An end of an
 * interval stands with what it is the end of. */
static void add_titles(char *out, size_t size, delphi_language language) {
    size_t count;
    const delphi_set_measure *measures = delphi_set_measures(&count);
    for (size_t i = 0; i < count; i++) {
        size_t used = strlen(out);
        if (!strstr(measures[i].name, "_low") && !strstr(measures[i].name, "_high"))
            snprintf(out + used, size - used, " --text \"%s\"", export_words(language, measures[i].title));
    }
}

#define ENGLISH_SHEETS                                                                                                 \
    "--sheet Summary --sheet Decisions --sheet Distribution --sheet Agreement --sheet Groups --sheet Concordance "     \
    "--sheet Response --sheet Robustness --sheet Intervals --sheet Method --sheet Checklist "                          \
    "--sheet Dictionary "

Test(export_report, concordance_has_every_measure_in_both_languages) {
    static const char *const sheets[] = {
        [DELPHI_NL] =
            "--sheet Samenvatting --sheet Besluiten --sheet Verdeling --sheet Overeenstemming --sheet Groepen --sheet "
            "Concordantie --sheet Respons --sheet Robuustheid --sheet Intervallen --sheet Stroomschema --sheet Verloop "
            "--sheet Verantwoording --sheet Controlelijst --sheet Codeboek",
        [DELPHI_EN] =
            "--sheet Summary --sheet Decisions --sheet Distribution --sheet Agreement --sheet Groups --sheet "
            "Concordance --sheet Response --sheet Robustness --sheet Intervals --sheet 'Flow diagram' --sheet Flow "
            "--sheet Method --sheet Checklist --sheet Dictionary",
    };
    bench b;
    set_up_appraised(&b, support_protocol);
    for (delphi_language l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
        char arguments[8000];
        snprintf(arguments, sizeof arguments, "%s", sheets[l]);
        add_titles(arguments, sizeof arguments, l);
        cr_assert_lt(strlen(arguments), sizeof arguments - 1);
        cr_assert_eq(write_report(&b, l), DELPHI_OK);
        cr_expect_eq(check(&b, arguments), 0);
    }
    tear_down(&b);
}

Test(export_report, concordance_prints_its_policy_and_its_reasons) {
    bench b;
    set_up_appraised(&b, support_protocol);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    cr_assert_eq(check(&b, "--part-of-text 'Missing ratings: ' --part-of-text 'the prevalence paradox' "
                           "--text '(1) not defined: fewer than two experts rated every indicator' "
                           "--text 'Not shown, because fewer than 5 of its experts rated: Regulators.' "
                           "--part-of-text 'asks for no random replicates' --no-text '95% interval, by bootstrap'"),
                 0);
    tear_down(&b);
}

Test(export_report, concordance_has_intervals_where_the_study_asks_for_replicates) {
    char protocol[sizeof support_protocol + 64];
    bench b;
    snprintf(protocol, sizeof protocol, "{\"replicates\": 200, %s", support_protocol + 1);
    set_up_appraised(&b, protocol);
    cr_assert_eq(write_report(&b, DELPHI_NL), DELPHI_OK);
    cr_assert_eq(check(&b, "--text '95%-interval daarvan, met bootstrap' --part-of-text '0,0' --part-of-text ' tot 0,' "
                           "--no-text 'Dit onderzoek vraagt geen herhalingen' --no-text 'by bootstrap'"),
                 0);
    tear_down(&b);
}

Test(export_report, without_an_appraisal_there_is_no_sheet_of_it) {
    bench b;
    set_up(&b);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    cr_assert_eq(check(&b, "--no-text 'Agreement between experts, over all indicators'"), 0);
    tear_down(&b);
}

/* ---- stability ---- */

static delphi_value pair_values[SUPPORT_INDICATORS][3][64];
static delphi_stability_cell pair_cells[SUPPORT_INDICATORS][3];
static delphi_stability pairs[SUPPORT_INDICATORS];

/* The measures of every pair of rounds 1 and 2; verdicts of every kind, whatever the measures say. The first indicator
 * is left out as if it were new. */
static void set_stability(bench *b) {
    size_t count;
    const delphi_pair_measure *measures = delphi_pair_measures(&count);
    delphi_pair_space *space = delphi_pair_space_new(SUPPORT_EXPERTS, 9);
    cr_assert_leq(count, 64);
    for (size_t i = 0; i < SUPPORT_INDICATORS; i++) {
        for (size_t c = 0; c < 3; c++) {
            delphi_pair pair = {.scale_min = 1,
                                .points = 9,
                                .experts = SUPPORT_EXPERTS,
                                .before = delphi_ratings_column(b->study->ratings[0], i, c),
                                .after = delphi_ratings_column(b->study->ratings[1], i, c),
                                .min_ratings = 5,
                                .quantile_type = DELPHI_QUANTILE_TYPE7,
                                .high_low = 7,
                                .high_high = 9,
                                .low_low = 1,
                                .low_high = 3};
            cr_assert_eq(delphi_pair_load(space, &pair), DELPHI_OK);
            for (size_t m = 0; m < count; m++)
                delphi_pair_value(&measures[m], space, &pair_values[i][c][m]);
            bool known = pair_values[i][c][delphi_pair_measure_find("net_change_unpaired")].kind;
            pair_cells[i][c] = (delphi_stability_cell){.values = pair_values[i][c],
                                                       .group_stable = !known  ? DELPHI_UNKNOWN
                                                                       : i % 2 ? DELPHI_TRUE
                                                                               : DELPHI_FALSE,
                                                       .individuals_stable = !known  ? DELPHI_UNKNOWN
                                                                             : i % 3 ? DELPHI_TRUE
                                                                                     : DELPHI_FALSE,
                                                       .opinion = (delphi_opinion)(i % DELPHI_OPINION_COUNT)};
        }
        pairs[i] = (delphi_stability){i, i == 2 || i == 4, pair_cells[i]};
    }
    delphi_pair_space_free(space);
    b->result->stability = pairs + 1;
    b->result->stability_count = SUPPORT_INDICATORS - 1;
}

Test(export_report, stability_answers_first_and_puts_group_and_persons_side_by_side) {
    bench b;
    set_up(&b);
    set_stability(&b);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    cr_assert_eq(check(&b, "--sheet Summary --sheet Decisions --sheet Distribution --sheet Agreement --sheet Groups "
                           "--sheet Stability --sheet Response --sheet 'Flow diagram' --sheet Flow --sheet Method "
                           "--sheet Checklist --sheet Dictionary "
                           "--text '2 of 11 indicators are worth another round: I03, I05.' "
                           "--text 'Stability: what changed since round 1' "
                           "--text 'Group: all ratings of either round' "
                           "--text 'Individuals: experts who rated in both rounds' "
                           "--text '\342\234\223 stable' --text '\342\234\227 not stable' "
                           "--text bipolarity --text plurality --text disagreement --text majority "
                           "--text 'Not compared, because they are new or have another wording (indicators: 1).' "
                           "--text '(1) not defined: fewer valid ratings than min_ratings'"),
                 0);
    tear_down(&b);
}

Test(export_report, stability_in_dutch_leaves_no_english) {
    bench b;
    set_up(&b);
    set_stability(&b);
    b.result->stability_count = 1; /* I02, of which the advice is no */
    cr_assert_eq(write_report(&b, DELPHI_NL), DELPHI_OK);
    cr_assert_eq(check(&b, "--sheet Samenvatting --sheet Besluiten --sheet Verdeling --sheet Overeenstemming --sheet "
                           "Groepen --sheet Stabiliteit "
                           "--sheet Respons --sheet Stroomschema --sheet Verloop --sheet Verantwoording --sheet "
                           "Controlelijst --sheet Codeboek --text 'Voor "
                           "geen enkele indicator is een volgende ronde zinvol.' "
                           "--text '\342\234\223 stabiel' --no-text '\342\234\223 stable' --no-text 'Wilcoxon'\\''s' "
                           "--no-text 'this round'"),
                 0);
    tear_down(&b);
}

/* Other shapes of studies: the report must be sound for each. */
static const struct {
    const char *what, *protocol, *arguments;
} shapes[] = {
    {"one rule only, and shares of the whole panel",
     "\"scale\": {\"min\": 1, \"max\": 9}, \"bands\": {\"high\": [7, 9]}, \"denominator\": \"panel\","
     "\"rules\": {\"keep\": \"median >= 7\"}",
     "--charts 4 --text 'Base of %' --text 'There is none.' --part-of-text 'The panel:'"},
    {"a preset is named with its text",
     "\"scale\": {\"min\": 1, \"max\": 9}, \"bands\": {\"low\": [1, 3], \"high\": [7, 9]}, \"denominator\": "
     "\"answered\","
     "\"rules\": {\"preset\": \"median-iqr\"}",
     "--charts 4 --part-of-text 'median-iqr: Keep what has a high median and a narrow spread'"},
    {"a long scale is shown by its bands",
     "\"scale\": {\"min\": 0, \"max\": 100, \"cannot_judge\": true},"
     "\"bands\": {\"low\": [0, 33], \"middle\": [34, 66], \"high\": [67, 100]}, \"rules\": {\"keep\": \"median >= 7\"}",
     "--charts 4 --text '0\342\200\22333 low' --text '67\342\200\223100 high'"},
    {"a long scale without bands from end to end is shown in ten classes",
     "\"scale\": {\"min\": 0, \"max\": 99, \"cannot_judge\": true}, \"bands\": {\"high\": [67, 99]},"
     "\"rules\": {\"keep\": \"median >= 7\"}",
     "--charts 4 --text '0\342\200\2239' --text '90\342\200\22399'"},
};

Test(export_report, studies_of_other_shapes_have_sound_reports) {
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        char protocol[4096];
        bench b;
        snprintf(
            protocol, sizeof protocol,
            "{\"format\": \"delphi-study/1\", \"id\": \"shape\", \"title\": \"=1+1 & <study>\", \"language\": \"en\","
            "\"criteria\": [{\"id\": \"only\", \"title\": \"=Only\"}], \"groups\": [{\"id\": \"inwoners\", \"title\":"
            "\"A\"}, {\"id\": \"professionals\", \"title\": \"B\"}, {\"id\": \"bestuurders\", \"title\": \"C\"},"
            "{\"id\": \"toezicht\", \"title\": \"D\"}], %s, \"rounds\": [{\"id\": 1}]}",
            shapes[i].protocol);
        set_up_with(&b, protocol, 1);
        cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK, "%s", shapes[i].what);
        cr_expect_eq(check(&b, shapes[i].arguments), 0, "%s", shapes[i].what);
        cr_expect_eq(check(&b, "--text '=1+1 & <study>' --text '=Only'"), 0, "%s", shapes[i].what);
        cr_assert_eq(delphi_appraise(b.result, NULL), DELPHI_OK, "%s", shapes[i].what);
        cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK, "%s", shapes[i].what);
        cr_expect_eq(check(&b, ENGLISH_SHEETS), 0, "%s", shapes[i].what);
        tear_down(&b);
    }
}

/* Every round has its column, and each indicator that is not simply an old one its row. */
Test(export_report, flow_counts_the_rounds_in_both_languages) {
    bench b;
    set_up(&b);
    cr_assert_eq(write_report(&b, DELPHI_EN), DELPHI_OK);
    cr_expect_eq(check(&b, "--text 'Indicators through the rounds' --text 'Round 1' --text 'Round 2' --text 'carried "
                           "over' --text 'Kept so far' --text 'None: every round rated texts of the first one.'"),
                 0);
    cr_assert_eq(write_report(&b, DELPHI_NL), DELPHI_OK);
    cr_expect_eq(check(&b, "--text 'Indicatoren door de rondes heen' --text 'Ronde 2' --text meegenomen --no-text "
                           "'carried over' --no-text 'Kept so far' --no-text 'None: every round rated texts of the "
                           "first one.' --no-text 'taken up in another text'"),
                 0);
    tear_down(&b);
}

/* ---- texts ---- */

static void expect_clean(const char *text, const char *expected) {
    report_book book = {0};
    cr_expect_str_eq(report_clean(&book, text), expected);
    cr_expect_eq(book.error, LXW_NO_ERROR);
    delphi_buffer_free(&book.clean);
}

Test(export_report, texts_are_made_fit_for_xml) {
    expect_clean("", "");
    expect_clean("=SUM(A1)", "=SUM(A1)");
    expect_clean("a\x01\x08\x0b\x1f"
                 "b\tc\nd",
                 "ab\tc\nd");
    expect_clean("a\r\nb\rc", "a\nb\nc");
    expect_clean("_x0041_ and _x41_", "_x005F_x0041_ and _x41_");
    expect_clean("\xEF\xBF\xBF|\xEF\xBF\xBE|\xEF\xBF\xBD", "||\xEF\xBF\xBD");
    expect_clean("bad \xFF\xC3 utf-8 \xE2\x82", "bad \xEF\xBF\xBD\xEF\xBF\xBD utf-8 \xEF\xBF\xBD\xEF\xBF\xBD");
    expect_clean("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x99\x82", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x99\x82");
}

/* `count` times `piece`; the caller frees. */
static char *repeat(const char *piece, size_t count) {
    size_t size = strlen(piece);
    char *text = calloc(count, size + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * size, piece, size);
    return text;
}

Test(export_report, a_text_longer_than_a_cell_ends_in_an_ellipsis) {
    static const struct {
        const char *piece;
        size_t count, kept;
    } cases[] = {
        {"a", 32766, 32766},
        {"a", 32767, 32767},
        {"a", 32768, 32766},
        {"\xC3\xA9", 40000, 32766},
        {"\xF0\x9F\x99\x82", 16383, 16383}, /* each takes two places */
        {"\xF0\x9F\x99\x82", 16384, 16383},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        report_book book = {0};
        char *text = repeat(cases[i].piece, cases[i].count);
        const char *clean = report_clean(&book, text);
        size_t kept = cases[i].kept * strlen(cases[i].piece);
        bool cut = cases[i].kept < cases[i].count;
        cr_expect_eq(strlen(clean), kept + (cut ? 3 : 0), "row %zu: %zu", i, strlen(clean));
        cr_expect_eq(memcmp(clean, text, kept), 0, "row %zu", i);
        cr_expect_str_eq(clean + kept, cut ? "\xE2\x80\xA6" : "", "row %zu", i);
        delphi_buffer_free(&book.clean);
        free(text);
    }
}

Test(export_report, lines_are_counted_by_words) {
    cr_expect_eq(report_lines("", 20), 1);
    cr_expect_eq(report_lines("one two", 20), 1);
    cr_expect_eq(report_lines("one\ntwo\n", 20), 3);
    cr_expect_eq(report_lines("aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa", 20), 2, "there is room for two words");
    cr_expect_eq(report_lines("aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa", 19), 3, "and a little less is not enough");
    cr_expect_eq(report_lines("iiiiiiiiii iiiiiiiiii iiiiiiiiii", 19), 1, "narrow letters take less room");
    cr_expect_eq(report_lines("mmmmmmmmmm mmmmmmmmmm mmmmmmmmmm", 20), 3, "and wide ones more");
    char *word = repeat("w", 100);
    cr_expect_eq(report_lines(word, 9), 17, "a word longer than the line is broken");
    free(word);
}
