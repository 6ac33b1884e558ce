/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page looks: on a desk, on a phone, on paper. Colours have a contrast of 4.5 at least on what they stand on. */
#include "export/document_html.h"

#define BASICS                                                                                                         \
    ":root{color-scheme:light;--ink:#1b2a38;--quiet:#4d5c6a;--line:#c5cfd8;--pale:#e9eff4;--deep:#1f4e6b}\n"           \
    "*{box-sizing:border-box}\n"                                                                                       \
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}\n"                              \
    "body{margin:0;color:var(--ink);background:#fff;"                                                                  \
    "font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",Arial,sans-serif;"    \
    "overflow-wrap:break-word}\n"                                                                                      \
    "h1,h2,h3{color:var(--deep);line-height:1.25;text-wrap:balance}\n"                                                 \
    "h1{font-size:1.75rem;margin:0 0 .25rem}\n"                                                                        \
    "h2{font-size:1.5rem;margin:0 0 .5rem}\n"                                                                          \
    "h3{font-size:1.15rem;margin:2rem 0 .5rem}\n"                                                                      \
    "p{margin:.5rem 0;max-width:46rem}\n"                                                                              \
    "a{color:#0b5a8a}\n"                                                                                               \
    ":focus-visible{outline:3px solid #b34700;outline-offset:2px}\n"                                                   \
    "main:focus{outline:none}\n"                                                                                       \
    ".skip{position:absolute;left:-99rem;background:#fff;padding:.5rem 1rem;z-index:9}\n"                              \
    ".skip:focus{left:1rem;top:.5rem}\n"                                                                               \
    ".hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\n"

#define FRAME                                                                                                          \
    "header,footer,.page{max-width:88rem;margin:0 auto;padding:1rem 1.25rem}\n"                                        \
    "header{padding-top:1.75rem}\n"                                                                                    \
    "header p{margin:0;color:var(--quiet)}\n"                                                                          \
    "footer{color:var(--quiet);font-size:.875rem;border-top:1px solid var(--line)}\n"                                  \
    "nav h2{font-size:1rem;margin:0 0 .25rem}\n"                                                                       \
    "nav ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:0 1.25rem}\n"                           \
    "nav a{display:block;padding:.3rem 0}\n"                                                                           \
    "section{margin:0 0 3rem;padding-top:1.25rem;border-top:3px solid var(--pale)}\n"                                  \
    "@media (min-width:64rem){.page{display:grid;grid-template-columns:12rem minmax(0,1fr);gap:2.5rem}\n"              \
    "nav{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow:auto}\n"                     \
    "nav ol{display:block}}\n"

#define WORDS                                                                                                          \
    ".answer{font-size:1.2rem;font-weight:600;line-height:1.4;padding:.75rem 1rem;background:var(--pale);"             \
    "border-left:5px solid var(--deep);max-width:52rem;white-space:pre-line}\n"                                        \
    ".subtitle,.note,.notes{color:var(--quiet)}\n"                                                                     \
    ".note,.notes{font-size:.875rem}\n"                                                                                \
    ".caution{color:#7a3e00;background:#fff1dc;border-left:5px solid #b34700;padding:.5rem 1rem;font-weight:600}\n"    \
    "main p{white-space:pre-line}\n"

#define TABLES                                                                                                         \
    ".block{margin:1rem 0 1.5rem}\n"                                                                                   \
    ".table{overflow-x:auto;max-width:100%;"                                                                           \
    "background:linear-gradient(90deg,#fff 30%,#fff0) 0 0/2.5rem 100% local,"                                          \
    "linear-gradient(270deg,#fff 30%,#fff0) 100% 0/2.5rem 100% local,"                                                 \
    "radial-gradient(farthest-side at 0 50%,#0004,#0000) 0 0/.8rem 100% scroll,"                                       \
    "radial-gradient(farthest-side at 100% 50%,#0004,#0000) 100% 0/.8rem 100% scroll;background-repeat:no-repeat}\n"   \
    "table{border-collapse:collapse;font-size:.875rem;line-height:1.35}\n"                                             \
    "caption{text-align:left;padding:0 0 .35rem}\n"                                                                    \
    "caption span{position:sticky;left:0;display:inline-block;max-width:min(100%,calc(100vw - 2.5rem));"               \
    "font-weight:600;font-size:1rem}\n"                                                                                \
    "th,td{padding:.35rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:middle;"            \
    "white-space:pre-line}\n"                                                                                          \
    "thead th,thead td{background:var(--pale);vertical-align:bottom;border-bottom:2px solid var(--deep);"              \
    "hyphens:auto}\n"                                                                                                  \
    "thead .over{background:var(--deep);color:#fff;text-align:center;border:0;border-left:3px solid #fff}\n"           \
    "thead .up{text-align:center;padding:.35rem .15rem}\n"                                                             \
    "thead .up "                                                                                                       \
    "span{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg);max-height:11rem;font-size:.8125rem;" \
    "line-height:1.15;white-space:pre-line}\n"                                                                         \
    "tbody th{font-weight:600}\n"                                                                                      \
    "tbody th.text{font-weight:400}\n"                                                                                 \
    "tbody th[scope=rowgroup]{background:var(--pale);color:var(--deep);padding-top:.75rem}\n"                          \
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"                                      \
    "thead .n{white-space:pre-line}\n"                                                                                 \
    ".m{text-align:center;font-variant-numeric:tabular-nums;white-space:nowrap;padding-left:.15rem;"                   \
    "padding-right:.15rem}\n"                                                                                          \
    ".bar{background:linear-gradient(#a9cce6,#a9cce6) 0 50%/var(--w) 70% no-repeat;"                                   \
    "-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"                                                     \
    ".small{font-size:.8125rem}.strong{font-weight:600}.quiet{color:var(--quiet)}\n"                                   \
    ".warning{color:#7a3e00;background:#fff1dc;font-weight:600}\n"                                                     \
    ".total{font-weight:600;background:var(--pale)}\n"                                                                 \
    ".keep,.drop,.undecided,.conflict{font-weight:600}\n"                                                              \
    ".keep{color:#004a77;background:#dcebf7}.drop{color:#8a3b00;background:#fbe4d5}\n"                                 \
    ".rerate{background:#f1f1f1}.none{background:#e4e4e4}\n"                                                           \
    ".undecided{color:#5b2a58;background:#f3e3ee}.conflict{color:#5f4b00;background:#fff3c4}\n"                        \
    ".notes{list-style:none;margin:.35rem 0 0;padding:0;max-width:60rem}\n"                                            \
    ".notes :target,td:target{background:#fff3c4}\n"                                                                   \
    "@media (min-width:72rem){.table:not(.wide){overflow:visible;background:none}.table:not(.wide) "                   \
    "thead{position:sticky;top:0}\n"                                                                                   \
    ".long{overflow:auto;max-height:92vh}.long thead{position:sticky;top:0;z-index:2}}\n"                              \
    "@media screen{.wide tbody th:first-child,.wide thead tr:first-child :first-child{position:sticky;left:0;"         \
    "z-index:1}\n"                                                                                                     \
    ".wide tbody th:first-child:not([scope=rowgroup],.total){background:#fff}}\n"

#define CHARTS                                                                                                         \
    ".beside{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;align-items:flex-start}\n"                                    \
    ".beside>div{flex:0 1 auto;max-width:100%}.beside>figure{flex:1 1 20rem;margin-top:0}\n"                           \
    "figure{margin:1.25rem 0;max-width:54rem}\n"                                                                       \
    "figcaption{font-weight:600;padding:0 0 .35rem}\n"                                                                 \
    ".few{display:inline-block;vertical-align:top;width:17rem;max-width:100%;margin:.75rem 1.5rem .75rem 0;"           \
    "font-size:.875rem}\n"                                                                                             \
    ".legend{list-style:none;margin:0 0 .25rem;padding:0;display:flex;flex-wrap:wrap;gap:0 1rem;font-size:.8125rem}\n" \
    ".legend svg{width:26px;height:12px;margin-right:.35rem;vertical-align:-1px}\n"                                    \
    "svg{overflow:visible}\n"                                                                                          \
    ".plot{display:block;box-sizing:content-box;font-size:12px}\n"                                                     \
    "figure text{fill:var(--ink)}.plot text{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}\n"  \
    ".axis{stroke:#7d8b98;stroke-width:1}.grid{stroke:#dde4ea;stroke-width:1}\n"                                       \
    ".mark{stroke:#1b2a38;stroke-width:1.5;stroke-dasharray:5 3}\n"                                                    \
    "figure .soft{fill:var(--quiet);font-size:11px}\n"                                                                 \
    "figure .piece{font-size:11px}@media (max-width:47.9rem){.desk{display:none}}\n"                                   \
    ".scroll{overflow-x:auto;max-width:100%}\n"                                                                        \
    "figure svg,table *{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"                                  \
    "td details{white-space:pre-line}.diagram "                                                                        \
    "details{font-size:.875rem;max-width:46rem}summary{cursor:pointer;padding:.25rem 0}td summary{padding:0}.diagram " \
    "summary{color:#0b5a8a}\n"                                                                                         \
    ".diagram li{white-space:pre-line;margin:.25rem 0}\n"

#define PAPER                                                                                                          \
    "@page{size:A4;margin:14mm}\n"                                                                                     \
    "@page wide{size:A4 landscape;margin:12mm}\n"                                                                      \
    "@media print{html{font-size:10pt}body{line-height:1.4}\n"                                                         \
    "nav,.skip,.notes a,.diagram details{display:none}td "                                                             \
    "details::details-content{content-visibility:visible;display:block}td summary{list-style:none}\n"                  \
    "header,footer,.page{max-width:none;padding:0}\n"                                                                  \
    ".page{display:block}section{margin:0 0 8mm}\n"                                                                    \
    ".table{overflow:visible;max-height:none}thead{display:table-header-group;position:static}\n"                      \
    "tr,figure,.legend,.answer,.caution{break-inside:avoid}\n"                                                         \
    "h2,h3,caption,figcaption,thead,tr:has([scope=rowgroup]){break-after:avoid}.newpage{break-before:page}\n"          \
    ".diagram svg{min-width:0!important}.scroll{overflow:visible}section:has(.broad),.block.broad{page:wide}\n"        \
    ".wide table{min-width:0!important;width:100%!important;font-size:7.5pt}\n"                                        \
    ".wide col{width:auto!important}.wide td:has(details){width:34%}.wide th,.wide td{padding:.15rem "                 \
    ".2rem}a{color:inherit;text-decoration:none}}\n"

/* A compiler need not take a text of more than 4095 characters. */
const char *const html_styles[] = {BASICS, FRAME, WORDS, TABLES, CHARTS, PAPER, NULL};
