/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the workbooks in the language asked for.
 *
 * The tool chain is GNU gettext's (xgettext, msgmerge, msgfmt), the look-up is not libc's gettext(): that one takes the
 * language from the process's locale and environment and needs that locale installed on the machine, while here the
 * language is an argument, two workbooks of one process may differ in it, and the same input must give the same bytes
 * on every machine. So msgfmt compiles the catalogue when the library is built, its bytes become an array in this file,
 * and mo.c reads them. */
#include "export/text.h"

#include "export/mo.h"

static const unsigned char dutch[] = {
#include "export/nl.mo.inc"
};
/* The texts about indicators as a round says them that rates topics; po/topic/ makes them of the others. */
static const unsigned char dutch_topics[] = {
#include "export/topic-nl.mo.inc"
};
static const unsigned char english_topics[] = {
#include "export/topic-en.mo.inc"
};

/* Which form a count takes. English and Dutch: one thing, or another number of things. */
static size_t one_or_other(uint64_t count) {
    return count != 1;
}

typedef struct {
    export_mo mo;
    export_mo topics; /* goes before it where a text is about topics */
    size_t (*plural)(uint64_t count);
} export_language;

static const export_language languages[DELPHI_LANGUAGE_COUNT] = {
    /* as Plural-Forms in po/nl.po says */
    [DELPHI_NL] = {{dutch, sizeof dutch}, {dutch_topics, sizeof dutch_topics}, one_or_other},
    [DELPHI_EN] = {{NULL, 0}, {english_topics, sizeof english_topics}, one_or_other},
};

const char *export_translation(delphi_language language, const char *context, const char *text) {
    /* The empty text is the key of the catalogue's own header. */
    return *text ? export_mo_find(&languages[language].mo, context, text, 0) : NULL;
}

const char *export_words_in(delphi_language language, const char *context, const char *text) {
    const char *found = export_translation(language, context, text);
    return found ? found : text;
}

const char *export_words(delphi_language language, const char *text) {
    return export_words_in(language, NULL, text);
}

static const char *about(delphi_level level, delphi_language language, const char *text, size_t form) {
    return level == DELPHI_LEVEL_TOPIC && *text ? export_mo_find(&languages[language].topics, NULL, text, form) : NULL;
}

const char *export_words_about(delphi_level level, delphi_language language, const char *text) {
    const char *found = about(level, language, text, 0);
    return found ? found : export_words(language, text);
}

const char *export_words_about_many(delphi_level level, delphi_language language, const char *one, const char *many,
                                    uint64_t count) {
    const char *found = about(level, language, one, languages[language].plural(count));
    return found ? found : export_words_many(language, one, many, count);
}

const char *export_words_many(delphi_language language, const char *one, const char *many, uint64_t count) {
    size_t form = languages[language].plural(count);
    const char *found = export_mo_find(&languages[language].mo, NULL, one, form);
    return found ? found : form == 0 ? one : many;
}
