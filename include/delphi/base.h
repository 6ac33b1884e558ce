/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file base.h
 * Status codes, problems found in input, and byte buffers: what every room of libdelphi shares.
 *
 * A function that can fail returns a `delphi_status` and adds what went wrong to a `delphi_problems` that the
 * caller owns. Readers go on after the first problem so that a person sees all of them at once. The library
 * never prints, exits or aborts on input.
 */
#ifndef DELPHI_BASE_H
#define DELPHI_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The version of the library that is running, as text ("0.1.0"). */
const char *delphi_version(void);

/** "No such thing": an index that stands for nothing found, or for the whole panel where a group is asked. */
#define DELPHI_NONE ((size_t)-1)

/** What a function came to. */
typedef enum {
    DELPHI_OK = 0,       /**< done */
    DELPHI_ERR_INPUT,    /**< the data or the protocol hold something that is not allowed */
    DELPHI_ERR_STATE,    /**< the study is not in a state in which this can be done */
    DELPHI_ERR_USAGE,    /**< an argument of the call or of the command line is not allowed */
    DELPHI_ERR_IO,       /**< a file could not be read or written */
    DELPHI_ERR_BUSY,     /**< another process is changing the study */
    DELPHI_ERR_MEMORY,   /**< out of memory */
    DELPHI_ERR_INTERNAL, /**< a fault of the engine itself */
    DELPHI_STATUS_COUNT
} delphi_status;

/** A short English text for a status, never NULL; for a value out of range "unknown status". */
const char *delphi_status_text(delphi_status status);

/** How grave an entry of a `delphi_problems` is. */
typedef enum {
    DELPHI_ERROR,  /**< stands in the way: the call fails */
    DELPHI_NOTICE, /**< the user should know, nothing fails */
} delphi_severity;

/** One problem and its place. Texts are UTF-8, cut (at a character) where they would not fit. */
typedef struct {
    delphi_severity severity;
    delphi_status status; /**< DELPHI_OK for a notice */
    char file[256];       /**< the file as the user named it, "" where there is none */
    long line;            /**< first physical line of the record, from 1; 0 where there is none */
    long column;          /**< CSV: the field's number from 1; rules: the character from 1; 0 where there is none */
    char pointer[256];    /**< RFC 6901 JSON pointer, "" where there is none */
    char message[768];    /**< what was found and what is allowed */
} delphi_error;

/** A list of problems, in the order found. Keeps the first 1,000 entries and counts the rest. */
typedef struct delphi_problems delphi_problems;

/** A new, empty list; NULL when out of memory. Free with delphi_problems_free(). */
delphi_problems *delphi_problems_new(void);
void delphi_problems_free(delphi_problems *problems);

/** How many errors (not notices) were added, the uncounted ones included. */
size_t delphi_problems_errors(const delphi_problems *problems);
/** How many entries can be had with delphi_problems_get(): errors and notices, at most 1,000. */
size_t delphi_problems_kept(const delphi_problems *problems);
/** Entry `index` (0-based), borrowed until the list is changed or freed; NULL out of range. */
const delphi_error *delphi_problems_get(const delphi_problems *problems, size_t index);
/** Status of the gravest error: memory and internal before I/O before the rest; DELPHI_OK where there is none. */
delphi_status delphi_problems_status(const delphi_problems *problems);

/**
 * Writes an entry as `FILE:LINE:COL: message` (parts that are absent are left out; a JSON pointer stands for
 * line and column, `FILE:/rules/keep: message`).
 * @return the length written, without the closing NUL; the text is cut to `size`.
 */
size_t delphi_error_format(const delphi_error *error, char *out, size_t size);

/** A growable run of bytes. Start with `{0}`; end with delphi_buffer_free(). `data` is NUL-terminated when not NULL. */
typedef struct {
    char *data;
    size_t size;     /**< bytes in use, without the closing NUL */
    size_t capacity; /**< bytes allocated */
    bool failed;     /**< memory ran out: later appends do nothing, the caller checks once at the end */
} delphi_buffer;

void delphi_buffer_free(delphi_buffer *buffer);

/** Bytes that are read piece by piece, so that a file need not fit into memory. */
typedef struct {
    /** Puts up to `size` bytes (at least 1) into `room`. @return how many, 0 at the end, -1 on an error, with errno. */
    ptrdiff_t (*read)(void *context, char *room, size_t size);
    /** Goes back to the first byte: what is wrong with a file may take a second reading to name. @return false on an
     * error, with errno. */
    bool (*rewind)(void *context);
    void *context; /**< handed to both */
} delphi_source;

#ifdef __cplusplus
}
#endif
#endif
