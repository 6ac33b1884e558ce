/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings, delimiters, and files that are no delimited text. */
#include "intake_study.h"

/* Bytes, for texts that hold NUL. */
#define BYTES(text) (text), sizeof(text) - 1

static delphi_status add_bytes(round_one *r, const char *bytes, size_t size, char delimiter) {
    return delphi_intake_add(r->intake, "in.csv", bytes, size, delimiter, r->problems);
}

static void to_utf16(const char *ascii, bool big, bool bom, delphi_buffer *out) {
    if (bom)
        base_buffer_append(out, big ? "\xFE\xFF" : "\xFF\xFE", 2);
    for (; *ascii; ascii++) {
        char pair[2] = {big ? '\0' : *ascii, big ? *ascii : '\0'};
        base_buffer_append(out, pair, 2);
    }
}

static void expect_bytes(const char *name, const char *bytes, size_t size, const char *expected) {
    round_one r = round_with(1, NULL);
    delphi_buffer text = {0};
    cr_assert_eq(add_bytes(&r, bytes, size, 0), DELPHI_OK, "%s: %s", name, round_first_problem(&r));
    round_text(&r, &text);
    cr_expect_str_eq(text.data, expected, "%s: got %s", name, text.data);
    delphi_buffer_free(&text);
    round_free(&r);
}

Test(intake_decode, utf8_with_and_without_bom) {
    expect_bytes("plain", BYTES("expert,I01\nE1,7\n"), "E1 I01 7; ");
    expect_bytes("bom",
                 BYTES("\xEF\xBB\xBF"
                       "expert,I01\nE1,7\n"),
                 "E1 I01 7; ");
}

Test(intake_decode, utf16_of_both_orders_with_and_without_bom) {
    for (int i = 0; i < 4; i++) {
        delphi_buffer bytes = {0};
        to_utf16("expert\tI01\tI01[comment]\nE1\t7\tyes\n", i & 1, i & 2, &bytes);
        expect_bytes("utf-16", bytes.data, bytes.size, "E1 I01 7; E1 I01 'yes'; ");
        delphi_buffer_free(&bytes);
    }
}

Test(intake_decode, windows_1252_is_converted_and_told) {
    const char text[] = "expert;I01;I01[comment]\nE1;7 \x96 x;co\xF6peratie \x80\nE2;8\xA0;\n";
    round_one r = round_with(1, NULL);
    delphi_buffer out = {0};
    cr_assert_eq(add_bytes(&r, BYTES(text), 0), DELPHI_OK);
    round_text(&r, &out);
    cr_expect_str_eq(out.data, "E1 I01 7; E2 I01 8; E1 I01 'coöperatie €'; ", "%s", out.data);
    expect_problem("notice", r.problems, 0, &(wanted_problem){"in.csv", 2, 0, "Windows-1252"});
    cr_expect_eq(delphi_problems_errors(r.problems), 0);
    delphi_buffer_free(&out);
    round_free(&r);
}

static const struct {
    const char *name, *bytes;
    size_t size;
    wanted_problem wanted;
} refused[] = {
    {"xlsx", BYTES("PK\003\004\024\0\006\0"), {"in.csv", 0, 0, "workbook cannot be unpacked|ask for it again"}},
    {"xls", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), {"in.csv", 1, 0, "xls|password|as CSV"}},
    {"pdf", BYTES("%PDF-1.7\n"), {"in.csv", 1, 0, "PDF|export the answers as CSV"}},
    {"gzip", BYTES("\x1F\x8B\x08\0"), {"in.csv", 1, 0, "gzip"}},
    {"html", BYTES("\n <!DOCTYPE html><html></html>"), {"in.csv", 1, 0, "web page"}},
    {"html with bom", BYTES("\xEF\xBB\xBF<HTML>"), {"in.csv", 1, 0, "web page"}},
    {"xml", BYTES("<?xml version=\"1.0\"?>"), {"in.csv", 1, 0, "XML"}},
    {"empty", BYTES(""), {"in.csv", 1, 0, "empty"}},
    {"blank lines", BYTES("\r\n\r\n"), {"in.csv", 1, 0, "empty"}},
    {"nul", BYTES("expert,I01\nE1,7\nE2,\0008\n"), {"in.csv", 3, 0, "byte 00"}},
    {"neither encoding", BYTES("expert,I01\nE1,7\nE2,8\x81\n"), {"in.csv", 3, 0, "81|neither UTF-8 nor Windows-1252"}},
    {"bom but not utf-8",
     BYTES("\xEF\xBB\xBF"
           "expert,I01\nE1,\xF6\n"),
     {"in.csv", 2, 0, "F6|not UTF-8"}},
    {"half a character",
     BYTES("\xFF\xFE"
           "a\0\n\0b\0\n\0c"),
     {"in.csv", 3, 0, "middle of a character"}},
    {"half a pair",
     BYTES("\xFF\xFE"
           "a\0\n\0\x00\xDC"
           "b\0"),
     {"in.csv", 2, 0, "not a character"}},
};

Test(intake_decode, what_cannot_be_read_is_refused_with_its_line) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        round_one r = round_with(1, NULL);
        cr_expect_eq(add_bytes(&r, refused[i].bytes, refused[i].size, 0), DELPHI_ERR_INPUT, "%s", refused[i].name);
        /* Where the conversion was tried, a notice goes first. */
        size_t last = delphi_problems_kept(r.problems) - 1;
        expect_problem(refused[i].name, r.problems, last, &refused[i].wanted);
        cr_expect_eq(delphi_problems_errors(r.problems), 1, "%s", refused[i].name);
        round_free(&r);
    }
}

Test(intake_decode, a_heading_that_begins_like_a_zip_file_is_text) {
    expect_taken("PK", 1, NULL, "PK,expert,I01\nab,E1,7\n", "E1 I01 7; ");
}

Test(intake_decode, the_delimiter_is_found) {
    static const char *const texts[] = {
        "expert,I01,I02\nE1,7,8\n",
        "expert;I01;I02\r\nE1;7;8\r\n",
        "expert\tI01\tI02\rE1\t7\t8\r",
        "expert|I01|I02\nE1|7|8",
        "\"expert\";\"I01\";\"I02\"\n\"E1\";\"7\";\"8\"\n\n",
        "sep=;\r\nexpert;I01;I02\r\nE1;7;8\r\n",
        "SEP=^\nexpert^I01^I02\nE1^7^8\n",
        /* Decimal commas between semicolons. */
        "expert;I01;I02\nE1;7,0;8,0\n",
        /* A heading full of commas that are no delimiters. */
        "expert;I01;I02;one, two, three, four, five, six\nE1;7;8;x\nE2;;;y\n",
        /* Quoted line breaks, in a heading and in a cell. */
        "expert,I01,I02,\"a\nb;c;d;e\"\nE1,7,8,\"x\r\n\"\"y\"\"\"\n",
        /* Rows that are too short. */
        "expert,I01,I02,note\nE1,7,8\n",
        /* Two columns, and a comma in each text. */
        "expert;I01[comment];I01;I02\nE1;;7;8\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_taken(texts[i], 1, NULL, texts[i], "E1 I01 7; E1 I02 8; ");
}

Test(intake_decode, a_delimiter_that_is_given_goes_before_all) {
    round_one r = round_with(1, NULL);
    delphi_buffer out = {0};
    const char text[] = "sep=,\nexpert;I01;a,b,c\nE1;7;d,e,f\n";
    cr_assert_eq(add_bytes(&r, BYTES(text), ';'), DELPHI_OK, "%s", round_first_problem(&r));
    round_text(&r, &out);
    cr_expect_str_eq(out.data, "E1 I01 7; ");
    delphi_buffer_free(&out);
    round_free(&r);
}

Test(intake_decode, lines_behind_sep_are_the_files_own) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "in.csv", "sep=;\nexpert;I01\nE1;12\n"), DELPHI_ERR_INPUT);
    expect_problem("sep", r.problems, 0, &(wanted_problem){"in.csv", 3, 2, "'12'"});
    round_free(&r);
}

Test(intake_decode, a_single_column_is_never_accepted) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "in.csv", "\nexpert#I01\nE1#7\n"), DELPHI_ERR_INPUT);
    expect_problem(
        "single", r.problems, 0,
        &(wanted_problem){"in.csv", 2, 1, "single column|'expert#I01'|comma, semicolon, tab and bar|--delimiter"});
    cr_assert_eq(delphi_intake_add(r.intake, "b.csv", BYTES("expert,I01\nE1,7\n"), ';', r.problems), DELPHI_ERR_INPUT);
    expect_problem("given", r.problems, 1, &(wanted_problem){"b.csv", 1, 1, "single column|semicolon"});
    cr_expect_eq(delphi_problems_errors(r.problems), 2);
    round_free(&r);
}

Test(intake_decode, a_stray_quote_is_told_once_with_its_line) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "in.csv", "expert,I01,x\nE1,7,y\nE2,\"8,z\n"), DELPHI_ERR_INPUT);
    expect_problem("quote", r.problems, delphi_problems_kept(r.problems) - 1,
                   &(wanted_problem){"in.csv", 3, 2, "never closed"});
    cr_expect_eq(delphi_problems_errors(r.problems), 1);
    round_free(&r);
}
