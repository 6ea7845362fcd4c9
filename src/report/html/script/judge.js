
  // ---- a reader says whether words are the same ----------------------------------------------------------
  // Kept in this browser, for this page; some browsers keep nothing for pages on disk.
  const SHELF = `variorum: judged on ${location.pathname}`;
  const judged = new Map();
  function recall() {
    try {
      for (const [phrases, as] of JSON.parse(localStorage.getItem(SHELF) || "[]")) judged.set(String(phrases), String(as));
    } catch { /* Nothing is kept, or it is not ours. */ }
  }
  function keep() {
    try { localStorage.setItem(SHELF, JSON.stringify([...judged])); } catch { /* Then for now only. */ }
  }

  // The same phrases in any order and letter case are one question.
  const question = (judge) => JSON.stringify([...new Set(JSON.parse(judge.dataset.phrases).map((p) => p.toLowerCase().replace(/\s+/g, " ")))].sort());

  // Shows what was said, in a body that has just come or in the whole page.
  function show_judged(root) {
    for (const judge of root.querySelectorAll(".judge")) {
      const said = judged.get(question(judge)) || "";
      for (const button of judge.querySelectorAll("button")) button.setAttribute("aria-pressed", button.dataset.as === said);
      const note = judge.closest(".note, .contrast");
      note.dataset.judged = said;
      const home = note.closest(".body");
      for (const mark of home && note.dataset.n ? home.querySelectorAll("a.m.unclear") : []) {
        if (mark.dataset.n.split(" ").includes(note.dataset.n)) mark.classList.toggle("settled", said === "same");
      }
    }
    const n = pairs().length;
    const settings = $("settings");
    if (!settings) return;
    settings.hidden = n === 0;
    settings.textContent = `Copy ${count(n, "pair")} for variorum.toml`;
  }

  // Phrases held for the same, two by two.
  function pairs() {
    return [...judged].filter(([, as]) => as === "same").flatMap(([phrases]) => {
      const [first, ...others] = JSON.parse(phrases);
      return others.map((other) => [first, other]);
    });
  }

  // A string of JSON is one of TOML, but for one control character.
  const toml = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");
  const settings_lines = () => `same = [\n${pairs().map((pair) => `  [${pair.map(toml).join(", ")}],\n`).join("")}]\n`;

  addEventListener("click", async (event) => {
    const button = event.target.closest(".judge button");
    if (button) {
      const key = question(button.closest(".judge"));
      // A second press takes it back.
      if (judged.get(key) === button.dataset.as) judged.delete(key);
      else judged.set(key, button.dataset.as);
      keep();
      show_judged(document);
    }
    if (event.target.closest("#settings")) {
      await write(settings_lines());
      const { textContent } = $("settings");
      $("settings").textContent = "Copied.";
      setTimeout(() => { $("settings").textContent = textContent; }, 2000);
    }
  });
