// What every browser test needs: the reports, a browser that talks to nobody, and a page whose
// dialogs, requests and errors are kept.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../..");
export const program = resolve(root, process.env.VARIORUM_BIN ?? "target/release/variorum");
const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];

const folders = [];
const servers = [];

/** A folder that is gone when the tests are. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), "variorum-browser-"));
  folders.push(made);
  return made;
}

/** The address of the page that the program makes of some paths. */
export function report(paths, ...flags) {
  const out = folder();
  const args = ["report", ...paths, "--format", "html", "--out", out, "--quiet", ...flags];
  execFileSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return pathToFileURL(join(out, "report.html")).href;
}

/** The report.json that the program writes of some paths. */
export function stored(paths, ...flags) {
  const out = folder();
  const args = ["report", ...paths, "--format", "json", "--out", out, "--quiet", ...flags];
  execFileSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return join(out, "report.json");
}

/** The address of the page that `variorum serve` answers with. */
export async function serve(paths, ...flags) {
  const server = spawn(program, ["serve", ...paths, "--port", "0", "--quiet", ...flags], {
    cwd: root, stdio: ["ignore", "pipe", "inherit"],
  });
  servers.push(server);
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (data) => {
      said += data;
      if (said.includes("\n")) resolve(said.trim());
    });
    server.on("exit", (code) => reject(new Error(`serve ended with ${code}`)));
  });
}

export async function launch() {
  const executablePath = browsers.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium: apt-get install chromium, or set CHROMIUM");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-extensions",
    ],
  });
}

export function clean() {
  for (const server of servers) server.kill();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
}

/** A page at an address. `page.heard` holds dialogs, foreign requests and errors. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options,
  });
  const page = await context.newPage();
  page.heard = [];
  page.on("dialog", (dialog) => { page.heard.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("pageerror", (error) => page.heard.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.heard.push(`console: ${message.text()}`);
  });
  const origin = new URL(url).origin;
  page.on("request", (request) => {
    const to = request.url();
    const own = origin === "null" ? to.split("#")[0] === url.split("#")[0] : to.startsWith(origin + "/");
    if (!own && !to.startsWith("data:,")) page.heard.push(`request: ${to}`);
  });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  return page;
}
