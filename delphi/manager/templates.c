/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of templates, and how their texts are written in one language. */
#include "manager/template.h"

#include "base/buffer.h"
#include "base/problems.h"
#include "base/text.h"

#include <string.h>

static const manager_template *const templates[] = {&manager_template_kernset, &manager_template_ram,
                                                    &manager_template_comet, &manager_template_scan};
#define TEMPLATE_COUNT (sizeof templates / sizeof *templates)

/* The public rows, in the order of the table above. */
static const delphi_template shown[TEMPLATE_COUNT] = {
    {"kernset", "A core set of indicators: three criteria on a scale of 1 to 9, four perspectives, three rounds."},
    {"ram", "The RAND/UCLA appropriateness method: one panel, a scale of 1 to 9, two rounds."},
    {"comet", "A core outcome set after COMET: 70 % for and under 15 % against, two groups, three rounds."},
    {"scan", "A scan in waves: institutions say each year how far they are on eight building blocks."},
};

const delphi_template *delphi_templates(size_t *count) {
    *count = TEMPLATE_COUNT;
    return shown;
}

const manager_template *manager_template_find(const char *name, delphi_problems *problems) {
    const char *names[TEMPLATE_COUNT];
    for (size_t i = 0; i < TEMPLATE_COUNT; i++) {
        names[i] = shown[i].name;
        if (strcmp(name, names[i]) == 0)
            return templates[i];
    }
    const char *nearest = base_nearest(name, names, TEMPLATE_COUNT);
    base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                 "there is no template \"%.64s\"; there are kernset, ram, comet and scan%s%s%s", name,
                 nearest ? " (did you mean " : "", nearest ? nearest : "", nearest ? "?)" : "");
    return NULL;
}

static void write_mark(const char *mark, size_t size, delphi_language language, const char *id, const char *about,
                       delphi_buffer *out) {
    const char *bar = memchr(mark, '|', size);
    if (size == 3 && memcmp(mark, "=id", 3) == 0)
        base_buffer_text(out, id);
    else if (size == 6 && memcmp(mark, "=about", 6) == 0)
        manager_template_write(about, language, id, "", out);
    else if (bar && language == DELPHI_NL)
        base_buffer_append(out, mark, (size_t)(bar - mark));
    else if (bar)
        base_buffer_append(out, bar + 1, (size_t)(mark + size - bar - 1));
}

void manager_template_write(const char *text, delphi_language language, const char *id, const char *about,
                            delphi_buffer *out) {
    const char *mark;
    while ((mark = strstr(text, "[["))) {
        const char *end = strstr(mark, "]]");
        if (!end)
            break;
        base_buffer_append(out, text, (size_t)(mark - text));
        write_mark(mark + 2, (size_t)(end - mark - 2), language, id, about, out);
        text = end + 2;
    }
    base_buffer_text(out, text);
}
