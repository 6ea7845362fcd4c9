// What a reader does with the page of seeds/: the same tests for the file and for `variorum serve`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { open } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shown = ".statement:not([hidden])";

/** Findings of axe-core that are serious or worse. */
export async function serious(page) {
  // Through the protocol, which the page's policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const grave = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  return grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(" | ")}`);
}

/** How many pages a PDF has. */
export const pages_of = (pdf) => (pdf.toString("latin1").match(/\/Type \/Page\b/g) ?? []).length;

/** The words of a PDF, where the machine has the tool that reads them. */
function words_of(pdf) {
  try {
    return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, stdio: ["pipe", "pipe", "ignore"] }).toString();
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

const hits = (page) => page.locator("#hits").textContent();

/** Tests of the page of seeds/. `at` gives the browser and the address. */
export function reading(name, at) {
  const with_page = (title, run, options) => test(`${name}: ${title}`, async () => {
    const { browser, url } = await at();
    const page = await open(browser, url, options);
    try {
      await run(page, url);
      assert.deepEqual(page.heard, []);
    } finally {
      await page.context().close();
    }
  });

  with_page("filters by kind and says how many are left", async (page) => {
    const all = await page.locator(shown).count();
    await page.selectOption("#kind", "number.conflict");
    await page.waitForFunction(() => / of /.test(document.getElementById("hits").textContent));
    const left = await page.locator(shown).count();
    assert.ok(left > 0 && left < all, `${left} of ${all}`);
    for (const kinds of await page.locator(shown).evaluateAll((all) => all.map((s) => s.dataset.kinds))) {
      assert.match(` ${kinds} `, / number\.conflict /);
    }
    await page.click("#clear");
    await page.waitForFunction(() => !/ of /.test(document.getElementById("hits").textContent));
    assert.equal(await page.locator(shown).count(), all);
  });

  with_page("opens a statement with a click and closes it", async (page) => {
    const last = page.locator(shown).nth(5);
    await last.locator("summary").first().click();
    await last.locator("blockquote").first().waitFor();
    assert.equal(await last.getAttribute("open"), "");
    await last.locator("summary").first().click();
    assert.equal(await last.getAttribute("open"), null);
  });

  with_page("moves by keyboard through statements and differences", async (page) => {
    await page.keyboard.press("j");
    const first = await page.locator(".statement.here").getAttribute("id");
    await page.keyboard.press("j");
    const second = await page.locator(".statement.here").getAttribute("id");
    assert.notEqual(first, second);
    await page.keyboard.press("k");
    assert.equal(await page.locator(".statement.here").getAttribute("id"), first);
    await page.waitForFunction((id) => location.hash === "#" + id, first);
    await page.keyboard.press("n");
    const before = await page.evaluate(() => document.activeElement.className);
    assert.match(before, /\bm\b/);
    await page.keyboard.press("n");
    await page.keyboard.press("p");
    assert.equal(await page.evaluate(() => document.activeElement.className), before);
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    assert.ok(await page.locator("#help").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#help").isHidden());
  });

  with_page("lights up the partner words and explains them", async (page) => {
    const statement = page.locator(".statement[open]").first();
    const marks = statement.locator("blockquote a.m.conflict");
    await marks.first().scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await marks.first().hover();
    await statement.locator("blockquote a.m.lit").first().waitFor();
    const lit = await statement.locator("blockquote a.m.lit").count();
    assert.ok(lit >= 2, `${lit} marks light up`);
    assert.ok(await page.locator("#tip").isVisible());
    assert.match(await page.locator("#tip").textContent(), /conflict/);
    await page.mouse.move(5, 5);
    await marks.first().focus();
    assert.ok((await statement.locator("blockquote a.m.lit").count()) >= 2, "by keyboard too");
  });

  with_page("holds the others against a chosen base", async (page) => {
    const statement = page.locator(".statement[open]").filter({ has: page.locator(".variants") }).first();
    const columns = statement.locator("figure.witness");
    assert.ok((await columns.count()) >= 3);
    await columns.nth(1).locator("button.base").click();
    assert.equal(await columns.nth(1).evaluate((e) => getComputedStyle(e).order), "-1");
    assert.equal(await statement.locator(".body").getAttribute("data-base"), "1");
    // Words on which a witness agrees with the base are not marked against it.
    for (const mark of await statement.locator("figure:not(.is-base) a.m:not(.off)").all()) {
      const differs = await mark.evaluate((m) => {
        const own = Number(m.closest("[data-c]").dataset.c);
        const home = m.closest(".body");
        return m.dataset.n.split(" ").some((n) => {
          const of = home.querySelector(`[data-r][data-n="${n}"]`).dataset.r.split(" ");
          return of[own] !== of[1];
        });
      });
      assert.ok(differs);
    }
    await columns.nth(1).locator("button.base").click();
    assert.equal(await statement.locator(".is-base").count(), 0);
  });

  with_page("filters by several facets, and the filter has an address", async (page, url) => {
    await page.selectOption("#source", { index: 1 });
    await page.locator("#more > summary").click();
    await page.selectOption("#other", { index: 2 });
    await page.locator(".chip.conflict").click();
    await page.waitForFunction(() => / of /.test(document.getElementById("hits").textContent) && location.hash.includes("effect"));
    const left = await hits(page);
    const again = await page.context().newPage();
    await again.goto(page.url());
    await again.waitForSelector("html[data-ready]", { state: "attached" });
    assert.equal(await hits(again), left);
    await page.selectOption("#witnesses", "3");
    await page.selectOption("#relation", "retold");
    await page.click("#clear");
    await page.waitForFunction(() => !/ of /.test(document.getElementById("hits").textContent));
  });

  with_page("the matrix leads to the statements of two sources", async (page) => {
    await page.locator(".matrix [data-pair]").first().click();
    await page.waitForFunction(() => / of /.test(document.getElementById("hits").textContent));
    assert.notEqual(await page.locator("#source").inputValue(), "");
    assert.notEqual(await page.locator("#other").inputValue(), "");
  });

  with_page("goes from a statement into the document and back", async (page) => {
    const statement = page.locator(".statement[open]").first();
    await statement.locator("figcaption .name").first().click();
    await page.locator(".document[open] .paragraph .margin a").first().waitFor();
    assert.match(page.url(), /#at-\d+-s-/);
    await page.locator("#back button").click();
    await page.waitForFunction(() => !location.hash.startsWith("#at-"));
    const link = page.locator(".document[open] a.shared").first();
    await link.click();
    assert.match(page.url(), /#s-/);
  });

  with_page("copies a statement as Markdown and as a citation", async (page) => {
    await page.evaluate(() => {
      globalThis.copied = [];
      Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async (text) => { globalThis.copied.push(text); } },
      });
    });
    const statement = page.locator(".statement[open]").first();
    for (const button of await statement.locator("button.copy").all()) await button.click();
    const [markdown, citation] = await page.evaluate(() => globalThis.copied);
    assert.match(markdown, /^> .*\*\*.+\*\*/);
    assert.match(markdown, /\*\*conflict\*\*/);
    assert.match(citation, /\(.+\d{4}.*\)/);
    assert.match(citation, /Compared with Variorum/);
  });

  with_page("tells what only one outlet says", async (page) => {
    assert.ok((await page.locator(".story[open] .teller li").count()) > 0);
  });

  with_page("a deep link opens its statement", async (page, url) => {
    const id = await page.locator(shown).nth(9).getAttribute("id");
    const again = await page.context().newPage();
    await again.goto(`${url.split("#")[0]}#${id}`);
    await again.waitForSelector("html[data-ready]", { state: "attached" });
    const target = again.locator(`#${id}`);
    await target.locator("blockquote").first().waitFor();
    assert.equal(await target.getAttribute("open"), "");
    const top = await target.evaluate((e) => e.getBoundingClientRect().top);
    assert.ok(top >= -5 && top < 900, `in view: ${top}`);
  });

  with_page("the counts lead to what they count", async (page) => {
    await page.locator(".tally a[data-effect='conflict']").click();
    await page.waitForFunction(() => / of /.test(document.getElementById("hits").textContent));
    for (const s of await page.locator(`${shown} > summary`).all()) assert.ok(await s.locator(".badge.conflict").count());
    await page.goBack();
    await page.waitForFunction(() => !/ of /.test(document.getElementById("hits").textContent));
  });

  with_page("finds words and lights them up", async (page) => {
    const before = await page.locator(".statement[open]").first().innerText();
    await page.fill("#q", "harbor authority");
    await page.waitForFunction(() => / of /.test(document.getElementById("hits").textContent));
    const left = await page.locator(shown).count();
    assert.ok(left > 0 && left < 30, `${left}`);
    await page.locator(shown).first().evaluate((s) => { s.open = true; });
    await page.locator(`${shown} .body mark`).first().waitFor();
    const lit = await page.locator(`${shown} mark`).allTextContents();
    assert.deepEqual([...new Set(lit.map((word) => word.toLowerCase()))].sort(), ["authority", "harbor"]);
    await page.click("#clear");
    await page.waitForFunction(() => !/ of /.test(document.getElementById("hits").textContent));
    assert.equal(await page.locator("mark").count(), 0);
    // A list that is fetched anew has its statements closed: opened, the first says what it said.
    const first = page.locator(shown).first();
    await first.evaluate((s) => { s.open = true; });
    await first.locator(".body blockquote").first().waitFor();
    assert.equal(await first.innerText(), before);
    await page.fill("#q", "zzqqxx");
    await page.locator("#none").waitFor({ state: "visible" });
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !/ of /.test(document.getElementById("hits").textContent));
  });

  with_page("is dark where the reader wants it dark", async (page) => {
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [r, g, b] = paper.match(/\d+/g).map(Number);
    assert.ok(r + g + b < 150, paper);
    assert.deepEqual(await serious(page), []);
  }, { colorScheme: "dark" });

  // Everything that opens is opened: statements with their notes, documents, names, stories, filters.
  async function opened(page) {
    await page.locator(".document summary").first().click();
    await page.locator(".document .zone").first().waitFor();
    await page.locator("#more > summary").click();
    await page.evaluate(() => {
      const several = [...document.querySelectorAll(".statement")].slice(0, 12);
      for (const e of [...several, ...document.querySelectorAll(".story, .plain-names, .days")]) e.open = true;
    });
    await page.locator(".statement .body").nth(8).waitFor({ state: "attached" });
    await page.evaluate(() => { for (const e of document.querySelectorAll(".statement .body details")) e.open = true; });
  }

  for (const colorScheme of ["light", "dark"]) {
    with_page(`has no serious accessibility finding when all is open, ${colorScheme}`, async (page) => {
      assert.deepEqual(await serious(page), []);
      await opened(page);
      assert.deepEqual(await serious(page), []);
      await page.locator(".statement[open] button.base").first().click();
      await page.locator(".only .part").first().focus();
      assert.deepEqual(await serious(page), [], "a base, and a fragment with its explanation");
      await page.keyboard.press("?");
      assert.deepEqual(await serious(page), [], "the help");
    }, { colorScheme });
  }

  with_page("a fragment that only one has lights up its words and leads to them", async (page) => {
    // Few are open when the page opens.
    await page.evaluate(() => { for (const s of [...document.querySelectorAll(".statement")].slice(0, 12)) s.open = true; });
    const statement = page.locator(".statement[open]").filter({ has: page.locator(".only .part") }).first();
    const part = statement.locator(".only .part").first();
    await part.focus();
    const number = await part.getAttribute("data-n");
    assert.ok((await statement.locator("blockquote a.m.lit").count()) > 0, "its words light up");
    assert.match(await page.locator("#tip").textContent(), / (has|have|only)/);
    await page.keyboard.press("Enter");
    const at = await page.evaluate(() => document.activeElement.dataset.n.split(" "));
    assert.ok(at.includes(number), "and have the focus");
    assert.equal(await page.evaluate(() => document.activeElement.closest("blockquote") !== null), true);
  });

  with_page("the time line leads to a statement on its first day", async (page) => {
    const marks = page.locator("svg.time a[href^='#s-']");
    assert.ok((await marks.count()) > 3);
    const href = await marks.first().getAttribute("href");
    assert.match(await marks.first().getAttribute("aria-label"), /\d{4}/);
    await marks.first().click();
    await page.locator(`${href} .body blockquote`).first().waitFor();
    assert.equal(await page.locator(href).getAttribute("open"), "");
  });

  with_page("opens all and closes all", async (page) => {
    await page.click("#toggle");
    await page.locator(".statement[open] .body").nth(9).waitFor({ state: "attached" });
    assert.equal(await page.locator("#toggle").textContent(), "Close all");
    await page.evaluate(() => scrollTo(0, document.getElementById("list").offsetTop + 9000));
    await page.waitForFunction(() => [...document.querySelectorAll(".statement[open] .body")].some((body) => {
      const box = body.getBoundingClientRect();
      return box.top < innerHeight && box.bottom > 0;
    }));
    await page.click("#toggle");
    await page.waitForFunction(() => !document.querySelector(".statement[open]"));
  });

  with_page("fits a phone", async (page) => {
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= screen, `${wide} > ${screen}`);
    assert.deepEqual(await serious(page), []);
  }, { viewport: { width: 360, height: 740 } });

  with_page("prints what matters, light and without what one can only press", async (page) => {
    const state = () => page.evaluate(() => [
      document.querySelectorAll("details[open]").length, document.querySelectorAll("a[href]").length,
    ]);
    const before = await state();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    const pages = pages_of(pdf);
    assert.ok(pages > 5 && pages < 120, `${pages} pages`);
    assert.ok(!pdf.includes("file:"), "no address of a file on this machine");
    assert.deepEqual(await state(), before, "what was opened is closed again");

    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const paper = await page.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
      pressed: [...document.querySelectorAll("button, input, select, nav")].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80)),
      folded: [...document.querySelectorAll(".statement:not([open]) > summary .badge")].filter((e) => e.matches(".conflict, .shift")).length,
      lost: [...document.querySelectorAll("a[href^='#']")].filter((a) => a.checkVisibility()
        && document.getElementById(a.getAttribute("href").slice(1))?.parentElement.closest("details:not([open])")).length,
      lines: ["conflict", "shift", "compatible", "form"].map((effect) => getComputedStyle(document.querySelector(`.m.${effect}`)).borderBottomStyle),
      text: document.body.innerText,
    }));
    assert.equal(paper.ground, "rgb(255, 255, 255)");
    assert.equal(paper.ink, "rgb(0, 0, 0)");
    assert.deepEqual(paper.pressed, []);
    assert.equal(paper.lost, 0, "no link leads into what stays folded");
    assert.equal(new Set(paper.lines).size, 4, `a line of its own for each effect: ${paper.lines}`);
    if (await page.evaluate(() => document.documentElement.dataset.parts === "inside")) {
      assert.equal(paper.folded, 0, "what matters is open");
      assert.match(paper.text, /printed in full/);
    } else {
      assert.match(paper.text, /too large for paper/);
    }
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.deepEqual(await state(), before);
    const text = words_of(pdf);
    if (text === null) return;
    assert.match(text, /contradictions/);
    assert.match(text, /both cannot be true/);
    assert.match(text, new RegExp(`${pages} / ${pages}`), "pages are numbered");
    assert.doesNotMatch(text, /Copy citation|Open all|compare to/);
  }, { colorScheme: "dark" });
}
