/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What results.json has after the indicators: what delphi_appraise() found about the round as a whole. */
#include "export/json_tail.h"

#include "base/buffer.h"

/* The members after "indicators", in their fixed order; each writes its own value. */
static const struct {
    const char *key;
    void (*write)(json_writer *w);
} tail[] = {
    {"concordance", json_write_concordance},
    {"stability", json_write_stability},
    {"attrition", json_write_attrition},
};

void json_tail_begin(json_writer *w) {
    base_buffer_format(w->out, "{\"previous_round\": %d, \"indicators\": {",
                       delphi_round_before(&w->result->study->protocol, w->result->round));
}

void json_tail_line(json_writer *w, size_t indicator, bool first) {
    base_buffer_text(w->out, first ? "\n  " : ",\n  ");
    json_print(w, json_text(w->result->study->indicators[indicator].id));
    base_buffer_text(w->out, ": ");
}

void json_tail_end(json_writer *w, const char *key, cJSON *list) {
    base_buffer_text(w->out, "\n  },\n  ");
    json_print_member(w, key, list);
    base_buffer_char(w->out, '}');
}

void json_write_tail(json_writer *w) {
    for (size_t i = 0; i < sizeof tail / sizeof *tail && !w->failed; i++) {
        base_buffer_format(w->out, ",\n \"%s\": ", tail[i].key);
        tail[i].write(w);
    }
}
