/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file text.h
 * Texts shown to people, in each language in which people are addressed.
 */
#ifndef DELPHI_TEXT_H
#define DELPHI_TEXT_H

#include <delphi/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Languages in which people are addressed. */
typedef enum { DELPHI_NL, DELPHI_EN, DELPHI_LANGUAGE_COUNT } delphi_language;

/** "nl" or "en". */
const char *delphi_language_code(delphi_language language);
/** Reads "nl" or "en"; false for anything else. */
bool delphi_language_read(const char *code, delphi_language *out);

/** A text in each language; an entry is NULL where that language was not given. */
typedef struct {
    const char *in[DELPHI_LANGUAGE_COUNT];
} delphi_text;

/** The text in `language`, else in the other one, else "". Never NULL. */
const char *delphi_text_in(const delphi_text *text, delphi_language language);

#ifdef __cplusplus
}
#endif
#endif
