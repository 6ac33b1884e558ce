/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons are few: most values are defined. */
#include "export/json_reasons.h"

#include "base/buffer.h"

void json_reasons_add(json_reasons *reasons, const char *name, delphi_reason reason) {
    if (!reasons->object)
        reasons->object = cJSON_CreateObject();
    cJSON *why = cJSON_CreateStringReference(delphi_reason_text(reason));
    if (!reasons->object || !why || !cJSON_AddItemToObjectCS(reasons->object, name, why)) {
        cJSON_Delete(why);
        reasons->failed = true;
    }
}

void json_reasons_print(json_reasons *reasons, delphi_buffer *out) {
    char *text = reasons->object ? cJSON_PrintUnformatted(reasons->object) : NULL;
    reasons->failed = reasons->failed || (reasons->object && !text);
    base_buffer_text(out, text ? text : "{}");
    cJSON_free(text);
    cJSON_Delete(reasons->object);
    reasons->object = NULL;
}
