/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of problems and how one is written. */
#include <criterion/criterion.h>

#include "base/problems.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>

static const char *format_of(base_place place, const char *message) {
    static char out[1400];
    delphi_problems *p = delphi_problems_new();
    base_problem(p, DELPHI_ERR_INPUT, place, "%s", message);
    delphi_error_format(delphi_problems_get(p, 0), out, sizeof out);
    delphi_problems_free(p);
    return out;
}

Test(base_problems, places_are_written_file_line_column) {
    cr_expect_str_eq(format_of((base_place){.file = "a.csv", .line = 3, .column = 2}, "bad"), "a.csv:3:2: bad");
    cr_expect_str_eq(format_of((base_place){.file = "a.csv", .line = 3}, "bad"), "a.csv:3: bad");
    cr_expect_str_eq(format_of((base_place){.file = "study.json", .pointer = "/rules/keep"}, "bad"),
                     "study.json:/rules/keep: bad");
    cr_expect_str_eq(format_of((base_place){.file = "s", .pointer = "/r", .column = 9}, "bad"), "s:/r:9: bad");
    cr_expect_str_eq(format_of((base_place){0}, "bad"), "bad");
}

Test(base_problems, the_gravest_status_wins_and_notices_do_not_count) {
    delphi_problems *p = delphi_problems_new();
    cr_expect_eq(delphi_problems_status(p), DELPHI_OK);
    base_notice(p, (base_place){0}, "by the way");
    cr_expect_eq(delphi_problems_errors(p), 0u);
    cr_expect_eq(delphi_problems_kept(p), 1u);
    cr_expect_eq(delphi_problems_get(p, 0)->severity, DELPHI_NOTICE);
    base_problem(p, DELPHI_ERR_INPUT, (base_place){0}, "one");
    base_no_memory(p);
    base_problem(p, DELPHI_ERR_IO, (base_place){0}, "two");
    cr_expect_eq(delphi_problems_status(p), DELPHI_ERR_MEMORY);
    cr_expect_eq(delphi_problems_errors(p), 3u);
    cr_expect_null(delphi_problems_get(p, 4));
    delphi_problems_free(p);
    delphi_problems_free(NULL);
}

Test(base_problems, keeps_a_thousand_and_counts_the_rest) {
    delphi_problems *p = delphi_problems_new();
    for (int i = 0; i < 1500; i++)
        base_problem(p, DELPHI_ERR_INPUT, (base_place){.line = i + 1}, "number %d", i);
    cr_expect_eq(delphi_problems_errors(p), 1500u);
    cr_expect_eq(delphi_problems_kept(p), 1000u);
    cr_expect_eq(delphi_problems_get(p, 999)->line, 1000);
    delphi_problems_free(p);
}

Test(base_problems, a_long_message_is_cut_at_a_character) {
    char text[2000];
    for (size_t i = 0; i + 3 < sizeof text; i += 3)
        memcpy(text + i, "\xE2\x82\xAC", 4); /* euro signs */
    delphi_problems *p = delphi_problems_new();
    base_problem(p, DELPHI_ERR_INPUT, (base_place){.file = text}, "%s", text);
    const delphi_error *error = delphi_problems_get(p, 0);
    cr_expect(base_utf8_valid(error->message, strlen(error->message), NULL));
    cr_expect(base_utf8_valid(error->file, strlen(error->file), NULL));
    cr_expect_gt(strlen(error->message), 700u);
    char out[101];
    size_t length = delphi_error_format(error, out, sizeof out);
    cr_expect_eq(length, strlen(out));
    cr_expect(base_utf8_valid(out, length, NULL));
    delphi_problems_free(p);
}

Test(base_problems, io_problems_carry_the_systems_reason) {
    delphi_problems *p = delphi_problems_new();
    errno = ENOSPC;
    cr_expect_eq(base_io_problem(p, "round-1/ratings.csv", "cannot be written"), DELPHI_ERR_IO);
    cr_expect(strstr(delphi_problems_get(p, 0)->message, "No space left on device"));
    delphi_problems_free(p);
}

Test(base_problems, every_status_has_a_text) {
    for (int s = 0; s < DELPHI_STATUS_COUNT; s++)
        cr_expect_neq(strcmp(delphi_status_text((delphi_status)s), "unknown status"), 0);
    cr_expect_str_eq(delphi_status_text((delphi_status)99), "unknown status");
}
