/* SPDX-License-Identifier: GPL-3.0-or-later */
/* study.json on its way to a protocol: the parts are read by files of their own. */
#ifndef INGEST_PROTOCOL_H
#define INGEST_PROTOCOL_H

#include "ingest/json.h"

/* What is being filled, and what the defaults and the checks across fields need to know. */
typedef struct {
    delphi_protocol protocol;
    bool scale_known; /* both ends are there and right */
    bool rules_given;
} ingest_draft;

#define INGEST_SCALE_LIMIT 1000 /* ends of a scale lie in -1000 to 1000 */

/* Fields of study.json; `out` is an ingest_draft. */
void ingest_protocol_scale(ingest_json *json, const cJSON *value, void *out);
void ingest_protocol_bands(ingest_json *json, const cJSON *value, void *out);
void ingest_protocol_criteria(ingest_json *json, const cJSON *value, void *out);
void ingest_protocol_groups(ingest_json *json, const cJSON *value, void *out);
void ingest_protocol_rules(ingest_json *json, const cJSON *value, void *out);
void ingest_protocol_select(ingest_json *json, const cJSON *value, void *out);
void ingest_protocol_longlist(ingest_json *json, const cJSON *value, void *out);
void ingest_protocol_scan(ingest_json *json, const cJSON *value, void *out);
void ingest_protocol_rounds(ingest_json *json, const cJSON *value, void *out);

/* Parts of a round that say what it asks. */
void ingest_protocol_kind(ingest_json *json, const cJSON *value, delphi_round *out);
void ingest_protocol_ranking(ingest_json *json, const cJSON *value, delphi_round *out);
void ingest_protocol_meeting(ingest_json *json, const cJSON *value, delphi_round *out);
/* Refuses what does not go with the kind, and tells what it lacks. */
void ingest_protocol_kind_fits(ingest_json *json, const cJSON *round, const delphi_round *out);
/* A "select", of the study or of a round. */
void ingest_protocol_read_select(ingest_json *json, const cJSON *value, delphi_select *out);
/* Of round `index` of a scan; told where the study is none. */
void ingest_protocol_wave(ingest_json *json, const cJSON *value, const ingest_draft *draft, delphi_round *rounds,
                          size_t index);
void ingest_protocol_version(ingest_json *json, const cJSON *value, const ingest_draft *draft, delphi_round *rounds,
                             size_t index);
/* A round that does not say them has its number as wave, and the version of the round before. */
void ingest_protocol_default_waves(ingest_json *json, ingest_draft *draft, delphi_round *rounds, size_t count);

/* What is left out gets its default, once all is read. */
void ingest_protocol_default_scale(ingest_json *json, ingest_draft *draft);
void ingest_protocol_default_criteria(ingest_draft *draft);

/* A name that a rule may use: [A-Za-z_][A-Za-z0-9_-]*, no word of the rule language. */
bool ingest_protocol_name(ingest_json *json, const char *name);

#endif
