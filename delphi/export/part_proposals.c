/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Proposals": new indicators that experts proposed, and what became of them. Who proposed one is not told;
 * they stand in the order of their letters, since that of the panel would give it away. */
#include <stdlib.h>
#include <string.h>

#include "export/part_proposals.h"

/* ---- the same words ---- */

#define BLANKS " \t\r\n"

static char lowered(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* The text past its blanks, and past a full stop at its end. */
static const char *past_blanks(const char *text) {
    text += strspn(text, BLANKS);
    size_t end = *text == '.' ? 1 + strspn(text + 1, BLANKS) : 0;
    return end && !text[end] ? text + end : text;
}

/* Order of the letters, whatever their case, their blanks and the full stop at the end. */
static int compare_words(const char *a, const char *b) {
    a = past_blanks(a);
    b = past_blanks(b);
    while (true) {
        const char *next_a = past_blanks(a), *next_b = past_blanks(b);
        bool gap_a = next_a > a, gap_b = next_b > b;
        a = next_a;
        b = next_b;
        if (!*a || !*b || lowered(*a) != lowered(*b))
            return (unsigned char)lowered(*a) - (unsigned char)lowered(*b);
        if (gap_a != gap_b)
            return gap_a ? -1 : 1;
        a++;
        b++;
    }
}

/* ---- what became of them ---- */

static size_t indicator_of(const report *r, const delphi_proposed *proposal) {
    for (size_t i = 0; i < r->study->indicator_count; i++) {
        const delphi_indicator *indicator = &r->study->indicators[i];
        for (delphi_language l = 0; l < DELPHI_LANGUAGE_COUNT; l++)
            if (indicator->since > proposal->round &&
                compare_words(delphi_text_in(&indicator->text, l), proposal->text) == 0)
                return i;
    }
    return DELPHI_NONE;
}

/* Where few answered, a text is as good as signed. */
static bool is_shown(const report *r, const delphi_proposed *proposal) {
    const delphi_result *result = r->rounds[proposal->round - 1];
    return result && result->response.responded >= (uint32_t)r->protocol->min_group;
}

/* By round, then by letters: the order is that of no expert. */
static int compare(const void *a, const void *b) {
    const delphi_proposed *x = a, *y = b;
    if (x->round != y->round)
        return x->round < y->round ? -1 : 1;
    int order = compare_words(x->text, y->text);
    return order ? order : strcmp(x->text, y->text);
}

static bool is_same(const proposed *entry, const delphi_proposed *other) {
    return entry->proposal->round == other->round && compare_words(entry->proposal->text, other->text) == 0;
}

bool proposals_find(report *r, proposals *out) {
    size_t count = r->order->proposal_count;
    *out = (proposals){.entries = base_arena_array(r->document->arena, count, sizeof *out->entries)};
    delphi_proposed *list = base_arena_array(r->document->arena, count, sizeof *list);
    if (!out->entries || !list) {
        r->failed = true;
        return false;
    }
    memcpy(list, r->order->proposals, count * sizeof *list);
    qsort(list, count, sizeof *list, compare);
    for (size_t i = 0; i < count; i++) {
        proposed *last = out->count ? &out->entries[out->count - 1] : NULL;
        if (last && is_same(last, &list[i])) {
            last->times++;
            continue;
        }
        out->entries[out->count++] = (proposed){&list[i], 1, indicator_of(r, &list[i]), is_shown(r, &list[i])};
        out->listed += out->entries[out->count - 1].indicator != DELPHI_NONE;
    }
    return true;
}

/* ---- the part ---- */

/* "on the list as I61 from round 2 on: kept" */
static void append_status(report *r, const final_way *ways, size_t indicator, delphi_buffer *out) {
    if (indicator == DELPHI_NONE) {
        base_buffer_text(out, part_words(r, N_("not on the list in these words")));
        return;
    }
    EXPORT_FILL(out, part_words(r, N_("on the list as {id} from round {round} on")),
                {"id", r->study->indicators[indicator].id},
                {"round", export_number(r->study->indicators[indicator].since).text});
    if (ways && ways[indicator].end != END_NEVER)
        base_buffer_format(out, ": %s", final_end_words(r, ways[indicator].end));
}

static void put_entry(report *r, document_table *table, const final_way *ways, const proposed *entry) {
    delphi_buffer status = {0};
    append_status(r, ways, entry->indicator, &status);
    document_start_row(table);
    document_put_text(table, part_without_pseudonyms(r, entry->proposal->text), DOCUMENT_PLAIN);
    document_put_count(table, (uint64_t)entry->proposal->round, DOCUMENT_PLAIN);
    document_put_count(table, entry->times, DOCUMENT_PLAIN);
    document_put_text(table, part_text_of(r, &status),
                      entry->indicator == DELPHI_NONE ? DOCUMENT_QUIET : DOCUMENT_PLAIN);
    part_end(r, &status);
}

static void add_table(report *r, document_part *part, const proposals *all) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Proposed indicator")), .width = 76, .names_row = true},
        {.head = part_words(r, N_("Round")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Times proposed")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("What became of it")), .width = 48},
    };
    const final_way *ways = r->order->final ? final_ways(r) : NULL; /* what a round brings is rated later */
    if (r->failed)
        return;
    document_table *table = document_add_table(
        part, &(document_table_spec){.columns = columns, .column_count = sizeof columns / sizeof *columns});
    for (size_t i = 0; i < all->count; i++)
        if (all->entries[i].shown)
            put_entry(r, table, ways, &all->entries[i]);
    document_add_note(table,
                      part_words(r, N_("Taken up word for word is what can be seen here. A proposal may as well "
                                       "have been merged with others, or reworded: that is for the researchers to "
                                       "tell.")));
}

static void say_hidden(report *r, document_part *part, size_t hidden) {
    document_say(part, DOCUMENT_CAUTION,
                 PART_FILLED(r,
                             part_many(r,
                                       "{count} proposal is not shown: fewer than {least} experts responded in "
                                       "its round, and it would be as good as signed.",
                                       "{count} proposals are not shown: fewer than {least} experts responded "
                                       "in their round, and they would be as good as signed.",
                                       hidden),
                             {"count", export_number((int64_t)hidden).text},
                             {"least", export_number(r->protocol->min_group).text}));
}

void proposals_append(const report *r, const proposals *all, delphi_buffer *out) {
    EXPORT_FILL(
        out,
        part_many(r, "Experts proposed {count} new indicator", "Experts proposed {count} new indicators", all->count),
        {"count", export_number((int64_t)all->count).text});
    EXPORT_FILL(out,
                all->listed ? part_many(r, "; {listed} of them came on the list word for word.",
                                        "; {listed} of them came on the list word for word.", all->listed)
                            : part_words(r, N_("; none of them came on the list word for word.")),
                {"listed", export_number((int64_t)all->listed).text});
}

void part_proposals(report *r, document_part *part) {
    proposals all;
    delphi_buffer answer = {0};
    size_t hidden = 0;
    document_set_title(part, part_words(r, N_("New indicators that experts proposed")));
    if (!proposals_find(r, &all))
        return;
    proposals_append(r, &all, &answer);
    document_say(part, DOCUMENT_ANSWER, part_text_of(r, &answer));
    part_end(r, &answer);
    for (size_t i = 0; i < all.count; i++)
        hidden += !all.entries[i].shown;
    document_say(
        part, DOCUMENT_NOTE,
        part_words(r, N_("Anonymous, and in the order of their letters. Texts are as they were written: look for "
                         "what gives a person away before you pass them on.")));
    if (hidden > 0)
        say_hidden(r, part, hidden);
    if (hidden < all.count)
        add_table(r, part, &all);
}

bool part_proposals_wanted(const report *r) {
    return r->order->proposal_count > 0;
}
