/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the machine-readable files that come from no table of measures. */
#ifndef EXPORT_PART_DICTIONARY_H
#define EXPORT_PART_DICTIONARY_H

#include <delphi/model.h>

#include <stddef.h>

/* What a value is. */
typedef enum {
    DICTIONARY_COUNT,
    DICTIONARY_NUMBER,
    DICTIONARY_SHARE,
    DICTIONARY_P,
    DICTIONARY_TRUTH,
    DICTIONARY_WORD,
    DICTIONARY_TEXT,
    DICTIONARY_MEMBERS,
    DICTIONARY_KINDS
} dictionary_kind;

/* A measure of the tidy CSV and where results.json has it. BAND, CRITERION, GROUP and INDICATOR stand for ids. */
typedef struct {
    const char *name; /* in the column "measure"; NULL: it is in results.json only */
    const char *path; /* NULL: it is in the CSV only */
    dictionary_kind kind;
    const char *definition;
} dictionary_name;

typedef struct {
    const char *title;
    const dictionary_name *names;
    size_t count;
    bool (*wanted)(const delphi_protocol *p); /* NULL: in every study */
} dictionary_section;

const dictionary_section *dictionary_sections(size_t *count);

#endif
