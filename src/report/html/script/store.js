
  // ---- where statements come from: this page, its blocks, or the server that sent it ----------
  const blocks = new Map();
  for (const node of document.querySelectorAll("script[data-block]")) {
    const kind = node.dataset.block;
    if (!blocks.has(kind)) blocks.set(kind, []);
    blocks.get(kind).push({ from: Number(node.dataset.from), node, value: null });
  }

  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).json();
  }

  // The last few blocks stay open; each is opened once however many ask.
  const open = [];
  const KEEP = 64;
  function opened(block) {
    if (!block.value) {
      block.value = unpack(block.node.textContent);
      open.push(block);
      if (open.length > KEEP) open.shift().value = null;
    }
    return block.value;
  }

  async function piece(kind, i) {
    const all = blocks.get(kind) || [];
    let at = all.length - 1;
    while (at > 0 && all[at].from > i) at -= 1;
    return all[at] ? (await opened(all[at]))[i - all[at].from] || "" : "";
  }

  async function ask(what, fields) {
    const answer = await fetch(`api/${what}?${new URLSearchParams(fields)}`);
    if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
    return answer.json();
  }

  const statements = inside && list ? [...list.children] : [];
  const texts = new Map();
  async function words(rank) {
    if (!inside) return piece("words", rank);
    if (!texts.has(rank)) {
      const own = [...statements[rank].children].filter((e) => e !== back);
      texts.set(rank, own.map((e) => e.textContent).join(" ").toLowerCase().replace(/\s+/g, " "));
    }
    return texts.get(rank);
  }

  const bit = (names, name) => 1 << names.indexOf(name);
  const day = (text) => Number(text.replaceAll("-", ""));

  // Ranks that fit a filter, for a page that holds its statements.
  async function matching(facets, f) {
    const effects = (f.effect || "").split(" ").filter(Boolean).reduce((m, e) => m | bit(facets.effects, e), 0);
    const sources = [f.source, f.other].filter(Boolean).map(Number);
    const fits = ([, e, k, r, l, n, first, last, s]) => (!effects || e & effects)
      && (!f.kind || k & bit(facets.kinds, f.kind))
      && (!f.relation || r & bit(facets.relations, f.relation))
      && (!f.language || l & bit(facets.languages, f.language))
      && n >= Number(f.witnesses || 0)
      && (!f.from || last >= day(f.from))
      && (!f.to || (first && first <= day(f.to)))
      && sources.every((source) => s.includes(source));
    const ranks = facets.rows.flatMap((row, rank) => (fits(row) ? [rank] : []));
    const query = (f.q || "").toLowerCase().split(/\s+/).filter(Boolean);
    if (!query.length) return ranks;
    const found = [];
    for (const rank of ranks) {
      const text = await words(rank);
      if (query.every((word) => text.includes(word))) found.push(rank);
    }
    return found;
  }

  // A store answers a filter with how many statements fit and with their rows, and hands out bodies.
  function local(facets) {
    return {
      all: facets.rows.length,
      async query(filter) {
        const ranks = await matching(facets, filter);
        return {
          total: ranks.length,
          ranks,
          rows: (from, n) => Promise.all(ranks.slice(from, from + n).map((rank) => piece("row", rank))),
          find: async (id) => ranks.indexOf(facets.rows.findIndex((row) => row[0] === id)),
        };
      },
      body: (rank) => piece("body", rank),
      document: (index) => piece("document", index),
    };
  }

  function remote(all) {
    return {
      all,
      async query(filter) {
        const { total } = await ask("statements", { ...filter, from: 0, n: 0 });
        return {
          total,
          rows: async (from, n) => (await ask("statements", { ...filter, from, n })).rows,
          find: async (id) => (await ask("position", { ...filter, id })).position,
        };
      },
      body: async (rank) => (await ask("body", { rank })).html,
      document: async (index) => (await ask("document", { index })).html,
    };
  }

  let store = null;
  async function begin() {
    if (inside) store = local(JSON.parse($("facets").textContent));
    else if (parts === "blocks") store = local(await opened(blocks.get("facets")[0]));
    else store = remote((await ask("statements", { from: 0, n: 0 })).total);
  }

  // What opens below a statement or a document, fetched once.
  const coming = new WeakMap();
  function fill(details) {
    if (details.querySelector(":scope > .body")) return Promise.resolve();
    if (!coming.has(details)) {
      const { i, d } = details.dataset;
      const html = i === undefined ? store.document(Number(d)) : store.body(Number(i));
      coming.set(details, html.then((text) => {
        const body = text && fragment(text);
        if (body) {
          details.append(body);
          show_judged(body);
          if (i !== undefined) light_up(body);
        }
      }));
    }
    return coming.get(details);
  }
  addEventListener("toggle", (event) => {
    const details = event.target;
    if (!inside && details.open && details.matches(".statement, .document")) fill(details);
  }, true);
