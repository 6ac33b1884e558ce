/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ratings.csv: read, written, refused, and the same after both. */
#include "ingest_help.h"

#include "base/buffer.h"
#include "model/private.h"

#include <stdlib.h>

#define STUDY(more)                                                                                                    \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", " more                                                            \
    "\"rules\": \"ram\", \"rounds\": [{\"id\": 1}, {\"id\": 2}]}"
#define SCALE        "\"scale\": {\"min\": -1, \"max\": 9}, "
#define STRICT_SCALE "\"scale\": {\"min\": 1, \"max\": 9, \"cannot_judge\": false}, "
#define CRITERIA     "\"criteria\": [{\"id\": \"rel\"}, {\"id\": \"feas\"}], "
#define HEADING      "expert,indicator,criterion,rating,comment\n"

static const char indicators[] = "id,text,since\nI1,a,\nI2,b,\nI3,c,2\n";
static const char panel[] = "expert,since\nP1,\nP2,\nP3,2\n";

static delphi_study *study_of(const char *protocol) {
    delphi_study *study = study_with(protocol);
    cr_assert_eq(delphi_read_indicators(study, "i.csv", indicators, sizeof indicators - 1, NULL), DELPHI_OK);
    cr_assert_eq(delphi_read_panel(study, "p.csv", panel, sizeof panel - 1, NULL), DELPHI_OK);
    return study;
}

static void read_into(delphi_study *study, int round, const char *csv) {
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = delphi_read_ratings(study, round, "r.csv", csv, strlen(csv), problems);
    expect_told(problems, "", csv);
    cr_assert_eq(status, DELPHI_OK);
    delphi_problems_free(problems);
}

static void expect_written(const delphi_study *study, int round, const char *expected) {
    delphi_buffer out = {0};
    cr_expect_eq(delphi_write_ratings(study, study->ratings[round - 1], &out), DELPHI_OK);
    cr_expect_str_eq(out.data, expected, "wrote\n%sand not\n%s", out.data, expected);
    delphi_buffer_free(&out);
}

Test(ingest_ratings, each_kind_of_row_finds_its_place) {
    delphi_study *study = study_of(STUDY(SCALE CRITERIA));
    read_into(study, 1,
              "\xEF\xBB\xBF"
              "comment,rating,criterion,indicator,expert\r\n"
              ",?,feas,I2,P2\r\n"
              "whole,,,I2,P2\r\n"
              "\"why,\r\nreally\",-1,rel,I2,P1\r\n"
              "alone,,feas,I2,P1\r\n"
              ",9,rel,I1,P1\r\n");
    const delphi_ratings *r = study->ratings[0];
    cr_expect(r->round == 1 && r->experts == 3 && r->indicators == 3 && r->criteria == 2);
    cr_expect_eq(delphi_ratings_column(r, 0, 0)[0], 9);
    cr_expect_eq(delphi_ratings_column(r, 1, 0)[0], -1);
    cr_expect_eq(delphi_ratings_column(r, 1, 1)[0], DELPHI_MISSING);
    cr_expect_eq(delphi_ratings_column(r, 1, 1)[1], DELPHI_CANNOT_JUDGE);
    size_t given = 0;
    for (size_t i = 0; i < 3 * 3 * 2; i++)
        given += r->cells[i] != DELPHI_MISSING;
    cr_expect_eq(given, 3u);
    cr_assert_eq(r->comment_count, 3u);
    const delphi_comment *c = r->comments;
    cr_expect(c[0].expert == 0 && c[0].indicator == 1 && c[0].criterion == 0);
    cr_expect_str_eq(c[0].text, "why,\r\nreally");
    cr_expect(c[1].expert == 0 && c[1].indicator == 1 && c[1].criterion == 1);
    cr_expect(c[2].expert == 1 && c[2].indicator == 1 && c[2].criterion == DELPHI_NONE);
    cr_expect_str_eq(c[2].text, "whole");
    expect_written(study, 1,
                   HEADING "P1,I1,rel,9,\nP1,I2,rel,-1,\"why,\r\nreally\"\nP1,I2,feas,,alone\nP2,I2,,,whole\n"
                           "P2,I2,feas,?,\n");
    delphi_study_free(study);
}

Test(ingest_ratings, with_one_criterion_it_need_not_be_named) {
    delphi_study *study = study_of(STUDY(SCALE));
    read_into(study, 1, "expert,indicator,rating\nP1,I1,3\n");
    expect_written(study, 1, HEADING "P1,I1,rating,3,\n");
    read_into(study, 1, HEADING "P1,I1,,4,beside\nP1,I1,,,whole\nP2,I1,rating,,alone\n");
    expect_written(study, 1, HEADING "P1,I1,,,whole\nP1,I1,rating,4,beside\nP2,I1,rating,,alone\n");
    delphi_study_free(study);
}

Test(ingest_ratings, who_and_what_comes_later_is_welcome_then) {
    delphi_study *study = study_of(STUDY(SCALE));
    read_into(study, 2, HEADING "P3,I3,rating,3,\n");
    expect_written(study, 2, HEADING "P3,I3,rating,3,\n");
    cr_expect_null(study->ratings[0]);
    delphi_study_free(study);
}

Test(ingest_ratings, the_fingerprint_is_of_the_bytes) {
    delphi_study *study = study_of(STUDY(SCALE));
    read_into(study, 1, "expert,indicator,rating\n");
    /* printf 'expert,indicator,rating\n' | sha256sum */
    cr_expect_str_eq(study->ratings[0]->sha256, "9ccb8a615b8f6de3d77fe8032e52bef7fe81241d2c4284fc9726341cbb61d392");
    delphi_study_free(study);
}

static void refuse_in(const char *protocol, const char *csv, const char *expected) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = study_of(protocol);
    cr_expect_eq(delphi_read_ratings(study, 1, "r.csv", csv, strlen(csv), problems), DELPHI_ERR_INPUT, "%s", csv);
    expect_told(problems, expected, csv);
    cr_expect_null(study->ratings[0]);
    delphi_study_free(study);
    delphi_problems_free(problems);
}

typedef struct {
    const char *csv, *expected;
} refusal;

Test(ingest_ratings, wrong_rows_are_told_with_line_and_column) {
#define POINTS "; allowed is a whole number from -1 to 9, or ? for \"cannot judge\"\n"
    static const refusal rows[] = {
        {"expert,indicator,rating\nP1,I1,5\n", "r.csv:1: the heading \"criterion\" is required, and missing\n"},
        {"expert,indicator,criterion,comment\n", "r.csv:1: the heading \"rating\" is required, and missing\n"},
        {HEADING "P1,I1,rel,5\n", "r.csv:2: this row has 4 fields, the heading has 5\n"},
        {HEADING "P1,I1,rel,10,\nP1,I2,rel,-2,\n", "r.csv:2:4: found \"10\"" POINTS "r.csv:3:4: found \"-2\"" POINTS},
        {HEADING "P1,I1,rel,5.0,\nP1,I2,rel, 5,\nP2,I1,rel,??,\n",
         "r.csv:2:4: found \"5.0\"" POINTS "r.csv:3:4: found \" 5\"" POINTS "r.csv:4:4: found \"??\"" POINTS},
        {HEADING "P1,I1,rel,,\n", "r.csv:2:4: this row has neither a rating nor a comment\n"},
        {HEADING "PP1,I1,rel,5,\n", "r.csv:2:1: the study has no expert \"PP1\"; did you mean \"P1\"?\n"},
        {HEADING ",I1,rel,5,\n", "r.csv:2:1: the study has no expert \"\"\n"},
        {HEADING "jan@rivm.nl,I1,rel,5,\n",
         "r.csv:2:1: this looks like a mail address, and is no expert of the study\n"},
        {HEADING "P1,I01,rel,5,\n", "r.csv:2:2: the study has no indicator \"I01\"; did you mean \"I1\"?\n"},
        {HEADING "P1,I1,feasi,5,\n",
         "r.csv:2:3: the study has no criterion \"feasi\"; did you mean \"feas\"? Allowed: rel, feas\n"},
        {HEADING "P1,I1,Rel,,x\n",
         "r.csv:2:3: the study has no criterion \"Rel\"; did you mean \"rel\"? Allowed: rel, feas\n"},
        {HEADING "P1,I1,,5,\n", "r.csv:2:3: a rating needs its criterion; allowed: rel, feas\n"},
        {HEADING "P1,I1,,?,x\n", "r.csv:2:3: a rating needs its criterion; allowed: rel, feas\n"},
        {HEADING "P3,I1,rel,5,\n", "r.csv:2:1: the expert \"P3\" takes part from round 2 on; this is round 1\n"},
        {HEADING "P1,I3,rel,5,\n", "r.csv:2:2: the indicator \"I3\" is rated from round 2 on; this is round 1\n"},
        {HEADING "Q,J,x,y,\n",
         "r.csv:2:1: the study has no expert \"Q\"\n"
         "r.csv:2:2: the study has no indicator \"J\"\n"
         "r.csv:2:4: found \"y\"" POINTS "r.csv:2:3: the study has no criterion \"x\"; allowed: rel, feas\n"},
        {HEADING "P1,I1,rel,5,\"open\n", "r.csv:2:5: the quote that opens this field is never closed\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse_in(STUDY(SCALE CRITERIA), rows[i].csv, rows[i].expected);
    refuse_in(STUDY(STRICT_SCALE), HEADING "P1,I1,,?,\nP1,I2,,x,\n",
              "r.csv:2:4: found \"?\", but in this study \"cannot judge\" is no answer; allowed: 1 to 9\n"
              "r.csv:3:4: found \"x\"; allowed is a whole number from 1 to 9\n");
}

Test(ingest_ratings, what_stands_twice_is_told_with_both_lines) {
#define TWICE(expert, indicator, where) "expert \"" expert "\" has two rows on indicator \"" indicator "\"" where
    static const refusal rows[] = {
        {HEADING "P1,I1,rel,5,\nP1,I1,feas,5,\nP1,I1,rel,5,\n",
         "r.csv:4:2: " TWICE("P1", "I1", ", criterion rel: line 2 and line 4\n")},
        {HEADING "P1,I1,rel,5,\nP2,I2,rel,?,\nP1,I1,rel,6,\nP2,I2,rel,1,\nP1,I1,rel,7,x\n",
         "r.csv:4:2: " TWICE("P1", "I1", ", criterion rel: line 2 and line 4\n") "r.csv:5:2: " TWICE(
             "P2", "I2",
             ", criterion rel: line 3 and line 5\n") "r.csv:6:2: " TWICE("P1", "I1",
                                                                         ", criterion rel: line 2 and line 6\n")},
        {HEADING "P1,I1,,,a\nP1,I1,rel,,\"b\nc\"\nP1,I1,,,d\n",
         "r.csv:5:2: " TWICE("P1", "I1", " as a whole: line 2 and line 5\n")},
        {HEADING "P1,I1,rel,,a\nP1,I1,rel,5,\n",
         "r.csv:3:2: " TWICE("P1", "I1", ", criterion rel: line 2 and line 3\n")},
        {HEADING "P1,I1,rel,5,\nP1,I1,rel,,a\n",
         "r.csv:3:2: " TWICE("P1", "I1", ", criterion rel: line 2 and line 3\n")},
        {HEADING "P1,I1,rel,5,a\nP1,I1,rel,,a\n",
         "r.csv:3:2: " TWICE("P1", "I1", ", criterion rel: line 2 and line 3\n")},
        /* Other problems are told once, and first. */
        {HEADING "P1,I1,rel,5,\nP1,I1,rel,x,\nP1\nP1,I1,rel,5,\n",
         "r.csv:3:4: found \"x\"" POINTS "r.csv:4: this row has 1 field, the heading has 5\n"
         "r.csv:5:2: " TWICE("P1", "I1", ", criterion rel: line 2 and line 5\n")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse_in(STUDY(SCALE CRITERIA), rows[i].csv, rows[i].expected);
}

Test(ingest_ratings, a_refused_file_leaves_what_was_read_before) {
    delphi_study *study = study_of(STUDY(SCALE));
    read_into(study, 1, HEADING "P1,I1,rating,3,old\n");
    cr_expect_eq(delphi_read_ratings(study, 1, "r", HEADING "P1,I1,rating,4,\nX,I1,rating,4,\n", 60, NULL),
                 DELPHI_ERR_INPUT);
    expect_written(study, 1, HEADING "P1,I1,rating,3,old\n");
    delphi_study_free(study);
}

Test(ingest_ratings, there_is_no_round_beyond_the_protocol) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = study_of(STUDY(SCALE));
    cr_expect_eq(delphi_read_ratings(study, 0, "r", HEADING, strlen(HEADING), problems), DELPHI_ERR_USAGE);
    cr_expect_eq(delphi_read_ratings(study, 3, "r", HEADING, strlen(HEADING), problems), DELPHI_ERR_USAGE);
    expect_told(problems,
                "r: the study has rounds 1 to 2, and no round 0\nr: the study has rounds 1 to 2, and no round 3\n", "");
    delphi_study_free(study);
    delphi_problems_free(problems);
}

static unsigned next(unsigned *state) {
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

/* A comment of letters that CSV must take care of; NULL in half of the cases. */
static const char *some_comment(base_arena *arena, unsigned *state) {
    static const char letters[] = "ab,;\"\r\n\t ?5\xC3\xA9";
    char text[12] = "x";
    size_t size = next(state) % 10;
    if (next(state) % 2 || !size)
        return NULL;
    for (size_t i = 0; i < size; i++)
        text[i] = letters[next(state) % (sizeof letters - 3)];
    if (next(state) % 4 == 0)
        text[size++] = '\xC3', text[size++] = '\xA9';
    return base_arena_text(arena, text, size);
}

static delphi_rating some_rating(unsigned *state) {
    unsigned kind = next(state) % 4;
    return kind == 0 ? DELPHI_MISSING : kind == 1 ? DELPHI_CANNOT_JUDGE : (delphi_rating)((int)(next(state) % 11) - 1);
}

static delphi_ratings *some_ratings(const delphi_study *study, unsigned *state) {
    delphi_ratings *r = delphi_ratings_new(study, 2);
    base_arena *arena = model_ratings_arena(r);
    delphi_comment *comments = base_arena_array(arena, 3 * 3 * 3, sizeof *comments);
    r->comments = comments;
    for (size_t e = 0; e < 3; e++)
        for (size_t i = 0; i < 3; i++)
            for (size_t c = 0; c < 3; c++) {
                if (c)
                    delphi_ratings_column(r, i, c - 1)[e] = some_rating(state);
                delphi_comment comment = {e, i, c - 1, some_comment(arena, state)};
                if (comment.text)
                    comments[r->comment_count++] = comment;
            }
    return r;
}

static bool same(const delphi_ratings *a, const delphi_ratings *b) {
    if (memcmp(a->cells, b->cells, 3 * 3 * 2 * sizeof *a->cells) != 0 || a->comment_count != b->comment_count)
        return false;
    for (size_t i = 0; i < a->comment_count; i++) {
        const delphi_comment *x = &a->comments[i], *y = &b->comments[i];
        if (x->expert != y->expert || x->indicator != y->indicator || x->criterion != y->criterion ||
            strcmp(x->text, y->text) != 0)
            return false;
    }
    return true;
}

Test(ingest_ratings, what_is_written_reads_back_and_what_is_read_writes_back) {
    unsigned state = 20210401;
    delphi_study *study = study_of(STUDY(SCALE CRITERIA));
    for (int n = 0; n < 300; n++) {
        delphi_ratings *ratings = some_ratings(study, &state);
        delphi_buffer file = {0};
        cr_assert_eq(delphi_write_ratings(study, ratings, &file), DELPHI_OK);
        read_into(study, 2, file.data);
        cr_expect(same(ratings, study->ratings[1]), "%s", file.data);
        expect_written(study, 2, file.data);
        delphi_buffer_free(&file);
        delphi_ratings_free(ratings);
    }
    delphi_study_free(study);
}

/* The rows of `file` in another order, by a seeded shuffle. */
static void shuffle(const char *rows[], size_t count, unsigned *state) {
    for (size_t i = count; i > 1; i--) {
        size_t j = next(state) % i;
        const char *row = rows[i - 1];
        rows[i - 1] = rows[j];
        rows[j] = row;
    }
}

Test(ingest_ratings, the_order_of_the_rows_does_not_matter) {
    const char *rows[] = {"P1,I1,,,whole\n", "P1,I1,rel,1,a\n", "P1,I1,feas,?,\n", "P1,I2,feas,,b\n",
                          "P2,I1,rel,9,\n",  "P2,I2,,,w\n",     "P2,I2,rel,-1,\n", "P2,I2,feas,4,c\n"};
    const size_t count = sizeof rows / sizeof *rows;
    unsigned state = 7;
    delphi_buffer canonical = {0};
    base_buffer_text(&canonical, HEADING);
    for (size_t i = 0; i < count; i++)
        base_buffer_text(&canonical, rows[i]);
    delphi_study *study = study_of(STUDY(SCALE CRITERIA));
    for (int n = 0; n < 100; n++) {
        delphi_buffer file = {0};
        shuffle(rows, count, &state);
        base_buffer_text(&file, HEADING);
        for (size_t i = 0; i < count; i++)
            base_buffer_text(&file, rows[i]);
        read_into(study, 1, file.data);
        expect_written(study, 1, canonical.data);
        delphi_buffer_free(&file);
    }
    delphi_buffer_free(&canonical);
    delphi_study_free(study);
}

Test(ingest_ratings, a_file_wrong_throughout_is_refused_in_a_moment) {
    delphi_buffer csv = {0};
    base_buffer_text(&csv, HEADING);
    for (int i = 0; i < 200000; i++)
        base_buffer_format(&csv, "Q%d,I%d,rel,5,\n", i, i);
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = study_of(STUDY(SCALE CRITERIA));
    cr_expect_eq(delphi_read_ratings(study, 1, "r", csv.data, csv.size, problems), DELPHI_ERR_INPUT);
    cr_expect_eq(delphi_problems_errors(problems), 400000u - 2);
    delphi_study_free(study);
    delphi_problems_free(problems);
    delphi_buffer_free(&csv);
}
