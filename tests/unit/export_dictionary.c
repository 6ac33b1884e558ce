/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checklist and the data dictionary: nothing that the machine-readable files have is without an entry. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>

#include "../support/document_texts.h"
#include "../support/report_rounds.h"

#include "base/buffer.h"
#include "export/part_dictionary.h"

/* A candidate for each indicator of round 1, one more that is the same, and one that was left out at either stage. */
static void support_read_longlist(delphi_study *study, delphi_problems *problems) {
    delphi_buffer csv = {0};
    base_buffer_text(&csv, "id,source,text,duplicate_of,excluded,reason,indicator\nX1,y,again,L0,,,\n"
                           "X2,x,out,,screening,vague,\nX3,x,out,,assessment,vague,\n");
    for (size_t i = 0; i < study->indicator_count; i++)
        base_buffer_format(&csv, "L%zu,x,a candidate,,,,%s\n", i, study->indicators[i].id);
    cr_assert_eq(delphi_read_longlist(study, "longlist.csv", csv.data, csv.size, problems), DELPHI_OK);
    delphi_buffer_free(&csv);
}

/* Two rounds in which somebody leaves and the steering group decides on one, so that all kinds of names occur. */
static support_rounds rounds_of_all_kinds(void) {
    support_rounds s = {.problems = delphi_problems_new(), .count = 2};
    static const char overrides[] = "round,indicator,decision,why\n2,I05,keep,by way of trial\n";
    s.study = support_study(support_protocol, s.problems);
    cr_assert_eq(delphi_read_overrides(s.study, "overrides.csv", overrides, strlen(overrides), s.problems), DELPHI_OK);
    support_read_longlist(s.study, s.problems);
    for (int r = 1; r <= 2; r++) {
        const delphi_result *previous = r > 1 ? s.own[r - 2] : NULL;
        support_fill(s.study, r);
        if (r == 2)
            for (size_t i = 0; i < s.study->indicator_count; i++)
                for (size_t c = 0; c < s.study->protocol.criterion_count; c++)
                    for (size_t e = 4; e < 12; e++)
                        delphi_ratings_column(s.study->ratings[1], i, c)[e] = DELPHI_MISSING;
        cr_assert_eq(delphi_analyse(s.study, r, previous, &s.own[r - 1], s.problems), DELPHI_OK);
        cr_assert_eq(delphi_appraise(s.own[r - 1], previous), DELPHI_OK);
        s.rounds[r - 1] = s.own[r - 1];
    }
    return s;
}

/* ---- the CSV ---- */

/* "share_high_wilson_low" as the dictionary has it. */
static void without_band(const delphi_protocol *p, const char *measure, char *out, size_t size) {
    snprintf(out, size, "%s", measure);
    for (size_t b = 0; b < p->band_count; b++) {
        size_t length = strlen(p->bands[b].id);
        if (strncmp(measure, "share_", 6) == 0 && strncmp(measure + 6, p->bands[b].id, length) == 0 &&
            (measure[6 + length] == '\0' || measure[6 + length] == '_'))
            snprintf(out, size, "share_BAND%s", measure + 6 + length);
    }
}

/* The n-th field of a line, from 0: none of those before "value" is ever quoted here. */
static void field(const char *line, int n, char *out, size_t size) {
    for (; n > 0; n--)
        line = strchr(line, ',') + 1;
    snprintf(out, size, "%.*s", (int)strcspn(line, ",\r\n"), line);
}

Test(export_dictionary, has_every_column_and_every_measure_of_the_csv) {
    support_rounds s = rounds_of_all_kinds();
    document *doc = support_report(&s, DELPHI_NL, false);
    document_texts texts = document_texts_of(document_part_named(doc, "dictionary"));
    delphi_buffer csv = {0};
    size_t rows = 0;
    cr_assert_eq(delphi_export_csv(s.rounds[1], DELPHI_CSV_RFC4180, &csv), DELPHI_OK);
    for (int column = 0; column < 8; column++) {
        char name[64];
        field(csv.data, column, name, sizeof name);
        cr_expect(document_texts_have(&texts, name), "%s", name);
    }
    for (const char *line = strstr(csv.data, "\r\n") + 2; *line; line = strstr(line, "\r\n") + 2, rows++) {
        char measure[128], name[160];
        field(line, 5, measure, sizeof measure);
        without_band(&s.study->protocol, measure, name, sizeof name);
        cr_expect(document_texts_have(&texts, name), "%s", name);
    }
    cr_expect_gt(rows, 5000u);
    delphi_buffer_free(&csv);
    document_texts_free(&texts);
    document_free(doc);
    support_rounds_free(&s);
}

/* ---- results.json ---- */

/* Is it a step of a path in the dictionary? */
static bool in_a_path(const char *key) {
    size_t count, length = strlen(key);
    const dictionary_section *sections = dictionary_sections(&count);
    for (size_t s = 0; s < count; s++)
        for (size_t i = 0; i < sections[s].count; i++) {
            const char *path = sections[s].names[i].path;
            for (const char *at = path; at && (at = strstr(at, key)); at++)
                if ((at == path || at[-1] == '.') && (at[length] == '\0' || at[length] == '.' || at[length] == '['))
                    return true;
        }
    return false;
}

static bool is_id(const delphi_study *study, const char *key) {
    return delphi_study_indicator(study, key) != DELPHI_NONE || delphi_study_criterion(study, key) != DELPHI_NONE ||
           delphi_study_group(study, key) != DELPHI_NONE || delphi_study_band(study, key) != DELPHI_NONE;
}

static bool is_measure(const char *key) {
    return delphi_measure_find(key) != DELPHI_NONE || delphi_set_measure_find(key) != DELPHI_NONE ||
           delphi_pair_measure_find(key) != DELPHI_NONE || delphi_decision_measure_find(key) != DELPHI_NONE;
}

static size_t check_keys(const delphi_study *study, const cJSON *json) {
    size_t count = 0;
    delphi_decision decision;
    const cJSON *child;
    cJSON_ArrayForEach(child, json) {
        if (child->string) {
            cr_expect(in_a_path(child->string) || is_id(study, child->string) || is_measure(child->string) ||
                          delphi_decision_read(child->string, &decision),
                      "%s", child->string);
            count++;
        }
        count += check_keys(study, child);
    }
    return count;
}

Test(export_dictionary, has_every_member_of_results_json) {
    support_rounds s = rounds_of_all_kinds();
    delphi_buffer bytes = {0};
    cr_assert_eq(delphi_export_json(s.rounds[1], &bytes), DELPHI_OK);
    cJSON *json = cJSON_Parse(bytes.data);
    cr_assert_not_null(json);
    cr_expect_gt(check_keys(s.study, json), 5000u);
    cJSON_Delete(json);
    delphi_buffer_free(&bytes);
    support_rounds_free(&s);
}

/* ---- the checklist ---- */

enum { NUMBER, POINT, STATUS, FILLED, PLACES, WRITE, GUIDELINES };

static const document_table *checklist_of(const document *doc) {
    return document_first_table(document_part_named(doc, "checklist"));
}

Test(export_checklist, has_sixteen_points_each_with_data_or_something_to_write) {
    for (int final = 0; final < 2; final++) {
        support_rounds s = support_rounds_of(support_protocol, 3);
        document *doc = support_report(&s, DELPHI_EN, final);
        const document_table *table = checklist_of(doc);
        cr_assert_eq(table->row_count, 16u);
        for (size_t i = 0; i < table->row_count; i++) {
            const document_cell *cells = table->rows[i].cells;
            bool filled = *cells[FILLED].text, write = *cells[WRITE].text;
            const char *status = !filled ? "to write" : write ? "in part" : "from the data";
            cr_expect_eq(cells[NUMBER].number, (double)(i + 1));
            cr_expect(filled || write, "%zu", i + 1);
            cr_expect(strstr(cells[STATUS].text, status), "%zu: %s", i + 1, cells[STATUS].text);
            cr_expect(*cells[GUIDELINES].text, "%zu", i + 1);
        }
        document_free(doc);
        support_rounds_free(&s);
    }
}

/* Where it sends its reader there is a part of that name. */
Test(export_checklist, sends_its_reader_to_parts_that_are_there) {
    for (int final = 0; final < 2; final++) {
        support_rounds s = support_rounds_of(support_protocol, 3);
        document *doc = support_report(&s, DELPHI_NL, final);
        const document_table *table = checklist_of(doc);
        size_t places = 0;
        for (size_t i = 0; i < table->row_count; i++)
            for (const char *at = table->rows[i].cells[PLACES].text; *at; places++) {
                size_t length = strcspn(at, "\n");
                bool found = false;
                for (const document_part *part = doc->parts; part; part = part->next)
                    found |= strlen(part->name) == length && memcmp(part->name, at, length) == 0;
                cr_expect(found, "%.*s", (int)length, at);
                at += length + (at[length] == '\n');
            }
        cr_expect_geq(places, 8u);
        document_free(doc);
        support_rounds_free(&s);
    }
}

Test(export_checklist, counts_what_the_data_say) {
    support_rounds s = support_rounds_of(support_protocol, 3);
    document *doc = support_report(&s, DELPHI_EN, true);
    document_texts texts = document_texts_of(document_part_named(doc, "checklist"));
    static const char *const parts[] = {
        "a Delphi study of 3 rounds",
        "Residents 7, Professionals 7, Administrators 7, Regulators 3",
        "Round 1 started with 12 indicators.",
        "1 = very low, 5 = moderate, 9 = very high",
        "20 November 2020, 29 January 2021, 19 March 2021",
        "Drop: relevance.median <= 4 or measurability.share(low) >= 2/3 or relevance.cannot_judge >= 10",
        "Round 3: 24 of 24 responded (100.0%)",
        "not checked against the originals",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect(document_texts_contain(&texts, parts[i]), "%s", parts[i]);
    cr_expect(document_texts_contain(&texts, s.study->protocol.sha256));
    document_texts_free(&texts);
    document_free(doc);
    support_rounds_free(&s);
}
