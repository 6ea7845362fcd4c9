// The same page over HTTP on loopback: the same tests, and what a server must refuse.
import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { clean, folder, launch, open, root, serve, stored } from "./harness.mjs";
import { reading } from "./seeds.mjs";

let browser;
let seeds;
let report;
before(async () => {
  browser = await launch();
  seeds = await serve(["seeds"]);
  report = await serve([stored(["seeds"])]);
});
after(async () => {
  await browser?.close();
  clean();
});

reading("serve", async () => ({ browser, url: seeds }));
reading("serve report.json", async () => ({ browser, url: report }));

/** Status of a request with headers of our own. */
function status(url, options) {
  return new Promise((resolve, reject) => {
    request(url, options, (answer) => { answer.resume(); resolve(answer.statusCode); }).on("error", reject).end();
  });
}

test("serve refuses other hosts, other pages and writing", async () => {
  for (const url of [seeds, report]) {
    assert.equal(await status(url, {}), 200);
    assert.equal(await status(url, { headers: { Host: "evil.example" } }), 403);
    assert.equal(await status(`${url}api/statements`, { headers: { "Sec-Fetch-Site": "cross-site" } }), 403);
    assert.equal(await status(url, { method: "POST" }), 405);
    assert.equal(await status(`${url}api/../../etc/passwd`, {}), 404);
  }
});

test("serve listens on this machine only", async () => {
  for (const url of [seeds, report]) assert.equal(new URL(url).hostname, "127.0.0.1");
});

test("a report.json is served as the page of its documents", async () => {
  for (const part of ["", "api/statements?from=0&n=200", "api/body?rank=3", "api/document?index=2"]) {
    const [fresh, again] = await Promise.all([seeds, report].map(async (url) => (await fetch(url + part)).text()));
    assert.equal(fresh, again, part);
  }
});

for (const from of ["documents", "a report.json"]) test(`serve shows hostile documents of ${from} without harm`, async () => {
  const path = "tests/browser/hostile";
  const page = await open(browser, await serve([from === "documents" ? path : stored([path])]));
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

test("serve follows a report.json, and keeps the last one while the new one is broken", async () => {
  const path = stored(["tests/browser/hostile"]);
  const page = await open(browser, await serve([path]));
  const before = await page.locator("h1").textContent();
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.slice(0, text.length / 2));
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await page.reload();
  assert.equal(await page.locator("h1").textContent(), before);
  cpSync(stored(["tests/browser/hostile", "seeds"]), path);
  await page.waitForFunction((before) => document.querySelector("h1")?.textContent !== before, before, { timeout: 20_000 });
  await page.context().close();
});

test("serve says of a redacted report.json whose documents are away what is missing", async () => {
  const documents = folder();
  cpSync(join(root, "seeds/moscow"), join(documents, "moscow"), { recursive: true });
  const path = stored([documents], "--redact");
  writeFileSync(join(documents, "moscow/corvane.txt"), "Another text.\n");
  rmSync(join(documents, "moscow/teviston.txt"));
  const url = await serve([path], "--documents", documents);
  const found = [];
  for (let index = 0; index < 5; index += 1) found.push((await (await fetch(`${url}api/document?index=${index}`)).json()).html);
  assert.match(found[0], /moscow\/corvane\.txt has changed since the report was written/);
  assert.doesNotMatch(found.join(), /Another text\./);
  assert.doesNotMatch(found[1], /not shown/);
  assert.match(found.at(-1), /there is no moscow\/teviston\.txt here/);
  const page = await open(browser, url);
  await page.locator(".statement .body").first().waitFor();
  assert.deepEqual(page.heard, []);
  await page.context().close();
});
