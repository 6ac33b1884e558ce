/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Comments": what experts wrote, by indicator. Who wrote it, of which group and beside which rating is not
 * told; comments stand in the order of their letters, since that of the panel would give it away. */
#include "export/parts.h"

#include <stdlib.h>
#include <string.h>

static const delphi_ratings *ratings_of(const report *r) {
    return r->study->ratings ? r->study->ratings[r->round - 1] : NULL;
}

/* By indicator, criterion (the whole first), and text: the order is that of no expert. */
static int compare(const void *a, const void *b) {
    const delphi_comment *x = *(const delphi_comment *const *)a, *y = *(const delphi_comment *const *)b;
    size_t first = x->criterion + 1, second = y->criterion + 1; /* DELPHI_NONE becomes 0 */
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    if (first != second)
        return first < second ? -1 : 1;
    return strcmp(x->text, y->text);
}

static const delphi_comment **sorted(const delphi_ratings *ratings) {
    const delphi_comment **list = calloc(ratings->comment_count, sizeof *list);
    for (size_t i = 0; list && i < ratings->comment_count; i++)
        list[i] = &ratings->comments[i];
    if (list)
        qsort(list, ratings->comment_count, sizeof *list, compare);
    return list;
}

static void put_title(report *r, document_table *table, size_t indicator) {
    const delphi_outcome *outcome = delphi_result_outcome(r->result, indicator);
    delphi_buffer title = {0};
    base_buffer_format(&title, "%s  ", r->study->indicators[indicator].id);
    export_start(&title, part_indicator_text(r, indicator), 160);
    if (outcome) {
        base_buffer_text(&title, "  (");
        export_decision_words(&title, r->language, outcome->decision);
        base_buffer_char(&title, ')');
    }
    document_title_row(table, part_text_of(r, &title));
    part_end(r, &title);
}

static void put_comment(report *r, document_table *table, const delphi_comment *comment) {
    document_start_row(table);
    document_put_text(table,
                      comment->criterion == DELPHI_NONE ? part_words(r, N_("As a whole"))
                                                        : part_criterion_title(r, comment->criterion),
                      DOCUMENT_QUIET);
    document_put_text(table, comment->text, DOCUMENT_PLAIN);
}

static size_t count_indicators(const delphi_comment **list, size_t count) {
    size_t indicators = 0;
    for (size_t i = 0; i < count; i++)
        indicators += i == 0 || list[i]->indicator != list[i - 1]->indicator;
    return indicators;
}

static void write_comments(report *r, document_part *part, const delphi_comment **list, size_t count) {
    const document_column columns[] = {
        {.head = part_words(r, N_("On")), .width = 24, .names_row = true},
        {.head = part_words(r, N_("Comment")), .width = 120},
    };
    const char *pattern = part_many(r, "{count} comment in round {round}, on {indicators} of {total} indicators.",
                                    "{count} comments in round {round}, on {indicators} of {total} indicators.", count);
    document_say(part, DOCUMENT_ANSWER,
                 PART_FILLED(r, pattern, {"count", export_number((int64_t)count).text},
                             {"round", export_number(r->round).text},
                             {"indicators", export_number((int64_t)count_indicators(list, count)).text},
                             {"total", export_number((int64_t)r->result->outcome_count).text}));
    document_say(
        part, DOCUMENT_NOTE,
        part_words(r, N_("Anonymous: without expert, group or rating, and in the order of their letters. Texts "
                         "are as they were written: look for what gives a person away before you pass them "
                         "on.")));
    document_table *table = document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 2});
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || list[i]->indicator != list[i - 1]->indicator)
            put_title(r, table, list[i]->indicator);
        put_comment(r, table, list[i]);
    }
}

void part_comments(report *r, document_part *part) {
    const delphi_ratings *ratings = ratings_of(r);
    document_set_title(part, part_words(r, N_("Comments of the experts")));
    if (r->result->response.responded < (uint32_t)r->protocol->min_group) {
        document_say(part, DOCUMENT_ANSWER,
                     PART_PHRASE(r,
                                 N_("Fewer than {least} experts responded: their comments are not shown, since they "
                                    "would be as good as signed."),
                                 {"least", export_number(r->protocol->min_group).text}));
        return;
    }
    const delphi_comment **list = sorted(ratings);
    if (list)
        write_comments(r, part, list, ratings->comment_count);
    else
        r->failed = true;
    free(list);
}

bool part_comments_wanted(const report *r) {
    const delphi_ratings *ratings = ratings_of(r);
    return ratings && ratings->comment_count > 0;
}
