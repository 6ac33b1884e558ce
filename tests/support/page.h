/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page read back with an XML parser, as counts and lists that tests ask about: it is well-formed, ids are unique,
 * links lead somewhere, headings follow each other, what must have a name has one. */
#ifndef SUPPORT_PAGE_H
#define SUPPORT_PAGE_H

#include <expat.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { PAGE_IDS = 4000, PAGE_TEXT = 1 << 20 };

typedef struct {
    char ids[PAGE_IDS][48];
    size_t id_count;
    char links[PAGE_IDS][48]; /* to anchors of the page, and what aria-labelledby names */
    size_t link_count;
    size_t tables, captions, heads, row_heads, column_groups, pictures, scripts, outside;
    int level;          /* of the last heading */
    bool level_skipped; /* a heading two levels below the one before */
    bool repeated_id;
    char text[PAGE_TEXT]; /* of all elements but styles, blanks as they are */
    size_t text_size;
    bool in_style;
    char error[160]; /* "" where the page is well-formed */
} page_facts;

static inline void page_keep(char list[][48], size_t *count, const char *value, size_t size) {
    if (*count < PAGE_IDS)
        snprintf(list[(*count)++], 48, "%.*s", (int)size, value);
}

static inline void page_names(page_facts *facts, const char *value) {
    while (*value) {
        size_t size = strcspn(value, " ");
        page_keep(facts->links, &facts->link_count, value, size);
        value += size + strspn(value + size, " ");
    }
}

static inline bool page_is_outside(const char *name, const char *value) {
    if (strcmp(name, "src") == 0 || strcmp(name, "action") == 0 || strcmp(name, "srcset") == 0)
        return true;
    if (strncmp(name, "on", 2) == 0)
        return true;
    return strcmp(name, "href") == 0 && value[0] != '#' && strcmp(value, "data:,") != 0;
}

static inline void page_attribute(page_facts *facts, const char *name, const char *value) {
    if (strcmp(name, "id") == 0) {
        for (size_t i = 0; i < facts->id_count; i++)
            facts->repeated_id |= strcmp(facts->ids[i], value) == 0;
        page_keep(facts->ids, &facts->id_count, value, strlen(value));
    } else if (strcmp(name, "href") == 0 && value[0] == '#')
        page_keep(facts->links, &facts->link_count, value + 1, strlen(value + 1));
    else if (strcmp(name, "aria-labelledby") == 0)
        page_names(facts, value);
    else if (strncmp(value, "url(#", 5) == 0)
        page_keep(facts->links, &facts->link_count, value + 5, strcspn(value + 5, ")"));
    facts->outside += page_is_outside(name, value);
    if (strcmp(name, "scope") == 0) {
        facts->heads += strcmp(value, "col") == 0;
        facts->row_heads += strcmp(value, "row") == 0;
        facts->column_groups += strcmp(value, "colgroup") == 0;
    }
    facts->pictures += strcmp(name, "role") == 0 && strcmp(value, "img") == 0;
}

static inline void XMLCALL page_start(void *context, const char *name, const char **attributes) {
    page_facts *facts = context;
    for (; *attributes; attributes += 2)
        page_attribute(facts, attributes[0], attributes[1]);
    facts->tables += strcmp(name, "table") == 0;
    facts->captions += strcmp(name, "caption") == 0;
    facts->scripts += strcmp(name, "script") == 0;
    facts->in_style |= strcmp(name, "style") == 0;
    if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2]) {
        facts->level_skipped |= name[1] - '0' > facts->level + 1;
        facts->level = name[1] - '0';
    }
}

static inline void XMLCALL page_end(void *context, const char *name) {
    page_facts *facts = context;
    if (strcmp(name, "style") == 0)
        facts->in_style = false;
}

static inline void XMLCALL page_words(void *context, const char *words, int size) {
    page_facts *facts = context;
    if (!facts->in_style && facts->text_size + (size_t)size < PAGE_TEXT) {
        memcpy(facts->text + facts->text_size, words, (size_t)size);
        facts->text_size += (size_t)size;
    }
}

/* False with `error` set where the page is not well-formed. */
static inline bool page_read(page_facts *facts, const char *page, size_t size) {
    memset(facts, 0, sizeof *facts);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    if (!parser)
        return false;
    XML_SetUserData(parser, facts);
    XML_SetElementHandler(parser, page_start, page_end);
    XML_SetCharacterDataHandler(parser, page_words);
    bool sound = XML_Parse(parser, page, (int)size, 1) == XML_STATUS_OK;
    if (!sound)
        snprintf(facts->error, sizeof facts->error, "line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return sound;
}

/* The first link that leads nowhere, or NULL. */
static inline const char *page_dead_link(const page_facts *facts) {
    for (size_t i = 0; i < facts->link_count; i++) {
        bool found = false;
        for (size_t k = 0; k < facts->id_count && !found; k++)
            found = strcmp(facts->links[i], facts->ids[k]) == 0;
        if (!found)
            return facts->links[i];
    }
    return NULL;
}

#endif
