/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "concordance" of results.json: a line a criterion, the panel's coefficients and in them each group's. */
#include "base/buffer.h"
#include "export/json_tail.h"

static const char *name_of(size_t index) {
    size_t count;
    return delphi_set_measures(&count)[index].name;
}

static cJSON *slot_of(json_writer *w, const delphi_concordance *found) {
    cJSON *object = cJSON_CreateObject();
    size_t count;
    delphi_set_measures(&count);
    if (!object)
        return NULL;
    json_put(w, object, "experts", json_integer(found->experts));
    if (found->suppressed) {
        json_put(w, object, "suppressed", json_text(delphi_reason_text(DELPHI_REASON_SMALL_GROUP)));
        return object;
    }
    json_put_values(w, object, found->values, count, name_of);
    return object;
}

static cJSON *criterion_of(json_writer *w, size_t criterion) {
    const delphi_protocol *p = &w->result->study->protocol;
    cJSON *object = slot_of(w, delphi_result_concordance(w->result, criterion, DELPHI_NONE));
    cJSON *groups = object && p->group_count ? cJSON_CreateObject() : NULL;
    if (object && p->group_count)
        json_put(w, object, "groups", groups);
    for (size_t g = 0; groups && g < p->group_count; g++)
        json_put(w, groups, p->groups[g].id, slot_of(w, delphi_result_concordance(w->result, criterion, g)));
    return object;
}

void json_write_concordance(json_writer *w) {
    const delphi_protocol *p = &w->result->study->protocol;
    base_buffer_char(w->out, '{');
    for (size_t c = 0; c < p->criterion_count && !w->failed; c++) {
        base_buffer_text(w->out, c ? ",\n  " : "\n  ");
        json_print_member(w, p->criteria[c].id, criterion_of(w, c));
    }
    base_buffer_text(w->out, "\n }");
}
