// SPDX-License-Identifier: GPL-3.0-or-later
// check.mjs BROWSER FILE...: each page in a headless browser, as a reader has it. It renders, writes nothing to the
// console, asks for nothing; headings, names and contrast pass axe-core; it fits screens from 320 pixels on; it prints.
// With PICTURES=FOLDER pictures of each are left there. The last line is `N passed, N failed`.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// From where npm put them, which is not beside this file.
const require = createRequire(join(process.cwd(), "package.json"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const SCREENS = [
  { name: "desk", width: 1280, height: 900 },
  { name: "zoomed", width: 640, height: 450 }, // a desk at 200 %
  { name: "phone", width: 390, height: 844 },
  { name: "narrow", width: 320, height: 640 }, // a desk at 400 %
];
const PATIENCE = 600000; // milliseconds: a busy machine takes its time
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// ---- questions answered inside the page ----

function structure() {
  const found = [];
  let level = 0;
  for (const heading of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) found.push(`heading "${heading.textContent}" is a ${heading.tagName} after an h${level}`);
    if (!heading.textContent.trim()) found.push("an empty heading");
    level = next;
  }
  if (document.querySelectorAll("h1").length !== 1) found.push("there is not exactly one h1");
  if (!document.title.trim()) found.push("no title");
  if (!["nl", "en"].includes(document.documentElement.lang)) found.push("no language");
  for (const picture of document.querySelectorAll("svg[role=img]"))
    for (const id of (picture.getAttribute("aria-labelledby") ?? "").split(" "))
      if (!document.getElementById(id)?.textContent.trim()) found.push(`a picture without the words of ${id || "any id"}`);
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption?.textContent.trim()) found.push("a table without a caption");
    const widths = [...table.rows].map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0));
    const lack = [...table.rows].some((row, i) => row.parentElement.tagName === "TBODY" && widths[i] !== table.querySelectorAll("col").length);
    if (lack) found.push(`a row of "${table.caption.textContent}" has another number of cells`);
  }
  return found;
}

// The page itself never scrolls sideways, and no text of a picture or a cell is cut off.
function fit() {
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width)
    found.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);
  for (const text of document.querySelectorAll("main svg text")) {
    if (text.closest(".scroll")) continue;
    const box = text.getBoundingClientRect();
    if (box.width > 0 && (box.left < -0.5 || box.right > width + 0.5))
      found.push(`"${text.textContent}" is cut off (${Math.round(box.left)} to ${Math.round(box.right)} of ${width})`);
  }
  for (const region of document.querySelectorAll(".table")) {
    const hidden = region.scrollWidth > region.clientWidth + 1 && getComputedStyle(region).overflowX === "visible";
    if (hidden) found.push(`"${region.querySelector("caption").textContent}" does not fit and does not scroll`);
  }
  return found.slice(0, 10);
}

// Texts of one picture that lie over each other, letters and all.
function overlaps() {
  const found = [];
  for (const picture of document.querySelectorAll("main svg[role=img]")) {
    const boxes = [...picture.querySelectorAll("text")].map((text) => [text, text.getBoundingClientRect()]);
    for (let i = 0; i < boxes.length; i++)
      for (let k = i + 1; k < boxes.length; k++) {
        const [a, b] = [boxes[i][1], boxes[k][1]];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 3 && down > 6) found.push(`"${boxes[i][0].textContent}" and "${boxes[k][0].textContent}"`);
      }
  }
  return found.slice(0, 10);
}

// ---- one page ----

async function look(page, file, screen) {
  await page.setViewport({ width: screen.width, height: screen.height });
  const found = await page.evaluate(fit);
  if (screen.name !== "narrow")
    for (const pair of await page.evaluate(overlaps)) found.push(`texts lie over each other: ${pair}`);
  if (screen.name === "desk" || screen.name === "phone") {
    const report = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
    for (const violation of report.violations)
      found.push(`axe: ${violation.id} (${violation.nodes.length}): ${violation.help}: ${violation.nodes[0].html.slice(0, 160)}`);
    if (report.passes.length < 20) found.push(`axe: only ${report.passes.length} rules had something to look at`);
  }
  if (process.env.PICTURES)
    await page.screenshot({ path: join(process.env.PICTURES, `${basename(file, ".html")}-${screen.name}.png`), fullPage: true });
  return found.map((text) => `${screen.name}: ${text}`);
}

async function check(browser, file) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  const found = [];
  const own = pathToFileURL(resolve(file)).href;
  page.on("console", (message) => found.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const url = request.url();
    if (url === own || url.startsWith("data:")) request.continue();
    else {
      found.push(`asks for ${url}`);
      request.abort();
    }
  });
  await page.goto(own, { waitUntil: "networkidle0" });
  if ((await page.evaluate(() => document.querySelector("main").innerText.length)) < 200) found.push("nearly empty");
  found.push(...(await page.evaluate(structure)));
  // The debugger may do what the page's own policy forbids.
  await page.evaluate(axe);
  for (const screen of SCREENS) found.push(...(await look(page, file, screen)));
  const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true, timeout: PATIENCE });
  if (paper.length < 10000) found.push("prints next to nothing");
  if (process.env.PICTURES) writeFileSync(join(process.env.PICTURES, `${basename(file, ".html")}.pdf`), paper);
  await page.close();
  return found;
}

const [executablePath, ...files] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath, headless: true, protocolTimeout: PATIENCE, args: ["--no-sandbox", "--disable-gpu"] });
let failed = 0;
for (const file of files) {
  const found = await check(browser, file);
  console.log(`${found.length ? "FAIL" : "ok  "} ${basename(file)}`);
  for (const line of found) console.log(`     ${line}`);
  failed += found.length > 0;
}
await browser.close();
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed || files.length === 0 ? 1 : 0;
