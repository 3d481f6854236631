// Fits: watched while they run, and as reports.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { assertAccessible, openBrowser, openPage, screenshot, until } from "./browser.mjs";
import { Run } from "./launcher.mjs";

const WIDTHS = [[360, 740], [1280, 900], [3840, 2160]];
// Misra1a of NIST's nonlinear regression data
const MISRA1A = "y,x\n10.07,77.6\n14.73,114.9\n17.94,141.1\n23.93,190.8\n29.61,239.9\n35.18,289\n40.02,332.8\n44.82,378.4\n50.76,434.8\n55.05,477.3\n61.01,536.8\n66.4,593.1\n75.47,689.1\n81.78,760\n";
const REPORTS = {
  "fit-one-start": ["b1*(1-exp(-b2*x))", "--start", "b1=500,b2=0.0001"],
  "fit-many-starts": ["a*sin(w*x/100 + p) + b*x + c", "--starts", "40", "--bounds", "a=-50:50,w=0:10,p=-4:4,b=-1:1,c=-50:50"],
  "fit-network": ["mlp", "--layers", "6", "--starts", "2", "--seed", "3", "--max-iterations", "300", "--l2", "0.01"],
};
let browser;

before(async () => {
  browser = await openBrowser();
  await writeFile("misra1a.csv", MISRA1A);
  const line = (k) => [Math.sin(k), Math.cos(3 * k), Math.sin(7 * k), Math.sin(k) + 0.4 * Math.cos(5 * k) + Math.sin(11 * k) / 3 > 0 ? 1 : 0].join(",");
  await writeFile("many.csv", "a,b,c,label\n" + Array.from({ length: 20000 }, (_, k) => line(k)).join("\n") + "\n");
});
after(() => browser.close());

for (const [name, options] of Object.entries(REPORTS)) {
  test(`${name}: a report at every width in both colours`, async () => {
    const file = `${process.cwd()}/report-${name}.html`;
    const run = new Run("fit", ...options, "--data", `${process.cwd()}/misra1a.csv`, "--response", "y", "--report", file);
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
        await assertShown(page, result);
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

/** Parameters, loss and curve are those of the result. */
async function assertShown(page, result) {
  const number = (text) => Number(text.replace("−", "-").replace("·10", "e").replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/, superscript));
  const close = (a, b, share) => Math.abs(a - b) <= share * Math.abs(b);
  assert.equal(number(await page.locator("#best").innerText()), result.fun);
  const rows = page.locator("#parameters-table tbody tr.row:not([hidden])");
  const names = Object.keys(result.parameters);
  assert.equal(await page.locator("#parameters-table table").getAttribute("aria-rowcount"), String(names.length + 1));
  for (let i = 0; i < Math.min(3, names.length); i++) {
    const cells = await rows.nth(i).locator("td").allInnerTexts();
    assert.equal(cells[0], names[i]);
    assert.ok(close(number(cells[2]), result.parameters[names[i]], 1e-9), cells[2]);
    const error = result.standardErrors[names[i]];
    if (error !== null) assert.ok(close(number(cells[3]), error, 1e-5), cells[3]);
  }
  const end = await page.evaluate(() => {
    const view = new Thalweg.BestSoFar(Thalweg.model);
    const { y } = view.points();
    return { last: y.at(-1), many: y.length, lowest: Math.min(...y.filter((value) => value !== null)) };
  });
  assert.equal(end.last, result.fun);
  assert.ok(end.many > 2, "the curve has points");
  const label = await page.locator("#figure-main [role=img]").getAttribute("aria-label");
  assert.match(label, /^Loss curve: from /);
}

const superscript = (signs) => [...signs].map((sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign)).map((digit) => (digit < 0 ? "-" : digit)).join("");

for (const [name, more] of [["in this process", []], ["on Flink", ["--partitioned", "--parallelism", "2"]]]) {
  test(`a fit ${name} is watched, over a reload, and stopped`, async () => {
    const run = new Run(
      "fit", "linear", "--data", `${process.cwd()}/many.csv`, "--response", "label", "--loss", "logistic", "--method", "gradient-descent",
      "--step", "1e-8", "--max-iterations", "1000000000", "--page", "0", "--page-linger", "60s", ...more,
    );
    const { page, context, check } = await openPage(browser, { colorScheme: "dark" });
    try {
      const address = await run.address();
      await page.goto(address);
      await until(page, () => Thalweg.model.progress?.rounds > 200 && Thalweg.model.samples.length > 4);
      await until(page, () => Object.keys(Thalweg.model.result?.parameters || {}).length === 4);
      const before = await page.evaluate(() => ({ rounds: Thalweg.model.progress.rounds, seconds: Thalweg.model.progress.seconds, loss: Thalweg.model.progress.loss }));
      await page.reload();
      await until(page, () => Thalweg.model.progress?.phase === "RUNNING" && Thalweg.model.samples.length > 4);
      const again = await page.evaluate(() => ({
        rounds: Thalweg.model.progress.rounds, first: Thalweg.model.samples.data[0][0], loss: Thalweg.model.progress.loss,
      }));
      assert.ok(again.rounds >= before.rounds && again.loss <= before.loss, "the fit goes on");
      assert.ok(again.first < before.seconds, "the history reaches back before the reload");
      await until(page, () => document.querySelector("#parameters-table .course-line path")?.getAttribute("d"));
      await assertAccessible(page, "while a fit runs");
      await screenshot(page, `fit-live-${more.length ? "flink" : "local"}-1280-dark`);
      await page.locator("#stop").click();
      await page.getByRole("button", { name: "Stop the run" }).click();
      await until(page, () => Thalweg.model.over && Thalweg.model.result.status !== "RUNNING");
      const result = await run.result();
      assert.equal(result.status, "CANCELLED");
      assert.deepEqual(await page.evaluate(() => Thalweg.model.raw), result);
      assert.ok(result.fun <= before.loss);
      assert.equal(await page.locator("#phase-text").innerText(), "Stopped");
      check(address);
    } finally {
      await context.close();
      await run.close();
    }
  });
}

test("what a report of a fit shows can be saved", async () => {
  const address = pathToFileURL(`${process.cwd()}/report-fit-one-start.html`).href;
  const { page, context, check } = await openPage(browser);
  await page.goto(address);
  await until(page, () => Thalweg.model.result && document.querySelector("#figure-main .figure-note"));
  const raw = await page.evaluate(() => Thalweg.model.raw);
  const saved = async (place, name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(place).getByRole("button", { name: new RegExp(`^${name}:`) }).click()]);
    const path = `saved-fit-${download.suggestedFilename()}`;
    await download.saveAs(path);
    return readFile(path, "utf8");
  };
  assert.deepEqual(JSON.parse(await saved("#parameters-exports", "JSON")), raw);
  const lines = (await saved("#parameters-exports", "CSV")).trim().split("\r\n");
  assert.deepEqual(lines.slice(1).map((line) => Number(line.split(",")[1])), Object.values(raw.parameters));
  for (const figure of ["#figure-main", "#figure-best", "#figure-rate"]) {
    assert.ok((await saved(figure, "CSV")).split("\r\n").length > 2, figure);
    assert.ok((await saved(figure, "SVG")).includes("<path"), figure);
  }
  check(address);
  await context.close();
});
