/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in, whole files out, and their SHA-256. */
#include <criterion/criterion.h>

#include "base/file.h"
#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void make_folder(void) {
    strcpy(folder, "/tmp/delphi-file-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
}

static void remove_folder(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    cr_assert_eq(system(command), 0);
}

TestSuite(base_file, .init = make_folder, .fini = remove_folder);

Test(base_file, reads_back_what_was_written_also_over_an_older_file) {
    delphi_problems *p = delphi_problems_new();
    char *path = base_path_join(folder, "a.csv");
    static const char bytes[] = "one\0two\n";
    cr_assert_eq(base_file_replace(path, "a.csv", "older and longer than the next", 30, p), DELPHI_OK);
    cr_assert_eq(base_file_replace(path, "a.csv", bytes, sizeof bytes, p), DELPHI_OK);
    delphi_buffer got = {0};
    cr_assert_eq(base_file_read(path, "a.csv", &got, NULL, p), DELPHI_OK);
    cr_expect_eq(got.size, sizeof bytes);
    cr_expect_eq(memcmp(got.data, bytes, sizeof bytes), 0);
    delphi_buffer_free(&got);
    free(path);
    delphi_problems_free(p);
}

Test(base_file, an_absent_file_is_a_problem_only_where_it_must_be_there) {
    delphi_problems *p = delphi_problems_new();
    char *path = base_path_join(folder, "absent.csv");
    delphi_buffer got = {0};
    bool missing = false;
    cr_expect_eq(base_file_read(path, "absent.csv", &got, &missing, p), DELPHI_OK);
    cr_expect(missing);
    cr_expect_eq(delphi_problems_errors(p), 0u);
    cr_expect_eq(base_file_read(path, "absent.csv", &got, NULL, p), DELPHI_ERR_IO);
    cr_expect_str_eq(delphi_problems_get(p, 0)->file, "absent.csv");
    cr_expect_eq(base_file_read(folder, "folder", &got, NULL, p), DELPHI_ERR_IO);
    cr_expect_null(got.data);
    free(path);
    delphi_problems_free(p);
}

Test(base_file, a_failed_write_leaves_nothing_behind) {
    delphi_problems *p = delphi_problems_new();
    char *inside = base_path_join(folder, "taken");
    cr_assert_eq(mkdir(inside, 0777), 0);
    char *full = base_path_join(inside, "x");
    cr_assert_eq(mkdir(full, 0777), 0); /* a folder cannot be replaced by a file */
    cr_expect_eq(base_file_replace(full, "x", "abc", 3, p), DELPHI_ERR_IO);
    char command[160];
    snprintf(command, sizeof command, "test \"$(ls -A '%s')\" = x", inside);
    cr_expect_eq(system(command), 0);
    cr_expect_eq(base_file_replace("/nowhere/at/all", "all", "abc", 3, p), DELPHI_ERR_IO);
    free(full);
    free(inside);
    delphi_problems_free(p);
}

Test(base_hash, sha256_of_known_texts) {
    char hex[65];
    base_sha256("", 0, hex); /* FIPS 180-4 examples */
    cr_expect_str_eq(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    base_sha256("abc", 3, hex);
    cr_expect_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

Test(base_file, a_file_that_is_too_large_is_refused_with_the_way_out) {
    delphi_problems *p = delphi_problems_new();
    char *path = base_path_join(folder, "large.csv");
    delphi_buffer got = {0};
    cr_assert_eq(base_file_replace(path, "large.csv", "a\n", 2, p), DELPHI_OK);
    cr_assert_eq(truncate(path, ((off_t)1 << 30) + 1), 0);
    cr_expect_eq(base_file_read(path, "large.csv", &got, NULL, p), DELPHI_ERR_IO);
    cr_expect_not_null(strstr(delphi_problems_get(p, 0)->message, "larger than 1 GiB"));
    cr_expect_not_null(strstr(delphi_problems_get(p, 0)->message, "several files"));
    cr_expect_null(got.data);
    free(path);
    delphi_problems_free(p);
}

Test(base_file, the_hash_of_a_file_is_that_of_its_bytes) {
    delphi_problems *p = delphi_problems_new();
    char *path = base_path_join(folder, "b.csv"), hash[65], of_bytes[65];
    static char bytes[100000];
    bool missing = true;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 31 >> 3);
    cr_assert_eq(base_file_replace(path, "b.csv", bytes, sizeof bytes, p), DELPHI_OK);
    cr_expect_eq(base_file_sha256(path, "b.csv", hash, &missing, p), DELPHI_OK);
    cr_expect_not(missing);
    base_sha256(bytes, sizeof bytes, of_bytes);
    cr_expect_str_eq(hash, of_bytes);
    cr_expect_eq(base_file_sha256(folder, "folder", hash, NULL, p), DELPHI_ERR_IO);
    cr_expect_not_null(strstr(delphi_problems_get(p, 0)->message, "this is a folder"));
    unlink(path);
    cr_expect_eq(base_file_sha256(path, "b.csv", hash, &missing, p), DELPHI_OK);
    cr_expect(missing);
    free(path);
    delphi_problems_free(p);
}
