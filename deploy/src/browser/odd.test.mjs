// What no run should say, and what few will: numbers that are none, texts that would do harm, very many minima.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, openBrowser, openPage, screenshot, until } from "./browser.mjs";
import { StandIn, minimum, progress, run, state } from "./stand-in.mjs";

let browser;

before(async () => (browser = await openBrowser()));
after(() => browser.close());

async function shown(standIn, options, use) {
  const address = await standIn.start();
  const { page, context, check } = await openPage(browser, options);
  try {
    await page.goto(address);
    await until(page, () => Thalweg.model.progress && Thalweg.model.result);
    await use(page);
    check(address);
  } finally {
    await context.close();
    await standIn.close();
  }
}

test("NaN and infinities in the stream and in the result do not stop the page", async () => {
  const found = [
    { ...minimum("-Infinity", [1, "NaN"], 3), smallestEigenvalue: "NaN", gradientNorm: "Infinity" },
    minimum(0.5, [0.25, -1], 40),
    minimum("NaN", ["Infinity", "-Infinity"], 1),
  ];
  const history = {
    columns: ["seconds", "finished", "best"],
    rows: [[0, 0, "Infinity"], [1, 1000, "NaN"], [2, 2000, 3], [3, 3000, "-Infinity"], [4, 4000, 1.5]],
    marks: [[1.5, "checkpoint"], ["NaN", "restart"], [2.5, "restart"]],
  };
  const values = Array.from({ length: 33 * 33 }, (_, k) => (k % 7 === 0 ? "NaN" : k % 11 === 0 ? "Infinity" : k / 100));
  const landscape = { region: [[-5, 5], [-5, 5]], resolution: 33, values };
  const standIn = new StandIn(state(found), [["run", run(["x", "y"])], ["history", history], ["landscape", {}], ["progress", progress(4000, { best: "NaN" })]], landscape);
  await shown(standIn, {}, async (page) => {
    standIn.tell("paths", { paths: [{ start: 1, converged: false, points: [[0, 0, "Infinity"], ["NaN", 1, 2], [3, 3, "NaN"]] }] });
    standIn.tell("progress", progress(5000, { best: "-Infinity", seconds: "NaN" }));
    standIn.babble("progress", "{not json");
    standIn.tell("progress", progress(60000, { best: 0.25 }));
    await until(page, () => Thalweg.model.progress.finished === 60000 && Thalweg.model.trouble && Thalweg.model.landscape);
    await until(page, () => document.getElementById("share").textContent === "60 %");
    assert.equal(await page.locator("#best").innerText(), "−∞");
    assert.equal(await page.locator('#minima-table tr[aria-rowindex="3"] td').nth(1).innerText(), "0.500000000");
    for (const figure of ["#figure-main", "#figure-best", "#figure-rate", "#figure-basins"]) {
      await page.locator(figure).getByRole("button", { name: /^Table/ }).click();
    }
    await assertAccessible(page, "with numbers that are none");
    await screenshot(page, "odd-numbers-1280-light");
  });
});

test("texts that would do harm are shown as texts", async () => {
  const hostile = '<img src=x onerror="document.title=1">${jndi:ldap://x/a}\u202egnp.exe\u0007</script>';
  const standIn = new StandIn(
    state([{ ...minimum(1, [2], 3), kind: hostile, active: [hostile] }], { message: hostile, versions: { [hostile]: hostile } }),
    [["run", run(["<b>x"], { objective: hostile, where: hostile, method: hostile })], ["progress", progress(1)]],
  );
  await shown(standIn, {}, async (page) => {
    const text = await page.locator("#objective").innerText();
    assert.equal(text, hostile.replace("\u202e", "\\u202e").replace("\u0007", "\\u0007"));
    assert.equal(await page.locator("img").count(), 0);
    assert.match(await page.title(), /– Thalweg$/);
    assert.equal(/[\u202e\u0007]/.test(await page.locator("body").innerText()), false);
    await assertAccessible(page, "with hostile texts");
  });
});

test("10,000 minima are scrolled, and arrive anew, without a stutter", async () => {
  const many = Array.from({ length: 10000 }, (_, k) => minimum(k / 997 + 1 / (k + 1), [Math.sin(k), Math.cos(3 * k), k / 10000], 1 + (k % 13)));
  const standIn = new StandIn(state(many), [["run", run(["x", "y", "z"])], ["progress", progress(90000)]]);
  await shown(standIn, {}, async (page) => {
    await until(page, () => Thalweg.model.minima.length === 10000);
    await page.locator("#minima-table").scrollIntoViewIfNeeded();
    assert.equal(await page.locator("#minima-table table").getAttribute("aria-rowcount"), "10001");
    const rows = await page.locator("#minima-table tbody tr.row").count();
    assert.ok(rows < 60, `${rows} rows exist, of 10,000`);

    const frames = await page.evaluate(scrollFor, 4000);
    console.log("  10,000 minima, scrolling:", summary(frames));
    let finished = 90000;
    const told = setInterval(() => {
      standIn.tell("progress", progress((finished += 50)));
      standIn.tell("changed", {});
    }, 250);
    const fed = await page.evaluate(scrollFor, 4000);
    clearInterval(told);
    console.log("  10,000 minima, scrolling while results arrive:", summary(fed));
    assert.ok(quantile(frames, 0.5) < 25, "half of the frames take less than 25 ms");
    assert.ok(quantile(frames, 0.95) < 50, "of 20 frames 19 take less than 50 ms");
    assert.ok(quantile(fed, 0.9) < 60, "of 10 frames 9 take less than 60 ms while results arrive");

    await page.locator("#minima-table table").focus();
    await page.keyboard.press("End");
    await page.locator('#minima-table tr[aria-rowindex="10001"]').waitFor();
    assert.match(await page.locator("#inspector h3").innerText(), /Minimum 10000/);
    await page.locator("#minima-table th").nth(3).getByRole("button").click();
    await page.keyboard.press("Home");
    const first = page.locator('#minima-table tr[aria-rowindex="2"] td');
    await page.waitForFunction(() => document.querySelector('#minima-table tr[aria-rowindex="2"] td:nth-child(4)').textContent === "13");
    assert.equal(await first.nth(3).innerText(), "13", "the most hits come first");
    await screenshot(page, "many-1280-light");
    await assertAccessible(page, "with 10,000 minima");
  });
});

/** Scrolls to and fro, a step a frame; the times between frames, in milliseconds. */
function scrollFor(millis) {
  return new Promise((resolve) => {
    const scroller = document.querySelector("#minima-table .table-scroll");
    const frames = [];
    const began = performance.now();
    let last = began;
    let step = 137;
    const frame = (now) => {
      frames.push(now - last);
      last = now;
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 200) step = -Math.abs(step) * 1.7;
      if (scroller.scrollTop <= 0) step = Math.abs(step);
      scroller.scrollTop += step;
      if (now - began < millis) requestAnimationFrame(frame);
      else resolve(frames.slice(2));
    };
    requestAnimationFrame(frame);
  });
}

function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];
}

function summary(frames) {
  const at = (share) => quantile(frames, share).toFixed(1);
  return `${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms`;
}
