/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A diagram of a page: boxes in a grid, their texts folded, arrows from edge to edge; and the same in words. */
#include "export/document_html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

#define BOX_WIDTH 220
#define GAP_X     40
#define GAP_Y     34
#define PADDING   10
#define LINE      17
#define LETTER    6.9 /* pixels that a letter takes, about */
#define MOST_ROWS 64

static const struct {
    const char *ground, *line, *weight;
} looks[DOCUMENT_LOOK_COUNT] = {
    [DOCUMENT_PLAIN] = {"#fff", "#4d5c6a", "400"},      [DOCUMENT_SMALL] = {"#fff", "#4d5c6a", "400"},
    [DOCUMENT_STRONG] = {"#e9eff4", "#1f4e6b", "600"},  [DOCUMENT_QUIET] = {"#f7f9fa", "#7d8b98", "400"},
    [DOCUMENT_WARNING] = {"#fff1dc", "#b34700", "600"}, [DOCUMENT_TOTAL] = {"#dcebf7", "#1f4e6b", "600"},
};

typedef struct {
    html_page *page;
    const document_diagram *diagram;
    int columns, rows;
    int tops[MOST_ROWS + 1]; /* of each row, and below the last */
    int heights[MOST_ROWS];  /* of its boxes */
} view;

typedef struct {
    double left, top, right, bottom;
} frame;

static int wide(const document_box *box) {
    return box->columns > 1 ? box->columns : 1;
}

static int box_width(const document_box *box) {
    return wide(box) * BOX_WIDTH + (wide(box) - 1) * GAP_X;
}

static size_t room_of(const document_box *box) {
    return (size_t)((box_width(box) - 2 * PADDING) / LETTER);
}

static void measure(view *v) {
    int lines[MOST_ROWS] = {0};
    for (size_t i = 0; i < v->diagram->box_count; i++) {
        const document_box *box = &v->diagram->boxes[i];
        int count = (int)html_count_lines(box->text, room_of(box));
        if (box->row < 0 || box->row >= MOST_ROWS)
            continue;
        lines[box->row] = count > lines[box->row] ? count : lines[box->row];
        v->rows = box->row + 1 > v->rows ? box->row + 1 : v->rows;
        v->columns = box->column + wide(box) > v->columns ? box->column + wide(box) : v->columns;
    }
    for (int row = 0; row < v->rows; row++) {
        v->heights[row] = lines[row] * LINE + 2 * PADDING;
        v->tops[row + 1] = v->tops[row] + v->heights[row] + GAP_Y;
    }
}

static frame frame_of(const view *v, const document_box *box) {
    double left = box->column * (BOX_WIDTH + GAP_X) + 1.0, top = v->tops[box->row] + 1.0;
    return (frame){left, top, left + box_width(box), top + v->heights[box->row]};
}

static void draw_box(const view *v, const document_box *box) {
    html_page *page = v->page;
    frame at = frame_of(v, box);
    const char *text = box->text, *line;
    size_t size, lines = html_count_lines(text, room_of(box));
    double y = (at.top + at.bottom) / 2 - (double)lines * LINE / 2.0 + 13;
    html_write(page, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"%s\" stroke=\"%s\"/>",
               (int)at.left, (int)at.top, box_width(box), v->heights[box->row], looks[box->look].ground,
               looks[box->look].line);
    for (; html_next_line(&text, room_of(box), &line, &size); y += LINE) {
        html_write(page, "<text x=\"%d\" y=\"%s\" font-weight=\"%s\">", (int)at.left + PADDING, html_length(y).text,
                   looks[box->look].weight);
        html_text_part(page, line, size);
        html_write(page, "</text>");
    }
    html_write(page, "\n");
}

/* A path of corners. */
static void draw_path(const view *v, const double (*corners)[2], size_t count) {
    html_write(v->page,
               "<path fill=\"none\" stroke=\"#1b2a38\" stroke-width=\"1.5\" marker-end=\"url(#d%zu-tip)\" d=\"",
               v->page->diagrams);
    for (size_t i = 0; i < count; i++) {
        html_write(v->page, "%s%s ", i == 0 ? "M" : "L", html_length(corners[i][0]).text);
        html_write(v->page, "%s", html_length(corners[i][1]).text);
    }
    html_write(v->page, "\"/>\n");
}

/* To the right: edge to edge. Down: straight where the boxes stand above each other, else by the gap between. */
static void draw_arrow(const view *v, const document_arrow *arrow) {
    const document_box *a = &v->diagram->boxes[arrow->from], *b = &v->diagram->boxes[arrow->to];
    frame from = frame_of(v, a), to = frame_of(v, b);
    if (a->row == b->row) {
        double y = (from.top + from.bottom) / 2;
        const double corners[][2] = {{from.right, y}, {to.left - 1, y}};
        draw_path(v, corners, 2);
        return;
    }
    double left = fmax(from.left, to.left), right = fmin(from.right, to.right);
    if (left < right) {
        double x = (left + right) / 2;
        const double corners[][2] = {{x, from.bottom}, {x, to.top - 1}};
        draw_path(v, corners, 2);
        return;
    }
    double x = (from.left + from.right) / 2, end = (to.left + to.right) / 2, y = to.top - GAP_Y / 2.0;
    const double corners[][2] = {{x, from.bottom}, {x, y}, {end, y}, {end, to.top - 1}};
    draw_path(v, corners, 4);
}

static bool is_sound(const view *v, size_t box) {
    return box < v->diagram->box_count && v->diagram->boxes[box].row >= 0 && v->diagram->boxes[box].row < MOST_ROWS;
}

static void draw(const view *v) {
    html_page *page = v->page;
    int width = v->columns * (BOX_WIDTH + GAP_X) - GAP_X + 2, height = v->tops[v->rows] - GAP_Y + 2;
    html_write(page,
               "<svg role=\"img\" aria-labelledby=\"d%zu-t d%zu-d\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
               "style=\"min-width:%dpx;max-width:100%%;height:auto;font-size:13px\">\n<title id=\"d%zu-t\">",
               page->diagrams, page->diagrams, width, height, width, height, width * 4 / 5, page->diagrams);
    html_text(page, v->diagram->title ? v->diagram->title : page->part_title);
    html_write(page, "</title><desc id=\"d%zu-d\">", page->diagrams);
    html_text(page, v->diagram->description ? v->diagram->description : "");
    html_write(page,
               "</desc>\n<defs><marker id=\"d%zu-tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" "
               "markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0l8 4l-8 4z\" fill=\"#1b2a38\"/></marker></defs>\n",
               page->diagrams);
    for (size_t i = 0; i < v->diagram->arrow_count; i++)
        if (is_sound(v, v->diagram->arrows[i].from) && is_sound(v, v->diagram->arrows[i].to))
            draw_arrow(v, &v->diagram->arrows[i]);
    for (size_t i = 0; i < v->diagram->box_count; i++)
        if (is_sound(v, i))
            draw_box(v, &v->diagram->boxes[i]);
    html_write(page, "</svg>\n");
}

/* Lines of a box as one sentence. */
static void write_box_words(html_page *page, const char *text) {
    const char *end;
    while ((end = strchr(text, '\n'))) {
        html_text_part(page, text, (size_t)(end - text));
        html_write(page, "; ");
        text = end + 1;
    }
    html_text(page, text);
}

/* Every box, and where its arrows lead. */
static void write_words(const view *v) {
    html_page *page = v->page;
    html_write(page, "<details>\n<summary>");
    html_words(page, N_("The diagram in words"));
    html_write(page, "</summary>\n<ul>\n");
    for (size_t i = 0; i < v->diagram->box_count; i++) {
        html_write(page, "<li>");
        write_box_words(page, v->diagram->boxes[i].text);
        for (size_t k = 0; k < v->diagram->arrow_count; k++)
            if (v->diagram->arrows[k].from == i && v->diagram->arrows[k].to < v->diagram->box_count) {
                html_write(page, "<br/>\xE2\x86\x92 ");
                write_box_words(page, v->diagram->boxes[v->diagram->arrows[k].to].text);
            }
        html_write(page, "</li>\n");
    }
    html_write(page, "</ul>\n</details>\n");
}

void html_diagram(html_page *page, const document_diagram *diagram) {
    view v = {.page = page, .diagram = diagram};
    page->diagrams++;
    measure(&v);
    if (v.rows == 0)
        return;
    html_write(page, "<figure class=\"diagram\">\n<figcaption id=\"d%zu\">", page->diagrams);
    html_text(page, diagram->title ? diagram->title : page->part_title);
    html_write(page, "</figcaption>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"d%zu\" tabindex=\"0\">\n",
               page->diagrams);
    draw(&v);
    html_write(page, "</div>\n");
    write_words(&v);
    html_write(page, "</figure>\n");
}
