/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules from the literature, by name. All are for a scale of 1 to 9, with the thirds 1-3, 4-6 and 7-9. */
#include <delphi/rules.h>

#include <string.h>

#define COMMON "As commonly used on a 9-point scale; the cut-offs differ between studies"
#define RAND   "Fitch et al. 2001, The RAND/UCLA Appropriateness Method User's Manual, RAND MR-1269-DG-XII/RE"

static const delphi_preset presets[] = {
    {"median-iqr", "median >= 7 and iqr <= 2", "median <= 3 and iqr <= 2",
     "Keep what has a high median and a narrow spread, drop what has a low median and a narrow spread.", COMMON},
    {"percent-75", "share(7..9) >= 75%", "share(1..3) >= 75%",
     "Keep what three in four experts rate high, drop what three in four rate low.", COMMON},
    {"comet-70-15", "share(7..9) >= 70% and share(1..3) < 15%", "share(1..3) >= 70% and share(7..9) < 15%",
     "Keep what at least 70% rate high and fewer than 15% low; drop what at least 70% rate low and fewer than 15% "
     "high.",
     "Definition of consensus in the ELICIT protocol, Trials 2015, after Harman et al. 2013 and Waters et al. 2014, "
     "https://trialsjournal.biomedcentral.com/articles/10.1186/s13063-015-1011-8/tables/1"},
    {"comet-70-15-each-group", "every group (share(7..9) >= 70% and share(1..3) < 15%)",
     "every group (share(7..9) <= 50%)",
     "Keep what in each group at least 70% rate high and fewer than 15% low; drop what in each group at most half rate "
     "high.",
     "Definitions on consensus of a core outcome set, https://pmc.ncbi.nlm.nih.gov/articles/PMC10860107/table/T2"},
    {"ram", "median >= 7 and not disagreement_classic", "median <= 3 and not disagreement_classic",
     "Appropriate or inappropriate by the median, unless the panel disagrees: a third of it or about so at either end, "
     "by "
     "a table for its size.",
     RAND
     "; table by panel size: https://bmcmedinformdecismak.biomedcentral.com/articles/10.1186/1472-6947-12-93/tables/7"},
    {"ram-ipras", "median >= 7 and not disagreement", "median <= 3 and not disagreement",
     "Appropriate or inappropriate by the median, unless the panel disagrees: the range between percentiles 30 and 70 "
     "is "
     "wider than that range adjusted for symmetry (IPRAS).",
     RAND},
    {"lawshe", "cvr >= cvr_critical", "cvr < cvr_critical",
     "Keep what more experts rate high than chance would explain (content validity ratio), drop the rest.",
     "Lawshe 1975; critical values from the exact binomial distribution, after Ayre and Scally 2014"},
    {"unisante", "median >= 7 and iqr <= 3", "median <= 3 and iqr <= 3", "As median-iqr, with a wider spread allowed.",
     "As in the fast-track Delphi of Unisant\xC3\xA9, Lausanne (participants' report)"},
};

#define COUNT (sizeof presets / sizeof presets[0])

const delphi_preset *delphi_presets(size_t *count) {
    *count = COUNT;
    return presets;
}

const delphi_preset *delphi_preset_find(const char *name) {
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(presets[i].name, name) == 0)
            return &presets[i];
    return NULL;
}
