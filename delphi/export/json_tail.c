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
};

void json_write_tail(json_writer *w) {
    for (size_t i = 0; i < sizeof tail / sizeof *tail && !w->failed; i++) {
        base_buffer_format(w->out, ",\n \"%s\": ", tail[i].key);
        tail[i].write(w);
    }
}
