// Uses a served library as readers do: opens it, searches, steps through variants, follows places to their sources and
// back; with a keyboard, without script, on a narrow screen, in both colour schemes, on paper; and has axe-core look
// at every kind of page.
//
//   node .ci/browser/site.mjs VARIORUM FOLDER     the built command, and where screenshots go
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const [program, shots] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "variorum-site-"));
const library = path.join(folder, "news.db");
const failures = [];
let checks = 0;
const check = (what, good, found) => {
  checks += 1;
  if (!good) failures.push(what + (found === undefined ? "" : ": " + JSON.stringify(found)));
};

function run(...args) {
  const done = spawnSync(program, args, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${done.error || done.stderr}`);
  return done.stdout;
}

// The examples, a page that was captured twice, and a report in German.
function makeLibrary() {
  const report = (name, record) => {
    fs.writeFileSync(path.join(folder, name), JSON.stringify(record) + "\n");
    run("add", "--quiet", "--library", library, path.join(folder, name));
  };
  run("add", "--quiet", "--library", library, "examples/harbour", "examples/bridge", "examples/feed.jsonl");
  for (const [name, words] of [["a.jsonl", "about forty people"], ["b.jsonl", "41 people"]]) {
    report(name, {
      url: "https://quay.example/gate", title: "Gate of the old dock stays shut", date: "2031-02-05", source: "The Quay",
      text: `The gate of the old dock was shut in front of ${words} on Monday. “I have not seen the key since Friday,” said Mara Lint, who keeps the gate.\n\nIf you need help, call the Dock Line on 01632 960 118, 9am to 5pm.\n`,
    });
  }
  report("c.jsonl", {
    title: "Das Tor bleibt zu", date: "2031-02-06", source: "Hafenbote", lang: "de",
    text: "Das Tor am alten Dock blieb am Montag geschlossen. „Ich habe den Schlüssel seit Freitag nicht gesehen“, sagte Mara Lint, die das Tor hütet.\n",
  });
  run("stories", "--library", library);
}

function serve() {
  const server = spawn(program, ["serve", "--library", library, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((yes, no) => {
    let said = "";
    server.stderr.on("data", data => {
      said += data;
      const at = said.match(/http:\/\/([^/]+)\//);
      if (at) yes({ server, root: `http://${at[1]}` });
    });
    server.on("exit", code => no(new Error(`serve ended with ${code}: ${said}`)));
  });
}

// The page has no script or style but its own, so axe comes in past its policy.
async function accessible(page, name) {
  await page.evaluate(fs.readFileSync(axe, "utf8"));
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const grave = found.violations.filter(v => ["serious", "critical"].includes(v.impact));
  check(`${name}: axe-core finds nothing serious`, grave.length === 0,
    grave.map(v => ({ rule: v.id, help: v.help, at: v.nodes.slice(0, 4).map(n => n.html.slice(0, 160)) })));
  check(`${name}: axe-core finds nothing moderate`, found.violations.length === grave.length,
    found.violations.filter(v => !grave.includes(v)).map(v => ({ rule: v.id, at: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)) })));
}

const shot = (page, name, whole = false) => page.screenshot({ path: path.join(shots, name + ".png"), fullPage: whole });

function watch(page, root, trouble) {
  page.on("pageerror", e => trouble.push(String(e)));
  page.on("console", m => { if (["error", "warning"].includes(m.type())) trouble.push(m.text()); });
  page.on("request", r => { if (!r.url().startsWith(root)) trouble.push("asks for " + r.url()); });
  page.on("response", r => { if (r.status() >= 400 && !/favicon/.test(r.url())) trouble.push(`${r.status()} ${r.url()}`); });
}

async function everyPage(browser, root, pages) {
  const trouble = [];
  for (const [name, where] of Object.entries(pages)) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    watch(page, root, trouble);
    const start = Date.now();
    await page.goto(root + where);
    check(`${name}: is there within a second`, Date.now() - start < 1000, Date.now() - start);
    await page.evaluate(() => document.querySelectorAll("details").forEach(d => { d.open = true; }));
    await shot(page, name, true);
    await accessible(page, name);
    await page.emulateMedia({ colorScheme: "dark" });
    await shot(page, name + "-dark");
    await accessible(page, name + " in the dark");
    await page.emulateMedia({ colorScheme: "light", media: "print" });
    await shot(page, name + "-print");
    check(`${name}: no form on paper`, !(await page.locator("input:visible").count()));
    const pdf = await page.pdf({ path: path.join(shots, name + ".pdf"), format: "A4" });
    check(`${name}: has a printed form`, pdf.length > 5000, pdf.length);
    await page.emulateMedia({ media: "screen" });
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(`${name}: nothing sticks out at ${width}`, wide <= width, wide);
      if (width === 390) await shot(page, name + "-narrow");
    }
    await page.close();
  }
  check("no complaint of the browser", trouble.length === 0, trouble);
}

async function reader(browser, root) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await page.goto(root + "/");
  // By keyboard: the first stop leads past what every page has.
  await page.keyboard.press("Tab");
  check("the first stop is the way past", (await page.evaluate(() => document.activeElement.className)) === "skip");
  await page.keyboard.press("Enter");
  // Searches for words, and opens what is found.
  await page.getByRole("searchbox", { name: "Search all articles" }).fill("lifeboat anchors");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=*");
  check("the search finds something", (await page.locator(".rows li").count()) > 0);
  check("what was looked for is marked", (await page.locator("mark").count()) > 0);
  await page.locator(".rows h3 a").first().click();
  await page.waitForURL("**/article/*");
  check("an article has its quotations marked", (await page.locator(".fq").count()) > 3);
  // From a quotation into the edition.
  const place = await page.locator(".ref a[href*='#u']").first().getAttribute("href");
  await page.locator(".ref a[href*='#u']").first().click();
  await page.waitForURL("**" + place);
  const target = () => page.evaluate(() => document.querySelector(":target")?.id);
  check("a quotation leads to its utterance", "#" + (await target()) === place.slice(place.indexOf("#")), await target());
  // Steps through variants, and follows a place to its source and back.
  const hash = () => page.evaluate(() => location.hash);
  await page.goto(page.url().split("#")[0]);
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press("n");
    const at = await hash();
    await page.keyboard.press("o");
    const lit = await page.evaluate(() => {
      const el = document.querySelector(":target");
      const box = el?.getBoundingClientRect();
      return { source: !!el?.closest(".src"), seen: !!box && box.top >= 0 && box.bottom <= innerHeight };
    });
    check(`o on ${at} leads to its source, in sight`, lit.source && lit.seen, lit);
    await page.keyboard.press("b");
    check(`b leads back to ${at}`, (await hash()) === at, await hash());
  }
  await shot(page, "stepping");
  // From the source to the article's own page, and back with the browser's button.
  await page.locator("#sources h3 a").first().click();
  await page.waitForURL("**/article/*");
  await page.goBack();
  check("back is the story", page.url().includes("/story/"), page.url());
  // The page of an utterance, of its speaker, and a facet.
  await page.locator("article.t h3:has(a.person) a.perma").first().click();
  await page.waitForURL("**/story/*/u*");
  check("an utterance has a page", (await page.locator("h1").count()) === 1);
  await page.locator("h1 a.person").click();
  await page.waitForURL("**/speaker/*");
  check("a speaker has utterances", (await page.locator("blockquote").count()) > 0);
  await page.goto(root + "/");
  await page.locator(".facets a").first().click();
  check("a facet is chosen", (await page.locator(".facets a[aria-current]").count()) > 0);
  await page.close();
}

async function withoutScript(browser, root, story) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(root + "/");
  await page.locator("#words").fill("bridge");
  await page.locator(".find button").click();
  check("without script the list is narrowed", page.url().includes("q=bridge") && (await page.locator(".rows li").count()) === 1, page.url());
  await page.locator("#find").fill("ferry");
  await page.locator("[role=search] button").click();
  check("without script a search finds", (await page.locator(".rows li").count()) > 0);
  await page.goto(root + story);
  check("without script there are no dead buttons", !(await page.locator("#bar").isVisible()));
  const link = page.locator(".top .dev a").first();
  const wanted = await link.getAttribute("href");
  await link.click();
  check("without script a place leads to its source", page.url().endsWith(wanted), page.url());
  check("without script the place is in sight", await page.locator(`[id="${wanted.slice(1)}"]`).isVisible());
  await page.locator("details > summary").first().click();
  check("without script folded parts open", (await page.locator("details[open]").count()) > 0);
  await shot(page, "without-script");
  await context.close();
}

async function main() {
  fs.mkdirSync(shots, { recursive: true });
  makeLibrary();
  const { server, root } = await serve();
  const executablePath = ["chromium", "chromium-browser", "google-chrome"].map(name => spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim()).find(Boolean);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
  try {
    const { stories } = await (await fetch(root + "/stories.json")).json();
    const harbour = "/story/" + stories.find(s => s.articles.length === 6).story.slice(1);
    const { articles } = await (await fetch(root + "/search.json?q=gate+dock")).json();
    const gate = articles.map(a => a.article).sort((a, b) => b - a)[0];
    const { articles: german } = await (await fetch(root + "/search.json?q=Dock+Tor")).json();
    await everyPage(browser, root, {
      list: "/", narrowed: "/?least=1&q=dock", story: harbour, utterance: harbour + "/u6", passage: harbour + "/p1",
      article: "/article/1", captures: "/article/" + gate, german: "/article/" + german[0].article,
      speaker: "/speaker/judith-orrell", search: "/search?q=ferry", nothing: "/search?q=xyzzy",
    });
    const page = await browser.newPage();
    await page.goto(root + "/no/such/page");
    await accessible(page, "trouble");
    await shot(page, "trouble");
    await page.close();
    await reader(browser, root);
    await withoutScript(browser, root, harbour);
  } finally {
    await browser.close();
    const ended = new Promise(yes => server.on("exit", yes));
    server.kill("SIGINT");
    check("Ctrl-C ends the server", (await ended) === 0);
  }
}

const late = setTimeout(() => { console.error("site: too slow"); process.exit(1); }, 240000);
main().then(() => {
  for (const f of failures) console.error("FAILED  " + f);
  console.error(`site: ${checks} checks, ${failures.length} failed; screenshots in ${shots}`);
  process.exitCode = failures.length ? 1 : 0;
}, error => {
  console.error("site: " + (error.stack || error));
  process.exitCode = 1;
}).finally(() => {
  clearTimeout(late);
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
