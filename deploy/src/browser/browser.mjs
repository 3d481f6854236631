// Chromium, and what every page must keep to: no error, nothing from elsewhere.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import AxeBuilder from "@axe-core/playwright";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** How long anything is waited for, in milliseconds: much longer than it takes, so that a busy machine does not matter. */
const PATIENCE = 120000;

/** Starts a browser for a test file. */
export async function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: FLAGS });
}

/** A page that notes what goes wrong on it; `check` fails if anything did. */
export async function openPage(browser, { width = 1280, height = 900, colorScheme = "light", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, acceptDownloads: true, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults = [];
  const addresses = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.stack}`));
  page.on("request", (request) => addresses.push(request.url()));
  const check = (origin) => {
    assert.deepEqual(faults, []);
    const foreign = addresses.filter((address) => !/^(data|blob):/.test(address) && !address.startsWith(origin));
    assert.deepEqual(foreign, [], "nothing is loaded from elsewhere");
  };
  return { page, context, check, faults };
}

/** Fails if the accessibility check has a finding. */
export async function assertAccessible(page, what) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((node) => `${node.target} ${node.failureSummary}`).slice(0, 4) }));
  assert.deepEqual(found, [], what);
}

export async function screenshot(page, name) {
  await page.screenshot({ path: `screenshots/${name}.png`, fullPage: true });
}

/** Waits until `ask`, evaluated on the page, is true. */
export async function until(page, ask, argument, timeout = PATIENCE) {
  await page.waitForFunction(ask, argument, { timeout, polling: 100 });
}
