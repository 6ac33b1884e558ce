/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of one of the study's own files, a block at a time. */
#ifndef INGEST_BLOCKS_H
#define INGEST_BLOCKS_H

#include <delphi/base.h>

#include "base/hash.h"

/* Room for a block, the caller's to keep and to free. Start with {0}. */
typedef struct {
    char *bytes;
    size_t capacity;
} ingest_room;

/* A block ends where a physical line does, so that neither a character nor a CRLF is cut in two; only a line that is
 * longer than a block makes a longer one. What is in memory already is one block. */
typedef struct {
    const char *file;            /* its name in messages */
    const delphi_source *source; /* NULL: the bytes are all in memory */
    const char *bytes;           /* where they are in memory */
    size_t size;
    bool whole_rows;  /* a block ends outside quotes, too: it can be read without those before it */
    ingest_room own;  /* the last block, where it has no other room */
    ingest_room rest; /* what was read behind the last block */
    size_t rest_size;
    bool started, ended;
    base_hash hash; /* of all that was given */
} ingest_blocks;

ingest_blocks ingest_blocks_of_bytes(const char *file, const char *bytes, size_t size);
/* `source` is borrowed. */
ingest_blocks ingest_blocks_of_source(const char *file, const delphi_source *source);
void ingest_blocks_free(ingest_blocks *blocks);

/* The next block as UTF-8, without a byte order mark, valid until the next call; *size is 0 at the end. `line` is the
 * physical line on which it starts, for messages. */
delphi_status ingest_blocks_next(ingest_blocks *blocks, long line, const char **text, size_t *size,
                                 delphi_problems *problems);
/* The same of a source into the caller's room, where it stays valid. */
delphi_status ingest_blocks_next_into(ingest_blocks *blocks, ingest_room *room, long line, const char **text,
                                      size_t *size, delphi_problems *problems);
/* Back to the first block. */
delphi_status ingest_blocks_rewind(ingest_blocks *blocks, delphi_problems *problems);
/* Of the whole file, once its end was reached. */
void ingest_blocks_sha256(ingest_blocks *blocks, char hex[65]);

#endif
