/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the names in a rule: measures and criteria become indices, bands and points become answer sets. Every name that
 * is not there is complained of, not the first alone. */
#include "rules/rule.h"

#include "base/text.h"

#include <inttypes.h>
#include <string.h>

/* The terms that stand beside the measures. */
static const char *const beside[] = {"share", "count", "n", "cannot_judge", "round"};
#define BESIDE_COUNT (sizeof beside / sizeof beside[0])

/* The two halves of a message on an unknown name: the nearest spelling and what there is. */
typedef struct {
    const char *name, *nearest, *all;
} advice;

static bool advise(rule_source *source, rule_slice slice, const char *const *names, size_t count, advice *out) {
    char *name = rule_quoted(source, slice);
    char *all = rule_listed(source, names, count);
    if (!name || !all)
        return false;
    /* Of one or two letters anything is near. */
    *out = (advice){name, slice.size > 2 ? base_nearest(name, names, count) : NULL, all};
    return true;
}

/* Complains of an unknown `kind` of name; `plural` stands before the list of what there is. */
static void unknown(rule_source *source, rule_slice slice, const char *kind, const char *plural,
                    const char *const *names, size_t count) {
    advice a;
    if (!advise(source, slice, names, count, &a))
        return;
    if (count == 0)
        rule_complain(source, slice.at, "`%s` is no %s: this study has no %s", a.name, kind, plural);
    else if (a.nearest)
        rule_complain(source, slice.at, "`%s` is no %s: did you mean `%s`? The %s are %s", a.name, kind, a.nearest,
                      plural, a.all);
    else
        rule_complain(source, slice.at, "`%s` is no %s: the %s are %s", a.name, kind, plural, a.all);
}

static size_t find_measure(const rule_source *source, rule_slice name) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    for (size_t i = 0; i < v->measure_count; i++)
        if (rule_slice_is(source, name, v->measures[i].name))
            return i;
    return DELPHI_NONE;
}

static size_t find_criterion(const rule_source *source, rule_slice name) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    for (size_t i = 0; i < v->criterion_count; i++)
        if (rule_slice_is(source, name, v->criteria[i]))
            return i;
    return DELPHI_NONE;
}

static size_t find_band(const rule_source *source, rule_slice name) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    for (size_t i = 0; i < v->band_count; i++)
        if (rule_slice_is(source, name, v->bands[i].name))
            return i;
    return DELPHI_NONE;
}

/* A name that exists, but is something else than a measure; true where that was said. */
static bool other_thing(rule_source *source, const rule_term *term) {
    char *name = rule_quoted(source, term->name);
    if (!name || term->criterion.size)
        return false;
    if (delphi_preset_find(name))
        rule_complain(source, term->name.at,
                      "`%s` is the name of a preset, not of a measure: write \"rules\": \"%s\" in "
                      "study.json",
                      name, name);
    else if (find_criterion(source, term->name) != DELPHI_NONE)
        rule_complain(source, term->name.at, "`%s` is a criterion: write what of it is meant, for instance `%s.median`",
                      name, name);
    else if (find_band(source, term->name) != DELPHI_NONE)
        rule_complain(source, term->name.at, "`%s` is a band: write `share(%s)` or `count(%s)`", name, name, name);
    else
        return false;
    return true;
}

/* Complains of a measure that is not there; those that this study cannot use are not offered. */
static void unknown_measure(rule_source *source, const rule_term *term) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    const char **names = rule_new(source, v->measure_count + BESIDE_COUNT, sizeof *names);
    size_t count = 0;
    if (!names || other_thing(source, term))
        return;
    for (size_t i = 0; i < BESIDE_COUNT; i++)
        names[count++] = beside[i];
    for (size_t i = 0; i < v->measure_count; i++)
        if (!v->measures[i].refusal)
            names[count++] = v->measures[i].name;
    unknown(source, term->name, "measure", "measures and other values", names, count);
}

/* A truth stands alone, a number is compared. */
static void check_use(rule_source *source, const rule_node *node, const rule_term *term) {
    bool truth = source->vocabulary->measures[term->measure].truth;
    char *name = rule_quoted(source, term->slice);
    if (!name)
        return;
    if (truth && node->kind == RULE_COMPARISON)
        rule_complain(source, term->slice.at, "`%s` is true or false and is not compared: write `%s` or `not %s`", name,
                      name, name);
    else if (!truth && node->kind == RULE_TRUTH)
        rule_complain(source, term->slice.at, "`%s` is a number: it must be compared, as in `%s >= 2`", name, name);
}

static void find_term_measure(rule_source *source, const rule_node *node, rule_term *term) {
    term->measure = find_measure(source, term->name);
    if (term->measure == DELPHI_NONE) {
        unknown_measure(source, term);
        return;
    }
    const delphi_rule_measure *measure = &source->vocabulary->measures[term->measure];
    if (measure->refusal)
        rule_complain(source, term->name.at, "`%s` cannot be used in this study: %s", measure->name, measure->refusal);
    else
        check_use(source, node, term);
}

static bool on_scale(rule_source *source, rule_slice slice, int64_t point) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    if (point >= v->scale_min && point <= v->scale_max)
        return true;
    rule_complain(source, slice.at, "%" PRId64 " is off the scale: the points of this study go from %d to %d", point,
                  v->scale_min, v->scale_max);
    return false;
}

static void add_points(const rule_source *source, uint8_t *points, int64_t low, int64_t high) {
    for (int64_t point = low; point <= high; point++)
        points[point - source->vocabulary->scale_min] = 1;
}

static void add_range(rule_source *source, const rule_part *part, uint8_t *points) {
    bool low = on_scale(source, part->low_slice, part->low);
    bool single = part->high_slice.at == part->low_slice.at;
    bool high = single ? low : on_scale(source, part->high_slice, part->high);
    if (!low || !high)
        return;
    if (part->low > part->high)
        rule_complain(source, part->low_slice.at,
                      "this range runs backwards: write the lower point first, `%" PRId64 "..%" PRId64 "`", part->high,
                      part->low);
    else
        add_points(source, points, part->low, part->high);
}

static void unknown_band(rule_source *source, rule_slice name) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    const char **names = rule_new(source, v->band_count + 1, sizeof *names);
    if (!names)
        return;
    for (size_t i = 0; i < v->band_count; i++)
        names[i] = v->bands[i].name;
    names[v->band_count] = "cannot_judge";
    unknown(source, name, "band", "bands and other answers", names, v->band_count + 1);
}

static void add_named(rule_source *source, rule_term *term, rule_slice name, uint8_t *points) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    size_t band = find_band(source, name);
    if (rule_slice_is(source, name, "cannot_judge")) {
        term->set.cannot_judge = true;
        if (term->kind == RULE_TERM_SHARE && v->cannot_judge_refusal)
            rule_complain(source, name.at, "share(cannot_judge) cannot be used in this study: %s",
                          v->cannot_judge_refusal);
    } else if (band == DELPHI_NONE) {
        unknown_band(source, name);
    } else {
        /* The study's reader has checked that bands lie on the scale; a vocabulary made by hand may not. */
        const delphi_rule_band *b = &v->bands[band];
        if (on_scale(source, name, b->low) && on_scale(source, name, b->high))
            add_points(source, points, b->low, b->high);
    }
}

static void build_set(rule_source *source, rule_term *term) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    uint8_t *points = rule_new(source, (size_t)(v->scale_max - v->scale_min) + 1, 1);
    if (!points)
        return;
    for (const rule_part *part = term->parts; part; part = part->next) {
        if (part->name.size)
            add_named(source, term, part->name, points);
        else
            add_range(source, part, points);
    }
    term->set.points = points;
}

static void find_term_criterion(rule_source *source, rule_term *term) {
    const delphi_rule_vocabulary *v = source->vocabulary;
    term->criterion_index = find_criterion(source, term->criterion);
    if (term->criterion_index == DELPHI_NONE)
        unknown(source, term->criterion, "criterion", "criteria", v->criteria, v->criterion_count);
}

static void find_term(rule_source *source, const rule_node *node, rule_term *term) {
    if (!term)
        return;
    if (term->criterion.size)
        find_term_criterion(source, term);
    if (term->kind == RULE_TERM_MEASURE)
        find_term_measure(source, node, term);
    else if (term->parts)
        build_set(source, term);
}

/* `share(high) >= 75` was meant as 75%: a share beyond 0 and 1 would make the clause the same for every indicator. */
static void check_share(rule_source *source, const rule_term *share, const rule_term *number) {
    if (share->kind != RULE_TERM_SHARE || number->kind != RULE_TERM_NUMBER)
        return;
    delphi_rational value = number->number.as.rational;
    char *text = rule_quoted(source, number->slice);
    if (!text || (value.num >= 0 && value.num <= value.den))
        return;
    if (value.num > 0 && value.num <= 100 * value.den && !strpbrk(text, "%/"))
        rule_complain(source, number->slice.at,
                      "a share lies between 0 and 1, which `%s` is beyond: did you mean `%s%%`?", text, text);
    else
        rule_complain(
            source, number->slice.at,
            "a share lies between 0 and 1, which `%s` is beyond: write a percentage or a fraction, as in `75%%` "
            "or `2/3`",
            text);
}

void rule_find_names(rule_source *source, rule_node *root) {
    for (rule_node *child = root->first; child; child = child->next)
        rule_find_names(source, child);
    find_term(source, root, root->left);
    find_term(source, root, root->right);
    if (root->kind == RULE_COMPARISON) {
        check_share(source, root->left, root->right);
        check_share(source, root->right, root->left);
    }
}
