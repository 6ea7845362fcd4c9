
  // ---- keys -----------------------------------------------------------------------------------------------
  let here = null;
  let moves = 0;
  async function go(statement) {
    if (!statement) return;
    const move = ++moves;
    if (here) here.classList.remove("here");
    here = statement;
    here.classList.add("here");
    here.open = true;
    await fill(here);
    // Whoever has gone on in the meantime is not called back.
    if (move !== moves) return;
    here.querySelector("summary").focus({ preventScroll: true });
    land_on(here);
    history.replaceState(null, "", "#" + here.id);
  }

  async function step(by) {
    const from = place(here);
    await go(await at(from < 0 ? 0 : Math.min(Math.max(from + by, 0), hits.total - 1)));
  }

  function difference(by) {
    const marks = [...document.querySelectorAll(".statement[open]:not([hidden]) blockquote a.m:not(.form):not(.off)")];
    const from = marks.indexOf(document.activeElement);
    const next = marks[from < 0 ? (here ? marks.findIndex((m) => here.contains(m)) : 0) : from + by];
    if (!next) return;
    moves += 1;
    here = next.closest(".statement");
    next.focus({ preventScroll: true });
    land_on(next, "center");
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
