"use strict";
(() => {
  const $ = id => document.getElementById(id);
  const bar = $("bar"), back = $("back"), all = $("all"), keys = $("keys"), status = $("status");
  let now = null, turn = 0, from = null;
  bar.hidden = false;
  // Where nothing is small there is nothing to hide.
  all.hidden = !document.querySelector(".minor");

  const say = text => { status.textContent = text; };
  const target = () => {
    try { return $(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
  };
  const open = el => {
    for (let d = el.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  };
  const shown = el => el.getClientRects().length > 0;
  const inSource = el => el && el.closest(".src");
  const show = (el, block) => {
    open(el);
    // At once: a ride past fifty reports would only make dizzy.
    el.scrollIntoView({ block, behavior: "instant" });
  };

  // A place that another one crosses stands in several pieces: light all of them.
  const light = () => {
    for (const el of document.querySelectorAll(".hit")) el.classList.remove("hit");
    const el = target();
    if (!el) return;
    open(el);
    if (inSource(el)) {
      el.classList.add("hit");
      for (const piece of document.querySelectorAll("[data-of]")) {
        if (piece.dataset.of === el.id) piece.classList.add("hit");
      }
      if (el.classList.contains("b") || el.classList.contains("src")) el.classList.remove("hit");
      el.setAttribute("tabindex", "-1");
      el.focus({ preventScroll: true });
    }
    if (el.classList.contains("v")) mark(el);
    show(el, el.closest(".b") || el.classList.contains("v") ? "center" : "start");
  };
  const mark = el => {
    if (now && now !== el) now.classList.remove("now");
    if (now !== el) turn = 0;
    now = el;
    now.classList.add("now");
  };
  const leave = el => {
    from = el;
    back.hidden = !from;
    if (from) back.textContent = "← back to " + (from.id || "the text");
  };

  const step = by => {
    const list = [...document.querySelectorAll(".v")].filter(shown);
    if (!list.length) return;
    let at = now ? list.indexOf(now) : -1;
    if (at < 0 && now) {
      at = list.findIndex(el => now.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING);
      at = by > 0 ? at - 1 : at;
    }
    at = Math.min(Math.max(at + by, 0), list.length - 1);
    const el = list[at];
    mark(el);
    leave(null);
    // Replaced, so that stepping does not fill the history.
    location.replace("#" + el.id);
    el.focus({ preventScroll: true });
    say(el.id + ", " + (at + 1) + " of " + list.length);
  };
  const source = () => {
    if (!now) { step(1); return; }
    const links = [...now.querySelectorAll(".dev a"), ...now.querySelectorAll(".pl > a, .near a")];
    const link = links[turn++ % (links.length || 1)];
    if (!link) return;
    leave(now);
    if (location.hash === link.hash) light(); else location.hash = link.hash;
    say(link.textContent);
  };
  const ret = () => {
    const el = from;
    if (!el) return;
    leave(null);
    if (el.id) location.hash = el.id; else show(el, "center");
    el.focus({ preventScroll: true });
  };
  const toggle = () => {
    const sub = document.body.classList.toggle("sub");
    for (const d of document.querySelectorAll("details.minor")) d.open = !sub;
    all.textContent = sub ? "all variants" : "substantive only";
    say(sub ? "substantive variants only" : "all variants");
  };

  document.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (!link) return;
    const el = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (inSource(el) && !inSource(link)) {
      const entry = link.closest(".v");
      if (entry) mark(entry);
      leave(entry || link.closest("[id]"));
    }
    // The same place again: there will be no change of the address to act on.
    if (location.hash === link.hash) light();
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target.closest && event.target.closest("input,textarea,select")) return;
    const act = {
      n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
      o: source, b: ret, Escape: ret, s: toggle, "?": () => keys.showModal(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  back.addEventListener("click", ret);
  all.addEventListener("click", toggle);
  $("help").addEventListener("click", () => keys.showModal());
  $("keys-close").addEventListener("click", () => keys.close());
  addEventListener("hashchange", light);
  addEventListener("beforeprint", () => {
    for (const d of document.querySelectorAll("details")) {
      if (!d.open) { d.open = true; d.dataset.shut = ""; }
    }
  });
  addEventListener("afterprint", () => {
    for (const d of document.querySelectorAll("[data-shut]")) { d.open = false; delete d.dataset.shut; }
  });
  if (location.hash) light();
})();
