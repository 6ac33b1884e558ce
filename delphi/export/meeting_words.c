/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The majority of a meeting in words. */
#include "base/buffer.h"
#include "export/phrase.h"
#include "export/rule_words.h"
#include "export/text.h"

/* By whether more than the share is asked, and of whom. */
static const char *const in_favour[2][2] = {
    {N_("at least {share} of the votes in favour, abstentions not counted"),
     N_("at least {share} of those present in favour")},
    {N_("more than {share} of the votes in favour, abstentions not counted"),
     N_("more than {share} of those present in favour")},
};
static const char *const against[2][2] = {
    {N_("at least {share} of the votes against, abstentions not counted"),
     N_("at least {share} of those present against")},
    {N_("more than {share} of the votes against, abstentions not counted"),
     N_("more than {share} of those present against")},
};

void export_meeting_words(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out) {
    const delphi_meeting_terms *terms = &result->study->protocol.rounds[result->round - 1].meeting;
    delphi_buffer share = {0};
    if (!keep && !terms->drop_by_majority) {
        base_buffer_text(out, export_words(language, N_("less than that")));
        return;
    }
    base_buffer_format(&share, "%lld/%lld", (long long)terms->majority.num, (long long)terms->majority.den);
    const char *pattern = (keep ? in_favour : against)[terms->more][terms->of_present];
    EXPORT_FILL(out, export_words(language, pattern), {"share", base_buffer_string(&share)});
    delphi_buffer_free(&share);
}
