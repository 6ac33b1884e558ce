/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Text for a paper": methods and results for a paper, in the reader's language and in the other one.
 * Every number in them is taken from the results. */
#include "export/part_paragraph.h"

static const double grid[] = {118};

typedef struct {
    report *r; /* speaks the language that is written */
    document_part *part;
    const final_way *ways;
} writing;

/* Up to the next NULL, or to the end. Returns how many sentences these are. */
static size_t write_paragraph(const writing *w, paragraph_sentence *const *sentences, size_t count) {
    delphi_buffer whole = {0}, sentence = {0};
    size_t i = 0;
    for (; i < count && sentences[i]; i++) {
        sentence.size = 0;
        sentences[i](w->r, w->ways, &sentence);
        if (sentence.size == 0)
            continue;
        base_buffer_text(&whole, whole.size ? " " : "");
        base_buffer_text(&whole, part_text_of(w->r, &sentence));
    }
    document_say(w->part, DOCUMENT_PARAGRAPH, part_text_of(w->r, &whole));
    part_end(w->r, &whole);
    part_end(w->r, &sentence);
    return i;
}

static void write_all(const writing *w, paragraph_sentence *const *sentences, size_t count) {
    for (size_t i = 0; i < count; i++)
        i += write_paragraph(w, sentences + i, count - i);
}

/* Both in a language, under headings in the reader's own. */
static void write_both(report *r, document_part *part, const final_way *ways, delphi_language language) {
    static const char *const titles[DELPHI_LANGUAGE_COUNT][2] = {
        [DELPHI_NL] = {N_("Methods, in Dutch"), N_("Results, in Dutch")},
        [DELPHI_EN] = {N_("Methods, in English"), N_("Results, in English")},
    };
    size_t count;
    report speaker = *r;
    speaker.language = language;
    speaker.phrase = (delphi_buffer){0};
    writing w = {&speaker, part, ways};
    document_say(part, DOCUMENT_SECTION, part_words(r, titles[language][0]));
    paragraph_sentence *const *sentences = paragraph_methods(&count);
    write_all(&w, sentences, count);
    document_say(part, DOCUMENT_SECTION, part_words(r, titles[language][1]));
    sentences = paragraph_results(&count);
    write_all(&w, sentences, count);
    r->failed |= speaker.failed || speaker.phrase.failed;
    delphi_buffer_free(&speaker.phrase);
}

void part_paragraph(report *r, document_part *part) {
    const final_way *ways = final_ways(r);
    if (!ways)
        return;
    document_set_title(part, part_words(r, N_("Methods and results, for a paper")));
    document_set_grid(part, grid, 1);
    document_say(part, DOCUMENT_ANSWER,
                 part_words(r, N_("Paragraphs on methods and results, in Dutch and in English, to be pasted into a "
                                  "paper: every number in them comes from the data of this study.")));
    document_say(part, DOCUMENT_CAUTION,
                 PART_PHRASE(r,
                             N_("The data do not know why a Delphi was held, how the experts were recruited, what they "
                                "were told between rounds, or who led the study. That is for the author to add; "
                                "\xE2\x80\x9C{checklist}\xE2\x80\x9D names the points."),
                             {"checklist", part_sheet(r, "checklist")}));
    write_both(r, part, ways, r->language);
    for (delphi_language language = 0; language < DELPHI_LANGUAGE_COUNT; language++)
        if (language != r->language)
            write_both(r, part, ways, language);
}
