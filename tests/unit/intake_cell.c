/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one cell of a foreign file. */
#include "ingest/cell.h"

#include <criterion/criterion.h>
#include <string.h>

static const delphi_text nine[9] = {[0] = {{"niet relevant", "not relevant"}},
                                    [4] = {{"1 keer per week", NULL}},
                                    [6] = {{"zeer relevant", "Very important"}},
                                    [8] = {{"zeer relevant, absoluut", NULL}}};
static const delphi_text left[3] = {[0] = {{"ingetrokken", "withdrawn"}}};
static const delphi_scale own = {.min = 1,
                                 .max = 3,
                                 .labels = left,
                                 .cannot_judge = true,
                                 .cannot_judge_labels = NULL,
                                 .cannot_judge_label_count = 0};
static const char *const unknown[] = {"X – Don't know", "n.v.t."};
static const delphi_scale with = {.min = 1,
                                  .max = 9,
                                  .labels = nine,
                                  .cannot_judge = true,
                                  .cannot_judge_labels = unknown,
                                  .cannot_judge_label_count = 2};
static const delphi_scale without = {.min = 1,
                                     .max = 9,
                                     .labels = nine,
                                     .cannot_judge = false,
                                     .cannot_judge_labels = NULL,
                                     .cannot_judge_label_count = 0};
static const delphi_scale bare = {.min = -3,
                                  .max = 1000,
                                  .labels = NULL,
                                  .cannot_judge = true,
                                  .cannot_judge_labels = NULL,
                                  .cannot_judge_label_count = 0};

#define POINT   INTAKE_CELL_POINT
#define CANNOT  INTAKE_CELL_CANNOT_JUDGE
#define OFF     INTAKE_CELL_OFF_SCALE
#define PART    INTAKE_CELL_NOT_WHOLE
#define AGAINST INTAKE_CELL_CONTRADICTION
#define OTHER   INTAKE_CELL_OTHER

static const struct {
    const delphi_scale *scale;
    const char *text;
    intake_cell_kind kind;
    int point;
} cells[] = {
    /* Nothing. */
    {&with, "", INTAKE_CELL_MISSING, 0},
    {&with, " \t\r\n", INTAKE_CELL_MISSING, 0},
    {&with, "\xC2\xA0 \xC2\xA0", INTAKE_CELL_MISSING, 0},
    /* Numbers, with either decimal mark. */
    {&with, "7", POINT, 7},
    {&with, " 7\xC2\xA0", POINT, 7},
    {&with, "7.0", POINT, 7},
    {&with, "7,0", POINT, 7},
    {&with, "7,00", POINT, 7},
    {&with, "+7", POINT, 7},
    {&with, "007", POINT, 7},
    {&bare, "-3", POINT, -3},
    {&bare, "-3,0", POINT, -3},
    {&bare, "0", POINT, 0},
    {&bare, "1000", POINT, 1000},
    {&with, "7,5", PART, 0},
    {&with, "7.25", PART, 0},
    {&with, "0", OFF, 0},
    {&with, "10", OFF, 0},
    {&with, "-1", OFF, 0},
    {&with, "99999999999999999999", OFF, 0},
    {&bare, "-4", OFF, 0},
    {&bare, "1001", OFF, 0},
    {&bare, "1.000", OTHER, 0}, /* one or a thousand? */
    {&bare, "0.000", POINT, 0},
    {&with, "1.000", POINT, 1},
    /* Labels. */
    {&with, "Very important", POINT, 7},
    {&with, "very  IMPORTANT", POINT, 7},
    {&with, "zeer relevant", POINT, 7},
    {&with, "zeer relevant, absoluut", POINT, 9},
    {&with, "1 keer per week", POINT, 5},
    {&with, "important", OTHER, 0},
    /* A number with its label. */
    {&with, "7 – Very important", POINT, 7},
    {&with, "7 — Very important", POINT, 7},
    {&with, "7 - Very important", POINT, 7},
    {&with, "7: Very important", POINT, 7},
    {&with, "7. Very important", POINT, 7},
    {&with, "7 = Very important", POINT, 7},
    {&with, "7 (Very important)", POINT, 7},
    {&with, "7) Very important", POINT, 7},
    {&with, "7 Very important", POINT, 7},
    {&with, "7\xC2\xA0–\xC2\xA0Very important", POINT, 7},
    {&with, "5 – 1 keer per week", POINT, 5},
    {&with, "5 – 2 keer per week", OTHER, 0}, /* two numbers: not to be guessed */
    {&with, "9 – zeer relevant, absoluut", POINT, 9},
    {&with, "3 – Onbelangrijk", POINT, 3}, /* the study has no label for 3 */
    {&with, "7 – Heel belangrijk", POINT, 7},
    {&bare, "-3 – a lot", POINT, -3},
    {&with, "7.", POINT, 7},
    {&with, "7 – ", POINT, 7},
    {&with, "1 – Very important", AGAINST, 0},
    {&with, "7 – not relevant", AGAINST, 0},
    {&with, "3 – don't know", AGAINST, 0},
    {&with, "12 – Very important", OFF, 0},
    {&with, "7,5 – Very important", PART, 0},
    {&with, "7Very important", OTHER, 0},
    /* Several choices, or none. */
    {&with, "7;8", OTHER, 0},
    {&with, "7 8", OTHER, 0},
    {&with, "7 – 8", OTHER, 0},
    {&with, "7-8", OTHER, 0},
    {&with, "7/8", OTHER, 0},
    {&with, "7 of 8", OTHER, 0},
    {&with, "7 – Very important,5 – Important", OTHER, 0},
    {&with, "7 – Very important; 5 – Important", OTHER, 0},
    {&with, "Text,Figure", OTHER, 0},
    {&with, "–", OTHER, 0},
    {&with, "7,8", PART, 0},
    {&with, "0x7", OTHER, 0},
    {&with, "7e0", OTHER, 0},
    {&with, "NA", OTHER, 0},
    /* What takes an answer back; a study's own label goes before it. */
    {&with, "withdrawn", INTAKE_CELL_WITHDRAWN, 0},
    {&without, " Ingetrokken ", INTAKE_CELL_WITHDRAWN, 0},
    {&own, "withdrawn", POINT, 1},
    {&with, "withdrawn by P1", OTHER, 0},
    {&with, "7 – withdrawn", OTHER, 0},
    {&with, "-", OTHER, 0},
    /* Cannot judge. */
    {&with, "?", CANNOT, 0},
    {&with, "X – Don't know", CANNOT, 0},
    {&with, "n.v.t.", CANNOT, 0},
    {&with, "Kan ik niet beoordelen", CANNOT, 0},
    {&with, "kan niet beoordelen", CANNOT, 0},
    {&with, "Cannot  judge", CANNOT, 0},
    {&with, "unable to score", CANNOT, 0},
    {&with, "weet niet", CANNOT, 0},
    {&with, "weet ik niet", CANNOT, 0},
    {&with, "don't know", CANNOT, 0},
    {&with, "Don’t know", CANNOT, 0},
    {&with, "no opinion", CANNOT, 0},
    {&with, "geen mening", CANNOT, 0},
    {&with, "99 – don't know", CANNOT, 0},
    {&without, "?", INTAKE_CELL_NO_CANNOT_JUDGE, 0},
    {&without, "weet niet", INTAKE_CELL_NO_CANNOT_JUDGE, 0},
    {&without, "X – Don't know", OTHER, 0},
    {&without, "n.v.t.", OTHER, 0},
};

Test(intake_cell, each_cell_reads_as_it_should) {
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        intake_cell got = intake_cell_read(cells[i].scale, cells[i].text, strlen(cells[i].text));
        cr_expect_eq(got.kind, cells[i].kind, "'%s' is of kind %d", cells[i].text, got.kind);
        if (cells[i].kind == POINT)
            cr_expect_eq(got.point, cells[i].point, "'%s' is %d", cells[i].text, got.point);
    }
}

/* A cell need not end in NUL: bytes behind it are not read. */
Test(intake_cell, the_size_is_kept_to) {
    intake_cell got = intake_cell_read(&with, "78", 1);
    cr_expect_eq(got.point, 7);
    got = intake_cell_read(&with, "7 – Very importantly", strlen("7 – Very important"));
    cr_expect(got.kind == POINT && !got.other_words);
}

Test(intake_cell, a_text_that_is_not_the_studys_label_is_marked) {
    cr_expect(intake_cell_read(&with, "7 – Heel belangrijk", strlen("7 – Heel belangrijk")).other_words);
    cr_expect_not(intake_cell_read(&with, "3 – Onbelangrijk", strlen("3 – Onbelangrijk")).other_words);
    cr_expect_not(intake_cell_read(&with, "7 – Very important", strlen("7 – Very important")).other_words);
}

Test(intake_cell, every_point_reads_back_in_every_form) {
    static const char *const forms[] = {"%d", " %d ", "%d.0", "%d,0", "%d - x", "%d: x", "%d – x"};
    for (int p = with.min; p <= with.max; p++)
        for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
            char text[32] = "";
            const char *d = strchr(forms[i], '%');
            size_t before = (size_t)(d - forms[i]);
            memcpy(text, forms[i], before);
            text[before] = (char)('0' + p);
            strcat(text, d + 2);
            intake_cell got = intake_cell_read(&with, text, strlen(text));
            cr_expect(got.kind == POINT && got.point == p, "'%s'", text);
        }
}

Test(intake_cell, what_is_allowed_is_said_in_words) {
    char words[INTAKE_ALLOWED_SIZE];
    delphi_study study = {.protocol = {.language = DELPHI_NL, .scale = with}};
    intake_cell_allowed(&study, DELPHI_NONE, words);
    cr_expect_str_eq(words, "a whole number from 1 to 9 (1 = niet relevant, 9 = zeer relevant, absoluut), ? for cannot "
                            "judge, or nothing");
    study.protocol.scale = bare;
    study.protocol.scale.cannot_judge = false;
    intake_cell_allowed(&study, DELPHI_NONE, words);
    cr_expect_str_eq(words, "a whole number from -3 to 1000, or nothing");
}
