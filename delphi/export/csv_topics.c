/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The topics kept so far, and what there is of indicators for each. */
#include "export/csv_rows.h"

void csv_write_topics(csv_rows *w) {
    for (size_t i = 0; i < w->result->topic_count; i++) {
        const delphi_topic *topic = &w->result->topics[i];
        w->indicator = w->result->study->indicators[topic->item].id;
        csv_row_count(w, "topic_candidates", topic->candidates);
        csv_row_count(w, "topic_kept", topic->kept);
        csv_row_count(w, "topic_open", topic->open);
        csv_row_word(w, "topic_without_indicator", topic->without_indicator ? "true" : "false");
    }
}
