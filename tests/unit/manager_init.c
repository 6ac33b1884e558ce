/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New study folders: what the templates hold, and when none is made. */
#include "../kit/study_kit.h"

static char *beside(const char *root, const char *name) {
    return base_path_join(root, name);
}

static delphi_status make(const char *path, const char *template, const char *by, delphi_problems *problems) {
    setenv("SOURCE_DATE_EPOCH", KIT_EPOCH, 1);
    unsetenv("DELPHI_OPERATOR");
    return delphi_folder_init(path, template, DELPHI_EN, by, problems);
}

Test(manager_init, every_template_in_every_language_is_valid_and_can_be_opened) {
    char *root = scratch_new();
    size_t count;
    const delphi_template *templates = delphi_templates(&count);
    cr_expect_geq(count, 4);
    for (size_t i = 0; i < count * DELPHI_LANGUAGE_COUNT; i++) {
        const char *name = templates[i / DELPHI_LANGUAGE_COUNT].name;
        delphi_language language = (delphi_language)(i % DELPHI_LANGUAGE_COUNT);
        delphi_problems *problems = delphi_problems_new();
        char *path = beside(root, name);
        cr_assert_eq(delphi_folder_init(path, name, language, NULL, problems), DELPHI_OK);
        cr_expect_eq(delphi_folder_check(path, problems), DELPHI_OK);
        char *words = kit_words(problems);
        cr_expect_str_eq(words, "", "%s %d: %s", name, (int)language, words);
        delphi_folder *folder = kit_open(path, DELPHI_FOLDER_WRITE);
        const delphi_study *study = delphi_folder_study(folder);
        cr_expect_str_eq(study->protocol.id, name);
        cr_expect_eq(study->protocol.language, language);
        cr_expect_eq(delphi_folder_open_round(folder, NULL, problems), DELPHI_OK, "%s", name);
        delphi_folder_free(folder);
        free(words);
        delphi_problems_free(problems);
        scratch_clear(path);
        free(path);
    }
    scratch_remove(root);
}

/* Both languages have every text; no mark of the templates stays behind. */
Test(manager_init, texts_are_written_in_the_language_asked_for) {
    char *root = scratch_new();
    static const char *const files[] = {"study.json", "indicators.csv", "panel.csv", "README.md"};
    size_t count;
    const delphi_template *templates = delphi_templates(&count);
    for (size_t t = 0; t < count; t++) {
        char *texts[DELPHI_LANGUAGE_COUNT][4];
        for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
            char *path = beside(root, delphi_language_code((delphi_language)l));
            delphi_problems *problems = delphi_problems_new();
            cr_assert_eq(delphi_folder_init(path, templates[t].name, (delphi_language)l, NULL, problems), DELPHI_OK);
            for (int f = 0; f < 4; f++) {
                texts[l][f] = scratch_read(path, files[f]);
                cr_assert(texts[l][f]);
                cr_expect_not(strstr(texts[l][f], "[[") || strstr(texts[l][f], "]]"), "%s/%s", templates[t].name,
                              files[f]);
            }
            delphi_problems_free(problems);
            scratch_clear(path);
            free(path);
        }
        for (int f = 0; f < 4; f++) {
            cr_expect_str_neq(texts[DELPHI_NL][f], texts[DELPHI_EN][f], "%s/%s", templates[t].name, files[f]);
            free(texts[DELPHI_NL][f]);
            free(texts[DELPHI_EN][f]);
        }
    }
    scratch_remove(root);
}

/* A key without a word in the README would be a key without a comment. */
Test(manager_init, the_readme_explains_every_key_of_study_json) {
    static const char *const keys[] = {"`id`",          "`title`",       "`language`", "`scale`",
                                       "`bands`",       "`criteria`",    "`groups`",   "`quantile_type`",
                                       "`denominator`", "`min_ratings`", "`settled`",  "`seed`",
                                       "`min_group`",   "`received`",    "`rules`",    "`rounds`"};
    char *root = scratch_new();
    for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
        delphi_problems *problems = delphi_problems_new();
        char *path = beside(root, "study");
        cr_assert_eq(delphi_folder_init(path, "kernset", (delphi_language)l, NULL, problems), DELPHI_OK);
        char *readme = scratch_read(path, "README.md");
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            cr_expect(strstr(readme, keys[i]), "%s", keys[i]);
        free(readme);
        scratch_clear(path);
        free(path);
        delphi_problems_free(problems);
    }
    scratch_remove(root);
}

Test(manager_init, the_folder_gives_its_name_to_the_study_where_that_can_be_an_id) {
    static const char *const rows[][2] = {
        {"jzojp", "jzojp"}, {"jzojp///", "jzojp"}, {"een studie", "ram"}, {".verborgen", "ram"}};
    char *root = scratch_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_problems *problems = delphi_problems_new();
        char *path = beside(root, rows[i][0]);
        cr_assert_eq(make(path, "ram", NULL, problems), DELPHI_OK);
        delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
        cr_expect_str_eq(delphi_folder_study(folder)->protocol.id, rows[i][1]);
        cr_expect_str_eq(delphi_folder_path(folder), path);
        delphi_folder_free(folder);
        scratch_clear(path);
        free(path);
        delphi_problems_free(problems);
    }
    scratch_remove(root);
}

Test(manager_init, an_empty_folder_is_filled) {
    char *root = scratch_new();
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(make(root, "scan", NULL, problems), DELPHI_OK);
    cr_expect_eq(kit_check(root), DELPHI_OK);
    delphi_problems_free(problems);
    scratch_remove(root);
}

Test(manager_init, a_folder_with_anything_in_it_is_left_alone) {
    char *root = scratch_new();
    scratch_write(root, "note.txt", "mine");
    char *before = scratch_picture(root);
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(make(root, "ram", NULL, problems), DELPHI_ERR_STATE);
    cr_expect(kit_has(problems, DELPHI_ERROR, root, "is not empty"));
    char *after = scratch_picture(root);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    delphi_problems_free(problems);
    scratch_remove(root);
}

/* Each refusal, and that no folder is left behind. */
Test(manager_init, what_is_refused_makes_no_folder) {
    static const struct {
        const char *name, *template, *by;
        delphi_status status;
        const char *words;
    } rows[] = {
        {"x", "kernst", NULL, DELPHI_ERR_USAGE, "did you mean kernset?"},
        {"x", "", NULL, DELPHI_ERR_USAGE, "kernset, ram, comet and scan"},
        {"x", "ram", "a@b.nl", DELPHI_ERR_USAGE, "looks like a mail address"},
        {"x", "ram", "Jan Jansen", DELPHI_ERR_USAGE, "is not a pseudonym"},
        {"x/y/z", "ram", NULL, DELPHI_ERR_IO, "cannot be made"},
    };
    char *root = scratch_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_problems *problems = delphi_problems_new();
        char *path = beside(root, rows[i].name);
        cr_expect_eq(make(path, rows[i].template, rows[i].by, problems), rows[i].status, "row %zu", i);
        cr_expect(kit_has(problems, DELPHI_ERROR, "", rows[i].words), "row %zu", i);
        cr_expect_neq(access(path, F_OK), 0, "row %zu", i);
        free(path);
        delphi_problems_free(problems);
    }
    scratch_remove(root);
}

Test(manager_init, the_ledger_begins_with_it) {
    char *root = scratch_new(), *path = beside(root, "study");
    delphi_problems *problems = delphi_problems_new();
    delphi_ledger *ledger;
    cr_assert_eq(make(path, "comet", "anna", problems), DELPHI_OK);
    cr_assert_eq(delphi_ledger_read(path, &ledger, problems), DELPHI_OK);
    cr_assert_eq(delphi_ledger_count(ledger), 1);
    const delphi_ledger_entry *entry = delphi_ledger_get(ledger, 0);
    cr_expect_eq(entry->number, 1);
    cr_expect_str_eq(entry->time, KIT_TIME);
    cr_expect_str_eq(entry->act, "init");
    cr_expect_str_eq(entry->by, "anna");
    cr_expect_str_eq(entry->text, "template comet, language en");
    cr_expect_eq(delphi_ledger_verify(ledger, problems), DELPHI_OK);
    delphi_ledger_free(ledger);
    delphi_problems_free(problems);
    free(path);
    scratch_remove(root);
}
