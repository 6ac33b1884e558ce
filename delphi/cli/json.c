/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing a tree of JSON. */
#include "cli/json.h"

#include <stdio.h>

delphi_status cli_print_json(cJSON *root, bool good) {
    char *text = good ? cJSON_Print(root) : NULL;
    if (text)
        puts(text);
    cJSON_free(text);
    cJSON_Delete(root);
    return text ? DELPHI_OK : DELPHI_ERR_MEMORY;
}
