#!/usr/bin/env node
// Opens pages of the examples in a browser and uses them as a reader would: with keys, without script, on a narrow
// screen, in both colour schemes. Needs node and chromium; speaks the DevTools protocol through a pipe.
//
//   node .ci/browser/alone.js [VARIORUM]     the built command; default: target/debug/variorum
"use strict";
const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const root = path.join(__dirname, "../..");
const program = process.argv[2] || path.join(process.env.CARGO_TARGET_DIR || path.join(root, "target"), "debug/variorum");
const dir = fs.mkdtempSync(path.join(os.tmpdir(), "variorum-page-"));
const failures = [];
let checks = 0;
const check = (what, good, found) => {
  checks += 1;
  if (!good) failures.push(what + (found === undefined ? "" : ": " + JSON.stringify(found)));
};

function make(name, reports) {
  const out = path.join(dir, name + ".html");
  const done = spawnSync(program, ["compare", ...reports, "--html", out], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${program}: ${done.error || done.stderr}`);
  return "file://" + out;
}

function chromium() {
  for (const name of [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"]) {
    if (name && spawnSync(name, ["--version"]).status === 0) return name;
  }
  throw new Error("no chromium: install it, or name it in CHROMIUM");
}

class Browser {
  constructor() {
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--force-prefers-reduced-motion",
      "--no-first-run", "--user-data-dir=" + path.join(dir, "profile")];
    this.process = spawn(chromium(), flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.next = 0;
    this.waiting = new Map();
    this.heard = () => {};
    let rest = Buffer.alloc(0);
    this.process.stdio[4].on("data", data => {
      rest = Buffer.concat([rest, data]);
      for (let end; (end = rest.indexOf(0)) >= 0; rest = rest.subarray(end + 1)) {
        const message = JSON.parse(rest.subarray(0, end).toString());
        if (!message.id) { this.heard(message); continue; }
        const { yes, no } = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        if (message.error) no(new Error(message.error.message)); else yes(message.result);
      }
    });
  }
  send(method, params = {}, sessionId = this.session) {
    const id = ++this.next;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((yes, no) => this.waiting.set(id, { yes, no }));
  }
  async open() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    this.session = (await this.send("Target.attachToTarget", { targetId, flatten: true })).sessionId;
    this.trouble = [];
    this.requests = [];
    let loaded = () => {};
    this.heard = ({ method, params }) => {
      if (method === "Page.loadEventFired") loaded();
      if (method === "Runtime.exceptionThrown") this.trouble.push(params.exceptionDetails.exception?.description || params.exceptionDetails.text);
      if (method === "Runtime.consoleAPICalled" && /error|warning|assert/.test(params.type)) this.trouble.push(params.args.map(a => a.value).join(" "));
      if (method === "Log.entryAdded" && params.entry.level === "error") this.trouble.push(params.entry.text);
      if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
    };
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await this.send(domain + ".enable");
    this.go = async url => {
      // From elsewhere, so that a second visit loads the page anew.
      for (const there of ["about:blank", url]) {
        const done = new Promise(yes => { loaded = yes; });
        await this.send("Page.navigate", { url: there });
        await done;
      }
      await this.rest();
    };
  }
  async ask(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  }
  rest() { return new Promise(yes => setTimeout(yes, 120)); }
  async key(key) {
    const text = key.length === 1 ? key : undefined;
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", key, text, code: key === "Escape" ? "Escape" : undefined, windowsVirtualKeyCode: key === "Escape" ? 27 : undefined });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", key });
    await this.rest();
  }
  size(width, height) {
    return this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  }
}

// The least contrast of any text with what lies behind it.
const contrast = `(() => {
  const light = c => { const [r, g, b] = c.map(x => (x /= 255) <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const rgb = s => s.match(/[\\d.]+/g).map(Number);
  const behind = el => { for (; el; el = el.parentElement) { const c = rgb(getComputedStyle(el).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  let least = [99];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; (n = walk.nextNode());) {
    const el = n.parentElement;
    if (!n.data.trim() || el.closest("script,svg,.vh") || !el.getClientRects().length) continue;
    const [a, b] = [light(rgb(getComputedStyle(el).color).slice(0, 3)), light(behind(el).slice(0, 3))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < least[0]) least = [ratio, el.className || el.tagName, n.data.slice(0, 30)];
  }
  return least;
})()`;
const lit = `(() => {
  const el = document.querySelector(":target");
  if (!el) return { id: null };
  const box = el.getBoundingClientRect();
  return { id: el.id, source: !!el.closest(".src"), seen: box.top >= 0 && box.bottom <= innerHeight,
    ground: getComputedStyle(el).backgroundColor, words: el.textContent, mark: el.textContent ? "" : getComputedStyle(el, "::before").content };
})()`;
const clear = "rgba(0, 0, 0, 0)";

async function reader(b, name, url) {
  await b.size(1280, 900);
  await b.go(url);
  check(name + ": the style is in force", (await b.ask("getComputedStyle(document.body).backgroundColor")) !== clear);
  check(name + ": the script is in force", await b.ask("!document.getElementById('bar').hidden"));
  const hash = () => b.ask("location.hash.slice(1)");
  const focus = () => b.ask("document.activeElement.id");

  await b.key("n");
  const first = await hash();
  check(name + ": n goes to the first variant", /^[xup]\d+(v\d+)?$/.test(first) && first === (await focus()), first);
  await b.key("n");
  const second = await hash();
  check(name + ": n goes on", second !== first && second === (await focus()), second);
  await b.key("p");
  check(name + ": p goes back", (await hash()) === first, await hash());
  await b.key("k");
  check(name + ": there is nothing before the first", (await hash()) === first, await hash());

  // Every variant, its departing place, and back.
  const count = await b.ask("[...document.querySelectorAll('.v')].filter(e => e.getClientRects().length).length");
  for (let n = 0; n < Math.min(count, 12); n++) {
    const at = await hash();
    const wanted = await b.ask(`document.getElementById(${JSON.stringify(at)}).querySelector(".dev a").hash.slice(1)`);
    await b.key("o");
    const place = await b.ask(lit);
    check(`${name}: o on ${at} goes to its place`, place.id === wanted && place.source, place);
    check(`${name}: the place of ${at} is lit and in sight`, place.seen && (place.words ? place.ground !== clear : /here/.test(place.mark)), place);
    check(`${name}: the way back from ${at} is offered`, await b.ask("!document.getElementById('back').hidden"));
    await b.key(n % 2 ? "b" : "Escape");
    check(`${name}: back to ${at}`, (await hash()) === at && (await focus()) === at, await hash());
    await b.key("j");
  }

  // By mouse: a place, then the button.
  const link = ".v .dev a";
  await b.ask(`document.querySelector("${link}").click()`);
  await b.rest();
  check(name + ": a click goes to the place", (await b.ask(lit)).source);
  await b.ask("document.getElementById('back').click()");
  await b.rest();
  check(name + ": and the button returns", /^[xup]/.test(await hash()), await hash());

  const minor = "[...document.querySelectorAll('.minor')]";
  await b.key("s");
  check(name + ": s hides the small variants", await b.ask(minor + ".every(d => !d.getClientRects().length)"));
  await b.key("s");
  check(name + ": s shows them", await b.ask(minor + ".every(d => d.open && d.getClientRects().length)"));
  await b.key("?");
  check(name + ": ? opens the help", await b.ask("document.getElementById('keys').open"));
  await b.key("Escape");
  check(name + ": Escape closes it", await b.ask("!document.getElementById('keys').open"));

  const all = await b.ask("document.querySelectorAll('.e').length && [...document.querySelectorAll('a[href]')].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.outerHTML)");
  check(name + ": every link arrives", Array.isArray(all) && all.length === 0, all);

  for (const value of ["light", "dark"]) {
    await b.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value }] });
    await b.ask("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    const least = await b.ask(contrast);
    check(`${name}: contrast in ${value}`, least[0] >= 4.5, least);
  }
  await b.send("Emulation.setEmulatedMedia", { features: [] });
  for (const width of [390, 320]) {
    await b.size(width, 800);
    const wide = await b.ask("document.documentElement.scrollWidth");
    check(`${name}: nothing sticks out at ${width}`, wide <= width, wide);
  }
}

async function without(b, name, url) {
  await b.size(1280, 900);
  await b.go(url);
  const id = await b.ask("document.querySelector('.dev a').hash");
  const folded = await b.ask("(document.querySelector('details.minor .v') || document.querySelector('.v')).id");
  await b.send("Emulation.setScriptExecutionDisabled", { value: true });
  await b.go(url + id);
  const place = await b.ask(lit);
  check(name + ": without script a place is lit", "#" + place.id === id && (place.words ? place.ground !== clear : /here/.test(place.mark)), place);
  check(name + ": without script there are no dead buttons", await b.ask("document.getElementById('bar').hidden"));
  await b.go(url + "#" + folded);
  check(name + ": without script a folded variant opens", await b.ask(`document.getElementById("${folded}").getClientRects().length > 0`));
  await b.send("Emulation.setScriptExecutionDisabled", { value: false });
}

async function main() {
  const examples = path.join(root, "examples");
  const of = folder => fs.readdirSync(path.join(examples, folder)).sort().map(f => path.join(examples, folder, f));
  const pages = { harbour: make("harbour", of("harbour")), bridge: make("bridge", of("bridge")) };
  const b = new Browser();
  try {
    for (const [name, url] of Object.entries(pages)) {
      await b.open();
      await reader(b, name, url);
      await without(b, name, url);
      check(name + ": no complaint of the browser", b.trouble.length === 0, b.trouble);
      const out = b.requests.filter(r => !r.startsWith(url) && r !== "about:blank");
      check(name + ": nothing is fetched", out.length === 0, out);
      b.session = undefined;
    }
  } finally {
    b.process.kill();
  }
}

const late = setTimeout(() => { console.error("one page: too slow"); process.exit(1); }, 240000);
main().then(() => {
  for (const f of failures) console.error("FAILED  " + f);
  console.error(`one page: ${checks} checks, ${failures.length} failed`);
  process.exitCode = failures.length ? 1 : 0;
}, error => {
  console.error("one page: " + error.message);
  process.exitCode = 1;
}).finally(() => {
  clearTimeout(late);
  setTimeout(() => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 }), 300);
});
