// What the page can do beyond being read: filter, find, explain under the pointer, move by keys.
// Nothing here makes markup out of text: every string goes through textContent.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const list = $("list");
  const tip = $("tip");
  const statements = list ? [...list.children] : [];

  // ---- filter ----------------------------------------------------------------------------
  const effects = new Set();
  const words = new Map();
  const text = (s) => {
    if (!words.has(s)) words.set(s, s.textContent.toLowerCase().replace(/\s+/g, " "));
    return words.get(s);
  };
  const has = (list, value) => (" " + list + " ").includes(" " + value + " ");

  function fits(s, query, kind, source, other) {
    const d = s.dataset;
    if (effects.size && ![...effects].some((e) => has(d.effects, e))) return false;
    if (kind && !has(d.kinds, kind)) return false;
    if (source && !has(d.sources, source)) return false;
    if (other && !has(d.sources, other)) return false;
    return query.every((word) => text(s).includes(word));
  }

  function filter() {
    const query = $("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [kind, source, other] = ["kind", "source", "other"].map((id) => $(id).value);
    let n = 0;
    for (const s of statements) {
      const shown = fits(s, query, kind, source, other);
      s.hidden = !shown;
      n += shown;
    }
    const all = `${statements.length} ${statements.length === 1 ? "statement" : "statements"}`;
    $("hits").textContent = n === statements.length ? all : `${n} of ${all}`;
    $("none").hidden = n > 0;
  }

  function clear() {
    effects.clear();
    for (const id of ["q", "kind", "source", "other"]) $(id).value = "";
    for (const chip of document.querySelectorAll(".chip")) chip.setAttribute("aria-pressed", "false");
    filter();
  }

  function later(action) {
    let timer = 0;
    return () => { clearTimeout(timer); timer = setTimeout(action, 120); };
  }

  function toggleAll() {
    const shown = statements.filter((s) => !s.hidden);
    const open = shown.some((s) => !s.open);
    for (const s of shown) s.open = open;
    $("toggle").textContent = open ? "Close all" : "Open all";
  }

  if (list) {
    $("filter").hidden = false;
    $("q").addEventListener("input", later(filter));
    for (const id of ["kind", "source", "other"]) $(id).addEventListener("change", filter);
    for (const chip of document.querySelectorAll(".chip")) {
      chip.addEventListener("click", () => {
        const on = chip.getAttribute("aria-pressed") !== "true";
        chip.setAttribute("aria-pressed", on);
        on ? effects.add(chip.dataset.effect) : effects.delete(chip.dataset.effect);
        filter();
      });
    }
    $("clear").addEventListener("click", clear);
    $("toggle").addEventListener("click", toggleAll);
    $("keys").addEventListener("click", () => $("help").showModal());
    for (const link of document.querySelectorAll("[data-pair]")) {
      link.addEventListener("click", () => {
        clear();
        [$("source").value, $("other").value] = link.dataset.pair.split(" ");
        filter();
      });
    }
    filter();
  }

  // ---- links open what they lead to -------------------------------------------------------
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let e = target; e; e = e.parentElement) {
      if (e.tagName === "DETAILS") e.open = true;
      if (e.hidden && statements.includes(e)) clear();
    }
    target.scrollIntoView({ block: target.tagName === "LI" ? "nearest" : "start" });
  }
  addEventListener("hashchange", reveal);
  reveal();

  // ---- explanations and partner words ------------------------------------------------------
  let lit = [];
  function dark() {
    for (const e of lit) e.classList.remove("lit");
    lit = [];
    tip.hidden = true;
  }

  function light(mark) {
    dark();
    const home = mark.closest(".statement");
    const numbers = mark.dataset.n.split(" ");
    for (const e of home.querySelectorAll("[data-n]")) {
      if (e.dataset.n.split(" ").some((n) => numbers.includes(n))) {
        e.classList.add("lit");
        lit.push(e);
      }
    }
  }

  function explain(mark) {
    const notes = mark.dataset.n.split(" ").slice(0, 3);
    const home = mark.closest(".statement");
    tip.replaceChildren(...notes.map((n) => {
      const note = home.querySelector(`.note[data-n="${n}"]`);
      const p = document.createElement("p");
      if (!note) return p;
      const head = document.createElement("b");
      head.textContent = note.querySelector(".badge").textContent + ": " + note.querySelector(".kind").textContent;
      p.append(head, note.querySelector(".why").textContent);
      return p;
    }));
    tip.hidden = false;
    const at = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const left = Math.min(Math.max(16, at.left), document.documentElement.clientWidth - tip.offsetWidth - 16);
    const above = at.top > tip.offsetHeight + 16;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${scrollY + (above ? at.top - tip.offsetHeight - 8 : at.bottom + 8)}px`;
  }

  function over(event) {
    const mark = event.target.closest && event.target.closest("a.m");
    if (!mark) return dark();
    // The page's own explanation replaces the browser's.
    mark.removeAttribute("title");
    light(mark);
    explain(mark);
  }
  addEventListener("mouseover", over);
  addEventListener("focusin", over);
  addEventListener("scroll", () => { if (!tip.hidden && !document.activeElement.matches("a.m")) dark(); }, { passive: true });

  // ---- keys ---------------------------------------------------------------------------------
  let here = null;
  function go(s) {
    if (!s) return;
    if (here) here.classList.remove("here");
    here = s;
    here.classList.add("here");
    here.open = true;
    here.querySelector("summary").focus({ preventScroll: true });
    here.scrollIntoView({ block: "start" });
    history.replaceState(null, "", "#" + here.id);
  }

  function step(by) {
    const shown = statements.filter((s) => !s.hidden);
    const at = shown.indexOf(here);
    go(shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)]);
  }

  function difference(by) {
    const marks = [...document.querySelectorAll(".statement[open]:not([hidden]) blockquote a.m:not(.form)")];
    const at = marks.indexOf(document.activeElement);
    const next = marks[at < 0 ? (here ? marks.findIndex((m) => here.contains(m)) : 0) : at + by];
    if (!next) return;
    here = next.closest(".statement");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    n: () => difference(1),
    p: () => difference(-1),
    o: () => { if (here) here.open = !here.open; },
    "/": () => $("q").focus(),
    "?": () => $("help").showModal(),
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      dark();
      if (typing) { event.target.value = ""; event.target.blur(); if (list) filter(); }
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || $("help").open || !list) return;
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // ---- print: what is folded belongs on paper -----------------------------------------------
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = statements.filter((s) => !s.open && !s.hidden).slice(0, 200);
    for (const s of folded) s.open = true;
  });
  addEventListener("afterprint", () => { for (const s of folded) s.open = false; });

  document.documentElement.dataset.ready = "";
})();
