/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one workbook leaves for the next. */
#include <stdlib.h>
#include <sys/random.h>

#include "base/buffer.h"
#include "ingest/xlsx_part.h"

/* Nobody must be able to make names that all fall into one place of a parser's tables. Expat draws such a number for
 * every part by itself, if it is given none. */
ingest_tools *ingest_tools_new(void) {
    ingest_tools *tools = calloc(1, sizeof *tools);
    if (tools && getrandom(&tools->salt, sizeof tools->salt, GRND_NONBLOCK) != (ssize_t)sizeof tools->salt)
        tools->salt = 0; /* then expat draws it */
    return tools;
}

void ingest_tools_free(ingest_tools *tools) {
    if (!tools)
        return;
    if (tools->parser)
        XML_ParserFree(tools->parser);
    delphi_buffer_free(&tools->styles);
    free(tools->formats);
    free(tools);
}
