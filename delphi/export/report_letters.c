/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How wide a text is, by the advance widths of Calibri's letters (Carlito, which LibreOffice takes instead, has the
 * same): Excel makes neither a merged row as high as its text nor a column as wide, so that both are worked out. */
#include "export/report.h"

#define FIRST 32
#define LAST  126
#define OTHER 527 /* letters with accents are about as wide as an o, and signs narrower */
#define WIDE  800 /* dashes, arrows and signs from fonts of their own */

/* Thousandths of an em, from the blank to the tilde. */
static const unsigned short widths[LAST - FIRST + 1] = {
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488,
    459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519,
    487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455,
    229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
};

double report_ems(const char *text, size_t size) {
    unsigned total = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= FIRST && c <= LAST)
            total += widths[c - FIRST];
        else if (c >= 0xE2)
            total += c == 0xE2 && i + 1 < size && (unsigned char)text[i + 1] == 0x80 ? OTHER : WIDE;
        else if (c >= 0xC0)
            total += OTHER;
    }
    return total / 1000.0;
}
