/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/parts.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTS_MOST 100000000u
#define FILE_MOST  (256u << 20)
/* The largest whole number that JSON carries through a double. */
#define WHOLE_MOST 9007199254740992.0

/* A whole number from 1; 0 where there is none. `rest` is after it. */
static unsigned long read_number(const char *text, const char **rest) {
    char *end;
    errno = 0;
    unsigned long number = *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : 0;
    *rest = number ? end : text;
    return errno || number > PARTS_MOST ? 0 : number;
}

delphi_status cli_read_shard(const char *command, const char *text, cli_shard *out) {
    *out = (cli_shard){1, 1};
    if (!text)
        return DELPHI_OK;
    const char *rest;
    unsigned long part = read_number(text, &rest), parts = part && *rest == '/' ? read_number(rest + 1, &rest) : 0;
    if (!parts || part > parts || *rest)
        return cli_error(DELPHI_ERR_USAGE,
                         "%s: --shard: '%s' is not allowed: it takes I/N, the I-th of N parts, as in 2/5", command,
                         text);
    *out = (cli_shard){(uint32_t)part, (uint32_t)parts};
    return DELPHI_OK;
}

/* NULL where memory ran out; what was read before an error counts for nothing, and `failed` says so. */
static char *read_all(FILE *file, bool *failed) {
    size_t size = 0, room = 1 << 16, got;
    char *text = malloc(room);
    while (text && size < FILE_MOST && (got = fread(text + size, 1, room - size - 1, file)) > 0) {
        size += got;
        char *larger = room - size < 2 ? realloc(text, room *= 2) : text;
        if (!larger)
            free(text);
        text = larger;
    }
    if (text)
        text[size] = '\0';
    *failed = ferror(file) != 0;
    return text;
}

delphi_status cli_read_part(const char *path, const char *format, const char *writer, cJSON **out) {
    bool sound = true, failed = true;
    errno = 0;
    FILE *file = fopen(path, "rb");
    char *text = file ? read_all(file, &failed) : NULL;
    int why = errno;
    if (file)
        fclose(file);
    cJSON *root = text && !failed ? cJSON_Parse(text) : NULL;
    free(text);
    if (failed)
        return cli_error(DELPHI_ERR_IO, "%s: cannot be read: %s", path, strerror(why));
    if (!text)
        return DELPHI_ERR_MEMORY;
    if (strcmp(cli_part_text(root, "format", &sound), format) == 0) {
        *out = root;
        return DELPHI_OK;
    }
    cJSON_Delete(root);
    return cli_error(DELPHI_ERR_INPUT, "%s: this is not what '%s' writes", path, writer);
}

uint64_t cli_part_whole(const cJSON *object, const char *key, bool *sound) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    bool is = cJSON_IsNumber(item) && item->valuedouble >= 0 && item->valuedouble <= WHOLE_MOST &&
              floor(item->valuedouble) == item->valuedouble;
    *sound = *sound && is;
    return is ? (uint64_t)item->valuedouble : 0;
}

const char *cli_part_text(const cJSON *object, const char *key, bool *sound) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
    *sound = *sound && text;
    return text ? text : "";
}

bool cli_part_truth(const cJSON *object, const char *key, bool *sound) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    *sound = *sound && cJSON_IsBool(item);
    return cJSON_IsTrue(item);
}
