/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recomputing closed rounds, and describing what differs. */
#include "../kit/study_kit.h"

#include "manager/compare.h"

static manager_comparison compare(const char *stored, const char *computed) {
    delphi_buffer a = {0}, b = {0};
    manager_comparison out;
    base_buffer_text(&a, stored);
    base_buffer_text(&b, computed);
    cr_assert_eq(manager_compare(&a, &b, &out), DELPHI_OK);
    delphi_buffer_free(&a);
    delphi_buffer_free(&b);
    return out;
}

#define HEAD(engine) "{\"format\":\"delphi-results/1\",\"engine\":\"" engine "\",\"round\":1,"

Test(manager_compare, differences_are_said_in_words) {
    static const struct {
        const char *stored, *computed;
        size_t moved;
        bool only_engine;
        const char *details;
    } rows[] = {
        {HEAD("1") "\"indicators\":[]}", HEAD("2") "\"indicators\":[]}", 0, true, "/engine: \"1\" -> \"2\""},
        {HEAD("1") "\"indicators\":[{\"id\":\"I1\",\"decision\":\"keep\"}]}",
         HEAD("2") "\"indicators\":[{\"id\":\"I1\",\"decision\":\"drop\"}]}", 1, false,
         "I1: keep -> drop\n/engine: \"1\" -> \"2\""},
        {HEAD("1") "\"indicators\":[{\"id\":\"I1\",\"decision\":\"keep\"},{\"id\":\"I2\",\"decision\":\"drop\"}]}",
         HEAD("1") "\"indicators\":[{\"id\":\"I2\",\"decision\":\"drop\"},{\"id\":\"I3\",\"decision\":\"keep\"}]}", 2,
         false, "I1: keep -> (not in play)\nI3: (not in play) -> keep"},
        {HEAD("1") "\"indicators\":[{\"id\":\"I0\",\"decision\":\"keep\"},{\"id\":\"I1\",\"decision\":\"keep\",\"a/"
                   "b\":{\"m~\":7}}]}",
         HEAD("1") "\"indicators\":[{\"id\":\"I1\",\"decision\":\"keep\",\"a/b\":{\"m~\":7.5}}]}", 1, false,
         "I0: keep -> (not in play)\n/indicators/1/a~1b/m~0: 7 -> 7.5"},
        {"{\"seed\":1,\"panel\":{\"n\":null}}", "{\"panel\":{\"n\":0},\"seed\":2}", 0, false,
         "/seed: 1 -> 2\n/panel/n: null -> 0"},
        {"{\"panel\":[1,2]}", "{\"panel\":[1,2,{\"x\":true}]}", 0, false, "/panel/2: (absent) -> {\"x\":true}"},
        {"{\"panel\":{\"gone\":false}}", "{\"panel\":{\"new\":\"x\"}}", 0, false,
         "/panel/gone: false -> (absent)\n/panel/new: (absent) -> \"x\""},
        {"{\"seed\": 1}", "{\"seed\":1}", 0, false,
         "the same values, written in another way (white space, order or numbers)"},
        {"nonsense", "{\"seed\":1,\"indicators\":[{\"id\":\"I1\",\"decision\":\"keep\"}]}", 1, false,
         "the file is not a JSON object\nI1: (not in play) -> keep\n/seed: (absent) -> 1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        manager_comparison found = compare(rows[i].stored, rows[i].computed);
        cr_expect_not(found.same_bytes, "row %zu", i);
        cr_expect_eq(found.moved, rows[i].moved, "row %zu: %zu", i, found.moved);
        cr_expect_eq(found.only_engine, rows[i].only_engine, "row %zu", i);
        cr_expect_str_eq(found.details.data, rows[i].details, "row %zu", i);
        delphi_buffer_free(&found.details);
    }
}

Test(manager_compare, the_same_bytes_have_nothing_to_say) {
    manager_comparison found = compare("{\"seed\":1}", "{\"seed\":1}");
    cr_expect(found.same_bytes);
    cr_expect_not(found.only_engine);
    cr_expect_eq(found.moved, 0);
    cr_expect_null(found.details.data);
}

Test(manager_compare, of_many_values_twenty_are_shown_and_the_rest_counted) {
    delphi_buffer old = {0}, new = {0};
    for (int i = 0; i < 25; i++) {
        base_buffer_format(&old, "%s%d", i ? "," : "{\"panel\":[", i);
        base_buffer_format(&new, "%s%d", i ? "," : "{\"panel\":[", i + 1);
    }
    base_buffer_text(&old, "]}");
    base_buffer_text(&new, "]}");
    manager_comparison found = compare(old.data, new.data);
    cr_expect(strstr(found.details.data, "/panel/19: 19 -> 20\nand 5 more values"), "%s", found.details.data);
    cr_expect_not(strstr(found.details.data, "/panel/20"));
    delphi_buffer_free(&found.details);
    delphi_buffer_free(&old);
    delphi_buffer_free(&new);
}

static const delphi_recomputed *recompute(delphi_folder *folder, bool check, delphi_problems *problems) {
    const delphi_recomputed *rounds = NULL;
    size_t count = 0;
    cr_assert_eq(delphi_folder_recompute(folder, check, NULL, &rounds, &count, problems), DELPHI_OK);
    cr_assert_eq(count, 2);
    return rounds;
}

Test(manager_recompute, an_untouched_study_comes_out_the_same) {
    char *path = kit_new();
    kit_live(path, 7);
    char *before = scratch_picture(path);
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_WRITE);
    for (int check = 0; check < 2; check++) {
        const delphi_recomputed *rounds = recompute(folder, check, problems);
        for (int i = 0; i < 2; i++) {
            cr_expect_eq(rounds[i].round, i + 1);
            cr_expect(rounds[i].same_bytes);
            cr_expect_str_eq(rounds[i].details, "");
        }
    }
    delphi_folder_free(folder);
    char *after = scratch_picture(path);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    delphi_problems_free(problems);
    kit_remove(path);
}

/* One rating that another hand changed moves a decision, and later rounds with it. */
Test(manager_recompute, a_check_tells_what_moved_and_writes_nothing) {
    char *path = kit_new();
    kit_live(path, 7);
    scratch_write(path, "study.json", KIT_STUDY("\"settled\": \"stay\", "));
    char *before = scratch_picture(path);
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    const delphi_recomputed *rounds = recompute(folder, true, problems);
    cr_expect_not(rounds[0].same_bytes);
    cr_expect_not(rounds[0].only_engine);
    cr_expect_eq(rounds[0].moved, 0);
    cr_expect(strstr(rounds[0].details, "/protocol_sha256: "), "%s", rounds[0].details);
    cr_expect_eq(rounds[1].moved, 2);
    cr_expect(strstr(rounds[1].details, "I01: (not in play) -> "), "%s", rounds[1].details);
    delphi_folder_free(folder);
    char *after = scratch_picture(path);
    cr_expect_str_eq(before, after);
    cr_expect_eq(delphi_folder_check(path, problems), DELPHI_ERR_INPUT);
    cr_expect(kit_has(problems, DELPHI_ERROR, "round-2/results.json", "2 decisions moved"));
    free(before);
    free(after);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_recompute, without_check_the_files_are_written_anew_with_a_ledger_line) {
    char *path = kit_new();
    kit_live(path, 7);
    char *good = scratch_read(path, "round-2/results.json");
    scratch_write(path, "round-2/results.json", "{}\n");
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_WRITE);
    const delphi_recomputed *rounds = recompute(folder, false, problems);
    cr_expect(rounds[0].same_bytes);
    cr_expect_not(rounds[1].same_bytes);
    delphi_folder_free(folder);
    char *now = scratch_read(path, "round-2/results.json"), *ledger = scratch_read(path, "ledger.jsonl");
    cr_expect_str_eq(now, good);
    cr_expect(strstr(ledger, "\"act\":\"recompute\",\"text\":\"1 of 2 closed rounds differed; 1 decision moved\""));
    cr_expect_eq(kit_check(path), DELPHI_OK);
    free(good);
    free(now);
    free(ledger);
    delphi_problems_free(problems);
    kit_remove(path);
}

/* Ratings that were edited by hand are not to be made good by recomputing. */
Test(manager_recompute, results_of_edited_ratings_are_not_written) {
    char *path = kit_new();
    kit_live(path, 4);
    scratch_write(path, "round-1/ratings.csv",
                  KIT_HEADING "P1,I01,relevance,1,\nP2,I01,relevance,1,\nP3,I01,relevance,1,\n");
    char *before = scratch_picture(path);
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(kit_do(path, KIT_RECOMPUTE, problems), DELPHI_ERR_STATE);
    cr_expect(kit_has(problems, DELPHI_ERROR, "round-1/ratings.csv", "changed by hand"));
    char *after = scratch_picture(path);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    delphi_problems_free(problems);
    kit_remove(path);
}
