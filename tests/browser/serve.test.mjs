// The same page over HTTP on loopback: the same tests, and what a server must refuse.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { clean, folder, launch, open, root, serve } from "./harness.mjs";
import { reading } from "./seeds.mjs";

let browser;
let seeds;
before(async () => {
  browser = await launch();
  seeds = await serve(["seeds"]);
});
after(async () => {
  await browser?.close();
  clean();
});

reading("serve", async () => ({ browser, url: seeds }));

/** Status of a request with headers of our own. */
function status(url, options) {
  return new Promise((resolve, reject) => {
    request(url, options, (answer) => { answer.resume(); resolve(answer.statusCode); }).on("error", reject).end();
  });
}

test("serve refuses other hosts, other pages and writing", async () => {
  assert.equal(await status(seeds, {}), 200);
  assert.equal(await status(seeds, { headers: { Host: "evil.example" } }), 403);
  assert.equal(await status(`${seeds}api/statements`, { headers: { "Sec-Fetch-Site": "cross-site" } }), 403);
  assert.equal(await status(seeds, { method: "POST" }), 405);
  assert.equal(await status(`${seeds}api/../../etc/passwd`, {}), 404);
});

test("serve listens on this machine only", async () => {
  assert.equal(new URL(seeds).hostname, "127.0.0.1");
});

test("serve shows hostile documents without harm", async () => {
  const page = await open(browser, await serve(["tests/browser/hostile"]));
  await page.evaluate(() => { for (const e of document.querySelectorAll("details")) e.open = true; });
  await page.locator(".statement .body").first().waitFor();
  await page.locator(".document .body").first().waitFor();
  assert.deepEqual(page.heard, []);
  await page.context().close();
});

test("serve follows its documents", async () => {
  const documents = folder();
  cpSync(join(root, "tests/browser/hostile/page.jsonl"), join(documents, "page.jsonl"));
  const page = await open(browser, await serve([documents]));
  const before = await page.locator("h1").textContent();
  const path = join(documents, "page.jsonl");
  writeFileSync(path, readFileSync(path, "utf8").split("\n").slice(0, 1).join("\n") + "\n");
  await page.waitForFunction((before) => document.querySelector("h1")?.textContent !== before, before, { timeout: 20_000 });
  await page.context().close();
});
