/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the workbooks in the language asked for. English texts stand in the code and are the keys. */
#ifndef EXPORT_TEXT_H
#define EXPORT_TEXT_H

#include <delphi/model.h>

/* Marks a text for xgettext where it stands in a table and is looked up later. */
#define N_(text)           text
#define NC_(context, text) text
#define NN_(one, many)     one, many

/* The text in `language`; where there is no translation, the text itself. */
const char *export_words(delphi_language language, const char *text);
/* The same for a word that means different things in different places, as "May" does: `context` says which. */
const char *export_words_in(delphi_language language, const char *context, const char *text);
/* The form of the text that goes with `count` things. */
const char *export_words_many(delphi_language language, const char *one, const char *many, uint64_t count);
/* Both for a text about indicators, which speaks of topics where that is the level. */
const char *export_words_about(delphi_level level, delphi_language language, const char *text);
const char *export_words_about_many(delphi_level level, delphi_language language, const char *one, const char *many,
                                    uint64_t count);
/* The translation, or NULL where there is none; English, the language of the code, has none and needs none. */
const char *export_translation(delphi_language language, const char *context, const char *text);

#endif
