/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of an export are by the tool's own headings: the expert's key, what tells about a row, and what must
 * not be read. The map has spoken before, and is not overruled. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "model/private.h"

static dialect_kind kind_of(const intake_file *file, size_t at) {
    const intake_column *column = &file->columns[at];
    for (const dialect_heading *h = file->dialect->headings; h && h->heading; h++)
        if (dialect_fits(h->heading, strlen(h->heading), column->heading, column->heading_size))
            return h->kind;
    return file->dialect->kind ? file->dialect->kind(file, at) : DIALECT_OTHER;
}

/* The other name of a column: as the dialect renames its heads, else its second head. */
static bool find_other_name(delphi_intake *intake, const intake_file *file, size_t at) {
    intake_column *column = &file->columns[at];
    dialect_text heads[DIALECT_HEADS];
    size_t count = 0;
    delphi_buffer name = {0};
    for (size_t row = 0; row < file->head_rows && row < file->heads->count; row++)
        if (at < file->heads->widths[row])
            heads[count++] = file->heads->cells[row][at];
    if (count && file->dialect->rename && file->dialect->rename(intake, heads, count, &name) && !name.failed) {
        column->also = base_arena_text(intake->arena, name.data, name.size);
        column->also_size = name.size;
    } else if (count > 1) {
        column->also = heads[1].text;
        column->also_size = heads[1].size;
    }
    bool done = !name.failed && (column->also || !name.size);
    delphi_buffer_free(&name);
    return done;
}

intake_role intake_column_word(const intake_column *column) {
    intake_role role = intake_role_of_heading(column->heading, column->heading_size);
    return role == INTAKE_OPEN && column->also ? intake_role_of_heading(column->also, column->also_size) : role;
}

/* Does the map, or a heading, say who the expert is? Then the tool's own key is not needed. */
static bool has_expert(const intake_file *file) {
    for (size_t i = 0; i < file->column_count; i++) {
        const intake_column *column = &file->columns[i];
        if (column->target.role == INTAKE_EXPERT || (!column->map_line && intake_column_word(column) == INTAKE_EXPERT))
            return true;
    }
    return false;
}

static void give_role(intake_column *column, bool expert_known) {
    if (column->map_line || column->kind == DIALECT_OTHER)
        return;
    if (column->kind == DIALECT_EXPERT && !expert_known)
        column->target.role = INTAKE_EXPERT;
    else
        column->target.role = INTAKE_LEFT_OUT;
}

/* Comments are shown to other experts, and so must not be somebody's mail address. */
static delphi_status refuse_personal(const delphi_intake *intake, const intake_file *file, delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; i < file->column_count; i++) {
        const intake_column *column = &file->columns[i];
        if (column->kind == DIALECT_PERSONAL && column->target.role == INTAKE_COMMENT)
            status =
                base_problem(problems, DELPHI_ERR_INPUT, (base_place){intake->map->file, column->map_line, 1, NULL},
                             "column '%s' of a %s export holds personal data, and comments are shown to others; "
                             "write ignore",
                             INTAKE_HEADING(column), file->dialect->title);
    }
    return status;
}

static bool is_called(const intake_column *column, const char *name) {
    size_t size = strlen(name);
    return base_same_words(column->heading, column->heading_size, name, size) ||
           (column->also && base_same_words(column->also, column->also_size, name, size));
}

static delphi_status find_only(const delphi_intake *intake, intake_file *file, delphi_problems *problems) {
    bool found = !intake->settings.only_column;
    for (size_t i = 0; intake->settings.only_column && i < file->column_count; i++) {
        file->columns[i].only = is_called(&file->columns[i], intake->settings.only_column);
        found = found || file->columns[i].only;
    }
    return found ? DELPHI_OK
                 : base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file->name, .line = 1},
                                "--only: this file has no column '%.100s'", intake->settings.only_column);
}

static void list_about_rows(intake_file *file) {
    for (size_t i = 0; i < file->column_count; i++) {
        file->has_personal = file->has_personal || file->columns[i].kind == DIALECT_PERSONAL;
        if (file->columns[i].kind >= DIALECT_SENT_IN || file->columns[i].only)
            file->about_rows[file->about_row_count++] = i;
    }
}

delphi_status dialect_columns(delphi_intake *intake, intake_file *file, delphi_problems *problems) {
    file->about_rows = base_arena_array(intake->arena, file->column_count, sizeof *file->about_rows);
    if (!file->about_rows)
        return base_no_memory(problems);
    for (size_t i = 0; i < file->column_count; i++) {
        file->columns[i].kind = kind_of(file, i);
        if (!find_other_name(intake, file, i))
            return base_no_memory(problems);
    }
    bool expert_known = has_expert(file);
    for (size_t i = 0; i < file->column_count; i++)
        give_role(&file->columns[i], expert_known);
    delphi_status status = refuse_personal(intake, file, problems);
    delphi_status only = find_only(intake, file, problems);
    list_about_rows(file);
    return status ? status : only;
}

/* Each status is on the columns before it, back to the status before (REDCap), or on all. */
static bool counts(const intake_file *file, size_t status) {
    if (!file->dialect->status_behind)
        return true;
    for (size_t i = status; i-- > 0 && file->columns[i].kind != DIALECT_FORM_STATUS;)
        if (intake_role_answers(file->columns[i].target.role))
            return true;
    return false;
}

delphi_status dialect_settle(const delphi_intake *intake, intake_file *file, delphi_problems *problems) {
    file->tells_complete = file->dialect->only_complete;
    file->cells_as_they_are = !file->dialect->cell;
    for (size_t i = 0; i < file->column_count; i++) {
        intake_column *column = &file->columns[i];
        bool tells = column->kind >= DIALECT_SENT_IN && column->kind <= DIALECT_FORM_STATUS && counts(file, i);
        column->form_counts = tells;
        file->tells_complete = file->tells_complete || tells;
        file->has_ticks = file->has_ticks || column->target.role == INTAKE_TICK;
    }
    if (!intake->settings.complete_only || file->tells_complete)
        return DELPHI_OK;
    return base_problem(
        problems, DELPHI_ERR_INPUT, (base_place){.file = file->name, .line = 1},
        "--complete-only: no column tells whether answers were sent in; leave the option out, or export "
        "again with that column");
}

bool dialect_is_personal(const char *heading, size_t size) {
    static const char *const words[] = {
        "name",          "first name",     "last name", "surname",    "full name",   "email",     "e-mail",
        "mail",          "naam",           "voornaam",  "achternaam", "familienaam", "mailadres", "e-mailadres",
        "emailadres",    "telefoonnummer", "phone",     "telephone",  "telefoon",    "postcode",  "zip",
        "address",       "adres",          "ip",        "ip-adres",   "ipaddress",   "latitude",  "longitude",
        "geboortedatum", "birthdate",      "bsn",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        for (size_t at = 0; at + length <= size; at++) {
            bool starts = at == 0 || strchr(" .,:;/([_'\"-", heading[at - 1]);
            bool ends = at + length == size || strchr(" .,:;/)]?_'\"", heading[at + length]);
            if (starts && ends && base_same_words(heading + at, length, words[i], length))
                return true;
        }
    }
    return false;
}

/* Counts, for every column, the cells that are experts of the panel. */
typedef struct {
    delphi_intake *intake;
    const intake_file *file;
    size_t *counts;
    size_t row;
} expert_search;

static bool count_experts(void *context, const ingest_row *row) {
    expert_search *s = context;
    bool head = intake_in_head(s->file, &s->row);
    for (size_t i = 0; !head && i < row->count && i < s->file->column_count; i++) {
        const char *text = row->fields[i].text;
        size_t size = row->fields[i].size;
        base_trim(&text, &size);
        s->counts[i] += size && model_find_expert(s->intake->study, text, size) != DELPHI_NONE;
    }
    return true;
}

delphi_status dialect_expert_columns(delphi_intake *intake, intake_file *file, delphi_buffer *out) {
    expert_search search = {.intake = intake, .file = file};
    search.counts = base_arena_array(intake->arena, file->column_count, sizeof *search.counts);
    if (!search.counts ||
        intake_layout_rows(file->layout, file->name, count_experts, &search, NULL) == DELPHI_ERR_MEMORY)
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < file->column_count; i++)
        if (search.counts[i])
            base_buffer_format(out, "%s'%s' (column %zu, %zu row%s)", out->size ? ", " : "",
                               INTAKE_HEADING(&file->columns[i]), i + 1, search.counts[i],
                               search.counts[i] == 1 ? "" : "s");
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}
