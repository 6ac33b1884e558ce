/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Paragraphs": a methods and a results paragraph for a paper, in the reader's language and in the other one.
 * Every number in them is taken from the results. */
#include "export/part_paragraph.h"

static const double grid[] = {118};

static const char *write_paragraph(report *r, const final_way *ways, paragraph_sentence *const *sentences,
                                   size_t count) {
    delphi_buffer whole = {0}, sentence = {0};
    for (size_t i = 0; i < count; i++) {
        sentence.size = 0;
        sentences[i](r, ways, &sentence);
        if (sentence.size == 0)
            continue;
        base_buffer_text(&whole, whole.size ? " " : "");
        base_buffer_text(&whole, part_text_of(r, &sentence));
    }
    const char *copy = document_copy(r->document, part_text_of(r, &whole));
    delphi_buffer_free(&whole);
    delphi_buffer_free(&sentence);
    return copy;
}

/* Both paragraphs in a language, under headings in the reader's own. */
static void write_both(report *r, document_part *part, const final_way *ways, delphi_language language) {
    static const char *const titles[DELPHI_LANGUAGE_COUNT][2] = {
        [DELPHI_NL] = {N_("Methods, in Dutch"), N_("Results, in Dutch")},
        [DELPHI_EN] = {N_("Methods, in English"), N_("Results, in English")},
    };
    size_t count;
    report speaker = *r;
    speaker.language = language;
    speaker.phrase = (delphi_buffer){0};
    document_say(part, DOCUMENT_SECTION, part_words(r, titles[language][0]));
    paragraph_sentence *const *sentences = paragraph_methods(&count);
    document_say(part, DOCUMENT_PARAGRAPH, write_paragraph(&speaker, ways, sentences, count));
    document_say(part, DOCUMENT_SECTION, part_words(r, titles[language][1]));
    sentences = paragraph_results(&count);
    document_say(part, DOCUMENT_PARAGRAPH, write_paragraph(&speaker, ways, sentences, count));
    r->failed |= speaker.failed || speaker.phrase.failed;
    delphi_buffer_free(&speaker.phrase);
}

void part_paragraph(report *r, document_part *part) {
    const final_way *ways = final_ways(r);
    if (!ways)
        return;
    document_set_title(part, part_words(r, N_("Paragraphs for a paper")));
    document_set_grid(part, grid, 1);
    document_say(part, DOCUMENT_ANSWER,
                 part_words(r, N_("A methods and a results paragraph, in Dutch and in English, to be pasted into a "
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
