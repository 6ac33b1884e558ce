/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The starting folders of `delphi init`: one file a template, and a row in templates.c.
 *
 * A text holds both languages, `[[Dutch|English]]` where they differ; `[[=id]]` stands for the study's id and
 * `[[=about]]`, in the README, for the template's own paragraph. */
#ifndef MANAGER_TEMPLATE_H
#define MANAGER_TEMPLATE_H

#include <delphi/manager.h>

typedef struct {
    const char *study;      /* study.json */
    const char *indicators; /* indicators.csv */
    const char *panel;      /* panel.csv */
    const char *options;    /* options.csv; NULL: none */
    const char *about;      /* a paragraph of the README: what the template is for and what to change first */
} manager_template;

extern const manager_template manager_template_kernset, manager_template_ram, manager_template_comet,
    manager_template_scan;
/* README.md in each language, which explains every key and file: parts to be written one after another, NULL at the
 * end. */
extern const char *const *const manager_template_readme[DELPHI_LANGUAGE_COUNT];

/* The template of this name, or NULL with an error added that names the others. */
const manager_template *manager_template_find(const char *name, delphi_problems *problems);
/* What a README has beside that where the template has options.csv. */
extern const char *const *const manager_template_readme_scan[DELPHI_LANGUAGE_COUNT];
/* Writes a text in one language, its marks filled in. */
void manager_template_write(const char *text, delphi_language language, const char *id, const char *about,
                            delphi_buffer *out);

#endif
