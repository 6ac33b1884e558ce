/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON Schemas that `delphi schema` prints, held against what the engine reads and writes; and the two short
 * scripts in rounds/ that read results, held against each other. */
#include "../kit/command.h"
#include "../kit/scratch.h"

static char *folder;

static void set_up(void) {
    folder = scratch_new();
    cr_assert_eq(
        command_run(
            "for s in study results longlist trends; do \"$DELPHI\" schema $s >'%s/'$s.schema.json || exit 1; done",
            folder),
        0);
}

static void tear_down(void) {
    scratch_remove(folder);
}

TestSuite(schema, .init = set_up, .fini = tear_down);

/* 0: all valid; 1: not; 77: no module to tell, which is said. */
static int validity(const char *schema, const char *files) {
    int code = command_run("/usr/bin/python3 tests/golden/check_schema.py '%s/%s.schema.json' %s >'%s/said'", folder,
                           schema, files, folder);
    if (code == 77)
        cr_skip("python3-jsonschema is not here");
    return code;
}

Test(schema, shipped_studies_and_their_results_are_valid) {
    cr_assert_eq(validity("study", "rounds/*/study.json"), 0);
    cr_assert_eq(validity("results", "rounds/*/round-*/results.json"), 0);
}

Test(schema, every_template_is_valid_in_both_languages) {
    cr_assert_eq(command_run("for t in kernset ram comet scan; do for l in nl en; do "
                             "\"$DELPHI\" init '%s/'$t-$l --template $t --lang $l >/dev/null || exit 1; done; done",
                             folder),
                 0);
    char files[600];
    snprintf(files, sizeof files, "'%s'/*/study.json", folder);
    cr_assert_eq(validity("study", files), 0);
}

Test(schema, a_study_that_leaves_nothing_out_is_valid_and_one_with_next_to_nothing) {
    cr_assert_eq(validity("study", "tests/fuzz/corpus/study/full tests/fuzz/corpus/study/least"), 0);
}

/* What is put in the place of a part of a sound study.json. */
static const struct {
    const char *from, *to;
    bool sound;
} changes[] = {
    {"\"format\"", "\"$schema\": \"study.schema.json\", \"format\"", true},
    {"\"quantile_type\": 7", "\"quantile_type\": 8", true},
    {"\"quantile_type\": 7", "\"quantile_type\": 5", false},
    {"\"language\": \"nl\"", "\"language\": \"fr\"", false},
    {"\"denominator\"", "\"denominater\"", false},
    {"\"min_ratings\": 5", "\"min_ratings\": 0", false},
    {"\"min_group\": 5", "\"min_group\": \"5\"", false},
    {"\"id\": \"relevance\"", "\"id\": \"share\"", false},
    {"\"id\": \"inwoners\"", "\"id\": \"in woners\"", false},
    {"\"low\": [1, 3]", "\"low\": [1]", false},
    {"\"cannot_judge\": true", "\"cannot_judge\": 1", false},
    {"\"closes\": \"2020-11-20\"", "\"closes\": \"20-11-2020\"", false},
    {"\"settled\": \"leave\"", "\"settled\": \"go\"", false},
    {"\"nl\": \"Relevantie\"", "\"fr\": \"Pertinence\"", false},
};

/* The engine checks more than a schema can; in what a schema can say the two are of one mind. */
Test(schema, what_the_schema_refuses_the_engine_refuses_and_the_other_way_round) {
    cr_assert_eq(command_run("cp -r rounds/jzojp-kernset '%s/k' && rm -r '%s'/k/round-* '%s'/k/ledger.* && "
                             "\"$DELPHI\" check '%s/k' >/dev/null",
                             folder, folder, folder, folder),
                 0);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        cr_assert_eq(command_run("/usr/bin/python3 - rounds/jzojp-kernset/study.json '%s/k/study.json' <<'END'\n"
                                 "import sys\n"
                                 "text = open(sys.argv[1], encoding='utf-8').read()\n"
                                 "assert text.count('''%s''') >= 1\n"
                                 "open(sys.argv[2], 'w', encoding='utf-8').write(text.replace('''%s''', '''%s''', 1))\n"
                                 "END\n",
                                 folder, changes[i].from, changes[i].from, changes[i].to),
                     0);
        char file[600];
        snprintf(file, sizeof file, "'%s/k/study.json'", folder);
        int expected = changes[i].sound ? 0 : 1;
        cr_expect_eq(validity("study", file), expected, "the schema, of %s", changes[i].to);
        cr_expect_eq(command_run("\"$DELPHI\" check '%s/k' >/dev/null 2>&1", folder), expected, "the engine, of %s",
                     changes[i].to);
    }
}

/* Groups that are too small, an override, undefined measures and a rule that is unknown. */
Test(schema, results_with_everything_unusual_are_valid) {
    char files[600];
    cr_assert_eq(command_run("cp -r tests/golden/fixtures/mini '%s/m' && cd '%s' && \"$DELPHI\" open m >/dev/null && "
                             "\"$DELPHI\" ingest m m/round-1-long.csv >/dev/null && \"$DELPHI\" close m >/dev/null && "
                             "\"$DELPHI\" override m I01 drop --why because >/dev/null",
                             folder, folder),
                 0);
    snprintf(files, sizeof files, "'%s/m/round-1/results.json'", folder);
    cr_assert_eq(validity("results", files), 0);
}

/* The shipped study has duplicates, both ways of leaving out, breaks, gaps, notes and measures that are undefined. */
Test(schema, longlists_and_trends_are_valid) {
    char files[600];
    cr_assert_eq(command_run("\"$DELPHI\" longlist rounds/kernset-trends --json >'%s/longlist.json' && \"$DELPHI\" "
                             "trends rounds/kernset-trends rounds/kernset-trends/values.csv --json >'%s/trends.json'",
                             folder, folder),
                 0);
    snprintf(files, sizeof files, "'%s/longlist.json'", folder);
    cr_expect_eq(validity("longlist", files), 0);
    cr_expect_eq(validity("trends", files), 1);
    snprintf(files, sizeof files, "'%s/trends.json'", folder);
    cr_expect_eq(validity("trends", files), 0);
    cr_expect_eq(command_run("sed -i 's/\"direction\":\"better\"/\"direction\":\"up\"/' '%s/trends.json'", folder), 0);
    cr_expect_eq(validity("trends", files), 1);
}

Test(schema, a_key_that_results_do_not_have_is_refused) {
    char files[600];
    cr_assert_eq(command_run("sed 's/\"denominator\"/\"denominater\"/' rounds/jzojp-kernset/round-1/results.json "
                             ">'%s/bad.json'",
                             folder),
                 0);
    snprintf(files, sizeof files, "'%s/bad.json'", folder);
    cr_assert_eq(validity("results", files), 1);
}

Test(schema, the_script_in_python_and_the_one_in_r_read_the_same) {
    cr_assert_eq(command_run("/usr/bin/python3 rounds/read_results.py rounds/jzojp-kernset 3 >'%s/python'", folder), 0);
    cr_assert_eq(command_run("grep -q '^I01,no_consensus,relevance,30,6,1$' '%s/python'", folder), 0);
    if (command_run("command -v Rscript >/dev/null") != 0)
        cr_skip("R is not here");
    cr_assert_eq(command_run("Rscript --vanilla rounds/read_results.R rounds/jzojp-kernset 3 >'%s/r'", folder), 0);
    cr_assert_eq(command_run("diff '%s/python' '%s/r'", folder, folder), 0);
}
