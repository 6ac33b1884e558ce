/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What study.json says of a scan: "scan", and the waves and versions of its rounds. */
#include "ingest/protocol.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"

#define DECIMALS_MAX 2

static void read_decimals(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_int(json, value, 0, DECIMALS_MAX, &((delphi_scan_terms *)out)->decimals);
}

void ingest_protocol_scan(ingest_json *json, const cJSON *value, void *out) {
    static const ingest_json_field fields[] = {{"decimals", false, read_decimals}};
    delphi_protocol *protocol = &((ingest_draft *)out)->protocol;
    protocol->scan = (delphi_scan_terms){.on = true, .decimals = 1};
    ingest_json_object(json, value, fields, sizeof fields / sizeof *fields, &protocol->scan);
    if (((ingest_draft *)out)->scale_known && protocol->scale.min != 1)
        ingest_json_refuse(json, "the answers of a scan are numbered from 1 on, and \"scale\" begins at %d",
                           protocol->scale.min);
    if (protocol->criterion_count > 1)
        ingest_json_refuse(json, "a scan has one criterion, and \"criteria\" lists %zu", protocol->criterion_count);
}

static const char *read_name(ingest_json *json, const cJSON *value, const ingest_draft *draft, const char *what) {
    const char *name = ingest_json_string(json, value);
    if (name && !base_is_id(name, strlen(name)))
        ingest_json_expected(json, "1 to 64 letters, digits, _, - and .", value);
    if (!draft->protocol.scan.on)
        ingest_json_refuse(json, "only a scan has %s: say so with \"scan\": {}", what);
    return name;
}

void ingest_protocol_wave(ingest_json *json, const cJSON *value, const ingest_draft *draft, delphi_round *rounds,
                          size_t index) {
    const char *wave = rounds[index].wave = read_name(json, value, draft, "waves");
    for (size_t i = 0; i < index && wave; i++)
        if (rounds[i].wave && strcmp(rounds[i].wave, wave) == 0)
            ingest_json_refuse(json, "rounds %zu and %zu are both wave \"%s\"", i + 1, index + 1, wave);
}

void ingest_protocol_version(ingest_json *json, const cJSON *value, const ingest_draft *draft, delphi_round *rounds,
                             size_t index) {
    rounds[index].version = read_name(json, value, draft, "versions of its questionnaire");
}

void ingest_protocol_default_waves(ingest_json *json, ingest_draft *draft, delphi_round *rounds, size_t count) {
    for (size_t i = 0; i < count && draft->protocol.scan.on; i++) {
        char number[BASE_NUMBER_SIZE];
        size_t size = base_write_integer((int64_t)i + 1, number);
        if (!rounds[i].wave)
            rounds[i].wave = base_arena_text(json->arena, number, size);
        if (!rounds[i].version)
            rounds[i].version = i ? rounds[i - 1].version : "1";
        if (!rounds[i].wave)
            ingest_json_no_memory(json);
    }
}
