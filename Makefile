# SPDX-License-Identifier: GPL-3.0-or-later
# delphi: one non-recursive makefile. `make help` lists the targets.
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# A folder for each set of flags, so that builds do not disturb each other.
BUILD    ?= build/release
CC       := $(if $(filter default,$(origin CC)),gcc,$(CC))
CFLAGS   ?= -O2 -g
EXTRA    ?=
JOBS     ?= $(shell nproc 2>/dev/null || echo 2)

PACKAGES := gsl libcjson xlsxwriter libmd
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
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c tests/oracle/*.c tests/golden/*.c tests/fault/*.c tests/api/*.c))
object        = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIB          := $(BUILD)/libdelphi.a
BIN          := $(BUILD)/delphi
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
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

# A test binary a file: Criterion runs every test in a process of its own.
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIB)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(shell pkg-config --libs criterion) $(LIBS)

-include $(patsubst %.o,%.d,$(call object,$(LIB_SOURCES) $(CLI_SOURCES) $(UNIT_SOURCES)))

.PHONY: tests
tests: $(TESTS)

.PHONY: unit
unit: $(TESTS) $(BIN) ## run every test binary
	@status=0; for t in $(TESTS); do DELPHI=$(abspath $(BIN)) $$t || status=1; done; exit $$status

# --- bench -----------------------------------------------------------------------------------------------------------
# A generator of studies, a program that measures one run, and the harness that sets the engine beside pandas.
BENCH_GENERATE := $(sort $(filter-out bench/measure.c,$(wildcard bench/*.c)))
BENCH_RUNS     ?= 7
BENCH_OUT      ?= bench/results.csv

$(BUILD)/bench/generate: $(call object,$(BENCH_GENERATE)) $(LIB)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bench/measure: $(call object,bench/measure.c)
	@echo "  LINK $@"
	@$(CC) $(ALL_CFLAGS) -o $@ $^

-include $(patsubst %.o,%.d,$(call object,$(BENCH_GENERATE) bench/measure.c))

.PHONY: bench
bench: $(BIN) $(BUILD)/bench/generate $(BUILD)/bench/measure ## measure the engine beside pandas + XlsxWriter
	@bench/setup.sh
	@/usr/bin/python3 bench/run.py --build $(BUILD) --runs $(BENCH_RUNS) --out $(BENCH_OUT)

.PHONY: rounds
rounds: $(BIN) $(BUILD)/bench/generate ## make the shipped studies' rounds anew, the same to the byte
	@DELPHI=$(abspath $(BIN)) GENERATE=$(abspath $(BUILD)/bench/generate) rounds/make_rounds.sh
# --- end of bench ----------------------------------------------------------------------------------------------------

.PHONY: clean
clean: ## remove everything that was built
	rm -rf build
