/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trends of the chosen set as a document of its own: its heading, its parts, and the files made of it. */
#include "export/trends.h"

#include <string.h>

#include "export/document_file.h"
#include "export/document_html.h"

/* In the order in which they stand. */
static const struct {
    const char *id, *name, *title;
    void (*write)(trends_document *t, document_part *part);
} parts[] = {
    {"trends", N_("Trends"), N_("Trends of the chosen set"), trends_summary},
    {"series", N_("Series"), N_("Each indicator over the years"), trends_charts},
    {"reading", N_("Reading"), N_("How to read these trends"), trends_reading},
};
#define PART_COUNT (sizeof parts / sizeof *parts)

/* The word, and which way it goes: a sign beside it, since "better" may be down. */
static const char *const words[DELPHI_DIRECTION_COUNT] = {
    [DELPHI_DIRECTION_NONE] = N_("too few years"), [DELPHI_DIRECTION_UNCLEAR] = N_("unclear"),
    [DELPHI_DIRECTION_RISING] = N_("rising"),      [DELPHI_DIRECTION_FALLING] = N_("falling"),
    [DELPHI_DIRECTION_BETTER] = N_("better"),      [DELPHI_DIRECTION_WORSE] = N_("worse"),
};

const char *trends_direction_words(report *r, const delphi_indicator_trend *series) {
    static const char *const signs[] = {"\xE2\x86\x98", "\xE2\x80\x93", "\xE2\x86\x97"};
    const char *word = words[series->direction];
    if (series->direction == DELPHI_DIRECTION_NONE && !series->few)
        word = N_("all the same");
    delphi_buffer *out = part_new_phrase(r);
    base_buffer_format(out, "%s %s", signs[series->sign + 1], part_words(r, word));
    return part_phrase_text(r);
}

document_look trends_direction_look(const delphi_indicator_trend *series) {
    return series->direction == DELPHI_DIRECTION_WORSE ? DOCUMENT_WARNING
           : series->sign != 0                         ? DOCUMENT_STRONG
                                                       : DOCUMENT_QUIET;
}

const char *trends_region(const trends_document *t, const delphi_indicator_trend *series) {
    return t->trends->values->regions[series->region];
}

size_t trends_of_indicator(const delphi_trends *trends, size_t indicator, size_t *first) {
    size_t count = 0;
    for (size_t i = 0; i < trends->series_count; i++) {
        if (trends->series[i].indicator != indicator)
            continue;
        if (count++ == 0)
            *first = i;
    }
    return count;
}

static void entitle(trends_document *t) {
    report *r = &t->r;
    delphi_buffer *out = part_new_phrase(r);
    const char *heading = part_words(r, N_("Trends of the chosen set"));
    document_set_heading(r->document, heading);
    base_buffer_text(out, heading);
    if (t->trends->first_year)
        base_buffer_format(out, ", %d\xE2\x80\x93%d", t->trends->first_year, t->trends->last_year);
    base_buffer_text(out, " \xC2\xB7 ");
    EXPORT_FILL(out, part_words(r, N_("chosen in {rounds} rounds")), {"rounds", export_number(r->round).text});
    const char *title = delphi_text_in(&r->protocol->title, r->language);
    document_entitle(r->document, *title ? title : r->protocol->id, part_phrase_text(r));
}

document *trends_write(const delphi_trends *trends, delphi_language language) {
    trends_document t = {.trends = trends};
    t.r = (report){.result = trends->last,
                   .study = trends->study,
                   .protocol = &trends->study->protocol,
                   .round = trends->last->round,
                   .language = language,
                   .document = document_new(language)};
    if (!t.r.document)
        return NULL;
    entitle(&t);
    for (size_t i = 0; i < PART_COUNT; i++)
        parts[i].write(&t, document_add_part(t.r.document, parts[i].id, part_words(&t.r, parts[i].name),
                                             part_words(&t.r, parts[i].title)));
    return document_finish(&t.r);
}

delphi_status delphi_export_trends(const delphi_trends *trends, delphi_language language, const char *path,
                                   delphi_problems *problems) {
    return document_file_book(trends_write(trends, language), &trends->study->protocol, trends->last->round, path,
                              problems);
}

delphi_status delphi_export_trends_html(const delphi_trends *trends, delphi_language language, delphi_buffer *out) {
    document *doc = trends_write(trends, language);
    delphi_status status = doc ? html_write_document(doc, out) : DELPHI_ERR_MEMORY;
    document_free(doc);
    return status;
}

delphi_status delphi_export_trends_page(const delphi_trends *trends, delphi_language language, const char *path,
                                        delphi_problems *problems) {
    return document_file_page(trends_write(trends, language), path, problems);
}
