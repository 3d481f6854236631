// Every view, in both colours, from a telephone to a wall; as a report, which is the same page with the data inside.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { assertAccessible, openBrowser, openPage, screenshot, until } from "./browser.mjs";
import { Run } from "./launcher.mjs";

const VIEWS = {
  curve: ["log(x^4 + x^3 + 2)", "--bounds", "-10:10", "--starts", "1000"],
  contours: ["(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "--bounds", "-6:6", "--starts", "3000"],
  lattice: ["20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)", "--bounds", "-5.12:5.12", "--starts", "20000"],
  coordinates: ["10*n + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i]))", "--dimension", "5", "--bounds", "-5.12:5.12", "--starts", "5000"],
  profile: ["sum(i, 1, n, (x[i]^2-1)^2 + 0.3*x[i]) + 0.2*sum(i,1,n-1,(x[i]-x[i+1])^2)", "--dimension", "30", "--bounds", "-3:3", "--starts", "1000"],
  trouble: ["if(x > 1, log(x - 2), 1/x)", "--bounds", "-3:3", "--starts", "300"],
};
const WIDTHS = [[360, 740], [1280, 900], [3840, 2160]];
let browser;

before(async () => (browser = await openBrowser()));
after(() => browser.close());

for (const [name, options] of Object.entries(VIEWS)) {
  test(`${name}: a report at every width in both colours`, async () => {
    const file = `${process.cwd()}/report-${name}.html`;
    const run = new Run(...options, "--report", file);
    await run.ended;
    const result = await run.result();
    const address = pathToFileURL(file).href;
    for (const [width, height] of WIDTHS) {
      for (const colorScheme of ["light", "dark"]) {
        const { page, context, check } = await openPage(browser, { width, height, colorScheme });
        await page.goto(address);
        await until(page, () => Thalweg.model.result && document.querySelector("#figure-main .figure-note"));
        await page.waitForTimeout(400); // all figures have their size
        assert.equal(await page.evaluate(() => Thalweg.model.raw.digest), result.digest);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(overflow, 0, `at ${width} px nothing is wider than the page`);
        await screenshot(page, `${name}-${width}-${colorScheme}`);
        await assertAccessible(page, `${name} at ${width} px, ${colorScheme}`);
        check(address);
        await context.close();
      }
    }
  });
}

test("everything can be saved: minima as CSV, the result as JSON, each plot as CSV, SVG and PNG", async () => {
  const address = pathToFileURL(`${process.cwd()}/report-lattice.html`).href;
  const { page, context, check } = await openPage(browser);
  await page.goto(address);
  await until(page, () => Thalweg.model.result && document.querySelector("#figure-main .figure-note"));
  const raw = await page.evaluate(() => Thalweg.model.raw);
  const saved = async (place, name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(place).getByRole("button", { name: new RegExp(`^${name}:`) }).click()]);
    const path = `saved-${download.suggestedFilename()}`;
    await download.saveAs(path);
    return path;
  };
  const json = await saved("#minima-exports", "JSON");
  assert.deepEqual(JSON.parse(await readFile(json, "utf8")), raw);
  const lines = (await readFile(await saved("#minima-exports", "CSV"), "utf8")).trim().split("\r\n");
  assert.equal(lines.length, raw.minima.length + 1);
  assert.deepEqual(lines[1].split(",").slice(1, 3).map(Number), [raw.minima[0].fun, raw.minima[0].hits]);
  for (const figure of ["#figure-main", "#figure-best", "#figure-rate", "#figure-basins"]) {
    const svg = await readFile(await saved(figure, "SVG"), "utf8");
    const faults = await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror").length, svg);
    assert.equal(faults, 0);
    assert.ok(svg.includes("<path") && svg.includes("<text"), figure);
    const png = await saved(figure, "PNG");
    assert.equal((await readFile(png)).subarray(1, 4).toString(), "PNG");
    assert.ok((await stat(png)).size > 5000, figure);
    assert.ok((await readFile(await saved(figure, "CSV"), "utf8")).split("\r\n").length > 2, figure);
  }
  check(address);
  await context.close();
});

test("the colours can be chosen, and everything works by keyboard", async () => {
  const address = pathToFileURL(`${process.cwd()}/report-lattice.html`).href;
  const { page, context, check } = await openPage(browser);
  await page.goto(address);
  await until(page, () => Thalweg.model.result && document.querySelector("#figure-main .figure-note"));
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.locator("#theme").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.locator("#minima-table table").focus();
  for (const key of ["Home", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
  assert.match(await page.locator("#inspector h3").innerText(), /Minimum 3/);
  const active = await page.locator("#minima-table table").getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute("aria-selected"), "true");
  await page.locator("#figure-best").getByRole("button", { name: "log gap" }).press("Enter");
  await page.locator("#figure-best").getByRole("button", { name: "starts" }).press("Enter");
  await page.locator("#figure-main").getByRole("button", { name: /^Table/ }).press("Enter");
  assert.ok((await page.locator("#figure-main .figure-table tbody tr").count()) > 3);
  await page.waitForTimeout(200);
  await screenshot(page, "chosen-1280-dark");
  check(address);
  await context.close();
});
