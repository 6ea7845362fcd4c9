
  // ---- copy ---------------------------------------------------------------------------------------------
  const plain = (e) => e.textContent.trim().replace(/\s+/g, " ");
  const escaped = (text) => text.replace(/[\\`*_[\]<>|#@~]/g, "\\$&");

  function quoted(quote) {
    let out = "";
    for (const node of quote.childNodes) {
      if (node.nodeName === "SUP") continue;
      const text = node.textContent.replace(/\s+/g, " ");
      const grave = node.nodeType === 1 && node.matches("a.m:not(.form):not(.off)");
      out += grave && text.trim() ? text.replace(text.trim(), `**${escaped(text.trim())}**`) : escaped(text);
    }
    return out.trim();
  }

  // Witnesses of a statement: who, when, where, and in which words.
  function witnesses(body) {
    return [...body.querySelectorAll("figcaption")].map((head) => {
      const { c } = head.closest("[data-c]").dataset;
      const quotes = [...body.querySelectorAll("blockquote")].filter((q) => q.closest("[data-c]").dataset.c === c);
      const date = head.querySelector(".quiet");
      return {
        who: plain(head.querySelector(".name")),
        when: date ? plain(date).replace(/ \?$/, " (guessed)") : "",
        title: head.dataset.title,
        url: head.dataset.url,
        marked: quotes.map(quoted).join(" "),
        words: quotes.map((quote) => {
          const copy = quote.cloneNode(true);
          for (const sup of copy.querySelectorAll("sup")) sup.remove();
          return plain(copy);
        }).join(" "),
      };
    });
  }

  const address = (statement) => `${location.protocol === "file:" ? "report.html" : location.href.split("#")[0]}#${statement.id}`;

  const READER = { same: " (to the reader the same)", other: " (to the reader not the same)" };
  const COPIES = {
    markdown(statement, body) {
      const lines = witnesses(body).map((w) => `> ${w.marked}\n>\n> — ${escaped([w.who, w.when].filter(Boolean).join(", "))}`);
      const notes = [...body.querySelectorAll(":scope > .notes > .note, .variants .note")].map((note) =>
        `- **${plain(note.querySelector(".badge"))}**, ${plain(note.querySelector(".kind"))}: ${escaped(plain(note.querySelector(".why")))}${READER[note.dataset.judged] || ""}`);
      // Numbers lead back to marks that a copy does not have.
      const words = (part) => plain(part.lastElementChild);
      const only = [...body.querySelectorAll(".only > li")].map((row) =>
        `- **compatible**, ${escaped(plain(row.querySelector(".lead")))} ${[...row.querySelectorAll(".part")].map((p) => escaped(words(p))).join(" · ")}`);
      return [...lines, escaped(plain(body.querySelector(".outcome"))), [...notes, ...only].join("\n"), address(statement)].filter(Boolean).join("\n\n") + "\n";
    },
    citation(statement, body) {
      const lines = witnesses(body).map((w) => {
        const words = /^[“"«„]/.test(w.words) ? w.words : `“${w.words}”`;
        return `${words} (${[w.who, w.title, w.when, w.url].filter(Boolean).join(", ")})`;
      });
      return `${lines.join("\n")}\nCompared with Variorum: ${address(statement)}\n`;
    },
  };

  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Some browsers keep the clipboard from pages on disk; the old way still works.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const statement = button.closest(".statement");
    await write(COPIES[button.dataset.as](statement, button.closest(".body")));
    const done = button.parentElement.querySelector(".done");
    done.textContent = "Copied.";
    setTimeout(() => { done.textContent = ""; }, 2000);
  });
