/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the data dictionary: the names in the tidy CSV and in results.json that come from no table of measures. A test
 * holds them against both files: a name that one of them has and this table has not fails. */
#include "export/part_dictionary.h"

#include "export/text.h"

#define COUNT   DICTIONARY_COUNT
#define NUMBER  DICTIONARY_NUMBER
#define SHARE   DICTIONARY_SHARE
#define TRUTH   DICTIONARY_TRUTH
#define WORD    DICTIONARY_WORD
#define TEXT    DICTIONARY_TEXT
#define MEMBERS DICTIONARY_MEMBERS

#define CELL      "indicators[].criteria.CRITERION."
#define BECAUSE   "indicators[].because[]."
#define INTERVALS "indicators[].robustness.CRITERION.shares.BAND."
#define STABILITY "stability.indicators.INDICATOR.CRITERION."
#define ATTRITION "attrition.indicators.INDICATOR."
#define LEAVERS   ATTRITION "criteria.CRITERION."

static const dictionary_name head[] = {
    {NULL, "format", WORD, N_("The format of the file and its version: delphi-results/1.")},
    {NULL, "engine", TEXT, N_("The version of delphi that computed it.")},
    {NULL, "study", TEXT, N_("The id of the study.")},
    {NULL, "round", COUNT, N_("The number of the round.")},
    {NULL, "protocol_sha256", TEXT, N_("SHA-256 of study.json, the protocol.")},
    {NULL, "inputs[].file", TEXT, N_("A file that the figures rest on.")},
    {NULL, "inputs[].sha256", TEXT, N_("SHA-256 of that file.")},
    {NULL, "quantile_type", WORD, N_("The quantile type of the study: 2, 6, 7, 8 or hinges.")},
    {NULL, "denominator", WORD, N_("What shares are parts of: valid, answered or panel.")},
    {NULL, "seed", COUNT, N_("The seed of the random generator.")},
    {NULL, "replicates", COUNT, N_("Random replicates behind each bootstrap and permutation; 0: none are made.")},
    {NULL, "rules.keep", TEXT, N_("The rule for keeping, as applied; null where there is none.")},
    {NULL, "rules.drop", TEXT, N_("The rule for dropping, as applied; null where there is none.")},
};

static const dictionary_name response[] = {
    {"invited", "panel.invited", COUNT, N_("Experts who were invited to the round.")},
    {"responded", "panel.responded", COUNT,
     N_("Experts who gave at least one rating, answer \xE2\x80\x9C"
        "cannot judge\xE2\x80\x9D or comment.")},
    {"complete", "panel.complete", COUNT, N_("Of these: answered every indicator on every criterion.")},
    {"partial", "panel.partial", COUNT, N_("Of these: left something out.")},
    {"stayed", "panel.retention.both", COUNT, N_("Responded in the round before and in this one.")},
    {"left", "panel.retention.left", COUNT, N_("Responded in the round before and not in this one.")},
    {"joined", "panel.retention.new", COUNT, N_("Responded in this round and not in the one before.")},
    {NULL, "panel.groups[].id", TEXT, N_("A group; it has the same members as the panel.")},
};

/* Of a study that has a longlist.csv. */
static const dictionary_name longlist[] = {
    {"longlist_identified", "longlist.identified", COUNT, N_("Candidates before round 1.")},
    {"longlist_duplicates", "longlist.duplicates", COUNT, N_("Of these: the same as another one.")},
    {"longlist_screened", "longlist.screened", COUNT, N_("Of these: the rest, which was looked at.")},
    {"longlist_excluded_screening", "longlist.excluded_screening", COUNT, N_("Of those: left out on screening.")},
    {"longlist_assessed", "longlist.assessed", COUNT, N_("Of those: the rest, which was looked into.")},
    {"longlist_excluded_assessment", "longlist.excluded_assessment", COUNT, N_("Of the last: left out on assessment.")},
    {"longlist_included", "longlist.included", COUNT, N_("Candidates that were included.")},
    {"longlist_indicators", "longlist.indicators", COUNT, N_("Indicators that these became.")},
    {"longlist_added", "longlist.added", COUNT, N_("Indicators of round 1 that are not from the longlist.")},
    {NULL, "longlist.sources[].id", TEXT, N_("A source; it has the same counts for its own candidates.")},
    {NULL, "longlist.sources[].kind", WORD, N_("The kind of source: database, register or other.")},
    {NULL, "longlist.excluded[].stage", WORD, N_("When candidates were left out: screening or assessment.")},
    {NULL, "longlist.excluded[].reason", TEXT, N_("Why they were left out.")},
    {NULL, "longlist.excluded[].candidates", COUNT, N_("How many were left out then for that reason.")},
};

static const dictionary_name flow[] = {
    {"flow_started", "flow.started", COUNT, N_("Indicators on the list of the round.")},
    {"flow_carried", "flow.carried", COUNT, N_("Of these: on the list of the round before, with the same text.")},
    {"flow_added", "flow.added", COUNT, N_("Of these: new, in the place of none.")},
    {"flow_reworded", "flow.reworded", COUNT, N_("Of these: a new text for one indicator.")},
    {"flow_merged", "flow.merged", COUNT, N_("Of these: one text in the place of several indicators.")},
    {"flow_split", "flow.split", COUNT, N_("Of these: one of several texts in the place of one indicator.")},
    {"flow_replaced", "flow.replaced", COUNT, N_("On the list of the round before, and taken up in another text.")},
    {"flow_withdrawn", "flow.withdrawn", COUNT, N_("On the list of the round before, and withdrawn.")},
    {"flow_settled", "flow.settled", COUNT, N_("Kept or dropped in the round before, and so off the list.")},
    {"flow_kept", "flow.kept", COUNT, N_("Indicators that the round came to keep.")},
    {"flow_dropped", "flow.dropped", COUNT, N_("Indicators that the round came to drop.")},
    {"flow_rerate", "flow.rerate", COUNT, N_("Indicators that go on to the next round.")},
    {"flow_no_consensus", "flow.no_consensus", COUNT, N_("Indicators without consensus after the last round.")},
    {"flow_undecided", "flow.undecided", COUNT, N_("Indicators of which a rule is unknown.")},
    {"flow_conflict", "flow.conflict", COUNT, N_("Indicators of which both rules hold.")},
    {"flow_kept_so_far", "flow.kept_so_far", COUNT,
     N_("Kept in this round or an earlier one, and not taken up in another text since.")},
    {"flow_dropped_so_far", "flow.dropped_so_far", COUNT,
     N_("Dropped in this round or an earlier one, and not taken up in another text since.")},
};

static const dictionary_name decisions[] = {
    {NULL, "decisions.keep", COUNT,
     N_("Indicators that came to this decision; likewise drop, rerate, no_consensus, undecided and conflict.")},
    {NULL, "indicators[].id", TEXT, N_("The id of the indicator.")},
    {"decision", "indicators[].decision", WORD,
     N_("What becomes of the indicator: keep, drop, rerate, no_consensus, undecided or conflict.")},
    {"rule_decision", "indicators[].override.rule", WORD,
     N_("What the rules come to, where the steering group decided in their place.")},
    {"override_why", "indicators[].override.why", TEXT, N_("The reason that the steering group gave.")},
    {NULL, BECAUSE "rule", WORD, N_("Of a clause that was looked at: the rule that it stands in, keep or drop.")},
    {NULL, BECAUSE "clause", TEXT, N_("The clause as written.")},
    {NULL, BECAUSE "criterion", TEXT, N_("The criterion on which it was looked at.")},
    {NULL, BECAUSE "group", TEXT, N_("The group for which it was looked at.")},
    {NULL, BECAUSE "value", NUMBER,
     N_("The value that it saw: a share as counted, such as 16/21, else a number or a truth.")},
    {NULL, BECAUSE "compare", NUMBER, N_("The value that it was compared with, where that is a measure, too.")},
    {NULL, BECAUSE "holds", TRUTH, N_("Whether the clause holds; null where that is unknown.")},
    {NULL, BECAUSE "undefined", TEXT, N_("Why it is unknown.")},
};

static const dictionary_name cells[] = {
    {"n", CELL "n", COUNT, N_("Valid ratings: those on the scale.")},
    {"missing", CELL "missing", COUNT, N_("Experts who were invited and gave no answer.")},
    {"cannot_judge", CELL "cannot_judge", COUNT,
     N_("Experts who answered \xE2\x80\x9C"
        "cannot judge\xE2\x80\x9D.")},
    {"base", CELL "base", COUNT, N_("The number that shares are parts of, by the denominator of the study.")},
    {NULL, CELL "counts", COUNT, N_("How often each point of the scale was given, from the lowest to the highest.")},
    {"share_BAND", CELL "shares.BAND", SHARE, N_("Ratings in the band over the base.")},
    {"share_BAND_wilson_low", INTERVALS "wilson[0]", SHARE,
     N_("Lower end of Wilson's 95% interval of that share (Wilson, 1927).")},
    {"share_BAND_wilson_high", INTERVALS "wilson[1]", SHARE, N_("Its upper end.")},
    {"share_BAND_clopper_pearson_low", INTERVALS "clopper_pearson[0]", SHARE,
     N_("Lower end of Clopper and Pearson's exact 95% interval of that share (1934).")},
    {"share_BAND_clopper_pearson_high", INTERVALS "clopper_pearson[1]", SHARE, N_("Its upper end.")},
    {NULL, CELL "groups.GROUP", MEMBERS, N_("The same of one group.")},
    {"suppressed", CELL "groups.GROUP.suppressed", TRUTH,
     N_("The group has too few valid ratings to be shown: it has n and nothing else. In results.json the reason.")},
    {NULL, CELL "undefined", MEMBERS, N_("Why each measure that is null is not defined.")},
};

static const dictionary_name sureness[] = {
    {"flips_to", "indicators[].sensitivity.flips_to", WORD,
     N_("The decision that the changed ratings of the flip margin lead to; null where there are none.")},
    {"stayers_only", "indicators[].sensitivity.stayers_only", WORD,
     N_("The decision on those alone who responded in the round before, too; null in round 1.")},
    {NULL, "indicators[].sensitivity.undefined", MEMBERS, N_("Why each measure that is null is not defined.")},
};

static const dictionary_name concordance[] = {
    {"experts", "concordance.CRITERION.experts", COUNT,
     N_("Experts who rated at least one indicator on the criterion.")},
    {NULL, "concordance.CRITERION.groups.GROUP", MEMBERS, N_("The same of one group.")},
    {NULL, "concordance.CRITERION.undefined", MEMBERS, N_("Why each measure that is null is not defined.")},
};

static const dictionary_name stability[] = {
    {NULL, "stability.previous_round", COUNT, N_("The round that this one is compared with.")},
    {"group_stable", STABILITY "group_stable", TRUTH, N_("The net change between the distributions is at most 15%.")},
    {"individuals_stable", STABILITY "individuals_stable", TRUTH,
     N_("The later ratings of the experts who rated in both rounds depend on their earlier ones, or at most 15% "
        "changed.")},
    {"individuals_by", STABILITY "individuals_by", WORD,
     N_("The measure that said so: chi2_independence_p or changed_share.")},
    {"opinion", STABILITY "opinion", WORD,
     N_("What the ratings look like: consensus, majority, bipolarity, plurality, disagreement or none.")},
    {NULL, STABILITY "undefined", MEMBERS, N_("Why each measure that is null is not defined.")},
    {"another_round", "stability.another_round", TRUTH,
     N_("Neither kept nor dropped, and not stable on every criterion. In results.json the ids of such indicators.")},
};

static const dictionary_name attrition[] = {
    {NULL, "attrition.previous_round", COUNT, N_("The round whose ratings are looked at.")},
    {"previous_decision", ATTRITION "decision", WORD, N_("The decision of the round before, by its rules.")},
    {"previous_stayers_only", ATTRITION "stayers_only", WORD,
     N_("That decision, had only those rated who stayed for this round.")},
    {"stayers_n", LEAVERS "stayers_n", COUNT, N_("Valid ratings of those who stayed.")},
    {"leavers_n", LEAVERS "leavers_n", COUNT, N_("Valid ratings of those who left.")},
    {"stayers_median", LEAVERS "stayers_median", NUMBER, N_("Median of those who stayed.")},
    {"leavers_median", LEAVERS "leavers_median", NUMBER, N_("Median of those who left.")},
    {"stayers_mean", LEAVERS "stayers_mean", NUMBER, N_("Mean of those who stayed.")},
    {"leavers_mean", LEAVERS "leavers_mean", NUMBER, N_("Mean of those who left.")},
    {"leavers_superiority", LEAVERS "leavers_superiority", SHARE,
     N_("The chance that one who left rated higher than one who stayed, plus half the chance that they rated alike; "
        "0.5: no difference.")},
    {"leavers_suppressed", LEAVERS "suppressed", TRUTH,
     N_("Too few stayed or left to be shown: there is their n and nothing else. In results.json the reason.")},
    {NULL, "attrition.moved", TEXT, N_("Ids of the indicators whose decision those who stayed would have moved.")},
};

static const dictionary_name topics[] = {
    {NULL, "level", WORD, N_("What the round rated: topic or indicator.")},
    {"flow_left_out", "flow.left_out", COUNT, N_("Indicators left out with their topic, which was not kept.")},
    {NULL, "topics[].id", TEXT, N_("A topic that is kept.")},
    {"topic_candidates", "topics[].candidates", COUNT, N_("Indicators that were proposed for the topic.")},
    {"topic_kept", "topics[].kept", COUNT, N_("Of these: kept.")},
    {"topic_open", "topics[].open", COUNT, N_("Of these: not decided yet.")},
    {"topic_without_indicator", "topics[].without_indicator", TRUTH,
     N_("The topic is kept, and no indicator for it is kept or can still be.")},
};

static const dictionary_name selection[] = {
    {"rank", "selection.ranking[].rank", COUNT, N_("The place in the order of the selection; equals share the first.")},
    {"rank_tied", NULL, COUNT, N_("How many indicators share that place.")},
    {NULL, "selection.best", COUNT, N_("How many are to be selected.")},
    {NULL, "selection.among", WORD, N_("From which: kept, by the rules, or all that were rated.")},
    {NULL, "selection.by[]", TEXT, N_("The sort keys; + is the highest first, - the lowest.")},
    {NULL, "selection.ties", WORD, N_("What becomes of equals at the cut: in, out or steering.")},
    {NULL, "selection.candidates", COUNT, N_("From how many the best are selected.")},
    {NULL, "selection.selected", COUNT, N_("How many were selected.")},
    {NULL, "selection.tie_at_cut.ids[]", TEXT, N_("The indicators that are equal where the cut goes between them.")},
    {NULL, "selection.tie_at_cut.rank", COUNT, N_("Their rank.")},
    {NULL, "selection.tie_at_cut.places", COUNT, N_("How many of them fit within the number to be selected.")},
    {NULL, "selection.tie_at_cut.values[]", NUMBER, N_("What they have in common: a value for each sort key.")},
    {NULL, "selection.ranking[].id", TEXT, N_("An indicator, the best first.")},
    {NULL, "selection.ranking[].selected", TRUTH, N_("Whether it is selected; null where people are to decide.")},
    {NULL, "selection.ranking[].values[]", NUMBER, N_("Its values, one for each sort key.")},
    {NULL, "selection.unranked[]", TEXT, N_("Indicators that have no rank, since a sort key is not defined.")},
};

static bool selects(const delphi_protocol *p) {
    bool any = p->select.best > 0;
    for (size_t i = 0; i < p->round_count; i++)
        any = any || p->rounds[i].select.best > 0;
    return any;
}

static bool rates_topics(const delphi_protocol *p) {
    return delphi_protocol_rates_topics(p);
}

#define SECTION(title, names)                                                                                          \
    { title, names, sizeof names / sizeof *names, NULL }
static const dictionary_section sections[] = {
    SECTION(N_("Study and round"), head),
    SECTION(N_("Response, of the panel or a group"), response),
    SECTION(N_("Longlist, where the study has one"), longlist),
    SECTION(N_("Flow of the indicators"), flow),
    {N_("Topics and their indicators"), topics, sizeof topics / sizeof *topics, rates_topics},
    SECTION(N_("Decision on an indicator"), decisions),
    {N_("Selection of the best"), selection, sizeof selection / sizeof *selection, selects},
    SECTION(N_("An indicator on a criterion, of the panel or a group"), cells),
    SECTION(N_("How sure a decision is"), sureness),
    SECTION(N_("Agreement over all indicators on a criterion"), concordance),
    SECTION(N_("Stability since the round before"), stability),
    SECTION(N_("Those who stayed and those who left"), attrition),
};

const dictionary_section *dictionary_sections(size_t *count) {
    *count = sizeof sections / sizeof *sections;
    return sections;
}
