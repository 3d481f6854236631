// A search on a cluster of processes, watched from outside it, over the loss of a task manager.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertAccessible, openBrowser, openPage, screenshot, until } from "./browser.mjs";
import { Run, thalweg } from "./launcher.mjs";

const OBJECTIVE = "x^2/20 + y^2/20 + sum(i, 1, 60, cos(i*x/9)*sin(i*y/7)/i) + cos(3*x) + cos(3*y)";
let browser;
let home;
let variables;
let address;

before(async () => {
  browser = await openBrowser();
  home = await mkdtemp(join(tmpdir(), "thalweg-page-"));
  variables = { THALWEG_STATE_DIRECTORY: home };
  address = await thalweg(variables, "cluster", "start", "--task-managers", "2", "--slots", "1", "-D", "execution.checkpointing.interval=500ms");
});

after(async () => {
  await browser.close();
  await thalweg(variables, "cluster", "stop");
  await rm(home, { recursive: true });
});

test("a job of a cluster is watched over a killed task manager and a reload, and stopped with a savepoint", async () => {
  const job = await thalweg(variables, "minimize", OBJECTIVE, "--bounds", "-6:6", "--starts", "unlimited", "--cluster", address, "--detach");
  const run = new Run("watch", job, "--cluster", address, "--page", "0", "--page-linger", "60s", variables);
  const { page, context, check } = await openPage(browser);
  try {
    const place = await run.address();
    await page.goto(place);
    await until(page, () => Thalweg.model.progress?.finished > 1000 && Thalweg.model.minima.length > 0);
    await until(page, () => Thalweg.model.marks.some((mark) => mark.kind === "checkpoint"));
    assert.match(await page.locator("#setting").innerText(), /endless Sobol starts .* 2 slots/);

    const pid = Number((await readFile(join(home, "cluster/pids/taskmanager-1"), "utf8")).split(" ")[0]);
    process.kill(pid, "SIGKILL");
    await until(page, () => Thalweg.model.marks.some((mark) => mark.kind === "restart"));
    const before = await page.evaluate(() => Thalweg.model.progress.finished);
    await until(page, (least) => Thalweg.model.progress.finished > least + 1000 && Thalweg.model.progress.phase === "RUNNING", before);

    await page.reload();
    await until(page, () => Thalweg.model.progress?.phase === "RUNNING" && Thalweg.model.marks.length > 1);
    const again = await page.evaluate(() => ({ marks: Thalweg.model.marks.map((mark) => mark.kind), rows: Thalweg.model.samples.length, first: Thalweg.model.samples.data[0][0], last: Thalweg.model.samples.data[0].at(-1) }));
    assert.ok(again.marks.includes("restart"), "the restart is remembered over a reload");
    assert.ok(again.rows > 4 && again.last - again.first > 2, "so is what came before it");
    assert.match(await page.locator("#figure-best .figure-note").innerText(), /a restart/);
    await screenshot(page, "cluster-restarted-1280-light");
    await assertAccessible(page, "after a restart");

    await page.locator("#stop").click();
    assert.match(await page.locator("#stop-text").innerText(), /saved, and can go on/);
    await page.getByRole("button", { name: "Stop the run" }).click();
    await until(page, () => Thalweg.model.over && Thalweg.model.result.status !== "RUNNING" && Thalweg.model.resumption);
    const result = await run.result();
    assert.equal(result.status, "CANCELLED");
    assert.deepEqual(await page.evaluate(() => Thalweg.model.raw), result);
    const command = await page.evaluate(() => Thalweg.model.resumption);
    assert.match(command, /^thalweg resume \S*savepoints\S* --cluster /);
    assert.ok((await page.locator("#colophon").innerText()).includes(command));
    await screenshot(page, "cluster-stopped-1280-light");
    check(place);
    assert.ok((await stat(join(fileURLToPath(command.split(" ")[2]), "_metadata"))).size > 0, "the savepoint is there");
  } finally {
    await context.close();
    await run.close();
  }
});

test("one descent over many variables is watched on a cluster, and stopped where it can go on", async () => {
  const chain = "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)";
  const job = await thalweg(
    variables, "minimize", chain, "--dimension", "200", "--partitioned", "--start-pattern", "-1.2,1", "--method", "gradient-descent",
    "--step", "1e-7", "--max-iterations", "1000000000", "--cluster", address, "--parallelism", "2", "--detach",
  );
  const run = new Run("watch", job, "--cluster", address, "--page", "0", "--page-linger", "60s", variables);
  const { page, context, check } = await openPage(browser, { colorScheme: "dark" });
  try {
    const place = await run.address();
    await page.goto(place);
    await until(page, () => Thalweg.model.progress?.rounds > 500 && Thalweg.model.samples.length > 4);
    assert.equal(await page.locator("#setting").innerText(), `200 variables · gradient descent · one descent · ${address}, 2 slots`);
    assert.equal(await page.locator("#answer-heading").innerText(), "Lowest so far");
    const before = await page.evaluate(() => Thalweg.model.progress.loss);
    const pid = Number((await readFile(join(home, "cluster/pids/taskmanager-1"), "utf8")).split(" ")[0]);
    process.kill(pid, "SIGKILL");
    await until(page, () => Thalweg.model.marks.some((mark) => mark.kind === "restart"));
    await until(page, (least) => Thalweg.model.progress.loss < least && Thalweg.model.progress.phase === "RUNNING", before);
    await assertAccessible(page, "while a descent runs");
    await screenshot(page, "descent-restarted-1280-dark");

    await page.locator("#stop").click();
    await page.getByRole("button", { name: "Stop the run" }).click();
    await until(page, () => Thalweg.model.over && Thalweg.model.result.status !== "RUNNING" && Thalweg.model.resumption);
    const result = await run.result();
    assert.equal(result.status, "CANCELLED");
    assert.deepEqual(await page.evaluate(() => Thalweg.model.raw), result);
    assert.ok(result.fun <= before);
    await until(page, () => document.querySelector("#parameters-table table").getAttribute("aria-rowcount") === "201");
    assert.match(await page.evaluate(() => Thalweg.model.resumption), /--from \S*savepoints/);
    await assertAccessible(page, "after a descent");
    await screenshot(page, "descent-stopped-1280-dark");
    check(place);
  } finally {
    await context.close();
    await run.close();
  }
});

test("a fit is watched on a cluster from another place, and stopped where it can go on", async () => {
  const rows = ["dose,age,y"];
  for (let i = 0; i < 4000; i++) {
    const dose = Math.sin(i * 1.3);
    const age = Math.cos(i * 0.7);
    rows.push(`${dose.toFixed(5)},${age.toFixed(5)},${dose - 0.5 * age + 1.5 * Math.sin(i * 12.9898) > 0 ? 1 : -1}`);
  }
  const data = join(home, "rows.csv");
  await writeFile(data, rows.join("\n") + "\n");
  const job = await thalweg(
    variables, "fit", "linear", "--data", data, "--response", "y", "--loss", "logistic", "--method", "adam", "--step", "1e-5",
    "--max-iterations", "1000000000", "--cluster", address, "--parallelism", "2", "--detach",
  );
  const run = new Run("watch", job, "--cluster", address, "--page", "0", "--page-linger", "60s", variables);
  const { page, context, check } = await openPage(browser);
  try {
    const place = await run.address();
    await page.goto(place);
    await until(page, () => Thalweg.model.progress?.rounds > 500 && Thalweg.model.samples.length > 6);
    await until(page, () => Thalweg.model.marks.some((mark) => mark.kind === "checkpoint"));
    assert.match(await page.locator("#setting").innerText(), new RegExp(`3 parameters · 4,?000 rows · logistic.* ${address}, 2 slots`));
    await until(page, () => document.querySelector("#parameters-table table")?.getAttribute("aria-rowcount") === "4");
    const before = await page.evaluate(() => Thalweg.model.progress.loss);
    await page.reload();
    await until(page, (least) => Thalweg.model.progress?.loss < least && Thalweg.model.samples.length > 6, before);
    await assertAccessible(page, "while a fit on a cluster runs");
    await screenshot(page, "fit-watched-1280-light");

    await page.locator("#stop").click();
    assert.match(await page.locator("#stop-text").innerText(), /saved, and can go on/);
    await page.getByRole("button", { name: "Stop the run" }).click();
    await until(page, () => Thalweg.model.over && Thalweg.model.result.status !== "RUNNING" && Thalweg.model.resumption);
    const result = await run.result();
    assert.equal(result.status, "CANCELLED");
    assert.deepEqual(await page.evaluate(() => Thalweg.model.raw), result);
    assert.deepEqual(Object.keys(result.parameters), ["intercept", "dose", "age"]);
    assert.match(await page.evaluate(() => Thalweg.model.resumption), /--from \S*savepoints/);
    await screenshot(page, "fit-stopped-on-cluster-1280-light");
    check(place);
  } finally {
    await context.close();
    await run.close();
  }
});
