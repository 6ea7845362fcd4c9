// 2,000 documents and 20,000 statements in one file: it opens at once, scrolls and is searched.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { pages_of } from "./seeds.mjs";
import { clean, folder, launch, open, root } from "./harness.mjs";

let browser;
let path;
before(async () => {
  browser = await launch();
  const made = folder();
  execFileSync("cargo", ["test", "--locked", "--quiet", "--test", "report", "--", "--ignored", "big_page"], {
    cwd: root, env: { ...process.env, REPORT_BIG: made }, stdio: ["ignore", "ignore", "inherit"],
  });
  path = join(made, "report.html");
});
after(async () => {
  await browser?.close();
  clean();
});

test("a big report is one file below 60 MB", () => {
  const megabytes = statSync(path).size / 1e6;
  console.log(`# ${megabytes.toFixed(1)} MB`);
  assert.ok(megabytes < 60, `${megabytes} MB`);
});

test("a big report opens in under two seconds", async () => {
  const times = [];
  // The best of three: what else the machine does is not the page's fault.
  for (let i = 0; i < 3 && Math.min(...times, Infinity) > 2000; i += 1) {
    const start = performance.now();
    const page = await open(browser, pathToFileURL(path).href);
    times.push(performance.now() - start);
    assert.equal(await page.locator("#hits").textContent(), "20,000 statements");
    assert.deepEqual(page.heard, []);
    await page.context().close();
  }
  console.log(`# opens in ${times.map((t) => t.toFixed(0)).join(", ")} ms`);
  assert.ok(Math.min(...times) < 2000, `${times}`);
});

test("a big report scrolls, opens, filters, searches and is linked into", async () => {
  const page = await open(browser, pathToFileURL(path).href);
  const rows = () => page.locator(".statement").count();
  assert.ok((await rows()) < 400, "rows are made as they come into view");
  await page.evaluate(() => scrollTo(0, document.getElementById("list").offsetHeight / 2));
  await page.waitForFunction(() => [...document.querySelectorAll(".statement")].some((s) => {
    const box = s.getBoundingClientRect();
    return Number(s.dataset.i) > 5000 && box.top < innerHeight && box.bottom > 0;
  }));
  assert.ok((await rows()) < 400, "and go when they are out of it");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.locator(".statement.here .body blockquote").first().waitFor();
  await page.fill("#q", "case 19999 ");
  await page.waitForFunction(() => /^1 of 20,000/.test(document.getElementById("hits").textContent));
  const id = await page.locator(".statement").first().getAttribute("id");
  await page.click("#clear");
  await page.waitForFunction(() => document.getElementById("hits").textContent === "20,000 statements");
  const again = await open(browser, `${pathToFileURL(path).href}#${id}`);
  await again.locator(`#${id} .body blockquote`).first().waitFor();
  await page.locator(".document").nth(1500).locator("summary").click();
  await page.locator(".document").nth(1500).locator(".zone").first().waitFor();
  assert.deepEqual([...page.heard, ...again.heard], []);
});

test("a big report opens all as it comes into view, and stays small", async () => {
  const page = await open(browser, pathToFileURL(path).href);
  await page.click("#toggle");
  await page.locator(".statement[open] .body").nth(20).waitFor({ state: "attached" });
  for (let step = 1; step <= 3; step += 1) {
    await page.evaluate((step) => scrollTo(0, document.getElementById("list").offsetHeight * step / 4), step);
    await page.waitForFunction(() => [...document.querySelectorAll(".statement[open] .body")].some((body) => {
      const box = body.getBoundingClientRect();
      return box.top < innerHeight && box.bottom > 0;
    }));
  }
  assert.ok((await page.locator(".statement").count()) < 600, "what is out of view goes");
  await page.click("#toggle");
  await page.waitForFunction(() => !document.querySelector(".statement[open]"));
  assert.deepEqual(page.heard, []);
});

test("a big report prints what was on the screen", async () => {
  const page = await open(browser, pathToFileURL(path).href);
  const pages = pages_of(await page.pdf({ preferCSSPageSize: true }));
  console.log(`# ${pages} pages`);
  assert.ok(pages < 150, `${pages} pages`);
  assert.deepEqual(page.heard, []);
});
