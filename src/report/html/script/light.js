
  // ---- a search lights up what it found -----------------------------------------------------------
  // Words lit at a time: a letter alone would light up the whole page.
  const LIT = 2000;
  let sought = null;

  function seek(query) {
    for (const mark of list.querySelectorAll("mark")) {
      const home = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      home.normalize();
    }
    const found = (query || "").split(/\s+/).filter(Boolean).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    sought = found.length ? new RegExp(found.join("|"), "giu") : null;
  }

  // Lights up a statement, or what has come of it.
  function light_up(root) {
    if (!sought) return;
    let left = LIT - list.querySelectorAll("mark").length;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (
      node.parentElement.closest("button, .unseen, mark") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const hits = [...node.data.matchAll(sought)].slice(0, Math.max(left, 0));
      left -= hits.length;
      // From the end, so that what is before keeps its place.
      for (const hit of hits.reverse()) {
        const range = document.createRange();
        range.setStart(node, hit.index);
        range.setEnd(node, hit.index + hit[0].length);
        range.surroundContents(document.createElement("mark"));
      }
    }
  }
