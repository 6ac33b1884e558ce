/* SPDX-License-Identifier: GPL-3.0-or-later */
/* README.md of a new study folder: JSON has no comments, so what each key and file means stands here. In parts, because
 * a C compiler need not take a text of more than 4,095 bytes. */
#include "manager/template.h"

#define COMMANDS                                                                                                       \
    "```\n"                                                                                                            \
    "delphi check [[=id]]\n"                                                                                           \
    "delphi open [[=id]]\n"                                                                                            \
    "delphi ingest [[=id]] export.csv --dry-run\n"                                                                     \
    "delphi ingest [[=id]] export.csv\n"                                                                               \
    "delphi status [[=id]]\n"                                                                                          \
    "delphi close [[=id]]\n"                                                                                           \
    "delphi report [[=id]]\n"                                                                                          \
    "```\n\n"

static const char *const dutch[] = {
    "# [[=id]]\n\n[[=about]]\n\n",
    "## Zo gaat u verder\n\n"
    "1. Zet in `indicators.csv` uw eigen lijst en in `panel.csv` uw panel: pseudoniemen, nooit namen of mailadressen.\n"
    "2. Pas `study.json` aan: schaal, criteria, groepen, regels en rondes. Leg de regels vast vóór de eerste ronde.\n"
    "3. Kijk of alles klopt, en open de eerste ronde:\n\n" COMMANDS,

    "## De bestanden\n\n"
    "| bestand | inhoud |\n| --- | --- |\n"
    "| `study.json` | het protocol: wat vooraf is afgesproken |\n"
    "| `indicators.csv` | een rij per indicator. `since`, `until`: eerste en laatste ronde waarin hij wordt "
    "beoordeeld. `replaces`: de id "
    "van de indicator waarvan dit de nieuwe tekst is. `topic_en`, `text_en` en `definition_en`: hetzelfde in het "
    "Engels, voor wie dat leest |\n"
    "| `panel.csv` | een rij per expert; `weight` (gewicht) en `since` (eerste ronde) mogen erbij |\n"
    "| `round-N/ratings.csv` | de beoordelingen van ronde N, geschreven door `delphi ingest`; `?` is \"kan ik niet "
    "beoordelen\" |\n"
    "| `round-N/received/` | elk ingelezen bestand, zoals het kwam |\n"
    "| `round-N/columns.csv` | desgewenst: welke kolom van een export wat betekent |\n"
    "| `round-N/results.json` | de uitkomst, geschreven door `delphi close` |\n"
    "| `deviations.csv` | desgewenst: waar u van het protocol afweek (`date,round,what,why,effect`), voor het "
    "eindrapport |\n"
    "| `ledger.jsonl` | het logboek: wie wat deed en wanneer. Verander er niets in; `delphi log --verify` merkt het |\n"
    "| `out/` | rapporten en formulieren; die kunt u altijd opnieuw maken |\n\n",

    "## De sleutels van study.json\n\n"
    "| sleutel | betekenis |\n| --- | --- |\n"
    "| `id`, `title`, `language` | naam van de studie, titel (per taal), en de taal van de teksten: `nl` of `en` |\n"
    "| `scale` | `min` en `max` van de schaal, `labels` bij punten, en of \"kan ik niet beoordelen\" mag |\n"
    "| `bands` | delen van de schaal met een naam, voor `share(high)` in een regel |\n"
    "| `criteria` | waarop elke indicator wordt beoordeeld |\n"
    "| `groups` | de perspectieven in het panel; mag ontbreken |\n"
    "| `quantile_type` | hoe kwartielen worden berekend: 2, 6, 7, 8 of `\"hinges\"` |\n"
    "| `denominator` | waarover een aandeel gaat: `valid` (beoordelingen), `answered` (met \"kan ik niet beoordelen\") "
    "of `panel` (iedereen die is gevraagd) |\n"
    "| `min_ratings` | bij minder beoordelingen heeft een maat geen waarde |\n"
    "| `min_group` | een groep met minder beoordelingen krijgt geen oordeel en wordt niet apart getoond |\n"
    "| `settled` | behouden en afgevallen indicatoren gaan weg (`leave`) of blijven (`stay`) |\n"
    "| `seed` | beginwaarde van de toevalsgenerator |\n"
    "| `replicates` | hoe vaak het panel opnieuw wordt getrokken om te zien hoe zeker een besluit is; 0: niet |\n"
    "| `received` | `false`: bewaar geen kopie van ingelezen bestanden |\n"
    "| `rules` | `keep` en `drop`, of een `preset` (`delphi rules` noemt ze) |\n"
    "| `rounds` | de rondes; elk mag een sluitdatum `closes` (JJJJ-MM-DD) en eigen `rules` hebben |\n",
    NULL,
};

static const char *const english[] = {
    "# [[=id]]\n\n[[=about]]\n\n",
    "## What to do next\n\n"
    "1. Put your own list in `indicators.csv` and your panel in `panel.csv`: pseudonyms, never names or mail "
    "addresses.\n"
    "2. Change `study.json`: scale, criteria, groups, rules and rounds. Fix the rules before the first round.\n"
    "3. See whether all is well, and open the first round:\n\n" COMMANDS,

    "## The files\n\n"
    "| file | holds |\n| --- | --- |\n"
    "| `study.json` | the protocol: what was agreed beforehand |\n"
    "| `indicators.csv` | a row an indicator. `since`, `until`: the first and last round in which it is rated. "
    "`replaces`: the id of the "
    "indicator of which this is the new wording. `topic_en`, `text_en` and `definition_en` may be added where "
    "`topic`, `text` and `definition` are Dutch |\n"
    "| `panel.csv` | a row an expert; `weight` and `since` (first round) may be added |\n"
    "| `round-N/ratings.csv` | the ratings of round N, written by `delphi ingest`; `?` is \"cannot judge\" |\n"
    "| `round-N/received/` | every file that was taken in, as it came |\n"
    "| `round-N/columns.csv` | if you like: which column of an export means what |\n"
    "| `round-N/results.json` | the outcome, written by `delphi close` |\n"
    "| `deviations.csv` | if you like: where you left the protocol (`date,round,what,why,effect`), for the final "
    "report |\n"
    "| `ledger.jsonl` | who did what, and when. Do not change it; `delphi log --verify` would tell |\n"
    "| `out/` | reports and forms, which can always be made again |\n\n",

    "## The keys of study.json\n\n"
    "| key | meaning |\n| --- | --- |\n"
    "| `id`, `title`, `language` | name of the study, title (one per language), language of the texts: `nl` or `en` |\n"
    "| `scale` | `min` and `max` of the scale, `labels` of points, and whether \"cannot judge\" is an answer |\n"
    "| `bands` | parts of the scale with a name, for `share(high)` in a rule |\n"
    "| `criteria` | what every indicator is rated on |\n"
    "| `groups` | the perspectives in the panel; may be left out |\n"
    "| `quantile_type` | how quartiles are computed: 2, 6, 7, 8 or `\"hinges\"` |\n"
    "| `denominator` | what a share is counted over: `valid` (ratings), `answered` (with \"cannot judge\") or `panel` "
    "(everyone invited) |\n"
    "| `min_ratings` | with fewer ratings a measure has no value |\n"
    "| `min_group` | a group with fewer ratings gets no verdict and is not shown apart |\n"
    "| `settled` | kept and dropped indicators `leave` the next rounds, or `stay` |\n"
    "| `seed` | where the random generator starts |\n"
    "| `replicates` | how often the panel is drawn again to see how sure a decision is; 0: never |\n"
    "| `received` | `false`: keep no copy of the files that were taken in |\n"
    "| `rules` | `keep` and `drop`, or a `preset` (`delphi rules` lists them) |\n"
    "| `rounds` | the rounds; each may have a date `closes` (YYYY-MM-DD) and `rules` of its own |\n",
    NULL,
};

const char *const *const manager_template_readme[DELPHI_LANGUAGE_COUNT] = {[DELPHI_NL] = dutch, [DELPHI_EN] = english};
