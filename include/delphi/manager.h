/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file manager.h
 * The round manager: the study folder, its life cycle, its ledger and its lock.
 *
 * A folder's state is in its files: round-N/ is there once the round was opened, round-N/results.json once it was
 * closed; a closed round that is opened again has its results in round-N/superseded/ instead. ledger.jsonl tells who
 * did what when, each line carrying the SHA-256 of the line before it, and ledger.sha256 seals it: the number of its
 * lines and the hash of the last. Every change is made whole or not at all: files are staged, a commit record is
 * written, and the next command finishes what a crash left half done.
 */
#ifndef DELPHI_MANAGER_H
#define DELPHI_MANAGER_H

#include <delphi/analysis.h>
#include <delphi/base.h>
#include <delphi/export.h>
#include <delphi/indicator_trends.h>
#include <delphi/ingest.h>
#include <delphi/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A study folder that has been read. */
typedef struct delphi_folder delphi_folder;

/** A starting folder that delphi_folder_init() can make. */
typedef struct {
    const char *name;  /**< kernset, ram, comet, scan */
    const char *about; /**< one English sentence */
} delphi_template;

const delphi_template *delphi_templates(size_t *count);

/**
 * Makes a new study folder from a template, with a ledger whose first line says so.
 * @param operator_name pseudonymous name of who does this, for the ledger; NULL: from DELPHI_OPERATOR, else left out.
 * @return DELPHI_ERR_STATE where the folder exists and is not empty.
 */
delphi_status delphi_folder_init(const char *path, const char *template_name, delphi_language language,
                                 const char *operator_name, delphi_problems *problems);

/** Why a folder is opened. */
typedef enum {
    DELPHI_FOLDER_READ,  /**< nothing will be written; finishes a crashed change first if there is one */
    DELPHI_FOLDER_WRITE, /**< takes the lock for the life of the object; DELPHI_ERR_BUSY where another process has it */
} delphi_folder_mode;

/**
 * Reads protocol, indicators, panel, every round's ratings, and checks the rules. All problems are added; on any error
 * nothing is returned.
 */
delphi_status delphi_folder_open(const char *path, delphi_folder_mode mode, delphi_folder **out,
                                 delphi_problems *problems);
void delphi_folder_free(delphi_folder *folder);

/** Borrowed; lives as long as the folder. */
const delphi_study *delphi_folder_study(const delphi_folder *folder);
/** The path as given. */
const char *delphi_folder_path(const delphi_folder *folder);
/** How many rounds were opened (0: none yet). The last of them may still be open. */
int delphi_folder_opened(const delphi_folder *folder);
/** How many rounds are closed in a row, from the first on: 0 to delphi_folder_opened(). Where it is less, the next one
 * is the open round: what is taken in or closed. */
int delphi_folder_closed(const delphi_folder *folder);

typedef enum {
    DELPHI_ROUND_UNOPENED,
    DELPHI_ROUND_OPEN,
    DELPHI_ROUND_REOPENED, /**< was closed, and is open again */
    DELPHI_ROUND_CLOSED
} delphi_round_state;

delphi_round_state delphi_folder_round_state(const delphi_folder *folder, int round);
/**
 * The earlier round that was re-opened after this one was opened or last had its results written; 0 where there is
 * none. Such a round is stale: it was rated, and perhaps decided, on decisions that may be other ones now. It stays as
 * it is until it is closed (where it is open), recomputed or re-opened itself. Derived from the ledger.
 */
int delphi_folder_stale(const delphi_folder *folder, int round);
/** Adds a notice for each stale round, with what can be done, and for each round with ratings of indicators that are
 * not on its list (any more). */
delphi_status delphi_folder_note_stale(delphi_folder *folder, delphi_problems *problems);

/**
 * The result of a round from its ratings as they are now, the rounds before it first. Computed once, then borrowed.
 * @param round 1 to delphi_folder_opened(); for the open round this is a preview.
 */
delphi_status delphi_folder_result(delphi_folder *folder, int round, const delphi_result **out,
                                   delphi_problems *problems);

/** The same with what delphi_appraise() adds: for results that are written or printed whole. */
delphi_status delphi_folder_appraisal(delphi_folder *folder, int round, const delphi_result **out,
                                      delphi_problems *problems);

/** The same with what delphi_appraise_stability() adds: for advice on the next round, at little cost. */
delphi_status delphi_folder_stability(delphi_folder *folder, int round, const delphi_result **out,
                                      delphi_problems *problems);

/**
 * The SHA-256 of the ledger's line by which a round was opened: what the codes of its sheets rest on, see
 * delphi_sheet_code(). Whoever has not the folder cannot know it.
 * @param round 1 to delphi_folder_opened()
 * @param out   written on success: 64 lower-case hexadecimal digits
 * @return DELPHI_ERR_STATE where the ledger has no such line, DELPHI_ERR_IO, DELPHI_ERR_MEMORY.
 */
delphi_status delphi_folder_nonce(const delphi_folder *folder, int round, char out[65], delphi_problems *problems);

/** Opens the next round. DELPHI_ERR_STATE where one is open, none is left, nothing is in play, or a closed one is
 * stale.
 */
delphi_status delphi_folder_open_round(delphi_folder *folder, const char *operator_name, delphi_problems *problems);

/** How to take files in. Zero is the default. */
typedef struct {
    const char *map; /**< path of a columns map; NULL: round-N/columns.csv where that is there */
    char delimiter;  /**< 0: found by itself */
    bool dry_run;    /**< read and check, change nothing */
    bool correct;    /**< answers that differ from what the round holds replace it; see delphi_intake_correct() */
    const char *why; /**< with `correct`, the reason: 1 to 500 characters on one line, without a mail address */
    const char *operator_name;
    const char *format, *only; /**< as in delphi_intake_settings */
    bool complete_only;
    delphi_buffer *loss;    /**< the loss report is written here where not NULL, also where files were refused */
    delphi_buffer *summary; /**< likewise the report in short */
    delphi_again again;     /**< which of two returns of an expert counts */
    bool keep_going;        /**< files that are refused do not keep the others out */
} delphi_ingest_options;

/** What became of a file. */
typedef enum {
    DELPHI_FILE_SOUND,   /**< taken in, or fit to be */
    DELPHI_FILE_KNOWN,   /**< left out: the same bytes came before, and the options say which of two returns counts */
    DELPHI_FILE_REFUSED, /**< its errors are among the problems */
    DELPHI_FILE_FATE_COUNT
} delphi_file_fate;

/** What the last ingest came to, also where it failed. */
typedef struct {
    int round;                     /**< into which answers go; 0 where none is open */
    const delphi_file_fate *fates; /**< one for each file, in their order */
    size_t file_count;
    size_t count[DELPHI_FILE_FATE_COUNT];
    bool changed; /**< something was written */
    const delphi_second_return *second_returns;
    size_t second_return_count;
} delphi_ingested;

/** Borrowed until the next ingest or until the folder is freed; all zero where nothing was ingested. */
const delphi_ingested *delphi_folder_ingested(const delphi_folder *folder);

/** The new indicators that experts proposed in a round (none: count is 0). The caller frees *out. */
delphi_status delphi_folder_proposals(const delphi_folder *folder, int round, delphi_proposals **out,
                                      delphi_problems *problems);

/**
 * Takes files into the open round, all or nothing: ratings.csv is rewritten, copies go to received/ (unless the
 * protocol turns that off), the ledger gets a line. With `keep_going` the status is DELPHI_OK as soon as one file is
 * sound: delphi_folder_ingested() tells which were refused. What a correction replaces is kept: the first few in the
 * ledger's line, and all in round-N/corrections.csv, to which rows are only added; a correction that changes nothing
 * writes nothing, and it does not go with `again` or `keep_going`.
 * @param map_used the columns map that was used for the last file is written here where not NULL.
 */
delphi_status delphi_folder_ingest(delphi_folder *folder, const char *const *files, size_t file_count,
                                   const delphi_ingest_options *options, delphi_intake_counts *counts,
                                   delphi_buffer *map_used, delphi_problems *problems);

/** Closes the open round: computes, writes results.json, adds the ledger line. The result is borrowed from the folder.
 */
delphi_status delphi_folder_close_round(delphi_folder *folder, const char *operator_name, const delphi_result **out,
                                        delphi_problems *problems);

/**
 * Opens a closed round again. Its results.json is kept as round-N/superseded/results-K.json; later rounds stay as they
 * are and are stale, see delphi_folder_stale().
 * @param why the reason, for the ledger: 1 to 500 characters on one line, without a mail address.
 * @return DELPHI_ERR_USAGE where the reason is none, DELPHI_ERR_STATE where the round is not closed.
 */
delphi_status delphi_folder_reopen_round(delphi_folder *folder, int round, const char *why, const char *operator_name,
                                         delphi_problems *problems);

/**
 * Puts the steering group's decision on an indicator beside that of the rules, or takes it back. It is kept in
 * overrides.csv, counts from here on, and is shown as such everywhere.
 *
 * It can be done after a round is closed, until the next one is opened upon it: results.json is written anew at once.
 * Later the round has to be re-opened first: in a re-opened round it counts when that is closed again.
 * @param decision DELPHI_KEEP, DELPHI_DROP, DELPHI_RERATE (not in the last round) or DELPHI_NO_CONSENSUS (only there);
 *                 NULL takes a decision back.
 * @param why      as of delphi_folder_reopen_round(); overrides.csv and the report show it.
 * @return DELPHI_ERR_USAGE for an unknown indicator, a decision or a reason that is not allowed, or where there is
 *         nothing to change; DELPHI_ERR_STATE where it cannot be done in this round now.
 */
delphi_status delphi_folder_override(delphi_folder *folder, int round, const char *indicator,
                                     const delphi_decision *decision, const char *why, const char *operator_name,
                                     delphi_problems *problems);

/** How a table of values is read. Zero is the default. */
typedef struct {
    const char *map;         /**< path of a columns map; NULL: headings map themselves */
    delphi_buffer *map_used; /**< as in delphi_values_settings */
} delphi_trends_options;

/**
 * Trends of the indicators that the closed rounds chose, see indicator_trends.h.
 * @param file path of the table of values, see delphi_read_values()
 * @param out  borrowed from the folder, until the next call and until something in the folder is changed
 * @return DELPHI_ERR_STATE where no round is closed; what delphi_read_values() gives.
 */
delphi_status delphi_folder_trends(delphi_folder *folder, const char *file, const delphi_trends_options *options,
                                   const delphi_trends **out, delphi_problems *problems);

/**
 * Where the study left its protocol, up to a round, in the order of the dates: what the ledger tells (decisions of the
 * steering group, rounds that were opened again or closed late, corrections, recomputations that moved decisions, files
 * that changed after the first round was opened), and what the researchers note in deviations.csv. A change of
 * indicators.csv or panel.csv is left out where it brought in or took out what its own columns say (`since`, `until`):
 * that is how a list of indicators and a panel grow. Who did it is not told.
 * @param out written on success; borrowed from the folder until it is freed or asked again.
 */
delphi_status delphi_folder_deviations(delphi_folder *folder, int round, const delphi_deviation **out, size_t *count,
                                       delphi_problems *problems);

/** What a recomputation found for one round. */
typedef struct {
    int round;
    bool same_bytes;  /**< results.json is what this engine writes */
    bool only_engine; /**< the only difference is the engine's version */
    size_t moved;     /**< indicators whose decision differs, those that came or went included */
    const char
        *details; /**< a line for each: `I07: drop -> keep`, then which hashes and values differ; "" where same */
} delphi_recomputed;

/**
 * Recomputes every closed round (up to a re-opened one) from its ratings and compares with its results.json.
 * @param check  true: nothing is written. False: results.json files that differ are replaced, with a ledger line; a
 *               stale round's old results are kept in superseded/, and it is stale no longer.
 * @param rounds written: one entry for each closed round, borrowed from the folder.
 */
delphi_status delphi_folder_recompute(delphi_folder *folder, bool check, const char *operator_name,
                                      const delphi_recomputed **rounds, size_t *round_count, delphi_problems *problems);

/**
 * Reads a table of beliefs for simulations of the folder's study; see delphi_read_beliefs().
 * @param out written on success; free with delphi_beliefs_free().
 */
delphi_status delphi_folder_beliefs(const delphi_folder *folder, const char *file, delphi_beliefs **out,
                                    delphi_problems *problems);

/**
 * Finds everything that is wrong with a folder, beyond what delphi_folder_open() refuses: closed rounds without an
 * earlier one, results.json that are not what was computed, a broken ledger, files that the ledger knows otherwise.
 */
delphi_status delphi_folder_check(const char *path, delphi_problems *problems);

/** A copy of a study folder as it was at a revision of the git repository that it lies in. */
typedef struct delphi_revision delphi_revision;

/**
 * Has git give the folder as it was, into a temporary one (below TMPDIR, else /tmp). The repository is only read.
 * @param path     the study folder as it is now.
 * @param revision anything that git takes for a commit: a hash, a tag, HEAD~2.
 * @param out      written on success; delphi_revision_free() removes the copy.
 * @return DELPHI_ERR_INPUT where git cannot be run, does not know the revision, or has no such folder in it;
 *         DELPHI_ERR_IO, DELPHI_ERR_MEMORY.
 */
delphi_status delphi_revision_take(const char *path, const char *revision, delphi_revision **out,
                                   delphi_problems *problems);
/** The copy, for delphi_folder_open(). Borrowed. */
const char *delphi_revision_path(const delphi_revision *revision);
/** NULL is allowed. */
void delphi_revision_free(delphi_revision *revision);

/** One line of the ledger. Texts are borrowed from the ledger; "" where a line has none. */
typedef struct {
    long number; /**< from 1; 0 where the line cannot be read (delphi_ledger_verify() says why) */
    const char *time, *act, *by, *text;
    const char *why; /**< of an act that changes answers or decisions */
} delphi_ledger_entry;

typedef struct delphi_ledger delphi_ledger;

/** Reads ledger.jsonl of a folder; an absent one is an empty ledger. */
delphi_status delphi_ledger_read(const char *path, delphi_ledger **out, delphi_problems *problems);
void delphi_ledger_free(delphi_ledger *ledger);
size_t delphi_ledger_count(const delphi_ledger *ledger);
const delphi_ledger_entry *delphi_ledger_get(const delphi_ledger *ledger, size_t index);
/** Adds an error for each altered, missing or reordered line, the last one included (ledger.sha256 seals it), and for
 * each file that is missing or whose bytes are not those last recorded. */
delphi_status delphi_ledger_verify(const delphi_ledger *ledger, delphi_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
