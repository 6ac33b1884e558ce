/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules at random: a tree made by chance, its text, and its truth worked out the plain way, straight from the manual.
 */
#ifndef TESTS_RULES_RANDOM_H
#define TESTS_RULES_RANDOM_H

#include "rules_fixture.h"

typedef enum { R_AND, R_OR, R_NOT, R_PARENTHESES, R_CRITERIA, R_GROUPS, R_CLAUSE } random_kind;

typedef enum { V_MEDIAN, V_IQR, V_MEAN, V_N, V_CANNOT_JUDGE, V_SHARE, V_COUNT, V_ROUND, V_NUMBER } random_value;

typedef struct {
    random_value value;
    size_t criterion; /* DELPHI_NONE: not named */
    int low, high;    /* of share and count */
    int64_t num, den; /* of a number, written as a fraction */
} random_term;

typedef struct random_rule {
    random_kind kind;
    bool every, truth; /* of a quantifier; of a clause: it is a truth measure */
    size_t op, measure;
    random_term left, right;
    struct random_rule *a, *b;
} random_rule;

typedef struct {
    uint64_t state;
    random_rule pool[256];
    size_t used;
    bool named; /* clauses outside of criterion quantifiers name their criterion */
} random_maker;

static const char *const random_ops[] = {">=", ">", "<=", "<", "=", "!="};

static inline random_term random_term_make(random_maker *m, bool in_criteria) {
    random_term t = {.value = (random_value)fixture_below(&m->state, V_NUMBER), .criterion = DELPHI_NONE};
    if (m->named && !in_criteria && t.value != V_ROUND)
        t.criterion = fixture_below(&m->state, CRITERIA);
    t.low = 1 + (int)fixture_below(&m->state, POINTS);
    t.high = t.low + (int)fixture_below(&m->state, (size_t)(POINTS - t.low + 1));
    return t;
}

static inline random_rule *random_clause(random_maker *m, random_rule *r, bool in_criteria) {
    r->kind = R_CLAUSE;
    r->left = random_term_make(m, in_criteria);
    r->truth = fixture_below(&m->state, 4) == 0;
    if (r->truth) {
        r->measure = fixture_below(&m->state, 2) ? DISAGREEMENT : CLASSIC;
        r->left.value = V_MEDIAN;
        if (m->named && !in_criteria)
            r->left.criterion = fixture_below(&m->state, CRITERIA);
        return r;
    }
    r->op = fixture_below(&m->state, 6);
    r->right = random_term_make(m, in_criteria);
    if (fixture_below(&m->state, 4)) {
        int64_t den = 1 + (int64_t)fixture_below(&m->state, 6);
        bool share = r->left.value == V_SHARE;
        r->right = (random_term){V_NUMBER, DELPHI_NONE, 0, 0, 0, den};
        r->right.num = (int64_t)fixture_below(&m->state, share ? (size_t)den + 1 : 30);
    }
    return r;
}

static inline random_rule *random_rule_make(random_maker *m, int depth, bool in_criteria, bool in_groups) {
    random_rule *r = &m->pool[m->used++];
    *r = (random_rule){0};
    r->kind = depth == 0 ? R_CLAUSE : (random_kind)fixture_below(&m->state, R_CLAUSE + 2);
    r->every = fixture_below(&m->state, 2);
    if ((r->kind == R_CRITERIA && in_criteria) || (r->kind == R_GROUPS && in_groups) || r->kind >= R_CLAUSE)
        return random_clause(m, r, in_criteria);
    r->a = random_rule_make(m, depth - 1, in_criteria || r->kind == R_CRITERIA, in_groups || r->kind == R_GROUPS);
    if (r->kind == R_AND || r->kind == R_OR)
        r->b = random_rule_make(m, depth - 1, in_criteria, in_groups);
    return r;
}

static inline void random_term_text(const random_term *t, char *out) {
    static const char *const names[] = {"median", "iqr", "mean", "n", "cannot_judge", "share", "count", "round"};
    out += strlen(out);
    if (t->value == V_NUMBER) {
        sprintf(out, "%d/%d", (int)t->num, (int)t->den);
        return;
    }
    if (t->criterion != DELPHI_NONE)
        out += sprintf(out, "%s.", fixture_criteria[t->criterion]);
    out += sprintf(out, "%s", names[t->value]);
    if (t->value == V_SHARE || t->value == V_COUNT)
        sprintf(out, "(%d..%d)", t->low, t->high);
}

/* Every operand of `and`, `or` and `not` gets parentheses, so that the text needs no precedence. */
static inline void random_rule_text(const random_rule *r, char *out) {
    static const char *const before[] = {"(", "(", "not (", "(", NULL, NULL};
    switch (r->kind) {
    case R_CLAUSE:
        if (r->truth && r->left.criterion != DELPHI_NONE)
            sprintf(out + strlen(out), "%s.", fixture_criteria[r->left.criterion]);
        if (r->truth) {
            strcat(out, fixture_measures[r->measure].name);
            return;
        }
        random_term_text(&r->left, out);
        sprintf(out + strlen(out), " %s ", random_ops[r->op]);
        random_term_text(&r->right, out);
        return;
    case R_CRITERIA:
    case R_GROUPS:
        sprintf(out + strlen(out), "%s %s (", r->every ? "every" : "any", r->kind == R_GROUPS ? "group" : "criterion");
        break;
    default:
        strcat(out, before[r->kind]);
    }
    random_rule_text(r->a, out);
    strcat(out, ")");
    if (r->b) {
        strcat(out, r->kind == R_AND ? " and (" : " or (");
        random_rule_text(r->b, out);
        strcat(out, ")");
    }
}

/* The plain evaluation. */

static inline delphi_value random_term_value(const fixture_world *w, const random_term *t, size_t c, size_t g) {
    c = t->criterion != DELPHI_NONE ? t->criterion : c;
    if (t->value == V_NUMBER)
        return fixture_number(t->num, t->den);
    if (t->value == V_ROUND)
        return base_value_integer(w->round);
    const fixture_cell *cell = &w->cells[c][g == DELPHI_NONE ? 0 : g + 1];
    int64_t in = 0, base = fixture_n(w, c, g) + (w->answered ? cell->cannot_judge : 0);
    for (int point = t->low; point <= t->high; point++)
        in += cell->counts[point - 1];
    switch (t->value) {
    case V_MEDIAN:
        return cell->values[MEDIAN];
    case V_IQR:
        return cell->values[IQR];
    case V_MEAN:
        return cell->values[MEAN];
    case V_N:
        return base_value_integer(fixture_n(w, c, g));
    case V_CANNOT_JUDGE:
        return base_value_integer(cell->cannot_judge);
    case V_SHARE:
        return base ? base_value_share(in, base) : base_value_undefined(DELPHI_REASON_EMPTY_BASE);
    default:
        return base_value_integer(in);
    }
}

/* The sign of a - b: by hand in 128 bits, or as doubles where one is a real. */
static inline int random_sign(const delphi_value *a, const delphi_value *b) {
    if (a->kind == DELPHI_VALUE_REAL || b->kind == DELPHI_VALUE_REAL) {
        double x = delphi_value_real(a), y = delphi_value_real(b);
        return x > y ? 1 : x < y ? -1 : 0;
    }
    __extension__ typedef __int128 wide;
    wide gap = (wide)a->as.rational.num * b->as.rational.den - (wide)b->as.rational.num * a->as.rational.den;
    return gap > 0 ? 1 : gap < 0 ? -1 : 0;
}

static inline delphi_truth random_clause_truth(const fixture_world *w, const random_rule *r, size_t c, size_t g) {
    if (r->truth) {
        c = r->left.criterion != DELPHI_NONE ? r->left.criterion : c;
        const delphi_value *value = &w->cells[c][g == DELPHI_NONE ? 0 : g + 1].values[r->measure];
        return value->kind == DELPHI_VALUE_UNDEFINED ? DELPHI_UNKNOWN : value->as.truth ? DELPHI_TRUE : DELPHI_FALSE;
    }
    delphi_value a = random_term_value(w, &r->left, c, g), b = random_term_value(w, &r->right, c, g);
    if (a.kind == DELPHI_VALUE_UNDEFINED || b.kind == DELPHI_VALUE_UNDEFINED)
        return DELPHI_UNKNOWN;
    int sign = random_sign(&a, &b);
    bool holds[] = {sign >= 0, sign > 0, sign <= 0, sign < 0, sign == 0, sign != 0};
    return holds[r->op] ? DELPHI_TRUE : DELPHI_FALSE;
}

/* Does the clause, inside a quantifier or not, look at ratings on criterion c, when the scope's is `scope`? */
static inline bool random_looks_at(const random_rule *r, size_t scope, size_t c, bool quantified) {
    if (!r)
        return false;
    if (r->kind == R_CLAUSE) {
        const random_term *terms[] = {&r->left, r->truth ? &r->left : &r->right};
        for (size_t i = 0; i < 2; i++) {
            bool looks = r->truth || (terms[i]->value != V_ROUND && terms[i]->value != V_NUMBER);
            if (looks && (terms[i]->criterion == DELPHI_NONE ? quantified || scope == c : terms[i]->criterion == c))
                return true;
        }
        return false;
    }
    quantified |= r->kind == R_CRITERIA;
    return random_looks_at(r->a, scope, c, quantified) || random_looks_at(r->b, scope, c, quantified);
}

static inline bool random_group_counts(const fixture_world *w, const random_rule *inside, size_t scope, size_t g) {
    for (size_t c = 0; c < CRITERIA; c++)
        if (random_looks_at(inside, scope, c, false) && fixture_n(w, c, g) < w->min_group)
            return false;
    return true;
}

static inline delphi_truth random_truth(const fixture_world *w, const random_rule *r, size_t c, size_t g);

/* Holds in every (any) turn; unknown where there is no turn. */
static inline delphi_truth random_quantified(const fixture_world *w, const random_rule *r, size_t c, size_t g) {
    bool groups = r->kind == R_GROUPS, found = false, no = false, yes = false, unknown = false;
    for (size_t i = 0; i < (groups ? (size_t)GROUPS : (size_t)CRITERIA); i++) {
        if (groups && !random_group_counts(w, r->a, c, i))
            continue;
        delphi_truth truth = groups ? random_truth(w, r->a, c, i) : random_truth(w, r->a, i, g);
        found = true;
        no |= truth == DELPHI_FALSE;
        yes |= truth == DELPHI_TRUE;
        unknown |= truth == DELPHI_UNKNOWN;
    }
    if (!found)
        return DELPHI_UNKNOWN;
    if (r->every)
        return no ? DELPHI_FALSE : unknown ? DELPHI_UNKNOWN : DELPHI_TRUE;
    return yes ? DELPHI_TRUE : unknown ? DELPHI_UNKNOWN : DELPHI_FALSE;
}

static inline delphi_truth random_truth(const fixture_world *w, const random_rule *r, size_t c, size_t g) {
    if (r->kind == R_CLAUSE)
        return random_clause_truth(w, r, c, g);
    if (r->kind == R_CRITERIA || r->kind == R_GROUPS)
        return random_quantified(w, r, c, g);
    delphi_truth a = random_truth(w, r->a, c, g);
    if (r->kind == R_PARENTHESES)
        return a;
    if (r->kind == R_NOT)
        return a == DELPHI_TRUE ? DELPHI_FALSE : a == DELPHI_FALSE ? DELPHI_TRUE : DELPHI_UNKNOWN;
    delphi_truth b = random_truth(w, r->b, c, g);
    delphi_truth strong = r->kind == R_AND ? DELPHI_FALSE : DELPHI_TRUE;
    if (a == strong || b == strong)
        return strong;
    return a == DELPHI_UNKNOWN || b == DELPHI_UNKNOWN ? DELPHI_UNKNOWN : (delphi_truth)(DELPHI_TRUE - strong);
}

/* Is there a clause that needs a criterion, is not named, and stands in no quantifier? */
static inline bool random_open(const random_rule *r) {
    if (!r || r->kind == R_CRITERIA)
        return false;
    if (r->kind != R_CLAUSE)
        return random_open(r->a) || random_open(r->b);
    return random_looks_at(r, 0, 0, false) && !random_looks_at(r, DELPHI_NONE, 0, false);
}

/* Of the whole rule, read as `every criterion (...)` where the manual says so. */
static inline delphi_truth random_whole(const fixture_world *w, random_maker *m, random_rule *r) {
    if (m->named || !random_open(r))
        return random_truth(w, r, DELPHI_NONE, DELPHI_NONE);
    random_rule whole = {.kind = R_CRITERIA, .every = true, .a = r};
    return random_truth(w, &whole, DELPHI_NONE, DELPHI_NONE);
}

#endif
