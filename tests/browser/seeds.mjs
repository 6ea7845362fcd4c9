// What a reader does with the page of seeds/: the same tests for the file and for `variorum serve`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { open } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shown = ".statement:not([hidden])";

/** Findings of axe-core that are serious or worse. */
async function serious(page) {
  // Through the protocol, which the page's policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const grave = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  return grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(" | ")}`);
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
    assert.doesNotMatch(await hits(page), / of /);
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
    assert.match(page.url(), new RegExp(`#${first}$`));
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
    await marks.first().hover();
    const lit = await statement.locator("blockquote a.m.lit").count();
    assert.ok(lit >= 2, `${lit} marks light up`);
    assert.ok(await page.locator("#tip").isVisible());
    assert.match(await page.locator("#tip").textContent(), /conflict/);
    await page.mouse.move(5, 5);
    await marks.first().focus();
    assert.ok((await statement.locator("blockquote a.m.lit").count()) >= 2, "by keyboard too");
  });

  with_page("a deep link opens its statement", async (page, url) => {
    const id = await page.locator(shown).nth(9).getAttribute("id");
    const again = await page.context().newPage();
    await again.goto(`${url.split("#")[0]}#${id}`);
    const target = again.locator(`#${id}`);
    await target.locator("blockquote").first().waitFor();
    assert.equal(await target.getAttribute("open"), "");
    const top = await target.evaluate((e) => e.getBoundingClientRect().top);
    assert.ok(top >= -5 && top < 900, `in view: ${top}`);
  });

  with_page("finds words", async (page) => {
    await page.fill("#q", "harbor authority");
    await page.waitForFunction(() => / of /.test(document.getElementById("hits").textContent));
    const left = await page.locator(shown).count();
    assert.ok(left > 0 && left < 30, `${left}`);
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

  with_page("has no serious accessibility finding", async (page) => {
    assert.deepEqual(await serious(page), []);
    await page.locator(".document summary").first().click();
    await page.locator(".document .zone").first().waitFor();
    assert.deepEqual(await serious(page), []);
  });

  with_page("fits a phone", async (page) => {
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= screen, `${wide} > ${screen}`);
    assert.deepEqual(await serious(page), []);
  }, { viewport: { width: 360, height: 740 } });

  with_page("prints to PDF", async (page) => {
    const pdf = await page.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    assert.ok(pdf.length > 50_000, `${pdf.length} bytes`);
  });
}
