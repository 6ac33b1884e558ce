/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of a study of two levels: a topic round goes out, comes back and closes as a round of indicators does. */
#include "../kit/sheet_kit.h"

#define STUDY                                                                                                          \
    "{\"format\": \"delphi-study/1\", \"id\": \"kit\", \"language\": \"en\", \"scale\": {\"min\": 1, \"max\": 9},"     \
    " \"criteria\": [{\"id\": \"relevance\"}], \"min_ratings\": 1,"                                                    \
    " \"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median <= 3\"},"                                              \
    " \"rounds\": [{\"id\": 1, \"level\": \"topic\"}, {\"id\": 2}]}\n"

static char *make(void) {
    char *folder = kit_new_with(STUDY);
    scratch_write(folder, "indicators.csv",
                  "id,level,topic,text\nT1,topic,,Falls\nT2,topic,,Parking\nI01,,T1,Falls at home\nI02,,T2,Places\n");
    return folder;
}

static void act(const char *folder, kit_act what) {
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(kit_do(folder, what, problems), DELPHI_OK);
    delphi_problems_free(problems);
}

static delphi_status take_in(const char *folder, const char *sheet) {
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *open = kit_open(folder, DELPHI_FOLDER_WRITE);
    delphi_status status = kit_ingest(open, sheet, NULL, problems);
    delphi_folder_free(open);
    delphi_problems_free(problems);
    return status;
}

static void expect_ratings(const char *folder, const char *file, const char *expected) {
    char *ratings = scratch_read(folder, file);
    cr_expect_str_eq(ratings, expected);
    free(ratings);
}

Test(levels_sheets, come_back_in_a_topic_round_and_in_the_round_after_it) {
    static const kit_sheet topics = {.rows = {{"T1|relevance", "8", .comment = "yes"}, {"T2|relevance", "2"}}};
    static const kit_sheet indicators = {.rows = {{"I01|relevance", "9"}}};
    static const kit_sheet of_a_dropped_topic = {.rows = {{"I01|relevance", "9"}, {"I02|relevance", "9"}}};
    char *folder = make();
    act(folder, KIT_OPEN);
    kit_write_sheet(folder, "topics.xlsx", "P1", &topics);
    cr_expect_eq(take_in(folder, "topics.xlsx"), DELPHI_OK);
    expect_ratings(folder, "round-1/ratings.csv", KIT_HEADING "P1,T1,relevance,8,yes\nP1,T2,relevance,2,\n");
    act(folder, KIT_CLOSE);
    act(folder, KIT_OPEN);
    cr_expect_eq(take_in(folder, "topics.xlsx"), DELPHI_ERR_INPUT, "the sheet of the round before");
    kit_write_sheet(folder, "one-too-many.xlsx", "P2", &of_a_dropped_topic);
    cr_expect_eq(take_in(folder, "one-too-many.xlsx"), DELPHI_ERR_INPUT);
    kit_write_sheet(folder, "indicators.xlsx", "P2", &indicators);
    cr_expect_eq(take_in(folder, "indicators.xlsx"), DELPHI_OK);
    expect_ratings(folder, "round-2/ratings.csv", KIT_HEADING "P2,I01,relevance,9,\n");
    act(folder, KIT_CLOSE);
    kit_remove(folder);
}
