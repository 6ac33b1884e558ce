/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file delphi.h
 * The whole of libdelphi: a Delphi study from its folder to its decisions.
 *
 * Data flows one way: ingest.h fills a model.h study, analysis.h makes a result of it with stats.h and rules.h,
 * export.h writes the result; manager.h keeps the folder in which all of this lives. No function keeps global state; an
 * object may be used by one thread at a time, different objects by different threads.
 */
#ifndef DELPHI_H
#define DELPHI_H

#include <delphi/analysis.h>
#include <delphi/base.h>
#include <delphi/belief.h>
#include <delphi/chosen.h>
#include <delphi/concordance.h>
#include <delphi/export.h>
#include <delphi/flow.h>
#include <delphi/grim.h>
#include <delphi/indicator_trends.h>
#include <delphi/ingest.h>
#include <delphi/longlist.h>
#include <delphi/manager.h>
#include <delphi/model.h>
#include <delphi/questionnaire.h>
#include <delphi/resample.h>
#include <delphi/rules.h>
#include <delphi/scan.h>
#include <delphi/sheet.h>
#include <delphi/simulate.h>
#include <delphi/stability.h>
#include <delphi/stats.h>
#include <delphi/text.h>
#include <delphi/trend.h>
#include <delphi/value.h>
#include <delphi/values.h>
#include <delphi/variant.h>

/** Version of the library and of the command; written into every results.json. */
#define DELPHI_VERSION "0.1.0"

#endif
