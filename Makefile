# SPDX-License-Identifier: GPL-3.0-or-later
# delphi: one non-recursive makefile. `make help` lists the targets.
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
SHELL := /bin/bash

# A folder for each set of flags, so that builds do not disturb each other.
BUILD    ?= build/release
CC       := $(if $(filter default,$(origin CC)),gcc,$(CC))
CFLAGS   ?= -O2 -g
EXTRA    ?=
JOBS     ?= $(shell nproc 2>/dev/null || echo 2)

PACKAGES := gsl libcjson xlsxwriter libcrypto libzip expat
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wcast-qual -Wpointer-arith -Wwrite-strings -Wvla -Wformat=2 -Wundef -Werror
STD      := -std=c11 -D_GNU_SOURCE -ffp-contract=off -fno-fast-math -pthread
INCLUDES := -Iinclude -Idelphi -I$(BUILD)/generated
# libcsv has no pkg-config file in Debian.
LIBS      = $(shell pkg-config --libs $(PACKAGES)) -lcsv -lm -pthread
DEPFLAGS  = $(shell pkg-config --cflags $(PACKAGES))
ALL_CFLAGS = $(STD) $(WARNINGS) $(INCLUDES) $(DEPFLAGS) -MMD -MP $(CFLAGS) $(EXTRA)

LIB_SOURCES  := $(sort $(wildcard $(addsuffix /*.c,$(addprefix delphi/,base model stats rules analysis ingest manager export))))
CLI_SOURCES  := $(sort $(wildcard delphi/cli/*.c))
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c tests/oracle/*.c tests/golden/*.c tests/fault/*.c tests/api/*.c) \
                  tests/fuzz/replay.c)
object        = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIB          := $(BUILD)/libdelphi.a
# In a folder of its own: $(BUILD)/delphi/ holds the objects.
BIN          := $(BUILD)/bin/delphi
TESTS        := $(patsubst %.c,$(BUILD)/%,$(UNIT_SOURCES))

.PHONY: all
all: $(BIN) ## build the command and the library

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $@"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(LIB): $(call object,$(LIB_SOURCES))
	@rm -f $@
	@ar rcs $@ $^

$(BIN): $(call object,$(CLI_SOURCES)) $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

# The program with an allocation that fails, for tests/fault/starved.c.
STARVED := $(BIN)-starved
WRAP     = $(foreach f,malloc calloc realloc strdup strndup,-Wl$(comma)--wrap=$f)
$(STARVED): $(call object,$(CLI_SOURCES) tests/kit/starve.c) $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) $(WRAP) -o $@ $^ $(LIBS)

# ---- manual pages and completion: written from the command's own tables and the schema of study.json ------------------

MANUAL   := $(BUILD)/delphi/cli/manual/manual
MAN_PAGES := $(BUILD)/man/delphi.1 $(BUILD)/man/delphi-study.5
BASH     := $(BUILD)/man/delphi.bash
$(MANUAL): $(call object,$(sort $(wildcard delphi/cli/manual/*.c)) $(filter-out delphi/cli/main.c,$(CLI_SOURCES))) $(LIB)
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/man/%: $(MANUAL) include/delphi/schema/study.schema.json
	@mkdir -p $(@D)
	@$(MANUAL) $* include/delphi/schema/study.schema.json >$@

# ---- the shared library, and putting all of it where others find it ---------------------------------------------------

VERSION  := $(shell sed -n 's/^\#define DELPHI_VERSION "\(.*\)"/\1/p' include/delphi/delphi.h)
# What programs that were linked with it ask for; a new number where they could no longer run.
SONAME   := libdelphi.so.0
SHARED   := $(BUILD)/lib/libdelphi.so.$(VERSION)
PIC       = $(patsubst %.c,$(BUILD)/pic/%.o,$(LIB_SOURCES))

$(BUILD)/pic/%.o: %.c
	@mkdir -p $(@D)
	@echo "  PIC  $@"
	@$(CC) $(ALL_CFLAGS) -fPIC -c -o $@ $<
$(BUILD)/pic/delphi/export/text.o: $(BUILD)/generated/export/nl.mo.inc
$(SHARED): $(PIC) delphi/libdelphi.map
	@mkdir -p $(@D)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=delphi/libdelphi.map -Wl,--no-undefined -o $@ $(PIC) $(LIBS)

# Every function that is defined and stands in a public header.
# What the headers declare and the library has.
SYMBOLS = { sed -n '1,/^global:/p' delphi/libdelphi.map; \
	   nm -g --defined-only $(LIB) | sed -n 's/^.* T \(delphi_.*\)/\1/p' | sort -u | \
	     grep -Fxf <(grep -ohE '\bdelphi_[a-z0-9_]+' include/delphi/*.h | sort -u) | sed 's/^/    /; s/$$/;/'; \
	   echo 'local:'; echo '    *;'; echo '};'; } >$(BUILD)/libdelphi.map

.PHONY: symbols check-symbols
symbols: $(LIB) ## write delphi/libdelphi.map, the list of what the shared library exports, anew
	@$(SYMBOLS) && mv $(BUILD)/libdelphi.map delphi/libdelphi.map
check-symbols: $(LIB) ## the list of what the shared library exports is what the headers declare
	@$(SYMBOLS) && diff -u delphi/libdelphi.map $(BUILD)/libdelphi.map || { echo "run: make symbols" >&2; exit 1; }

prefix      ?= $(or $(PREFIX),/usr/local)
bindir      ?= $(prefix)/bin
libdir      ?= $(prefix)/lib
includedir  ?= $(prefix)/include
datadir     ?= $(prefix)/share
mandir      ?= $(datadir)/man
INSTALL     ?= install
to           = $(DESTDIR)$(1)

.PHONY: install uninstall
install: all $(SHARED) $(MAN_PAGES) $(BASH) ## put command, libraries, headers, manual pages and completion below PREFIX (DESTDIR is set before it)
	@$(INSTALL) -d $(call to,$(bindir)) $(call to,$(libdir))/pkgconfig $(call to,$(includedir))/delphi $(call to,$(datadir))/delphi \
	  $(call to,$(mandir))/man1 $(call to,$(mandir))/man5 $(call to,$(datadir))/bash-completion/completions
	@$(INSTALL) -m 755 $(BIN) $(call to,$(bindir))/delphi
	@$(INSTALL) -m 644 $(LIB) $(SHARED) $(call to,$(libdir))
	@ln -sf $(notdir $(SHARED)) $(call to,$(libdir))/$(SONAME)
	@ln -sf $(SONAME) $(call to,$(libdir))/libdelphi.so
	@sed -e 's|@prefix@|$(prefix)|; s|@libdir@|$(libdir)|; s|@includedir@|$(includedir)|; s|@version@|$(VERSION)|; s|@packages@|$(PACKAGES)|' \
	  delphi/delphi.pc.in >$(call to,$(libdir))/pkgconfig/delphi.pc
	@$(INSTALL) -m 644 include/delphi/*.h $(call to,$(includedir))/delphi
	@$(INSTALL) -m 644 include/delphi/schema/*.json $(call to,$(datadir))/delphi
	@$(INSTALL) -m 644 $(BUILD)/man/delphi.1 $(call to,$(mandir))/man1
	@$(INSTALL) -m 644 $(BUILD)/man/delphi-study.5 $(call to,$(mandir))/man5
	@$(INSTALL) -m 644 $(BASH) $(call to,$(datadir))/bash-completion/completions/delphi
uninstall: ## take away what install put there, with the same PREFIX and DESTDIR
	@rm -f $(call to,$(bindir))/delphi $(call to,$(libdir))/libdelphi.a $(call to,$(libdir))/libdelphi.so* \
	  $(call to,$(libdir))/pkgconfig/delphi.pc $(call to,$(mandir))/man1/delphi.1 $(call to,$(mandir))/man5/delphi-study.5 \
	  $(call to,$(datadir))/bash-completion/completions/delphi
	@rm -f $(patsubst include/%,$(call to,$(includedir))/%,$(wildcard include/delphi/*.h)) \
	  $(patsubst include/delphi/schema/%,$(call to,$(datadir))/delphi/%,$(wildcard include/delphi/schema/*.json))
	@rmdir $(call to,$(includedir))/delphi $(call to,$(datadir))/delphi 2>/dev/null || true

# ---- a source tarball, and Debian packages ----------------------------------------------------------------------------

DIST := delphi-$(VERSION)
# The same files give the same bytes; git, where it is there, says which files are the project's.
.PHONY: dist deb
dist: ## a source tarball that builds by itself: build/dist/delphi-VERSION.tar.gz
	@rm -rf build/dist && mkdir -p build/dist
	@{ git ls-files -z 2>/dev/null || find . -path ./build -prune -o -path ./.git -prune -o -type f ! -path './rounds/*/out/*' -print0; } | \
	  LC_ALL=C sort -z | tar --null -T - --transform 's|^\(\./\)\?|$(DIST)/|' --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
	  --mtime=@$${SOURCE_DATE_EPOCH:-1794787200} -cf - | gzip -n9 >build/dist/$(DIST).tar.gz
	@echo build/dist/$(DIST).tar.gz
deb: dist ## Debian packages, by debhelper: build/deb/*.deb
	@.ci/need deb
	@rm -rf build/deb && mkdir -p build/deb && tar -xzf build/dist/$(DIST).tar.gz -C build/deb
	@cp -r .github/debian build/deb/$(DIST)/debian
	@cd build/deb/$(DIST) && dpkg-buildpackage -us -uc -b -j$(JOBS) >../log 2>&1 || { tail -n 30 ../log >&2; exit 1; }
	@ls build/deb/*.deb

# A test binary a file: Criterion runs every test in a process of its own.
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIB)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $(filter-out $(LIB),$^) $(LIB) $(shell pkg-config --libs criterion) $(LIBS)

# The corpus is replayed through the fuzz targets as they stand.
FUZZ_SOURCES := $(sort $(filter-out %/entry.c %/replay.c,$(wildcard tests/fuzz/*.c)))
$(BUILD)/tests/fuzz/replay: $(call object,$(FUZZ_SOURCES))

# ---- translations: GNU gettext's tools, see delphi/export/text.c -----------------------------------------------------

PO := delphi/export/po

# The compiled catalogue as the bytes of an array. msgfmt refuses what is not well-formed, {names} that differ included.
$(BUILD)/generated/export/%.mo: $(PO)/%.po
	@mkdir -p $(@D)
	@echo "  PO   $@"
	@msgfmt --check --no-hash --endianness=little -o $@ $<
$(BUILD)/generated/export/%.mo.inc: $(BUILD)/generated/export/%.mo
	@od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g' >$@
# The texts that a round about topics says otherwise: those about indicators and not about both levels, by the rules of
# a language's own script.
$(BUILD)/generated/export/topic-nl.po: $(PO)/nl.po $(PO)/topic/nl.sed
	@mkdir -p $(@D)
	@msggrep -T -e '[Ii]ndicator' $< | msggrep -v -K -e '[Tt]opic' | msgfilter --keep-header -o $@ sed -f $(PO)/topic/nl.sed
$(BUILD)/generated/export/topic-en.po: $(PO)/delphi.pot $(PO)/topic/en.sed
	@mkdir -p $(@D)
	@msgen $< | msggrep -T -e '[Ii]ndicator' | msggrep -v -K -e '[Tt]opic' | msgfilter --keep-header -o $@ sed -f $(PO)/topic/en.sed
$(BUILD)/generated/export/topic-%.mo: $(BUILD)/generated/export/topic-%.po
	@echo "  PO   $@"
	@msgfmt --no-hash --endianness=little -o $@ $<
$(BUILD)/delphi/export/text.o: $(addprefix $(BUILD)/generated/export/,nl.mo.inc topic-nl.mo.inc topic-en.mo.inc)
.PRECIOUS: $(BUILD)/generated/export/%.mo $(BUILD)/generated/export/topic-%.mo

# The JSON Schemas as the bytes of an array, printed by `delphi schema`.
$(BUILD)/generated/schema/%.inc: include/delphi/schema/%.schema.json
	@mkdir -p $(@D)
	@od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g' >$@
$(BUILD)/delphi/cli/schema.o: $(addprefix $(BUILD)/generated/schema/,study.inc results.inc longlist.inc trends.inc)

KEYWORDS := N_ NC_:1c,2 NN_:1,2 export_words:2 export_words_in:2c,3 export_words_many:2,3 export_words_about_many:3,4 part_many:2,3 report_words:2
# Writes the template of all texts to standard output: those marked in the code, and those in the tables of other rooms.
# Rows of the tables may share a text. A text with {names} is marked as one whose names must be the same in a translation; the time of day is left out.
POT = { xgettext --language=C --from-code=UTF-8 --add-location=file --sort-by-file --package-name=delphi \
          --keyword $(KEYWORDS:%=--keyword=%) --flag=N_:1:no-c-format --flag=NN_:1:no-c-format --flag=NN_:2:no-c-format --flag=export_words_many:2:no-c-format \
          --flag=export_words_many:3:no-c-format -o - $(wildcard delphi/export/*.c) >$(BUILD)/generated/code.pot && \
        $(BUILD)/$(PO)/tables | msguniq --use-first -o $(BUILD)/generated/tables.pot && \
        msgcat --use-first --add-location=file --sort-by-file -o $(BUILD)/generated/both.pot \
          $(BUILD)/generated/code.pot $(BUILD)/generated/tables.pot && \
        sed -e '/^"POT-Creation-Date/d' -e 's/charset=CHARSET/charset=UTF-8/' -e '/^\#, *no-c-format$$/d' \
            -e 's/nplurals=INTEGER; plural=EXPRESSION/nplurals=2; plural=(n != 1)/' $(BUILD)/generated/both.pot | \
        awk 'BEGIN { RS = ""; ORS = "\n\n" } /\{[a-z]+\}/ { sub(/\nmsg(ctxt|id) /, "\n\#, python-brace-format&") } 1'; }

$(BUILD)/$(PO)/tables: $(BUILD)/$(PO)/tables.o $(LIB)
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

.PHONY: po check-po
po: $(BUILD)/$(PO)/tables ## refresh the template of texts and merge it into the translations
	@$(POT) >$(BUILD)/generated/delphi.pot && mv $(BUILD)/generated/delphi.pot $(PO)/delphi.pot
	@for po in $(PO)/*.po; do msgmerge -q --no-fuzzy-matching --backup=off --update --add-location=file --sort-by-file $$po $(PO)/delphi.pot; done
check-po: $(BUILD)/$(PO)/tables ## the template is up to date, and every text is translated
	@$(POT) >$(BUILD)/generated/delphi.pot
	@diff -u $(PO)/delphi.pot $(BUILD)/generated/delphi.pot || { echo "run: make po" >&2; exit 1; }
	@for po in $(PO)/*.po; do msgcmp $$po $(BUILD)/generated/delphi.pot || exit 1; done
	@! msgcat --no-wrap $(PO)/*.po | grep -E '^msgstr(\[[0-9]\])? "(.{20,})\2+"$$' || { echo "a merge has repeated these translations" >&2; exit 1; }

-include $(patsubst %.o,%.d,$(PIC) $(call object,$(LIB_SOURCES) $(CLI_SOURCES) $(UNIT_SOURCES) $(FUZZ_SOURCES) tests/kit/starve.c $(PO)/tables.c $(wildcard delphi/cli/manual/*.c)))

.PHONY: tests
tests: $(TESTS) $(BIN) $(STARVED)

# ---- setting up ------------------------------------------------------------------------------------------------------

.PHONY: need-build need-check
need-build:
	@.ci/need build
need-check:
	@.ci/need build check

# ---- what a newcomer types -------------------------------------------------------------------------------------------

.PHONY: demo
demo: need-build ## set up, build, run the shipped studies, print decisions and where the workbooks are
	@$(MAKE) -s -j$(JOBS) all
	@.ci/demo $(BIN)

RUN_TESTS = DELPHI=$(abspath $(BIN)) DELPHI_TESTS=$(abspath tests) tests/run.py --root $(BUILD) --jobs $(JOBS)

.PHONY: check
check: need-check ## set up, build, run all tests, check the layers and the shipped studies
	@$(MAKE) -s -j$(JOBS) tests
	@.ci/layers
	@$(MAKE) -s check-po check-symbols
	@$(BIN) recompute --check $(STUDIES)
	@tests/readme.py --program $(BIN)
	@$(RUN_TESTS) --at-least $(LEAST_TESTS) $(TESTS)

STUDIES := $(sort $(patsubst %/study.json,%,$(wildcard rounds/*/study.json)))
# Fewer tests than this means that some did not run.
LEAST_TESTS := 40

# ---- golden cases of the command line ----------------------------------------------------------------------------------

.PHONY: golden golden-refresh
golden: $(BUILD)/tests/golden/cli $(BIN) ## the command line's cases alone
	@DELPHI=$(abspath $(BIN)) DELPHI_TESTS=$(abspath tests) $<
golden-refresh: $(BUILD)/tests/golden/cli $(BIN) ## write what the command line gives now into its cases; then read the difference
	@GOLDEN_REFRESH=1 DELPHI=$(abspath $(BIN)) DELPHI_TESTS=$(abspath tests) $< > /dev/null
	@git --no-pager diff --stat -- tests/golden/cli

# ---- what needs heavier tools: each is left out, with the reason, where its tool cannot be had -------------------------

.PHONY: check-full
check-full: need-check ## the checks that need heavy tools: sanitizers, valgrind, clang, LibreOffice, Chromium
	@.ci/check-full

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

.PHONY: asan
asan: ## all tests under AddressSanitizer and UBSan
	@rm -rf build/asan/findings && mkdir -p build/asan/findings
	@$(MAKE) -s -j$(JOBS) BUILD=build/asan CFLAGS="-O1 -g" EXTRA="$(SANITIZE)" tests
	@ASAN_OPTIONS=log_path=$(abspath build/asan/findings)/asan:detect_leaks=1:strict_string_checks=1 \
	 UBSAN_OPTIONS=log_path=$(abspath build/asan/findings)/ubsan:print_stacktrace=1 \
	 $(MAKE) -s BUILD=build/asan run-tests FINDINGS="--logs build/asan/findings"

# Hundreds of studies made at random, rounds of a hundred thousand ratings, hostile files of hundreds of megabytes, crowds of processes, the same acts again
# and again: thirty times slower under valgrind, and the sanitizers see them all.
MANY_STUDIES := $(addprefix build/valgrind/tests/unit/,analysis_property analysis_property_bounds \
                  analysis_property_doubling analysis_margin analysis_multisets rules_clauses ingest_quickly) \
                $(addprefix build/valgrind/tests/fault/,hostile crowd transaction small_disk acts) \
                build/valgrind/tests/golden/schema
# What cannot be there by its nature: the program under valgrind is valgrind's own and cannot be traced by another
# (killed), and valgrind has allocators of its own, of which none can be made to fail (starved). The sanitizers see both.
NO_VALGRIND := $(addprefix build/valgrind/tests/fault/,killed starved)

.PHONY: valgrind
valgrind: ## all tests under valgrind, but for those that try hundreds of studies, and those that cannot be there
	@rm -rf build/valgrind/findings && mkdir -p build/valgrind/findings
	@$(MAKE) -s -j$(JOBS) BUILD=build/valgrind CFLAGS="-O1 -g" tests
	@echo "left out, slow under valgrind: $(notdir $(MANY_STUDIES)); not possible under valgrind: $(notdir $(NO_VALGRIND))"
	@echo "left out of the cases of the command line: what follows the eighth command of each; the sanitizers see them whole"
	@DELPHI_CASE_COMMANDS=8 $(MAKE) -s BUILD=build/valgrind run-tests LEAVE_OUT="$(MANY_STUDIES) $(NO_VALGRIND)" FINDINGS="--logs build/valgrind/findings --timeout 2400 --wrapper '$(VALGRIND)'"

# Programs that tests call; what they leak is theirs.
NOT_OURS := awk cat chmod cmp cp cut date diff env flock git grep head ln localedef ls mawk mkdir mktemp mv python3 python3.11 rm \
            script sed seq sha256sum soffice sort stat tail tee touch tr unzip wc
comma := ,
empty :=
space := $(empty) $(empty)
VALGRIND := valgrind -q --vgdb=no --suppressions=$(abspath tests/valgrind.supp) --leak-check=full --show-leak-kinds=definite,indirect --trace-children=yes \
            --trace-children-skip=$(subst $(space),$(comma),$(addprefix */,$(NOT_OURS))) \
            --log-file=$(abspath build/valgrind/findings)/%p.log

FAULTS := $(filter $(BUILD)/tests/fault/%,$(TESTS))

.PHONY: faults
faults: ## every fault at every place, of which make check tries a sample
	@$(MAKE) -s -j$(JOBS) tests
	@DELPHI_FAULTS=all $(MAKE) -s run-tests TESTS="$(FAULTS)" LEAST_TESTS=30 FINDINGS="--timeout 1800"

.PHONY: run-tests
run-tests:
	@$(RUN_TESTS) --at-least $(LEAST_TESTS) $(FINDINGS) $(filter-out $(LEAVE_OUT),$(TESTS))

.PHONY: clang
clang: ## build everything with clang, warnings being errors
	@$(MAKE) -s -j$(JOBS) CC=clang BUILD=build/clang tests

# ---- fuzzing: libFuzzer on each target of tests/fuzz; what it finds goes to build/fuzz, crashes to build/fuzz/crashes ---

FUZZ_SECONDS ?= 60
FUZZ_TARGETS := $(sort $(notdir $(wildcard tests/fuzz/corpus/*)))
FUZZ_BUILD   := build/fuzz
FUZZ_FLAGS   := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

$(BUILD)/fuzz/%: tests/fuzz/entry.c $(call object,$(FUZZ_SOURCES)) $(LIB)
	@mkdir -p $(@D)
	@echo "  FUZZ $@"
	@$(CC) $(filter-out -MMD -MP,$(ALL_CFLAGS)) -fsanitize=fuzzer -DFUZZ_TARGET=fuzz_$* -o $@ $^ $(LIBS)

.PHONY: fuzz fuzz-targets
fuzz-targets: $(addprefix $(BUILD)/fuzz/,$(FUZZ_TARGETS))
fuzz: ## fuzz each target for FUZZ_SECONDS (60), and count the executions
	@.ci/need build fuzz
	@$(MAKE) -s -j$(JOBS) CC=clang BUILD=$(FUZZ_BUILD) CFLAGS="-O1 -g" EXTRA="$(FUZZ_FLAGS)" fuzz-targets
	@.ci/fuzz $(FUZZ_BUILD) $(FUZZ_SECONDS) $(FUZZ_TARGETS)

.PHONY: lint format
lint: ## clang-format and cppcheck find nothing
	@.ci/need lint
	@clang-format --dry-run -Werror $(C_FILES)
	@cppcheck -q --std=c11 --language=c --error-exitcode=1 --inline-suppr --enable=warning,portability -j$(JOBS) \
	 -Iinclude -Idelphi --suppress=missingIncludeSystem delphi
format: ## lay out every C file
	@clang-format -i $(C_FILES)
C_FILES := $(sort $(wildcard include/delphi/*.h delphi/*/*.[ch] delphi/*/*/*.[ch] tests/*/*.[ch] bench/*.[ch]))

# --- bench -----------------------------------------------------------------------------------------------------------
# A generator of studies, a program that measures one run, and the harness that sets the engine beside pandas.
BENCH_GENERATE := $(sort $(filter-out bench/measure.c bench/measures.c bench/reports.c,$(wildcard bench/*.c)))
BENCH_RUNS     ?= 7
BENCH_OUT      ?= bench/results.csv
BENCH_OUT_R    ?= bench/results-r.csv
BENCH_OUT_SCALE ?= bench/scale.csv

$(BUILD)/bench/generate: $(call object,$(BENCH_GENERATE)) $(LIB)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bench/measure: $(call object,bench/measure.c)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^

$(BUILD)/bench/measures: $(call object,bench/measures.c) $(LIB)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bench/reports: $(call object,bench/reports.c) $(LIB)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

-include $(patsubst %.o,%.d,$(PIC) $(call object,$(BENCH_GENERATE) bench/measure.c bench/measures.c bench/reports.c))

.PHONY: bench-measures
bench-measures: $(BUILD)/bench/measures ## what the measures themselves cost, and how that grows with the ratings
	@$<
	@$< growth

.PHONY: bench-reports
bench-reports: $(BUILD)/bench/reports $(BUILD)/bench/generate ## what a report of 60 indicators x 4 criteria x 3 rounds costs once the numbers are there
	@rm -rf $(BUILD)/bench/report-study
	@$(BUILD)/bench/generate study $(BUILD)/bench/report-study --experts 100 --indicators 60 --criteria 4 --seed 1 \
	  --groups 4 --rounds 3 --missing 0.03 --absent 0.08 --cannot-judge 0.03
	@$< $(BUILD)/bench/report-study

.PHONY: bench
bench: ## measure the engine beside pandas + XlsxWriter, and beside R
	@.ci/need build bench
	@$(MAKE) -s -j$(JOBS) all $(BUILD)/bench/generate $(BUILD)/bench/measure
	@/usr/bin/python3 -B bench/run.py --build $(BUILD) --runs $(BENCH_RUNS) --out $(BENCH_OUT)
	@$(MAKE) -s bench-r

.PHONY: bench-r
bench-r: ## measure concordance, stability and the bootstrap beside R; left out where there is no R
	@.ci/need build bench-r || echo "R cannot be had here"
	@$(MAKE) -s -j$(JOBS) all $(BUILD)/bench/generate $(BUILD)/bench/measure
	@/usr/bin/python3 -B bench/run_r.py --build $(BUILD) --runs $(BENCH_RUNS) --out $(BENCH_OUT_R)

.PHONY: bench-scale
bench-scale: ## measure how time and memory grow to 10^8 ratings, beside pandas and data.table; takes a quarter of an hour and 2 GB of disk
	@.ci/need build bench bench-scale || echo "not all peers can be had here"
	@$(MAKE) -s -j$(JOBS) all $(BUILD)/bench/generate $(BUILD)/bench/measure
	@/usr/bin/python3 -B bench/run_scale.py --build $(BUILD) --out $(BENCH_OUT_SCALE)

.PHONY: rounds
rounds: $(BIN) $(BUILD)/bench/generate ## make the shipped studies' rounds anew, the same to the byte
	@DELPHI=$(abspath $(BIN)) GENERATE=$(abspath $(BUILD)/bench/generate) rounds/make_rounds.sh
# --- end of bench ----------------------------------------------------------------------------------------------------

.PHONY: clean help
clean: ## remove everything that was built
	rm -rf build
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'
