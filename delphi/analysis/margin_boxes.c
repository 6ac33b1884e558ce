/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Behaviours of a site whose clauses depend on ranks and cuts.
 *
 * Let F(k) be how many ratings are at the point k or below it. A quantile depends on the ratings of one or two ranks;
 * the rating of rank r is above the point k where F(k) < r. A share of a band depends on F at its two ends, and one
 * that begins or ends with the scale, compared with a number, on whether F reaches one or two numbers there. So for
 * each cut between two points the numbers 0 to n fall into pieces, and as long as every F(k) stays in its piece no
 * clause changes: a choice of pieces is a box.
 *
 * What a box costs: with D(k) the change of F(k), the ratings that are moved to the point k are D(k) - D(k - 1) where
 * that is above 0, and no more can leave a point than are there. D begins and ends at 0. Of all D that keep to given
 * bounds, one that moves only when it must has the least ups and downs; the bounds above are tightened from the right
 * beforehand, so that no point is asked for more ratings than it has. The boxes are walked depth first, and one that
 * costs too much already is left. */
#include "analysis/margin.h"

#include <stdlib.h>
#include <string.h>

/* Clauses on inner bands beyond it have every number of ratings below either end as a piece. */
#define MARGIN_BANDS_MOST 8

typedef int64_t change;

struct margin_scratch {
    size_t cuts; /* points - 1: the cut k lies above the k-th point */
    /* For each cut, where pieces begin, in ascending order and without the first, which begins at 0. */
    uint32_t *breaks;
    size_t *break_count;
    bool *every; /* each number is a piece */
    /* A band between two cuts: with F fixed at the lower one, pieces of the upper one begin so much above that. */
    struct {
        size_t lower, upper;
        int64_t above[2];
    } bands[MARGIN_BANDS_MOST];
    size_t band_count;
    uint32_t *below;      /* F */
    uint32_t *low, *high; /* the box: bounds of F at each cut */
    change *above;        /* the upper bounds of D, tightened */
    uint32_t budget;
    size_t only;    /* the clause that is to turn, or DELPHI_NONE: all are looked at */
    size_t effect;  /* that is to be brought about, or DELPHI_NONE */
    uint32_t least; /* that did either */
    bool ended;     /* there were more boxes than may be looked into */
};

struct margin_scratch *margin_scratch_new(size_t points) {
    struct margin_scratch *m = calloc(1, sizeof *m);
    if (!m)
        return NULL;
    m->cuts = points - 1;
    m->breaks = calloc(m->cuts * MARGIN_BREAKS_MOST, sizeof *m->breaks);
    m->break_count = calloc(m->cuts, sizeof *m->break_count);
    m->every = calloc(m->cuts, sizeof *m->every);
    m->below = calloc(m->cuts, sizeof *m->below);
    m->low = calloc(m->cuts, sizeof *m->low);
    m->high = calloc(m->cuts, sizeof *m->high);
    m->above = calloc(m->cuts + 1, sizeof *m->above);
    if (m->breaks && m->break_count && m->every && m->below && m->low && m->high && m->above)
        return m;
    margin_scratch_free(m);
    return NULL;
}

void margin_scratch_free(struct margin_scratch *m) {
    if (!m)
        return;
    free(m->breaks);
    free(m->break_count);
    free(m->every);
    free(m->below);
    free(m->low);
    free(m->high);
    free(m->above);
    free(m);
}

/* Keeps breaks in order, each once; returns how many there are. */
static size_t insert_break(uint32_t *breaks, size_t count, int64_t at, uint32_t n) {
    size_t place = 0;
    while (place < count && breaks[place] < at)
        place++;
    if (at < 1 || at > n || (place < count && breaks[place] == at))
        return count;
    memmove(breaks + place + 1, breaks + place, (count - place) * sizeof *breaks);
    breaks[place] = (uint32_t)at;
    return count + 1;
}

/* Where there is no room each number becomes a piece, which is as right and takes longer. */
static void add_break(struct margin_scratch *m, size_t cut, int64_t at, uint32_t n) {
    if (m->break_count[cut] == MARGIN_BREAKS_MOST)
        m->every[cut] = true;
    else
        m->break_count[cut] = insert_break(m->breaks + cut * MARGIN_BREAKS_MOST, m->break_count[cut], at, n);
}

static void add_rank(struct margin_scratch *m, uint32_t rank, uint32_t n) {
    for (size_t cut = 0; cut < m->cuts; cut++)
        add_break(m, cut, rank, n);
}

static void add_measure(const margin_search *s, struct margin_scratch *m, size_t measure, uint32_t n) {
    size_t count;
    delphi_needs needs;
    delphi_item item = s->trial.item;
    item.n = n;
    delphi_measure_needs(&delphi_measures(&count)[measure], &item, &needs);
    for (size_t i = 0; i < needs.rank_count; i++)
        add_rank(m, needs.ranks[i], n);
    for (size_t i = 0; i < needs.cut_count; i++) {
        int cut = needs.cuts[i].point - item.scale_min;
        if (cut < 0 || cut >= item.points - 1)
            continue;
        if (needs.cuts[i].at_least)
            add_break(m, (size_t)cut, needs.cuts[i].at_least, n);
        else
            m->every[cut] = true;
    }
    for (size_t cut = 0; cut < m->cuts && needs.kind == DELPHI_NEEDS_COUNTS; cut++)
        m->every[cut] = true;
}

/* floor(num * base / den); a share's number is at most a few thousands over a few thousands. */
static bool threshold(delphi_rational number, int64_t base, int64_t *floor_of, bool *whole) {
    if (number.num < 0 || number.den > 1000000000 || number.num > 1000000000 || base > 1000000000)
        return false;
    *floor_of = number.num * base / number.den;
    *whole = number.num * base % number.den == 0;
    return true;
}

/* The cuts at which the set begins and ends; how many, at most two are written. */
static size_t ends_of(const delphi_answer_set *set, size_t points, size_t cuts[2]) {
    size_t count = 0;
    for (size_t k = 1; k < points; k++) {
        if (set->points[k] == set->points[k - 1])
            continue;
        if (count < 2)
            cuts[count] = k - 1;
        count++;
    }
    return count;
}

/* K = F at one cut, or n - F: it turns between `at` and `at` + 1, and also at `at` where that is met exactly. */
static void add_end(struct margin_scratch *m, size_t cut, bool lower, int64_t at, bool whole, uint32_t n) {
    add_break(m, cut, lower ? at + 1 : (int64_t)n - at, n);
    if (whole)
        add_break(m, cut, lower ? at : (int64_t)n - at + 1, n);
}

/* The same with the difference of F at two cuts; false where there is no room for one more. */
static bool add_band(struct margin_scratch *m, const size_t cuts[2], bool inside, int64_t at, bool whole, uint32_t n) {
    if (m->band_count == MARGIN_BANDS_MOST)
        return false;
    int64_t first = inside ? at + 1 : (int64_t)n - at, second = inside ? at : (int64_t)n - at + 1;
    m->bands[m->band_count].lower = cuts[0];
    m->bands[m->band_count].upper = cuts[1];
    m->bands[m->band_count].above[0] = first;
    m->bands[m->band_count++].above[1] = whole ? second : first;
    m->every[cuts[0]] = true;
    return true;
}

/* A share or count of one stretch of the scale, or of all but one, against a number: it turns at one or two numbers of
 * ratings there. False where it is not such a clause. */
static bool add_threshold(struct margin_scratch *m, const delphi_rule_term *term, const delphi_rule_term *other,
                          const delphi_cell *cell, size_t points) {
    int64_t base = term->kind == DELPHI_TERM_SHARE ? cell->base : 1, at;
    size_t cuts[2], ends = ends_of(term->set, points, cuts);
    bool whole, first = term->set->points[0];
    if (ends > 2 || other->kind != DELPHI_TERM_NUMBER || !threshold(other->number, base, &at, &whole))
        return false;
    at -= term->set->cannot_judge ? cell->cannot_judge : 0;
    if (ends == 1)
        add_end(m, cuts[0], first, at, whole, cell->n);
    return ends < 2 || add_band(m, cuts, !first, at, whole, cell->n);
}

static void add_set(struct margin_scratch *m, const delphi_answer_set *set, size_t points) {
    for (size_t k = 1; k < points; k++)
        if (set->points[k] != set->points[k - 1])
            m->every[k - 1] = true;
}

static void add_term(const margin_search *s, struct margin_scratch *m, const delphi_rule_term *term,
                     const delphi_rule_term *other, const delphi_cell *cell) {
    if (term->kind == DELPHI_TERM_MEASURE)
        add_measure(s, m, term->measure, cell->n);
    else if ((term->kind == DELPHI_TERM_SHARE || term->kind == DELPHI_TERM_COUNT) &&
             !add_threshold(m, term, other, cell, s->points))
        add_set(m, term->set, s->points);
}

static void divide(const margin_search *s, struct margin_scratch *m, const margin_site *site) {
    const delphi_cell *cell = &s->trial.cells[site->cell];
    uint32_t sum = 0;
    m->band_count = 0;
    for (size_t cut = 0; cut < m->cuts; cut++) {
        sum += cell->counts[cut];
        m->below[cut] = sum;
        m->break_count[cut] = 0;
        m->every[cut] = false;
    }
    for (size_t i = 0; i < site->clause_count; i++) {
        if (m->only != DELPHI_NONE && m->only != i)
            continue;
        const delphi_rule_clause *about = &s->clauses.items[site->clauses[i]].about;
        add_term(s, m, &about->left, &about->right, cell);
        add_term(s, m, &about->right, &about->left, cell);
    }
}

static change clamp(change d, change low, change high) {
    return d < low ? low : d > high ? high : d;
}

/* The cheapest ratings in the box that was chosen; false where none are in it, or they cost too much. */
static bool settle_box(margin_search *s, struct margin_scratch *m, const uint32_t *counts, uint32_t n, uint32_t *cost) {
    change d = 0, ups = 0, before = 0;
    m->above[m->cuts] = 0;
    for (size_t cut = m->cuts; cut-- > 0;) {
        change own = (change)m->high[cut] - m->below[cut], later = m->above[cut + 1] + counts[cut + 1];
        m->above[cut] = own < later ? own : later;
    }
    uint32_t reached = 0;
    for (size_t cut = 0; cut <= m->cuts; cut++) {
        change low = cut < m->cuts ? (change)m->low[cut] - m->below[cut] : 0;
        if (low > m->above[cut])
            return false;
        d = clamp(before, low, m->above[cut]);
        ups += d > before ? d - before : 0;
        before = d;
        uint32_t now = cut < m->cuts ? (uint32_t)((change)m->below[cut] + d) : n;
        s->counts[cut] = now - reached;
        reached = now;
    }
    *cost = (uint32_t)ups;
    return ups <= m->budget;
}

static bool turns(margin_search *s, const margin_site *site, size_t clause) {
    margin_site alone = {.cell = site->cell, .criterion = site->criterion, .slot = site->slot, .clause_count = 1};
    alone.clauses[0] = site->clauses[clause];
    return margin_truths(s, &alone, s->counts) != (site->behaviours[0].truths >> 2 * clause & 3);
}

static bool has_effect(const margin_site *site, uint64_t truths, size_t effect) {
    size_t packed = margin_packed(site, truths);
    return packed != DELPHI_NONE && site->effects[packed] == effect;
}

static void look_into_box(margin_search *s, margin_site *site) {
    struct margin_scratch *m = s->scratch;
    uint32_t cost;
    s->work += MARGIN_WORK_OF_BOX;
    if (!settle_box(s, m, s->trial.counts + site->cell * s->points, site->n, &cost) || cost >= m->least)
        return;
    if (m->only != DELPHI_NONE && !turns(s, site, m->only))
        return;
    uint64_t truths = margin_truths(s, site, s->counts);
    margin_note(s, site, truths, cost, s->counts);
    bool wanted = m->effect != DELPHI_NONE && has_effect(site, truths, m->effect);
    if (m->only == DELPHI_NONE && !wanted)
        return;
    m->least = cost;
    m->budget = cost; /* what costs more is of no use */
}

static void walk(margin_search *s, margin_site *site, size_t cut, change before, change ups);

/* Goes on with F from `low` to `high` at this cut, if that can be had for the budget. */
static void enter(margin_search *s, margin_site *site, size_t cut, uint32_t low, uint32_t high, change before,
                  change ups) {
    struct margin_scratch *m = s->scratch;
    if (cut > 0 && high < m->low[cut - 1])
        return;
    change d = clamp(before, (change)low - m->below[cut], (change)high - m->below[cut]);
    ups += d > before ? d - before : 0;
    if (ups + (d < 0 ? -d : 0) > m->budget)
        return;
    m->low[cut] = low;
    m->high[cut] = high;
    walk(s, site, cut + 1, d, ups);
}

/* The breaks of a cut, with those of bands that end there: F at their lower cut is fixed by now. */
static size_t breaks_here(const struct margin_scratch *m, size_t cut, uint32_t n, uint32_t *out) {
    size_t count = m->break_count[cut];
    memcpy(out, m->breaks + cut * MARGIN_BREAKS_MOST, count * sizeof *out);
    for (size_t i = 0; i < m->band_count; i++) {
        if (m->bands[i].upper == cut)
            for (size_t k = 0; k < 2; k++)
                count = insert_break(out, count, m->low[m->bands[i].lower] + m->bands[i].above[k], n);
    }
    return count;
}

static void walk(margin_search *s, margin_site *site, size_t cut, change before, change ups) {
    struct margin_scratch *m = s->scratch;
    m->ended = ++s->work > s->work_most;
    if (m->ended)
        return;
    if (cut == m->cuts) {
        look_into_box(s, site);
        return;
    }
    uint32_t f = m->below[cut], from = f > m->budget ? f - m->budget : 0;
    uint32_t to = site->n - f > m->budget ? f + m->budget : site->n;
    if (m->every[cut]) {
        for (uint32_t at = from; at <= to; at++)
            enter(s, site, cut, at, at, before, ups);
        return;
    }
    uint32_t breaks[MARGIN_BREAKS_MOST + 2 * MARGIN_BANDS_MOST];
    size_t count = breaks_here(m, cut, site->n, breaks);
    for (size_t i = 0; i <= count; i++) {
        uint32_t low = i > 0 ? breaks[i - 1] : 0, high = i < count ? breaks[i] - 1 : site->n;
        if (high >= from && low <= to)
            enter(s, site, cut, low, high, before, ups);
    }
}

static void search(margin_search *s, margin_site *site, size_t only, size_t effect, uint32_t budget) {
    struct margin_scratch *m = s->scratch;
    m->budget = budget;
    m->only = only;
    m->effect = effect;
    m->least = UINT32_MAX;
    m->ended = false;
    divide(s, m, site);
    site->complete = true;
    walk(s, site, 0, 0, 0);
    site->complete = site->complete && !m->ended;
}

void margin_search_boxes(margin_search *s, margin_site *site, uint32_t budget) {
    search(s, site, DELPHI_NONE, DELPHI_NONE, budget);
}

void margin_search_turn(margin_search *s, margin_site *site, size_t clause, uint32_t budget) {
    const struct margin_scratch *m = s->scratch;
    search(s, site, clause, DELPHI_NONE, budget);
    if (m->ended)
        return;
    site->turns[clause].cost = m->least < UINT32_MAX ? m->least : budget + 1;
    site->turns[clause].exact = m->least < UINT32_MAX || budget >= site->n;
}

bool margin_search_effect(margin_search *s, margin_site *site, size_t effect, uint32_t budget) {
    const struct margin_scratch *m = s->scratch;
    search(s, site, DELPHI_NONE, effect, budget);
    if (m->ended)
        return false;
    site->bounds[effect] = m->least < UINT32_MAX ? m->least : budget + 1;
    return true;
}
