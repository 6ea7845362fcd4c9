
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

  async function reveal() {
    const id = hash();
    if (id.startsWith("?") && list) {
      set(Object.fromEntries(new URLSearchParams(location.hash.slice(2))));
      await filter(true);
      $("statements").scrollIntoView();
      return;
    }
    const target = id && await bring(id);
    if (!target) return;
    for (let e = target; e; e = e.parentElement) {
      if (e.tagName === "DETAILS") e.open = true;
      if (e.hidden && statements.includes(e)) await clear();
    }
    target.scrollIntoView({ block: target.tagName === "LI" ? "nearest" : target.tagName === "SPAN" ? "center" : "start" });
  }
  addEventListener("hashchange", reveal);

  // From a statement to a document and back.
  const back = $("back");
  addEventListener("click", (event) => {
    const link = event.target.closest("main a[href^='#']");
    if (link && !link.matches(".m, .notes a")) back.hidden = !/^#(at|doc|s)-/.test(link.getAttribute("href"));
  });
  back.firstElementChild.addEventListener("click", () => { back.hidden = true; history.back(); });
