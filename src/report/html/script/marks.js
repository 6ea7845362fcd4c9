
  // ---- explanations and partner words -------------------------------------------------------------
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

  // The cells of a row as readings, each with who has it.
  function by_reading(row, text) {
    const who = new Map();
    for (const cell of row.querySelectorAll("td")) {
      const reading = cell.querySelector(".reading");
      if (reading) who.set(text(reading), [...(who.get(text(reading)) || []), cell.dataset.who]);
    }
    return [...who].map(([reading, names]) => `${reading} ${names.join(", ")}`).join(" · ");
  }

  // A note or a fragment as head, reason and readings.
  function told(note) {
    if (note.matches(".part")) {
      const lead = note.closest("li").querySelector(".lead").textContent.replace(/:$/, "");
      return [`compatible: ${lead}`, why(note), ""];
    }
    const text = (e) => e.textContent.trim().replace(/\s+/g, " ");
    const readings = note.matches("tr") ? by_reading(note, text) : [...note.querySelectorAll(".reading")].map(text).join(" · ");
    return [`${text(note.querySelector(".badge"))}: ${text(note.querySelector(".kind"))}`, text(note.querySelector(".why")), readings];
  }

  // The page's own explanation replaces the browser's.
  function why(e) {
    if (e.title) {
      e.dataset.why = e.title;
      e.removeAttribute("title");
    }
    return e.dataset.why || "";
  }

  function explain(mark) {
    const home = mark.closest(".statement");
    const notes = mark.dataset.n.split(" ").slice(0, 3).map((n) => home.querySelector(`[data-r][data-n="${n}"]`));
    tip.replaceChildren(...notes.filter(Boolean).map((note) => {
      const [head, reason, readings] = told(note);
      const p = document.createElement("p");
      const b = document.createElement("b");
      b.textContent = head;
      p.append(b, reason);
      if (readings) {
        const small = document.createElement("small");
        small.textContent = readings;
        p.append(small);
      }
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
    const mark = event.target.closest && event.target.closest("a.m, a.part");
    if (!mark) return dark();
    why(mark);
    light(mark);
    explain(mark);
  }
  // From a fragment back to its words, as from a note to its place in a book.
  addEventListener("click", (event) => {
    const part = event.target.closest("a.part");
    const marks = part && [...part.closest(".body").querySelectorAll("blockquote a.m")];
    const mark = marks && marks.find((m) => m.dataset.n.split(" ").includes(part.dataset.n));
    if (!mark) return;
    event.preventDefault();
    mark.focus({ preventScroll: true });
    land_on(mark, "nearest");
  });
  addEventListener("mouseover", over);
  addEventListener("focusin", over);
  addEventListener("scroll", () => { if (!tip.hidden && !document.activeElement.matches("a.m, a.part")) dark(); }, { passive: true });
