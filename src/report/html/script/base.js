
  // ---- a chosen base: the others are held against it ------------------------------------------------
  function hold(body, base) {
    const readings = new Map();
    for (const note of body.querySelectorAll("[data-r]")) readings.set(note.dataset.n, note.dataset.r.split(" "));
    const differs = (of, a, b) => of[a] !== "-" && of[b] !== "-" && of[a] !== of[b];
    const column = (e) => Number(e.closest("[data-c]").dataset.c);
    body.dataset.base = base;
    for (const mark of body.querySelectorAll("blockquote a.m")) {
      const own = column(mark);
      const on = mark.dataset.n.split(" ").map((n) => readings.get(n) || []).some((of) => (own === base
        ? of.some((_, other) => other !== base && differs(of, base, other))
        : differs(of, own, base)));
      mark.classList.toggle("off", !on);
    }
    for (const edit of body.querySelectorAll("blockquote .edit")) {
      const on = column(edit) === base || edit.dataset.w.split(" ").includes(String(base));
      edit.classList.toggle("off", !on);
    }
    for (const figure of body.querySelectorAll("figure.witness")) {
      const first = Number(figure.dataset.c) === base;
      figure.style.order = first ? -1 : "";
      figure.classList.toggle("is-base", first);
      figure.querySelector(".base").setAttribute("aria-pressed", first);
    }
    for (const row of body.querySelectorAll(".variants tbody tr")) {
      const cells = [...row.querySelectorAll("td")];
      const own = cells[base].firstChild && cells[base].firstChild.textContent;
      cells.forEach((cell, i) => {
        cell.classList.toggle("agrees", i !== base && cell.firstChild && cell.firstChild.textContent === own);
        cell.classList.toggle("is-base", i === base);
      });
    }
  }
  addEventListener("click", (event) => {
    const button = event.target.closest("button.base");
    if (!button) return;
    const body = button.closest(".body");
    // A second press gives back the view that the page opened with.
    const again = button.getAttribute("aria-pressed") === "true";
    hold(body, again ? 0 : Number(button.closest("[data-c]").dataset.c));
    if (again) for (const e of body.querySelectorAll(".is-base, [aria-pressed=true]")) {
      e.classList.remove("is-base");
      if (e.matches("button")) e.setAttribute("aria-pressed", "false");
    }
  });
