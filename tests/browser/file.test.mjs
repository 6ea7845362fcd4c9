// The page as a file: opened from disk, without a network, with hostile documents, without scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clean, launch, open, report } from "./harness.mjs";
import { reading } from "./seeds.mjs";

let browser;
let seeds;
before(async () => {
  browser = await launch();
  seeds = report(["seeds"]);
});
after(async () => {
  await browser?.close();
  clean();
});

reading("file", async () => ({ browser, url: seeds }));

test("hostile documents do nothing", async () => {
  const page = await open(browser, report(["tests/browser/hostile"]));
  await page.evaluate(() => { for (const e of document.querySelectorAll("details")) e.open = true; });
  await page.waitForTimeout(300);
  assert.deepEqual(page.heard, []);
  assert.equal(await page.locator("main img, main iframe, main script:not([type]), main link, base, main style").count(), 0);
  const links = await page.locator("a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  for (const link of links) assert.match(link, /^(#|https?:\/\/)/);
  assert.match(await page.locator("main").textContent(), /<img src=x onerror=/, "shown as text");
  await page.context().close();
});

test("right-to-left text runs right to left", async () => {
  const page = await open(browser, report(["tests/browser/hostile"]));
  const sides = await page.locator("blockquote").evaluateAll((all) => all
    .filter((quote) => /[\u0600-\u06ff]/.test(quote.textContent))
    .map((quote) => getComputedStyle(quote).direction));
  assert.ok(sides.length >= 2 && sides.every((side) => side === "rtl"), sides.join());
  // A name of another direction does not pull the date beside it to its other end.
  const order = await page.locator(".statement figcaption").evaluateAll((all) => all
    .filter((head) => /[\u0600-\u06ff]/.test(head.textContent))
    .map((head) => head.querySelector(".name").getBoundingClientRect().left <= head.querySelector(".when").getBoundingClientRect().left));
  assert.ok(order.length >= 2 && order.every(Boolean), order.join());
  await page.context().close();
});

test("the page can be read without scripts", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(seeds);
  assert.match(await page.locator("h1").textContent(), /contradictions/);
  assert.ok(await page.locator(".statement blockquote").first().isVisible());
  await page.locator(".statement").nth(7).locator("summary").first().click();
  assert.ok(await page.locator(".statement").nth(7).locator("blockquote").first().isVisible());
  await context.close();
});
