/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model of opinions that the command line asks for: of a round that was rated, of a table, or a plain longlist. */
#include "cli/simulate.h"
#include "cli/study.h"

#include <stdlib.h>
#include <string.h>

/* Of experts over all indicators where no round says it: a third of a point, which nobody has measured for others. */
#define LENIENCY 0.35

/* "0.3" or "30%", from 0 to `most`. */
static delphi_status read_part(const char *option, const char *text, double most, const char *allowed, double *out) {
    char *end;
    if (!text)
        return DELPHI_OK;
    double number = strtod(text, &end);
    if (end != text && strcmp(end, "%") == 0) {
        number /= 100;
        end++;
    }
    if (end == text || *end || !(number >= 0 && number <= most))
        return cli_simulate_refuse(option, text, allowed);
    *out = number;
    return DELPHI_OK;
}

/* Without a pilot: indicators from unwanted to wanted by everyone, evenly over the scale, with a spread of a sixth of
 * it. */
static void make_beliefs(const delphi_study *study, delphi_belief *beliefs) {
    const delphi_scale *scale = &study->protocol.scale;
    double width = scale->max - scale->min;
    for (size_t i = 0; i < study->indicator_count; i++)
        for (size_t c = 0; c < study->protocol.criterion_count; c++)
            beliefs[i * study->protocol.criterion_count + c] = (delphi_belief){
                .mean = scale->min + width * (0.1 + 0.85 * ((double)i + 0.5) / (double)study->indicator_count),
                .spread = width / 6};
}

static delphi_status take_pilot(cli_call *call, delphi_folder *folder, cli_planned *p) {
    const delphi_study *study = delphi_folder_study(folder);
    size_t cells = study->indicator_count * study->protocol.criterion_count;
    const delphi_result *result = NULL;
    delphi_status status = cli_round_decisions(call, folder, &result);
    if (status == DELPHI_OK)
        status = delphi_pilot_make(result, &p->pilot, call->problems);
    if (status != DELPHI_OK)
        return status;
    p->model = p->pilot->model;
    memcpy(p->beliefs->beliefs, p->model.beliefs, cells * sizeof *p->beliefs->beliefs);
    if (p->model.shifts)
        memcpy(p->beliefs->shifts, p->model.shifts, cells * study->protocol.group_count * sizeof *p->beliefs->shifts);
    return DELPHI_OK;
}

/* A table goes before the pilot, whose leniency stays; without --round it is all there is. */
static delphi_status take_table(cli_call *call, delphi_folder *folder, cli_planned *p) {
    delphi_beliefs *read = NULL;
    delphi_status status = delphi_folder_beliefs(folder, call->values.beliefs, &read, call->problems);
    if (status != DELPHI_OK)
        return status;
    delphi_beliefs_free(p->beliefs);
    p->beliefs = read;
    return DELPHI_OK;
}

/* What the command line says goes before the pilot. */
static delphi_status change_model(const cli_call *call, const delphi_study *study, cli_planned *p) {
    static const char chance[] = "a part from 0 to 1, or a percentage",
                      points[] = "points of the scale, from 0 to 1000";
    const cli_values *v = &call->values;
    double cannot = -1;
    delphi_status status = read_part("conformity", v->conformity, 1, chance, &p->model.conformity);
    if (status == DELPHI_OK)
        status = read_part("attrition", v->attrition, 1, chance, &p->model.attrition);
    if (status == DELPHI_OK)
        status = read_part("cannot-judge", v->cannot_judge, 1, chance, &cannot);
    if (status == DELPHI_OK)
        status = read_part("leniency", v->leniency, 1000, points, &p->model.leniency);
    if (status == DELPHI_OK)
        status = read_part("wobble", v->wobble, 1000, points, &p->model.wobble);
    for (size_t i = 0; cannot >= 0 && i < study->indicator_count * study->protocol.criterion_count; i++)
        p->beliefs->beliefs[i].cannot_judge = cannot;
    p->model.beliefs = p->beliefs->beliefs;
    p->model.shifts = study->protocol.group_count ? p->beliefs->shifts : NULL;
    return status;
}

delphi_status cli_planned_make(cli_call *call, delphi_folder *folder, cli_planned *out) {
    const delphi_study *study = delphi_folder_study(folder);
    const char *table = call->values.beliefs;
    delphi_status status = DELPHI_OK;
    *out = (cli_planned){.round = call->values.round ? call->values.round
                                  : table            ? 0
                                                     : delphi_folder_closed(folder),
                         .beliefs = delphi_beliefs_new(study),
                         .model = {.leniency = LENIENCY}};
    if (!out->beliefs)
        return DELPHI_ERR_MEMORY;
    if (out->round)
        status = take_pilot(call, folder, out);
    else
        make_beliefs(study, out->beliefs->beliefs);
    if (status == DELPHI_OK && table)
        status = take_table(call, folder, out);
    return status == DELPHI_OK ? change_model(call, study, out) : status;
}

void cli_planned_free(cli_planned *planned) {
    delphi_pilot_free(planned->pilot);
    delphi_beliefs_free(planned->beliefs);
}

void cli_planned_print(const delphi_study *study, const cli_planned *planned) {
    const delphi_protocol *protocol = &study->protocol;
    printf("indicator,criterion,group,mean,spread,cannot_judge\n");
    for (size_t cell = 0; cell < study->indicator_count * protocol->criterion_count; cell++) {
        const delphi_belief *belief = &planned->beliefs->beliefs[cell];
        const char *indicator = study->indicators[cell / protocol->criterion_count].id,
                   *criterion = protocol->criteria[cell % protocol->criterion_count].id;
        printf("%s,%s,,%.12g,%.12g,%.12g\n", indicator, criterion, belief->mean, belief->spread, belief->cannot_judge);
        for (size_t g = 0; g < protocol->group_count; g++)
            printf("%s,%s,%s,%.12g,,\n", indicator, criterion, protocol->groups[g].id,
                   belief->mean + planned->beliefs->shifts[cell * protocol->group_count + g]);
    }
}

/* Fowler, Noll and Vo's hash (1a, 64 bits): it tells models apart and guards against nobody. */
static uint64_t add_bytes(uint64_t digest, const void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        digest = (digest ^ ((const unsigned char *)bytes)[i]) * 0x100000001B3u;
    return digest;
}

void cli_planned_digest(const delphi_study *study, const cli_planned *planned, char out[17]) {
    size_t cells = study->indicator_count * study->protocol.criterion_count;
    uint64_t digest = add_bytes(0xCBF29CE484222325u, planned->beliefs->beliefs, cells * sizeof(delphi_belief));
    digest = add_bytes(digest, planned->beliefs->shifts, cells * study->protocol.group_count * sizeof(double));
    snprintf(out, 17, "%016llx", (unsigned long long)digest);
}
