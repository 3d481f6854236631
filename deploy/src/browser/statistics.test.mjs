// The intervals of the shares, against values that are printed in books, and the words for numbers.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

globalThis.window = globalThis;
for (const name of ["format.js", "statistics.js"]) runInThisContext(readFileSync(`${process.env.THALWEG_PAGE_FILES}/${name}`, "utf8"));
const { wilson, quantile, rank, ascending } = globalThis.Thalweg.statistics;
const { brief, duration, percent, visible, fixed } = globalThis.Thalweg.format;

test("Wilson's interval has the printed values", () => {
  // Newcombe (1998), Statistics in Medicine 17, table I, method 3
  for (const [hits, total, low, high] of [[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]]) {
    const [from, to] = wilson(hits, total);
    assert.ok(Math.abs(from - low) < 5e-5 && Math.abs(to - high) < 5e-5, `${hits}/${total}: ${from} ${to}`);
  }
  assert.deepEqual(wilson(0, 0), [0, 1]);
  assert.equal(wilson(7, 7)[1], 1);
});

test("ranks and quantiles leave out what is not finite", () => {
  const sorted = ascending([3, NaN, 1, Infinity, 2]);
  assert.deepEqual([...sorted], [1, 2, 3]);
  assert.equal(quantile(sorted, 0.25), 1.5);
  assert.equal(rank(sorted, 3), 1);
  assert.ok(Number.isNaN(quantile(ascending([NaN]), 0.5)));
});

test("numbers have few digits, and say what they are", () => {
  assert.equal(brief(-0.000123456789, 3), "−0.000123");
  assert.equal(brief(1.5e-9, 2), "1.5·10⁻⁹");
  assert.equal(brief(NaN), "NaN");
  assert.equal(fixed(-1e-12, 4), "0.0000");
  assert.equal(percent(0.00001), "0.0010 %");
  assert.equal(duration(3723), "1 h 02 min");
  assert.equal(visible("a\u202eb"), "a\\u202eb");
});
