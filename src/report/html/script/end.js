
  // ---- a served page follows its documents --------------------------------------------------------------------
  let version = null;
  async function follow() {
    try {
      const now = (await ask("version", {})).version;
      if (version !== null && now !== version) location.reload();
      version = now;
    } catch {
      // The server is gone or busy reading; ask again later.
    }
    setTimeout(follow, 1500);
  }

  async function start() {
    recall();
    show_judged(document);
    if (list || !inside) await begin();
    if (list) {
      await filter(true);
      if (!inside) await at(0).then((first) => { if (first) { first.open = true; return fill(first); } });
    }
    await reveal();
    if (parts === "served") follow();
    document.documentElement.dataset.ready = "";
  }
  start();
})();
