/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Template scan: institutions assess themselves in waves on eight building blocks. A mirror: there is no good or bad
 * score. */
#include "manager/template.h"

#define STUDY                                                                                                          \
    "{\n"                                                                                                              \
    "  \"format\": \"delphi-study/1\",\n"                                                                              \
    "  \"id\": \"[[=id]]\",\n"                                                                                         \
    "  \"title\": {\"nl\": \"Zelfscan op acht bouwstenen\", \"en\": \"Self-scan on eight building blocks\"},\n"        \
    "  \"language\": \"[[nl|en]]\",\n"                                                                                 \
    "  \"scale\": {\n"                                                                                                 \
    "    \"min\": 1,\n"                                                                                                \
    "    \"max\": 4,\n"                                                                                                \
    "    \"labels\": {\n"                                                                                              \
    "      \"1\": {\"nl\": \"nog niet begonnen\", \"en\": \"not started yet\"},\n"                                     \
    "      \"2\": {\"nl\": \"in ontwikkeling\", \"en\": \"being developed\"},\n"                                       \
    "      \"3\": {\"nl\": \"grotendeels ingevoerd\", \"en\": \"largely in place\"},\n"                                \
    "      \"4\": {\"nl\": \"vast onderdeel van het werk\", \"en\": \"part of everyday work\"}\n"                      \
    "    },\n"                                                                                                         \
    "    \"cannot_judge\": true\n"                                                                                     \
    "  },\n"                                                                                                           \
    "  \"groups\": [\n"                                                                                                \
    "    {\"id\": \"[[ziekenhuis|hospital]]\", \"title\": {\"nl\": \"Ziekenhuizen\", \"en\": \"Hospitals\"}},\n"       \
    "    {\"id\": \"[[overig|other]]\", \"title\": {\"nl\": \"Overige instellingen\", \"en\": \"Other "                \
    "institutions\"}}\n"                                                                                               \
    "  ],\n"                                                                                                           \
    "  \"min_ratings\": 1,\n"                                                                                          \
    "  \"min_group\": 5,\n"                                                                                            \
    "  \"scan\": {\"decimals\": 1},\n"                                                                                 \
    "  \"rounds\": [\n"                                                                                                \
    "    {\"id\": 1, \"wave\": \"2026\", \"version\": \"1\"},\n"                                                       \
    "    {\"id\": 2, \"wave\": \"2027\"}\n"                                                                            \
    "  ]\n"                                                                                                            \
    "}\n"

const manager_template manager_template_scan = {
    .study = STUDY,
    .indicators =
        "id,topic[[,topic_en|]],text[[,text_en|]],choice_of[[,choice_of_en|]],asked_if,since,until,replaces,"
        "comparable\n"
        "B1,[[Leiderschap,|]]Leadership,[[Het bestuur draagt de beweging zichtbaar uit,|]]The board visibly carries "
        "the movement,[[,|]],,1,,,\n"
        "B2,[[Interne programma-organisatie,|]]Internal programme organisation,[[Er is een programma met een opdracht "
        "en een planning,|]]There is a programme with an assignment and a plan,[[,|]],,1,,,\n"
        "B3,[[Professionals,|]]Professionals,[[Professionals hebben tijd en ruimte om zorg anders te organiseren,|]]"
        "Professionals have the time and room to organise care differently,[[,|]],,1,,,\n"
        "B4,[[Financiën,|]]Finance,[[Contracten belonen zorg op de juiste plek,|]]Contracts reward care in the right "
        "place,[[,|]],,1,,,\n"
        "B5,[[ICT-infrastructuur,|]]IT infrastructure,[[Gegevens zijn voor alle betrokken zorgverleners in te zien,|]]"
        "Data can be seen by all care providers involved,[[,|]],,1,,,\n"
        "B6,[[Patiënt & populatie,|]]Patient & population,[[Patiënten denken en beslissen mee,|]]Patients take part in "
        "thinking and deciding,[[,|]],,1,,,\n"
        "B7,[[Regiovisie,|]]Regional vision,[[De regio heeft een gedeeld beeld en een plan,|]]The region has a shared "
        "picture and a plan,[[,|]],,1,,,\n"
        "B8,[[Stakeholders,|]]Stakeholders,[[Samenwerking met partners is vastgelegd,|]]Co-operation with partners is "
        "laid down,[[,|]],,1,,,\n"
        "B9a,[[Stakeholders,|]]Stakeholders,[[Huisartsen,|]]General practitioners,[[Met wie is de samenwerking "
        "vastgelegd?,|]]With whom is it laid down?,B8=3|4,1,,,\n"
        "B9b,[[Stakeholders,|]]Stakeholders,[[Gemeenten,|]]Municipalities,[[Met wie is de samenwerking vastgelegd?,|]]"
        "With whom is it laid down?,B8=3|4,1,,,\n"
        "B9c,[[Stakeholders,|]]Stakeholders,[[Verpleging en thuiszorg,|]]Nursing and home care,[[Met wie is de "
        "samenwerking vastgelegd?,|]]With whom is it laid down?,B8=3|4,1,,,\n",
    .options = "indicator,option,label[[,label_en|]],score\n"
               "B8,1,[[nog niet,|]]not yet,1\n"
               "B8,2,[[met één partner,|]]with one partner,2\n"
               "B8,3,[[met enkele partners,|]]with some partners,3\n"
               "B8,4,[[met alle partners in de regio,|]]with all partners in the region,4\n",
    .panel = "expert,group,language\n"
             "Z01,[[ziekenhuis|hospital]],[[nl|en]]\nZ02,[[ziekenhuis|hospital]],[[nl|en]]\n"
             "Z03,[[ziekenhuis|hospital]],[[nl|en]]\nZ04,[[ziekenhuis|hospital]],[[nl|en]]\n"
             "Z05,[[ziekenhuis|hospital]],[[nl|en]]\nZ06,[[overig|other]],[[nl|en]]\n"
             "Z07,[[overig|other]],[[nl|en]]\nZ08,[[overig|other]],[[nl|en]]\n"
             "Z09,[[overig|other]],[[nl|en]]\nZ10,[[overig|other]],[[nl|en]]\n",
    .about =
        "[[Deze map is gemaakt met de sjabloon `scan`: instellingen vullen in elke meting in hoe ver zij zijn op\n"
        "acht bouwstenen. Een expert is hier een instelling, met een pseudoniem; een ronde is een meting. De scan\n"
        "is een spiegel, geen verantwoording: er is geen goede of slechte score, en niets wordt behouden of valt "
        "af.|"
        "This folder was made from the template `scan`: institutions say in each wave how far they are on eight\n"
        "building blocks. An expert is an institution here, under a pseudonym; a round is a wave. The scan is a\n"
        "mirror and holds nobody to account: there is no good or bad score, and nothing is kept or dropped.]]",
};
