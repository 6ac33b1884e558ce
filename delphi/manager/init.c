/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a new study folder from a template. */
#include "base/buffer.h"
#include "base/problems.h"
#include "base/text.h"
#include "manager/change.h"
#include "manager/disk.h"
#include "manager/lock.h"
#include "manager/syscalls.h"
#include "manager/template.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The study's id: the folder's own name where that can be one, else the template's. */
static char *id_for(const char *path, const char *template_name) {
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    const char *name = path + start;
    size_t size = end - start;
    bool fits = name[0] != '.' && base_is_id(name, size);
    return fits ? strndup(name, size) : strdup(template_name);
}

static delphi_status check_empty(int lock, const char *path, delphi_problems *problems) {
    int fd = openat(lock, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = fd < 0 ? NULL : fdopendir(fd);
    if (!entries) {
        delphi_status status = base_io_problem(problems, path, "cannot be read");
        if (fd >= 0)
            close(fd);
        return status;
    }
    size_t found = 0;
    const struct dirent *entry;
    while ((entry = readdir(entries)))
        found += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(entries);
    if (!found)
        return DELPHI_OK;
    return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = path},
                        "is there already and is not empty; name a new folder");
}

/* The texts of a new folder are written with the same marks filled in. */
typedef struct {
    manager_change *change;
    delphi_language language;
    const char *id, *about;
} text_writer;

static void write_text(const text_writer *w, const char *name, const char *const *parts) {
    delphi_buffer text = {0};
    for (; *parts; parts++)
        manager_template_write(*parts, w->language, w->id, w->about, &text);
    if (text.failed && !w->change->status)
        w->change->status = base_no_memory(w->change->of.problems);
    manager_change_write(w->change, name, text.data, text.size);
    delphi_buffer_free(&text);
}

static delphi_status write_study(const manager_change_of *of, const manager_template *template, const char *name,
                                 delphi_language language, const char *id) {
    manager_change change;
    text_writer w = {&change, language, id, template->about};
    manager_change_start(&change, of);
    write_text(&w, "study.json", (const char *const[]){template->study, NULL});
    write_text(&w, "indicators.csv", (const char *const[]){template->indicators, NULL});
    write_text(&w, "panel.csv", (const char *const[]){template->panel, NULL});
    if (template->options)
        write_text(&w, "options.csv", (const char *const[]){template->options, NULL});
    write_text(&w, "README.md",
               template->options ? manager_template_readme_scan[language] : manager_template_readme[language]);
    delphi_status status =
        manager_change_commit(&change, "template %s, language %s", name, delphi_language_code(language));
    manager_change_end(&change);
    return status;
}

static delphi_status fill(int lock, const char *path, const char *template_name, delphi_language language,
                          const char *operator_name, delphi_problems *problems) {
    const manager_template *template = manager_template_find(template_name, problems);
    char *id = id_for(path, template_name);
    delphi_ledger *ledger = NULL;
    delphi_status status = template ? DELPHI_OK : DELPHI_ERR_USAGE;
    if (!status && !id)
        status = base_no_memory(problems);
    if (!status)
        status = check_empty(lock, path, problems);
    if (!status)
        status = manager_ledger_load(path, &ledger, problems);
    if (!status) {
        manager_change_of of = {lock, path, ledger, "init", 0, operator_name, problems};
        status = write_study(&of, template, template_name, language, id);
    }
    delphi_ledger_free(ledger);
    free(id);
    return status;
}

delphi_status delphi_folder_init(const char *path, const char *template_name, delphi_language language,
                                 const char *operator_name, delphi_problems *problems) {
    bool made = manager_sys_mkdir(AT_FDCWD, path) == 0;
    if (!made && errno != EEXIST)
        return base_io_problem(problems, path, "this folder cannot be made");
    int lock = -1;
    delphi_status status = manager_settle(path, true, &lock, problems);
    if (!status)
        status = fill(lock, path, template_name, language, operator_name, problems);
    if (!status)
        manager_disk_sync_folder(lock, ".."); /* its own name, in the folder above; the study itself is safe */
    if (status && made)
        manager_sys_rmdir(AT_FDCWD, path);
    if (lock >= 0)
        close(lock);
    return status;
}
