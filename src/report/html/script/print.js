
  // ---- print: what matters is opened, and links lead to what is on the paper -----------------------------
  const WHOLE = 120;
  let before = [];
  const also = (undo) => before.push(undo);

  addEventListener("beforeprint", () => {
    dark();
    const grave = (s) => s.querySelector(":scope > summary .badge.conflict, :scope > summary .badge.shift");
    for (const s of statements.filter((s) => !s.open && !s.hidden && grave(s)).slice(0, WHOLE)) {
      s.open = true;
      also(() => { s.open = false; });
    }
    for (const rest of document.querySelectorAll(".statement[open] .rest:not([open])")) {
      rest.open = true;
      also(() => { rest.open = false; });
    }
    // A link to what stays folded would become the address of a file on this machine.
    for (const link of document.querySelectorAll("a[href^='#']")) {
      const target = $(link.getAttribute("href").slice(1));
      if (target && !target.parentElement.closest("details:not([open])")) continue;
      const href = link.getAttribute("href");
      link.removeAttribute("href");
      also(() => link.setAttribute("href", href));
    }
  });
  addEventListener("afterprint", () => {
    for (const undo of before) undo();
    before = [];
  });
