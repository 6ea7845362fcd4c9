// Where a link lands: after one click, what it leads to stands where reading begins, below what
// sticks to the top, on wide and narrow screens, and for readers whose browser moves things smoothly.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clean, launch, open, report, serve } from "./harness.mjs";

/** Pixels that a target may stand off, and the gap between the top of the screen and a target. */
const OFF = 4;
const GAP = 16;
/** Two desktops, a tablet and a phone. */
const SCREENS = [[1440, 900], [1280, 720], [820, 1180], [360, 740]];

/** One link of each kind that leads somewhere in the page. */
const LINKS = [
  ["nav a[href='#statements']", "#statements"],
  ["nav a[href='#sources']", "#sources"],
  ["nav a[href='#names']", "#names"],
  ["nav a[href='#stories']", "#stories"],
  ["nav a[href='#documents']", "#documents"],
  ["nav a[href='#left-out']", "#left-out"],
  ["nav a[href='#renderings']", "#renderings"],
  [".about a", null],
  [".about li:last-child a", null],
  [".tally a[data-effect='conflict']", "#statements"],
  ["p.tally a", "#statements"],
  [".renderings a", null],
  [".renderings tr:last-child a", null],
  [".contrast .why a", null],
  [".contrast:nth-child(20) .why a", null],
  [".matrix [data-pair]", "#statements"],
  [".matrix tr:last-child [data-pair]", "#statements"],
  ["svg.time a[href^='#s-']", null],
  ["svg.time a[href^='#doc-']", null],
  [".teller h3 a", null],
  [".story:last-of-type .teller:last-child h3 a", null],
  [".names a[href^='#doc-']", null],
  [".names tr:last-child a[href^='#doc-']", null],
  [".statement[open] figcaption a.name", null],
  [".statement[open] .witness:last-child figcaption a.name", null],
  [".statement[open] blockquote a.m.conflict", null],
];

let browser;
let seeds;
let served;
before(async () => {
  browser = await launch();
  seeds = report(["seeds"]);
  served = await serve(["seeds"]);
});
after(async () => {
  await browser?.close();
  clean();
});

/** Waits until nothing has moved for half a second. */
export const still = (page) => page.evaluate(() => new Promise((done) => {
  let last = "";
  let since = performance.now();
  const look = () => {
    const now = `${scrollY} ${document.documentElement.scrollHeight}`;
    if (now !== last) { last = now; since = performance.now(); }
    if (performance.now() - since > 500) done();
    else requestAnimationFrame(look);
  };
  look();
}));

/** How far a target stands from where it should: below the bar, where that sticks above it. */
const distance = (page, selector) => page.evaluate(([selector, gap]) => {
  const target = document.querySelector(selector);
  const bar = document.getElementById("filter");
  const under = target.closest("#list") && getComputedStyle(bar).position === "sticky";
  const wanted = gap + (under ? bar.getBoundingClientRect().height : 0);
  const { top } = target.getBoundingClientRect();
  // At the end of the page there is no more to scroll by.
  const ends = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  return ends && top > wanted && top < innerHeight ? 0 : top - wanted;
}, [selector, GAP]);

/** Clicks a link and gives the selector of its target. */
async function follow(page, selector, leads) {
  const link = page.locator(selector).first();
  await link.evaluate((e) => { for (let d = e.closest("details"); d; d = d.parentElement.closest("details")) d.open = true; });
  await link.scrollIntoViewIfNeeded();
  const href = await link.getAttribute("href");
  await link.click();
  const target = leads ?? `#${CSS_escape(href.slice(1))}`;
  await page.locator(target).first().waitFor({ state: "attached" });
  await still(page);
  return target;
}
const CSS_escape = (id) => id.replace(/[^\w-]/g, "\\$&");

const at = async (kind, [width, height]) =>
  open(browser, kind === "file" ? seeds : served, { viewport: { width, height }, reducedMotion: "no-preference" });

for (const kind of ["file", "serve"]) {
  for (const [at_screen, screen] of SCREENS.entries()) {
    // All of them in the file; of a served page, which is the same, some on each screen.
    const some = (_, n) => kind === "file" || n % 4 === at_screen;
    test(`${kind}: every kind of link lands where it leads, ${screen[0]} wide`, async () => {
      const wrong = [];
      for (const [selector, leads] of LINKS.filter(some)) {
        const page = await at(kind, screen);
        const target = await follow(page, selector, leads);
        const off = await distance(page, target);
        if (Math.abs(off) > OFF) wrong.push(`${selector} to ${target}: ${Math.round(off)} px`);
        assert.deepEqual(page.heard, []);
        await page.context().close();
      }
      assert.deepEqual(wrong, []);
    });
  }

  test(`${kind}: a second click on the same link lands again`, async () => {
    const page = await at(kind, SCREENS[1]);
    const target = await follow(page, "nav a[href='#documents']", "#documents");
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await still(page);
    await follow(page, "nav a[href='#documents']", "#documents");
    assert.ok(Math.abs(await distance(page, target)) <= OFF);
    await page.context().close();
  });

  test(`${kind}: the bar with all its filters covers no target`, async () => {
    const page = await at(kind, SCREENS[1]);
    await page.locator("#more > summary").click();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.locator(".statement.here .body blockquote").first().waitFor();
    await still(page);
    assert.ok(Math.abs(await distance(page, ".statement.here")) <= OFF, `${await distance(page, ".statement.here")} px`);
    await page.context().close();
  });

  for (const screen of [SCREENS[1], SCREENS[3]]) {
    test(`${kind}: the way back covers no text and leads to where one was, ${screen[0]} wide`, async () => {
      const page = await at(kind, screen);
      const link = page.locator(".statement[open] figcaption a.name").nth(1);
      await link.scrollIntoViewIfNeeded();
      await still(page);
      const top = () => link.evaluate((e) => e.getBoundingClientRect().top);
      const was = await top();
      const target = await follow(page, ".statement[open] figcaption a.name >> nth=1", null);
      assert.ok(Math.abs(await distance(page, target)) <= OFF);
      const button = page.locator("#back button");
      assert.ok(await button.isVisible());
      const covered = await button.evaluate((button) => {
        const box = button.getBoundingClientRect();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (!node.data.trim() || button.contains(node) || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
          if (node.parentElement.closest(".unseen, .skip")) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const r of range.getClientRects()) {
            if (r.left < box.right - 1 && r.right > box.left + 1 && r.top < box.bottom - 3 && r.bottom > box.top + 3) found.push(node.data.slice(0, 60));
          }
        }
        return { found, inside: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth };
      });
      assert.deepEqual(covered, { found: [], inside: true });
      await button.click();
      await still(page);
      assert.ok(Math.abs((await top()) - was) <= OFF, `${await top()} instead of ${was}`);
      assert.ok(await button.isHidden());
      assert.deepEqual(page.heard, []);
      await page.context().close();
    });
  }
}
