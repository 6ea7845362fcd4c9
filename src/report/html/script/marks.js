
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
      const values = [...note.querySelectorAll(".reading")].map((r) => r.textContent.trim().replace(/\s+/g, " "));
      if (values.length) {
        const readings = document.createElement("small");
        readings.textContent = values.join(" · ");
        p.append(readings);
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
