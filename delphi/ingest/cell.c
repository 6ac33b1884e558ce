/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one cell. The decimal mark has nothing to do with the delimiter: `7,0` is 7 in any file. */
#include "ingest/cell.h"

#include <delphi/questionnaire.h>

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ingest/intake.h"

/* How survey tools and people write "cannot judge", beside `?` and the protocol's own labels. */
static const char *const cannot_judge_words[] = {
    "?",
    "kan ik niet beoordelen",
    "kan niet beoordelen",
    "niet te beoordelen",
    "cannot judge",
    "can't judge",
    "can’t judge",
    "unable to judge",
    "unable to score",
    "weet niet",
    "weet ik niet",
    "don't know",
    "don’t know",
    "do not know",
    "no opinion",
    "geen mening",
};

static bool same(const char *text, size_t size, const char *label) {
    return label && *label && base_same_words(text, size, label, strlen(label));
}

static bool is_cannot_judge(const delphi_scale *scale, const char *text, size_t size) {
    for (size_t i = 0; i < scale->cannot_judge_label_count; i++)
        if (same(text, size, scale->cannot_judge_labels[i]))
            return true;
    for (size_t i = 0; i < sizeof cannot_judge_words / sizeof *cannot_judge_words; i++)
        if (same(text, size, cannot_judge_words[i]))
            return true;
    return false;
}

bool intake_takes_back(const char *text, size_t size) {
    base_trim(&text, &size);
    return same(text, size, INTAKE_WITHDRAWN_WORD) || same(text, size, "ingetrokken");
}

static bool is_label_of(const delphi_scale *scale, int point, const char *text, size_t size) {
    const delphi_text *label = &scale->labels[point - scale->min];
    for (int language = 0; language < DELPHI_LANGUAGE_COUNT; language++)
        if (same(text, size, label->in[language]))
            return true;
    return false;
}

/* How many points have this label; *point is the last of them. */
static int points_labelled(const delphi_scale *scale, const char *text, size_t size, int *point) {
    int found = 0;
    if (!scale->labels)
        return 0;
    for (int p = scale->min; p <= scale->max; p++)
        if (is_label_of(scale, p, text, size)) {
            *point = p;
            found++;
        }
    return found;
}

static bool has_label(const delphi_scale *scale, int point) {
    const delphi_text *label = scale->labels ? &scale->labels[point - scale->min] : NULL;
    return label && (label->in[DELPHI_NL] || label->in[DELPHI_EN]);
}

/* A number at the beginning of a text. */
typedef struct {
    size_t size; /* bytes it takes; 0: there is none */
    int value;   /* its whole part, at most 99999 in size */
    bool fraction;
    bool thousands; /* `1.000` may be one or a thousand */
} number;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits_at(const char *text, size_t size, size_t from, int *value) {
    size_t i = from;
    for (; i < size && is_digit(text[i]); i++)
        if (*value < 99999)
            *value = *value * 10 + (text[i] - '0') > 99999 ? 99999 : *value * 10 + (text[i] - '0');
    return i - from;
}

static number number_at(const char *text, size_t size) {
    number n = {0};
    size_t sign = size && (text[0] == '-' || text[0] == '+');
    size_t whole = digits_at(text, size, sign, &n.value);
    if (!whole)
        return n;
    n.size = sign + whole;
    if (text[0] == '-')
        n.value = -n.value;
    int decimals = 0;
    bool mark = n.size + 1 < size && (text[n.size] == '.' || text[n.size] == ',');
    size_t behind = mark ? digits_at(text, size, n.size + 1, &decimals) : 0;
    if (behind) {
        n.size += 1 + behind;
        n.fraction = decimals != 0;
        n.thousands = behind == 3 && decimals == 0;
    }
    return n;
}

static intake_cell of_kind(intake_cell_kind kind) {
    return (intake_cell){.kind = kind};
}

static intake_cell of_number(const delphi_scale *scale, number n) {
    if (n.fraction)
        return of_kind(INTAKE_CELL_NOT_WHOLE);
    if (n.thousands && n.value && scale->max >= 1000)
        return of_kind(INTAKE_CELL_OTHER);
    if (n.value < scale->min || n.value > scale->max)
        return of_kind(INTAKE_CELL_OFF_SCALE);
    return (intake_cell){.kind = INTAKE_CELL_POINT, .point = n.value};
}

static intake_cell of_cannot_judge(const delphi_scale *scale) {
    return of_kind(scale->cannot_judge ? INTAKE_CELL_CANNOT_JUDGE : INTAKE_CELL_NO_CANNOT_JUDGE);
}

/* Takes off what stands between a number and its label. *marked: more than a blank stood there. */
static void skip_separator(const char **text, size_t *size, bool *marked) {
    static const char *const marks[] = {"–", "—", "-", ":", ".", "=", "(", ")"};
    bool opened = false, found;
    do {
        found = false;
        base_trim(text, size);
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t length = strlen(marks[i]);
            if (*size >= length && memcmp(*text, marks[i], length) == 0) {
                opened = opened || marks[i][0] == '(';
                *text += length;
                *size -= length;
                found = *marked = true;
            }
        }
    } while (found);
    if (opened && *size && (*text)[*size - 1] == ')')
        *size -= 1;
}

/* Does a text behind a number hold another choice: `7 – 8`, `7 – Very important,5 – Important`? */
static bool holds_another_choice(const char *text, size_t size) {
    if (size && is_digit(text[0]))
        return true;
    for (size_t i = 0; i + 1 < size; i++) {
        if (!strchr(",;|/\n", text[i]))
            continue;
        while (i + 1 < size && text[i + 1] == ' ')
            i++;
        if (i + 1 < size && is_digit(text[i + 1]))
            return true;
    }
    return false;
}

/* A number with a text behind it. The text must not speak against the number; behind a mere blank it must be the
 * study's own label, for `7 of 8` is no rating. */
static intake_cell of_number_and_label(const delphi_scale *scale, number n, const char *text, size_t size) {
    bool marked = false;
    int labelled = 0;
    const char *behind = text + n.size;
    size_t behind_size = size - n.size;
    skip_separator(&behind, &behind_size, &marked);
    intake_cell cell = of_number(scale, n);
    if (behind == text + n.size)
        return of_kind(INTAKE_CELL_OTHER);
    if (!behind_size)
        return cell;
    if (cell.kind == INTAKE_CELL_POINT && scale->labels && is_label_of(scale, cell.point, behind, behind_size))
        return cell;
    if (holds_another_choice(behind, behind_size) || intake_takes_back(behind, behind_size))
        return of_kind(INTAKE_CELL_OTHER);
    if (is_cannot_judge(scale, behind, behind_size))
        return cell.kind == INTAKE_CELL_POINT ? of_kind(INTAKE_CELL_CONTRADICTION) : of_cannot_judge(scale);
    if (cell.kind == INTAKE_CELL_POINT && points_labelled(scale, behind, behind_size, &labelled))
        return of_kind(INTAKE_CELL_CONTRADICTION);
    cell.other_words = cell.kind == INTAKE_CELL_POINT && has_label(scale, cell.point);
    return marked ? cell : of_kind(INTAKE_CELL_OTHER);
}

intake_cell intake_cell_read(const delphi_scale *scale, const char *text, size_t size) {
    base_trim(&text, &size);
    if (size == 0)
        return of_kind(INTAKE_CELL_MISSING);
    number n = number_at(text, size);
    if (n.size == size)
        return of_number(scale, n);
    int point = 0;
    int labelled = points_labelled(scale, text, size, &point);
    if (labelled)
        return labelled > 1 ? of_kind(INTAKE_CELL_OTHER) : (intake_cell){.kind = INTAKE_CELL_POINT, .point = point};
    if (is_cannot_judge(scale, text, size))
        return of_cannot_judge(scale);
    if (intake_takes_back(text, size))
        return of_kind(INTAKE_CELL_WITHDRAWN);
    return n.size ? of_number_and_label(scale, n, text, size) : of_kind(INTAKE_CELL_OTHER);
}

static const delphi_scale *scale_of(const delphi_study *study, size_t indicator) {
    return indicator == DELPHI_NONE ? &study->protocol.scale : delphi_question_scale(study, indicator);
}

intake_cell intake_answer_read(const delphi_study *study, size_t indicator, const char *text, size_t size) {
    const delphi_scale *scale = scale_of(study, indicator);
    bool choice = indicator != DELPHI_NONE && delphi_question_is_choice(&study->indicators[indicator]);
    base_trim(&text, &size);
    delphi_rating ticked = choice && size ? intake_tick_word(text, size) : DELPHI_MISSING;
    if (ticked != DELPHI_MISSING) /* the first answer of a choice is that it was made */
        return (intake_cell){.kind = INTAKE_CELL_POINT, .point = ticked ? scale->min : scale->max};
    return intake_cell_read(scale, text, size);
}

bool intake_cell_answers(intake_cell cell) {
    return cell.kind == INTAKE_CELL_POINT || cell.kind == INTAKE_CELL_CANNOT_JUDGE ||
           cell.kind == INTAKE_CELL_WITHDRAWN;
}

bool intake_cell_rating(intake_cell cell, bool correcting, delphi_rating *out) {
    *out = cell.kind == INTAKE_CELL_POINT       ? (delphi_rating)cell.point
           : cell.kind == INTAKE_CELL_WITHDRAWN ? INTAKE_WITHDRAWN
                                                : DELPHI_CANNOT_JUDGE;
    return intake_cell_answers(cell) && (correcting || cell.kind != INTAKE_CELL_WITHDRAWN);
}

void intake_cell_allowed(const delphi_study *study, size_t indicator, char out[INTAKE_ALLOWED_SIZE]) {
    const delphi_protocol *protocol = &study->protocol;
    const delphi_scale *scale = scale_of(study, indicator);
    const char *low = "", *high = "";
    if (scale->labels) {
        low = delphi_text_in(&scale->labels[0], protocol->language);
        high = delphi_text_in(&scale->labels[scale->max - scale->min], protocol->language);
    }
    int length = snprintf(out, INTAKE_ALLOWED_SIZE, "a whole number from %d to %d", scale->min, scale->max);
    if (*low && *high && strlen(low) + strlen(high) < 160)
        length += snprintf(out + length, INTAKE_ALLOWED_SIZE - (size_t)length, " (%d = %s, %d = %s)", scale->min, low,
                           scale->max, high);
    snprintf(out + length, INTAKE_ALLOWED_SIZE - (size_t)length, "%s",
             scale->cannot_judge ? ", ? for cannot judge, or nothing" : ", or nothing");
}

const char *intake_cell_fault(intake_cell_kind kind) {
    switch (kind) {
    case INTAKE_CELL_OFF_SCALE:
        return "is off the scale";
    case INTAKE_CELL_NOT_WHOLE:
        return "is not a whole point of the scale";
    case INTAKE_CELL_CONTRADICTION:
        return "contradicts itself: the study gives that label to another answer than that number";
    case INTAKE_CELL_NO_CANNOT_JUDGE:
        return "says cannot judge, which the protocol does not allow (scale.cannot_judge)";
    case INTAKE_CELL_WITHDRAWN:
        return "takes an answer back, which only a correction does (--correct --why)";
    default:
        return "is not a rating";
    }
}
