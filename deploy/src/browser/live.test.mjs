// A real run of 100,000 starts, watched in a browser to its end.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, openBrowser, openPage, screenshot, until } from "./browser.mjs";
import { Run } from "./launcher.mjs";

const OBJECTIVE = "x^2/20 + y^2/20 + sum(i, 1, 60, cos(i*x/9)*sin(i*y/7)/i) + cos(3*x) + cos(3*y)";
const OPTIONS = ["--bounds", "-6:6", "--page", "0"];
let browser;

before(async () => (browser = await openBrowser()));
after(() => browser.close());

test("a run of 100,000 starts is watched to its end, over a reload, and ends at the result", async () => {
  const run = new Run(OBJECTIVE, ...OPTIONS, "--starts", "100000", "--page-linger", "120s");
  const { page, context, check } = await openPage(browser);
  try {
    const address = await run.address();
    await page.goto(address);
    await until(page, () => Thalweg.model.progress?.finished > 2000 && Thalweg.model.minima.length > 0);
    await until(page, () => Thalweg.model.paths.length > 3 && Thalweg.model.landscape);
    const before = await page.evaluate(() => ({ finished: Thalweg.model.progress.finished, seconds: Thalweg.model.progress.seconds }));
    assert.equal(await page.locator("#stop").isVisible(), true);

    await page.reload();
    await until(page, () => Thalweg.model.progress && Thalweg.model.result);
    const again = await page.evaluate(() => ({
      finished: Thalweg.model.progress.finished, total: Thalweg.model.progress.total, phase: Thalweg.model.progress.phase,
      first: Thalweg.model.samples.data[0][0], rows: Thalweg.model.samples.length, paths: Thalweg.model.paths.length,
    }));
    assert.equal(again.phase, "RUNNING", "the reload was in mid run");
    assert.ok(again.finished >= before.finished, "progress goes on");
    assert.ok(again.first < before.seconds, "the history reaches back before the reload");
    assert.ok(again.rows > 2 && again.paths > 3);

    await screenshot(page, "live-running-1280-light");
    await until(page, () => Thalweg.model.over && Thalweg.model.result.status !== "RUNNING");
    const result = await run.result();
    await assertShown(page, result);
    await screenshot(page, "live-ended-1280-light");
    check(address);
  } finally {
    await context.close();
    await run.close();
  }
});

/** Table, words and plots say what the result says. */
async function assertShown(page, result) {
  await page.waitForTimeout(300); // two frames and more: what was told is drawn
  assert.deepEqual(await page.evaluate(() => Thalweg.model.raw), result);
  assert.equal((await page.locator("#best").innerText()).replace("−", "-"), String(result.fun));
  assert.equal(await page.locator("#share").innerText(), "100 %");
  assert.equal(await page.locator("#phase-text").innerText(), "Found");
  assert.equal(await page.locator("#stop").isVisible(), false);
  const table = page.locator("#minima-table table");
  assert.equal(await table.getAttribute("aria-rowcount"), String(result.minima.length + 1));
  const count = new Intl.NumberFormat("en");
  await table.focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < result.minima.length; i++) {
    const cells = await (await page.waitForFunction(cellsOf, i + 2)).jsonValue();
    const { fun, hits, x, kind } = result.minima[i];
    const number = (text) => Number(text.replace("−", "-"));
    assert.equal(cells[0], String(i + 1));
    assert.ok(Math.abs(number(cells[1]) - fun) <= 1e-8 * Math.max(1, Math.abs(fun)), `f of minimum ${i + 1}: ${cells[1]}`);
    assert.ok(cells[2].startsWith(percent(hits / result.starts.converged)), `share of minimum ${i + 1}: ${cells[2]}`);
    assert.equal(cells[3], count.format(hits));
    x.forEach((value, k) => assert.ok(Math.abs(number(cells[4 + k]) - value) < 1e-6, `x of minimum ${i + 1}`));
    assert.equal(cells[4 + x.length].split(",")[0], kind);
    if (i < result.minima.length - 1) await page.keyboard.press("ArrowDown");
  }
  assert.match(await page.locator("#inspector h3").innerText(), new RegExp(`Minimum ${result.minima.length}$`));
  const plot = await page.locator("#figure-main canvas").getAttribute("aria-label");
  assert.match(plot, new RegExp(`with ${count.format(result.minima.length)} minim`));
  const best = await page.locator("#figure-best [role=img]").getAttribute("aria-label");
  assert.match(best.replaceAll("−", "-"), new RegExp(`to ${Number(result.fun.toPrecision(10))}`.replaceAll(".", "\\.")));
  const end = await page.evaluate(() => {
    const { x, y } = new Thalweg.BestSoFar(Thalweg.model).points();
    return [x.at(-1), y.at(-1), Thalweg.model.samples.column("finished").at(-1)];
  });
  assert.equal(end[1], result.fun);
  assert.equal(end[2], result.starts.total);
}

/** What a row says, read at once: rows are used again when the table scrolls. */
function cellsOf(rowIndex) {
  const row = document.querySelector(`#minima-table tr[aria-rowindex="${rowIndex}"]`);
  return row && [...row.cells].map((cell) => cell.innerText);
}

function percent(share) {
  const value = 100 * share;
  return value > 99.9 ? value.toFixed(2) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

test("the stop button ends the run with what was found", async () => {
  const run = new Run(OBJECTIVE, ...OPTIONS, "--starts", "50000000", "--page-linger", "10s");
  const { page, context, check } = await openPage(browser, { colorScheme: "dark" });
  try {
    const address = await run.address();
    await page.goto(address);
    await until(page, () => Thalweg.model.progress?.finished > 1000 && Thalweg.model.minima.length > 0);
    await assertAccessible(page, "while it runs");
    await page.locator("#stop").click();
    await page.getByRole("button", { name: "Go on" }).click();
    assert.equal(await page.locator("#stop-dialog").isVisible(), false);
    await page.locator("#stop").click();
    await screenshot(page, "live-stopping-1280-dark");
    await assertAccessible(page, "with the question whether to stop");
    await page.getByRole("button", { name: "Stop the run" }).click();
    await until(page, () => Thalweg.model.over && Thalweg.model.result.status !== "RUNNING");

    const result = await run.result();
    assert.equal(result.status, "CANCELLED");
    assert.ok(result.starts.total > 1000 && result.starts.total < 50000000);
    assert.ok(result.minima.length > 0);
    assert.equal(await page.locator("#phase-text").innerText(), "Stopped");
    await run.ended; // the page lingers for a while, then the process ends
    await until(page, () => !Thalweg.model.connected);
    assert.equal(await page.locator("#phase-text").innerText(), "Stopped", "the page keeps what it shows");
    assert.equal(run.process.exitCode, 130);
    check(address);
  } catch (trouble) {
    if (!/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED/.test(String(trouble))) throw trouble; // the server has gone, as it should
  } finally {
    await context.close();
    await run.close();
  }
});
