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

/* Which form a count takes. English and Dutch: one thing, or another number of things. */
static size_t one_or_other(uint64_t count) {
    return count != 1;
}

typedef struct {
    export_mo mo;
    size_t (*plural)(uint64_t count);
} export_language;

static const export_language languages[DELPHI_LANGUAGE_COUNT] = {
    [DELPHI_NL] = {{dutch, sizeof dutch}, one_or_other}, /* as Plural-Forms in po/nl.po says */
    [DELPHI_EN] = {{NULL, 0}, one_or_other},
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

const char *export_words_many(delphi_language language, const char *one, const char *many, uint64_t count) {
    size_t form = languages[language].plural(count);
    const char *found = export_mo_find(&languages[language].mo, NULL, one, form);
    return found ? found : form == 0 ? one : many;
}
