/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wave of a scan in the tidy CSV: blocks (by their title, criterion "block"), then questions and options by their id.
 */
#include "base/rational.h"
#include "export/scan_data.h"

#include <stdio.h>

static const char *group_id(const csv_rows *w, size_t slot) {
    return slot ? w->result->study->protocol.groups[slot - 1].id : "";
}

static bool is_told(const csv_rows *w, size_t slot) {
    return slot == 0 || export_scan_has_group(w->result, slot - 1);
}

static void put_score(csv_rows *w, const char *n, const char *name, const delphi_scan_score *score) {
    csv_row_count(w, n, score->n);
    csv_row_value(w, name, "", &score->value);
}

static void put_block(csv_rows *w, const delphi_scan_block *block) {
    const delphi_study *study = w->result->study;
    w->indicator = export_block_title(block, study->protocol.language);
    w->criterion = "block";
    for (size_t s = 0; s <= study->protocol.group_count; s++) {
        w->group = group_id(w, s);
        if (is_told(w, s))
            put_score(w, "block_n", "block_score", &block->scores[s]);
    }
    w->group = "";
    if (!block->compared)
        return;
    csv_row_count(w, "compared_questions", (int64_t)block->compared);
    put_score(w, "compared_n_then", "compared_score_then", &block->then);
    put_score(w, "compared_n_now", "compared_score_now", &block->now);
}

static void put_option(csv_rows *w, const char *count, const char *share, size_t number, uint32_t k, uint32_t n) {
    char suffix[24] = "";
    delphi_value part = n ? base_value_share(k, n) : base_value_undefined(DELPHI_REASON_NO_RATINGS);
    delphi_value whole = base_value_integer(k);
    if (number)
        snprintf(suffix, sizeof suffix, "_%zu", number);
    csv_row_value(w, count, suffix, &whole);
    csv_row_value(w, share, suffix, &part);
}

static void put_base(csv_rows *w, const delphi_scan_answers *a) {
    csv_row_count(w, "n", a->n);
    if (a->suppressed) {
        csv_row_word(w, "suppressed", "true");
        return;
    }
    csv_row_count(w, "asked", a->asked);
    csv_row_count(w, "cannot_judge", a->cannot_judge);
    csv_row_count(w, "missing", a->missing);
}

static void put_answers(csv_rows *w, const delphi_scan_question *q, const delphi_scan_answers *a) {
    const delphi_indicator *all = w->result->study->indicators;
    w->indicator = all[q->indicators[0]].id;
    if (!q->multiple)
        put_base(w, a);
    for (size_t k = 0; k < q->option_count && !q->multiple && !a->suppressed; k++)
        put_option(w, "count", "share", k + 1, a->counts[k], a->n);
    if (!q->multiple && !a->suppressed)
        csv_row_value(w, "question_score", "", &a->score.value);
    for (size_t k = 0; k < q->option_count && q->multiple; k++) {
        w->indicator = all[q->indicators[k]].id;
        put_base(w, a);
        if (!a->suppressed)
            put_option(w, "chosen", "chosen_share", 0, a->counts[k], a->n);
    }
}

void csv_write_scan(csv_rows *w) {
    const delphi_scan *scan = w->result->scan;
    for (size_t b = 0; b < scan->block_count; b++)
        put_block(w, &scan->blocks[b]);
    w->criterion = "";
    for (size_t q = 0; q < scan->question_count; q++)
        for (size_t s = 0; s <= scan->study->protocol.group_count; s++) {
            w->group = group_id(w, s);
            if (is_told(w, s))
                put_answers(w, &scan->questions[q], &scan->questions[q].answers[s]);
        }
}
