/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger: the form of a line, its time and operator, and what tampering it shows. */
#include "../kit/study_kit.h"

#include "manager/change.h"
#include "manager/ledger.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

Test(manager_ledger, keys_stand_in_their_order_and_each_line_carries_the_hash_of_the_one_before) {
    char *path = kit_new();
    kit_live(path, 2);
    char *ledger = scratch_read(path, "ledger.jsonl"), sha256[65], prev[80];
    char *second = strchr(ledger, '\n') + 1;
    static const char *const order[] = {
        "{\"number\":1,", "\"time\":\"" KIT_TIME "\",", "\"act\":\"open\",",        "\"by\":\"anna\",", "\"round\":1,",
        "\"text\":\"",    "\"files\":[{\"file\":",      "\"prev\":\"" ZEROS "\"}\n"};
    const char *at = ledger;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const char *found = strstr(at, order[i]);
        cr_assert(found && found < second, "%s", order[i]);
        at = found + strlen(order[i]);
    }
    base_sha256(ledger, (size_t)(second - ledger) - 1, sha256);
    snprintf(prev, sizeof prev, "\"prev\":\"%s\"}\n", sha256);
    cr_expect(strstr(second, prev));
    cr_expect_not(strstr(second, "\"by\"")); /* nobody was named */
    free(ledger);
    kit_remove(path);
}

Test(manager_ledger, an_act_records_every_file_that_it_wrote_or_relied_on) {
    static const struct {
        size_t line;
        const char *files[5];
    } rows[] = {
        {0, {"round-1/ratings.csv", "study.json", "indicators.csv", "panel.csv"}},
        {1, {"round-1/ratings.csv", "round-1/received/001-a.csv"}},
        {3, {"round-1/results.json", "round-1/ratings.csv", "study.json", "indicators.csv", "panel.csv"}},
    };
    char *path = kit_new();
    kit_live(path, 4);
    delphi_problems *problems = delphi_problems_new();
    delphi_ledger *ledger;
    cr_assert_eq(delphi_ledger_read(path, &ledger, problems), DELPHI_OK);
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        const manager_ledger_line *line = manager_ledger_at(ledger, rows[r].line);
        size_t count = 0;
        for (; count < 5 && rows[r].files[count]; count++) {
            cr_assert_lt(count, line->file_count);
            cr_expect_str_eq(line->files[count].name, rows[r].files[count]);
        }
        cr_expect_eq(line->file_count, count, "row %zu", r);
    }
    delphi_ledger_free(ledger);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ledger, a_folder_without_one_has_an_empty_one) {
    char *path = kit_new();
    delphi_problems *problems = delphi_problems_new();
    delphi_ledger *ledger;
    cr_assert_eq(delphi_ledger_read(path, &ledger, problems), DELPHI_OK);
    cr_expect_eq(delphi_ledger_count(ledger), 0);
    cr_expect_null(delphi_ledger_get(ledger, 0));
    cr_expect_eq(delphi_ledger_verify(ledger, problems), DELPHI_OK);
    delphi_ledger_free(ledger);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ledger, the_operator_is_a_pseudonym_given_or_from_the_environment) {
    static const struct {
        const char *given, *environment, *taken;
        delphi_status status;
    } rows[] = {
        {"anna", "bert", "anna", DELPHI_OK},
        {NULL, "bert", "bert", DELPHI_OK},
        {NULL, "", NULL, DELPHI_OK},
        {NULL, NULL, NULL, DELPHI_OK},
        {"", "bert", NULL, DELPHI_ERR_USAGE},
        {"a@b.nl", NULL, NULL, DELPHI_ERR_USAGE},
        {NULL, "a@b.nl", NULL, DELPHI_ERR_USAGE},
        {"A B", NULL, NULL, DELPHI_ERR_USAGE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_problems *problems = delphi_problems_new();
        const char *by = NULL;
        if (rows[i].environment)
            setenv("DELPHI_OPERATOR", rows[i].environment, 1);
        else
            unsetenv("DELPHI_OPERATOR");
        cr_expect_eq(manager_ledger_operator(rows[i].given, &by, problems), rows[i].status, "row %zu", i);
        cr_expect(rows[i].taken ? by && strcmp(by, rows[i].taken) == 0 : !by, "row %zu", i);
        delphi_problems_free(problems);
    }
}

Test(manager_ledger, the_time_is_that_of_source_date_epoch) {
    static const struct {
        const char *epoch, *time;
    } rows[] = {{"0", "1970-01-01T00:00:00Z"},
                {"951782399", "2000-02-28T23:59:59Z"},
                {"253402300799", "9999-12-31T23:59:59Z"},
                {"253402300800", NULL},
                {"-1", NULL},
                {"12 ", NULL},
                {"now", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_problems *problems = delphi_problems_new();
        char time[32] = "";
        setenv("SOURCE_DATE_EPOCH", rows[i].epoch, 1);
        delphi_status status = manager_ledger_time(time, problems);
        cr_expect_eq(status, rows[i].time ? DELPHI_OK : DELPHI_ERR_USAGE, "%s", rows[i].epoch);
        cr_expect_str_eq(time, rows[i].time ? rows[i].time : "");
        delphi_problems_free(problems);
    }
}

/* Line `number` of a text, from 1, without its end; freed by the caller. */
static char *line_of(const char *text, int number) {
    while (--number > 0)
        text = strchr(text, '\n') + 1;
    return strndup(text, strcspn(text, "\n"));
}

typedef enum {
    ALTER,
    ALTER_LAST,
    DROP_SECOND,
    DROP_LAST,
    ADD_LAST,
    SWAP,
    TEAR,
    NO_END,
    NOT_JSON,
    TWO_OBJECTS,
    NO_NUMBER,
    BAD_HASH
} tampering;

/* Lines 1 to 4 of a real ledger, tampered with. */
static void tamper(const char *path, tampering how) {
    char *ledger = scratch_read(path, "ledger.jsonl"), *line[5];
    delphi_buffer out = {0};
    for (int i = 1; i <= 4; i++)
        line[i] = line_of(ledger, i);
    char *text = strstr(line[2], "\"text\":\"round 1");
    if (how == ALTER)
        text[14] = '2';
    if (how == ALTER_LAST)
        strstr(line[4], "1 keep")[0] = '2';
    if (how == NOT_JSON)
        line[2][0] = '[';
    if (how == NO_NUMBER)
        memcpy(line[2], "{\"nummer\":", 10);
    if (how == BAD_HASH)
        memcpy(strstr(line[2], "\"prev\":\"") + 8, "\"}", 3);
    if (how == TEAR)
        line[4][strlen(line[4]) / 2] = '\0';
    base_buffer_format(&out, "%s\n", line[1]);
    if (how == SWAP)
        base_buffer_format(&out, "%s\n", line[3]);
    if (how != DROP_SECOND)
        base_buffer_format(&out, "%s%s\n", line[2], how == TWO_OBJECTS ? "{}" : "");
    if (how != SWAP)
        base_buffer_format(&out, "%s\n", line[3]);
    if (how != DROP_LAST)
        base_buffer_format(&out, "%s%s", line[4], how == TEAR || how == NO_END ? "" : "\n");
    if (how == ADD_LAST) { /* a line that follows the chain */
        char hash[65];
        base_sha256(line[4], strlen(line[4]), hash);
        base_buffer_format(&out,
                           "{\"number\":5,\"time\":\"" KIT_TIME "\",\"act\":\"close\",\"text\":\"\",\"prev\":"
                           "\"%s\"}\n",
                           hash);
    }
    scratch_write(path, "ledger.jsonl", out.data);
    delphi_buffer_free(&out);
    for (int i = 1; i <= 4; i++)
        free(line[i]);
    free(ledger);
}

Test(manager_ledger, tampering_shows_with_its_line) {
    static const struct {
        tampering how;
        long line;
        const char *words;
    } rows[] = {
        {ALTER, 3, "that one was altered"},
        {ALTER_LAST, 4, "is not the one that ledger.sha256 seals"},
        {DROP_LAST, 0, "seals a ledger of 4 lines, and ledger.jsonl has 3: lines were taken out at its end"},
        {ADD_LAST, 0, "seals a ledger of 4 lines, and ledger.jsonl has 5: lines were added to it"},
        {DROP_SECOND, 2, "out of sequence"},
        {SWAP, 2, "out of sequence"},
        {TEAR, 4, "is cut off"},
        {NO_END, 4, "is cut off"},
        {NOT_JSON, 2, "not one JSON object"},
        {TWO_OBJECTS, 2, "not one JSON object"},
        {NO_NUMBER, 2, "has not the form"},
        {BAD_HASH, 2, "has not the form"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        kit_live(path, 4);
        tamper(path, rows[i].how);
        delphi_problems *problems = delphi_problems_new();
        delphi_ledger *ledger;
        cr_assert_eq(delphi_ledger_read(path, &ledger, problems), DELPHI_OK, "row %zu", i);
        cr_expect_eq(delphi_ledger_verify(ledger, problems), DELPHI_ERR_INPUT, "row %zu", i);
        const delphi_error *first = delphi_problems_get(problems, 0);
        cr_assert(first, "row %zu", i);
        cr_expect_eq(first->line, rows[i].line, "row %zu: line %ld", i, first->line);
        cr_expect(strstr(first->message, rows[i].words), "row %zu: %s", i, first->message);
        delphi_ledger_free(ledger);
        delphi_problems_free(problems);
        kit_remove(path);
    }
}

/* Ledgers of before had no seal. */
Test(manager_ledger, a_ledger_without_its_seal_is_told_of_and_sealed_by_the_next_act) {
    char *path = kit_new(), *seal = base_path_join(path, "ledger.sha256");
    kit_live(path, 3);
    cr_assert_eq(unlink(seal), 0);
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(delphi_folder_check(path, problems), DELPHI_OK);
    cr_expect(kit_has(problems, DELPHI_NOTICE, "ledger.sha256", "nothing vouches for the ledger's last line"));
    cr_expect_eq(kit_do(path, KIT_CLOSE, NULL), DELPHI_OK);
    char *ledger = scratch_read(path, "ledger.jsonl"), *bytes = scratch_read(path, "ledger.sha256");
    char *last = line_of(ledger, 4), hash[65], want[80];
    base_sha256(last, strlen(last), hash);
    snprintf(want, sizeof want, "4 %s\n", hash);
    cr_expect_str_eq(bytes, want);
    free(last);
    free(ledger);
    free(bytes);
    free(seal);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ledger, a_seal_that_is_none_stops_every_act) {
    static const char *const seals[] = {"",
                                        "4\n",
                                        "x " ZEROS "\n",
                                        "4 " ZEROS,
                                        "4 0\n",
                                        "0 " ZEROS "\n",
                                        "4 Z000000000000000000000000000000000000000000000000000000000000000\n"};
    for (size_t i = 0; i < sizeof seals / sizeof *seals; i++) {
        char *path = kit_new();
        kit_live(path, 4);
        scratch_write(path, "ledger.sha256", seals[i]);
        delphi_problems *problems = delphi_problems_new();
        cr_expect_eq(kit_do(path, KIT_OPEN, problems), DELPHI_ERR_STATE, "seal %zu", i);
        cr_expect(kit_has(problems, DELPHI_ERROR, "ledger.sha256", "is not the seal of a ledger"), "seal %zu", i);
        delphi_problems_free(problems);
        kit_remove(path);
    }
}

Test(manager_ledger, a_reason_says_something_on_one_line_and_names_nobody) {
    char long_one[600];
    memset(long_one, 'x', sizeof long_one);
    long_one[501] = '\0';
    const struct {
        const char *why, *words;
    } rows[] = {
        {"two experts had swapped their codes", NULL},
        {"score @ median", NULL},
        {NULL, "needs a reason"},
        {"  ", "needs a reason"},
        {"a\nb", "control character"},
        {"asked by a@b.nl", "mail address"},
        {"\xFF", "not UTF-8"},
        {long_one, "500 characters"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_problems *problems = delphi_problems_new();
        cr_expect_eq(manager_why_check(rows[i].why, "reopen", problems), rows[i].words ? DELPHI_ERR_USAGE : DELPHI_OK,
                     "row %zu", i);
        cr_expect(!rows[i].words || kit_has(problems, DELPHI_ERROR, "", rows[i].words), "row %zu", i);
        delphi_problems_free(problems);
    }
}

/* What no line vouches for, the files do. */
Test(manager_ledger, files_that_are_not_as_recorded_show) {
    static const struct {
        const char *file, *text; /* text NULL: the file is taken away */
        delphi_severity severity;
        const char *words;
    } rows[] = {
        {"round-1/ratings.csv", KIT_HEADING, DELPHI_ERROR, "was changed after line 4"},
        {"round-1/results.json", "{}", DELPHI_ERROR, "was changed after line 4"},
        {"round-1/received/001-a.csv", "x", DELPHI_ERROR, "was changed after line 2"},
        {"round-1/received/002-b.csv", NULL, DELPHI_ERROR, "is not there; line 3"},
        {"panel.csv", NULL, DELPHI_ERROR, "is not there; line 4"},
        {"study.json", KIT_STUDY("\"seed\": 2, "), DELPHI_NOTICE, "was changed after line 4"},
        {"indicators.csv", "id,text\nI01,New\n", DELPHI_NOTICE, "was changed after line 4"},
        {"panel.csv", "expert\nP1\n", DELPHI_NOTICE, "was changed after line 4"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new(), *file = base_path_join(path, rows[i].file);
        kit_live(path, 4);
        scratch_clear(file);
        if (rows[i].text)
            scratch_write(path, rows[i].file, rows[i].text);
        delphi_problems *problems = delphi_problems_new();
        delphi_ledger *ledger;
        cr_assert_eq(delphi_ledger_read(path, &ledger, problems), DELPHI_OK);
        delphi_status status = delphi_ledger_verify(ledger, problems);
        cr_expect_eq(status, rows[i].severity == DELPHI_ERROR ? DELPHI_ERR_INPUT : DELPHI_OK, "row %zu", i);
        cr_expect_eq(delphi_problems_kept(problems), 1, "row %zu", i);
        cr_expect(kit_has(problems, rows[i].severity, rows[i].file, rows[i].words), "row %zu", i);
        delphi_ledger_free(ledger);
        delphi_problems_free(problems);
        free(file);
        kit_remove(path);
    }
}

Test(manager_ledger, names_of_files_that_were_taken_in_are_recognised) {
    static const struct {
        const char *name;
        bool taken;
        int round;
        long number;
    } rows[] = {
        {"round-1/received/001-a.csv", true, 1, 1}, {"round-12/received/1234-x", true, 12, 1234},
        {"not-kept/017-b.csv", true, 0, 17},        {"round-1/ratings.csv", false, 0, 0},
        {"round-1/received/a.csv", false, 0, 0},    {"map/001-a.csv", false, 0, 0},
        {"round-x/received/001-a", false, 0, 0},    {"study.json", false, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int round = 0;
        long number = 0;
        cr_expect_eq(manager_ledger_is_taken(rows[i].name, &round, &number), rows[i].taken, "%s", rows[i].name);
        if (rows[i].taken) {
            cr_expect_eq(round, rows[i].round, "%s", rows[i].name);
            cr_expect_eq(number, rows[i].number, "%s", rows[i].name);
        }
    }
}
