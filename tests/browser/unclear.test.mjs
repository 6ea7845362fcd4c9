// What is unclear has its own colour, mark and filter, and a reader can say whether words are the same.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { clean, folder, launch, open, program, report, serve, stored } from "./harness.mjs";
import { serious } from "./seeds.mjs";

let browser;
let file;
let served;

/** The report of seeds/, in which other words of a few places are taken for unclear, and nothing else weighs. */
function unclear() {
  const path = stored(["seeds"]);
  const made = JSON.parse(readFileSync(path, "utf8"));
  const of = new Map(made.divergences.map((divergence) => [divergence.id, divergence]));
  const turn = (variant) => {
    variant.effect = "unclear";
    for (const id of variant.divergences) of.get(id).effect = "unclear";
  };
  // "What matters" has room for the gravest only.
  const weighs = (of) => ["conflict", "shift", "unclear"].includes(of.effect);
  for (const variant of made.statements.flatMap((statement) => statement.variants).filter(weighs)) {
    variant.effect = "compatible";
    for (const id of variant.divergences) of.get(id).effect = "compatible";
  }
  // A difference that stands in two rows would be unclear in one of them only.
  const rows = made.statements.flatMap((statement) => statement.variants.flatMap((variant) => variant.divergences));
  const once = (id) => rows.indexOf(id) === rows.lastIndexOf(id);
  const words = (variant) => variant.kind === "wording" && variant.readings.length === 2 && variant.divergences.every(once)
    && variant.readings.every((reading) => reading.at && reading.at[1] - reading.at[0] < 60);
  const wordings = made.statements.flatMap((statement) => statement.variants.filter(words));
  assert.ok(wordings.length > 5, `${wordings.length} places with other words`);
  for (const variant of wordings.slice(0, 6)) turn(variant);
  writeFileSync(path, JSON.stringify(made));
  return path;
}

before(async () => {
  browser = await launch();
  const path = unclear();
  file = report([path]);
  served = await serve([path]);
});
after(async () => {
  await browser?.close();
  clean();
});

/** Runs with the page, on disk and served, and hears no dialog, error or request. */
function with_page(title, run, options) {
  for (const name of ["file", "serve"]) test(`${name}: ${title}`, async () => {
    const page = await open(browser, name === "file" ? file : served, options);
    try {
      await run(page);
      assert.deepEqual(page.heard, []);
    } finally {
      await page.context().close();
    }
  });
}

/** The first statement with what is unclear, opened. */
async function opened(page) {
  await page.locator(".chip.unclear").click();
  await page.waitForFunction(() => / of /.test(document.getElementById("hits").textContent));
  const statement = page.locator(".statement:not([hidden])").first();
  if (!(await statement.evaluate((e) => e.open))) await statement.locator("summary").first().click();
  await statement.locator(".judge").first().waitFor();
  return statement;
}

async function clipboard(page) {
  await page.evaluate(() => {
    globalThis.copied = [];
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: async (text) => { globalThis.copied.push(text); } },
    });
  });
  return () => page.evaluate(() => globalThis.copied.at(-1));
}

for (const colorScheme of ["light", "dark"]) {
  with_page(`unclear words have a colour and a line of their own, ${colorScheme}`, async (page) => {
    const statement = await opened(page);
    const mark = statement.locator("blockquote a.m.unclear").first();
    const look = (e) => {
      const style = getComputedStyle(e);
      return [style.backgroundColor, style.textDecorationStyle, style.borderBottomStyle].join();
    };
    const own = await mark.evaluate(look);
    assert.match(own, /wavy/);
    for (const other of ["conflict", "shift", "compatible", "form"]) {
      assert.notEqual(own, await page.locator(`.legend .m.${other}`).evaluate(look), other);
    }
    assert.equal(own, await page.locator(".legend .m.unclear").evaluate(look));
    // Words that are of one note alone, for the pointer shows the first notes of several.
    const toggle = page.locator("#toggle");
    if ((await toggle.textContent()) === "Open all") await toggle.click();
    const alone = page.locator(".statement:not([hidden]) blockquote a.m.unclear:not([data-n*=' '])").first();
    await alone.waitFor();
    // The pointer may have come to lie on another mark.
    await page.mouse.move(0, 0);
    await alone.focus();
    assert.match(await page.locator("#tip").textContent(), /^unclear: /);
    assert.ok((await page.locator(".shapes .mark.unclear").count()) > 0, "the key of the time line");
    assert.ok((await page.locator(".tally.unclear .number").count()) > 0);
    assert.deepEqual(await serious(page), []);
  }, { colorScheme });
}

with_page("what a reader says of words is kept, shown and copied as settings", async (page) => {
  assert.ok(await page.locator("#settings").isHidden());
  // Said under "what matters", it holds in the statement too.
  const contrast = page.locator("#matters .contrast.unclear").filter({ has: page.locator(".judge") }).first();
  const phrases = JSON.parse(await contrast.locator(".judge").getAttribute("data-phrases"));
  await contrast.locator("[data-as=same]").click();
  assert.equal(await contrast.getAttribute("data-judged"), "same");
  const id = (await contrast.locator(".why a").getAttribute("href")).slice(1);
  await contrast.locator(".why a").click();
  const statement = page.locator(`#${id}`);
  const note = (home) => home.locator(".note").filter({ has: page.locator(".judge [data-as=same][aria-pressed=true]") }).first();
  await note(statement).waitFor();
  const n = await note(statement).getAttribute("data-n");
  const marks = await statement.locator("blockquote a.m.unclear").evaluateAll(
    (all, n) => all.filter((m) => m.dataset.n === n).map((m) => m.classList.contains("settled")), n);
  assert.ok(!marks.includes(false), `${marks}`);

  await page.reload();
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  const again = page.locator(`#${id}`);
  if (!(await again.evaluate((e) => e.open))) await again.locator("summary").first().click();
  await note(again).waitFor();

  const copied = await clipboard(page);
  const settings = page.locator("#settings");
  assert.match(await settings.textContent(), /^Copy 1 pair /);
  // A statement that a link led to lies over the list of filters; the keyboard does not mind.
  await settings.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.copied.length > 0);
  const lines = await copied();
  for (const phrase of phrases) assert.ok(lines.includes(JSON.stringify(phrase.toLowerCase())), lines);
  // The program takes the lines as they are.
  const config = join(folder(), "variorum.toml");
  writeFileSync(config, lines);
  const printed = execFileSync(program, ["report", "--print-config", "--config", config]).toString();
  for (const phrase of phrases) assert.ok(printed.toLowerCase().includes(phrase.toLowerCase()), printed);

  await again.locator("button.copy[data-as=markdown]").click();
  const markdown = await copied();
  assert.match(markdown, /\*\*unclear\*\*, .* \(to the reader the same\)/);

  const other = again.locator(`.note[data-n="${n}"] [data-as=other]`);
  await other.click();
  assert.ok(await settings.isHidden(), "what is not the same is no setting");
  await other.click();
  assert.equal(await again.locator(".judge [aria-pressed=true]").count(), 0, "a second press takes it back");
});

test("a browser that keeps nothing still works", async () => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("not for you"); } });
  });
  await page.goto(file);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  const statement = await opened(page);
  await statement.locator(".note .judge [data-as=same]").first().click();
  assert.match(await page.locator("#settings").textContent(), /^Copy 1 pair /);
  assert.deepEqual(errors, []);
  await context.close();
});
