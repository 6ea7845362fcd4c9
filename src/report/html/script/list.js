
  // ---- the list: rows are made as they come into view -----------------------------------------
  const PAGE = 40;
  const ROW = 112;
  let hits = { total: 0, ranks: [] };
  let pages = [];
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const page = pages.find((page) => page.div === entry.target);
      if (page) entry.isIntersecting ? make(page) : unmake(page);
    }
  }, { rootMargin: "1500px 0px" });

  // Whether statements open as they come into view.
  let wide = false;

  function make(page) {
    page.made ||= hits.rows(page.from, page.n).then(async (rows) => {
      const made = rows.map(fragment);
      if (wide) {
        await Promise.all(made.map(fill));
        for (const s of made) s.open = true;
      }
      page.div.replaceChildren(...made);
      light_up(page.div);
      page.div.style.height = "";
    });
    return page.made;
  }

  // Opens or closes what is there; what comes into view later follows.
  function spread(open) {
    wide = open;
    for (const s of list.querySelectorAll(".statement")) s.open = open;
  }

  // What is open or has the focus stays, however far the reader goes, unless all is open.
  function unmake(page) {
    if (!page.made || page.div.querySelector(wide ? ".here" : "details[open], .here") || page.div.contains(document.activeElement)) return;
    page.div.style.height = `${page.div.offsetHeight}px`;
    page.div.replaceChildren();
    page.made = null;
  }

  function lay(found) {
    hits = found;
    if (inside) {
      const shown = new Set(hits.ranks);
      statements.forEach((s, rank) => { s.hidden = !shown.has(rank); });
      return;
    }
    watcher.disconnect();
    pages = [];
    for (let from = 0; from < hits.total; from += PAGE) {
      const n = Math.min(PAGE, hits.total - from);
      const div = document.createElement("div");
      div.style.height = `${n * ROW}px`;
      pages.push({ div, from, n, made: null });
    }
    list.replaceChildren(...pages.map((page) => page.div));
    for (const page of pages) watcher.observe(page.div);
    return pages.length ? make(pages[0]) : undefined;
  }

  // The statement at a place of the list, and the place of a statement.
  async function at(place) {
    if (inside) return statements[hits.ranks[place]];
    const page = pages[Math.floor(place / PAGE)];
    if (!page) return undefined;
    await make(page);
    return page.div.children[place % PAGE];
  }

  function place(statement) {
    if (!statement) return -1;
    if (inside) return hits.ranks.indexOf(statements.indexOf(statement));
    const page = pages.find((page) => page.div === statement.parentElement);
    return page ? page.from + [...page.div.children].indexOf(statement) : -1;
  }
