
  // ---- filter -----------------------------------------------------------------------------------
  const FIELDS = ["q", "kind", "source", "other", "relation", "language", "witnesses", "from", "to"].filter($);
  const chips = [...document.querySelectorAll(".chip")];
  const pressed = (chip) => chip.getAttribute("aria-pressed") === "true";

  function fields() {
    const found = {};
    for (const id of FIELDS) if ($(id).value) found[id] = $(id).value;
    const effects = chips.filter(pressed).map((chip) => chip.dataset.effect);
    if (effects.length) found.effect = effects.join(" ");
    return found;
  }

  function set(values) {
    for (const id of FIELDS) $(id).value = values[id] || "";
    const effects = (values.effect || "").split(" ");
    for (const chip of chips) chip.setAttribute("aria-pressed", effects.includes(chip.dataset.effect));
    $("more").open ||= ["other", "relation", "language", "witnesses", "from", "to"].some((id) => values[id]);
  }

  let turn = 0;
  async function filter(quiet) {
    const now = ++turn;
    const values = fields();
    const found = await store.query(values);
    if (now !== turn) return;
    seek(values.q);
    await lay(found);
    for (const s of statements) if (sought && !s.hidden) light_up(s);
    const all = count(store.all, "statement");
    $("hits").textContent = found.total === store.all ? all : `${found.total.toLocaleString("en")} of ${all}`;
    $("none").hidden = found.total > 0;
    name_toggle();
    const active = Object.keys(values).length > 0;
    $("clear").hidden = !active;
    // A filter has an address of its own, to be sent on.
    if (!quiet && (active || location.hash.startsWith("#?"))) {
      history.replaceState(null, "", active ? `#?${new URLSearchParams(values)}` : "#statements");
    }
  }

  const clear = () => { set({}); return filter(); };

  function later(action) {
    let timer = 0;
    return () => { clearTimeout(timer); timer = setTimeout(action, 120); };
  }

  // Whether something of what is shown is closed; the button says what it would do.
  const closed = () => (inside ? statements.some((s) => !s.hidden && !s.open) : !wide);
  const name_toggle = () => { $("toggle").textContent = closed() ? "Open all" : "Close all"; };

  function toggleAll() {
    const open = closed();
    if (!inside) spread(open);
    else for (const s of statements) if (!s.hidden) s.open = open;
    name_toggle();
  }

  if (list) {
    $("filter").hidden = false;
    $("q").addEventListener("input", later(filter));
    for (const id of FIELDS.slice(1)) $(id).addEventListener("change", () => filter());
    for (const chip of chips) {
      chip.addEventListener("click", () => { chip.setAttribute("aria-pressed", !pressed(chip)); filter(); });
    }
    $("clear").addEventListener("click", clear);
    $("toggle").addEventListener("click", toggleAll);
    $("keys").addEventListener("click", () => $("help").showModal());
    // What leads to a filter is a link without scripts too: to the statements.
    const wanted = ({ pair, q, effect }) => {
      const [source, other] = (pair || "").split(" ");
      return new URLSearchParams(pair ? { source, other } : q ? { q } : { effect });
    };
    addEventListener("click", (event) => {
      const link = event.target.closest("[data-pair], .find, .tally [data-effect]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const address = `#?${wanted(link.dataset)}`;
      if (address === location.hash) {
        reveal();
        return;
      }
      leave(link);
      location.hash = address;
    });
  }
