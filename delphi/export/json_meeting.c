/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting in results.json: by what majority it decided, and how each indicator was voted on. */
#include "export/json_node.h"

/* A share of the protocol as it is compared: "2/3". */
static cJSON *fraction_of(delphi_rational share) {
    const delphi_value value = {.kind = DELPHI_VALUE_SHARE, .as.rational = share};
    return json_value(&value);
}

static cJSON *quorum_of(const delphi_meeting_terms *terms) {
    if (terms->quorum)
        return json_integer(terms->quorum);
    return terms->quorum_share.num ? fraction_of(terms->quorum_share) : cJSON_CreateNull();
}

cJSON *json_meeting(json_writer *w) {
    const delphi_meeting_terms *terms = &w->result->study->protocol.rounds[w->result->round - 1].meeting;
    size_t voted = 0;
    for (size_t i = 0; i < w->result->outcome_count; i++)
        voted += w->result->outcomes[i].ballot != NULL;
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "majority", fraction_of(terms->majority));
    json_put(w, object, "more_than", cJSON_CreateBool(terms->more));
    json_put(w, object, "of", json_text(terms->of_present ? "present" : "votes"));
    json_put(w, object, "drop", json_text(terms->drop_by_majority ? "majority" : "otherwise"));
    json_put(w, object, "quorum", quorum_of(terms));
    json_put(w, object, "ballots", json_integer((int64_t)voted));
    return object;
}

cJSON *json_ballot(json_writer *w, const delphi_ballot *ballot) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "present", json_integer(ballot->present));
    json_put(w, object, "for", json_integer(ballot->in_favour));
    json_put(w, object, "against", json_integer(ballot->against));
    json_put(w, object, "abstain", json_integer(ballot->abstain));
    if (ballot->note)
        json_put(w, object, "note", json_text(ballot->note));
    return object;
}
