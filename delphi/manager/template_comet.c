/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Template comet: a core outcome set with patients and professionals. */
#include "manager/template.h"

const manager_template manager_template_comet = {
    .study = "{\n"
             "  \"format\": \"delphi-study/1\",\n"
             "  \"id\": \"[[=id]]\",\n"
             "  \"title\": {\"nl\": \"Kernset uitkomsten\", \"en\": \"Core outcome set\"},\n"
             "  \"language\": \"[[nl|en]]\",\n"
             "  \"scale\": {\n"
             "    \"min\": 1,\n"
             "    \"max\": 9,\n"
             "    \"labels\": {\n"
             "      \"1\": {\"nl\": \"niet belangrijk\", \"en\": \"not important\"},\n"
             "      \"9\": {\"nl\": \"van cruciaal belang\", \"en\": \"critical\"}\n"
             "    },\n"
             "    \"cannot_judge\": true\n"
             "  },\n"
             "  \"bands\": {\"low\": [1, 3], \"middle\": [4, 6], \"high\": [7, 9]},\n"
             "  \"criteria\": [\n"
             "    {\"id\": \"importance\", \"title\": {\"nl\": \"Belang\", \"en\": \"Importance\"}}\n"
             "  ],\n"
             "  \"groups\": [\n"
             "    {\"id\": \"[[patienten|patients]]\", \"title\": {\"nl\": \"Patiënten\", \"en\": \"Patients\"}},\n"
             "    {\"id\": \"professionals\", \"title\": {\"nl\": \"Professionals\", \"en\": \"Professionals\"}}\n"
             "  ],\n"
             "  \"quantile_type\": 7,\n"
             "  \"denominator\": \"valid\",\n"
             "  \"min_ratings\": 5,\n"
             "  \"min_group\": 5,\n"
             "  \"settled\": \"stay\",\n"
             "  \"replicates\": 2000,\n"
             "  \"rules\": {\"preset\": \"comet-70-15\"},\n"
             "  \"rounds\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]\n"
             "}\n",
    .indicators =
        "id,topic,text[[,text_en|]],definition,source,since,replaces\n"
        "O01,[[Gezondheid,Pijn,|Health,]]Pain,,,1,\n"
        "O02,[[Functioneren,Dagelijkse dingen zelf kunnen doen,|Functioning,]]Being able to do everyday things,,,1,\n"
        "O03,[[Kwaliteit van leven,Ervaren kwaliteit van leven,|Quality of life,]]Experienced quality of life,,,1,\n"
        "O04,[[Zorggebruik,Opname in het ziekenhuis,|Use of care,]]Admission to hospital,,,1,\n",
    .panel = "expert,group,language\n"
             "A01,[[patienten,nl|patients,en]]\nA02,[[patienten,nl|patients,en]]\nA03,[[patienten,nl|patients,en]]\n"
             "A04,[[patienten,nl|patients,en]]\nA05,[[patienten,nl|patients,en]]\n"
             "B01,professionals,[[nl|en]]\nB02,professionals,[[nl|en]]\nB03,professionals,[[nl|en]]\n"
             "B04,professionals,[[nl|en]]\nB05,professionals,[[nl|en]]\n",
    .about =
        "[[Deze map is gemaakt met de sjabloon `comet`: patiënten en professionals kiezen in drie rondes welke "
        "uitkomsten\n"
        "elk onderzoek zou moeten meten. Een uitkomst blijft bij minstens 70 % in 7 tot 9 en minder dan 15 % in 1 tot "
        "3;\n"
        "alle uitkomsten worden elke ronde opnieuw beoordeeld. `comet-70-15-each-group` vraagt dit van elke groep "
        "apart.|"
        "This folder was made from the template `comet`: patients and professionals choose, in three rounds, which\n"
        "outcomes every trial should measure. An outcome is kept at 70 % or more in 7 to 9 and under 15 % in 1 to 3; "
        "all\n"
        "outcomes are rated again every round. `comet-70-15-each-group` asks this of each group by itself.]]",
};
