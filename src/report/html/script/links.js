
  // ---- links open what they lead to -----------------------------------------------------------------------
  const hash = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  };

  // Makes what a link leads to, where it is not there yet.
  async function bring(id) {
    const passage = /^at-(\d+)-/.exec(id);
    const holder = $(passage ? `doc-${passage[1]}` : id);
    if (holder && holder.matches(".document")) {
      holder.open = true;
      await fill(holder);
      return $(id) || holder;
    }
    if (holder || !id.startsWith("s-") || inside || !list) return holder;
    const home = id.replace(/-\d+$/, "");
    const find = async () => Math.max(await hits.find(id), await hits.find(home));
    let place = await find();
    if (place < 0) {
      set({});
      await filter(true);
      place = await find();
    }
    const statement = place < 0 ? null : await at(place);
    if (!statement) return null;
    statement.open = true;
    await fill(statement);
    return $(id) || statement;
  }

  function unfold(target) {
    for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  }

  async function reveal() {
    const id = hash();
    if (id.startsWith("?") && list) {
      set(Object.fromEntries(new URLSearchParams(location.hash.slice(2))));
      await filter(true);
      land_on($("statements"));
      return;
    }
    const target = id && await bring(id);
    if (!target) return;
    unfold(target);
    if (statements.includes(target.closest(".statement")) && target.closest(".statement").hidden) await clear();
    if (leaving) offer(target);
    leaving = false;
    land_on(target);
  }

  // The way back stands in the text, beside what the link led to, so that it covers nothing.
  const back = $("back");
  let leaving = false;
  function offer(target) {
    if (target.matches("details")) target.querySelector("summary").after(back);
    else target.after(back);
    back.hidden = false;
  }
  back.firstElementChild.addEventListener("click", () => { back.hidden = true; history.back(); });

  // Where the reader was: the link that was pressed, where on the screen it stood, and the filter.
  const left = new Map();
  function leave(link) {
    left.set(left.size, { link, top: link.getBoundingClientRect().top, at: scrollY, values: list ? fields() : {} });
    history.replaceState({ left: left.size - 1 }, "");
  }

  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const href = link.getAttribute("href");
    // No event tells of a link to where the page's address leads already.
    if (href === location.hash) {
      reveal();
      return;
    }
    leave(link);
    leaving = link.closest("main") !== null && !link.matches(".m, .notes a") && /^#(at|doc|s)-/.test(href);
    if (!leaving) back.hidden = true;
  });

  let returning = false;
  addEventListener("popstate", async (event) => {
    const from = event.state && left.get(event.state.left);
    returning = Boolean(from);
    if (!from) return;
    back.hidden = true;
    if (list && String(new URLSearchParams(fields())) !== String(new URLSearchParams(from.values))) {
      set(from.values);
      await filter(true);
    }
    unfold(from.link);
    // A row that went out of view in the meantime is made anew when it is seen.
    land(() => {
      const top = from.link.isConnected ? scrollY + from.link.getBoundingClientRect().top - from.top : from.at;
      scrollTo({ top, behavior: "instant" });
    });
  });
  addEventListener("hashchange", () => {
    if (!returning) reveal();
    returning = false;
  });
