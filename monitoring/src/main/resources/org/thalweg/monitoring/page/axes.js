// Scales and their ticks.
(() => {
  "use strict";

  const { brief } = Thalweg.format;

  /** Round numbers between `low` and `high`, about `wanted` of them. */
  function ticks(low, high, wanted) {
    const span = high - low;
    if (!(span > 0) || !Number.isFinite(span)) return [low];
    const rough = span / Math.max(1, wanted);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) || rough;
    const list = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
      list.push(Number((k * step).toPrecision(12)) + 0);
    }
    return list;
  }

  /** Powers of ten between `low` and `high`, thinned to about `wanted`; their doubles and fives where those are few. */
  function powers(low, high, wanted) {
    if (high / low < 8) return ticks(low, high, wanted);
    if (high / low < 10 ** (wanted / 3)) {
      const list = [];
      for (let k = Math.floor(Math.log10(low)); 10 ** k <= high; k++) {
        for (const factor of [1, 2, 5]) {
          const value = Number((factor * 10 ** k).toPrecision(3));
          if (value >= low && value <= high) list.push(value);
        }
      }
      return list;
    }
    const from = Math.ceil(Math.log10(low) - 1e-9);
    const to = Math.floor(Math.log10(high) + 1e-9);
    const step = Math.max(1, Math.ceil((to - from + 1) / Math.max(1, wanted)));
    const list = [];
    for (let k = from; k <= to; k += step) list.push(10 ** k);
    return list;
  }

  /** Maps numbers to pixels. */
  class Scale {
    constructor(low, high, from, to, logarithmic = false) {
      if (!(high > low)) {
        const pad = Math.abs(low) * 0.05 || 1;
        low -= logarithmic ? low / 2 : pad;
        high += logarithmic ? high : pad;
      }
      Object.assign(this, { low, high, from, to, logarithmic });
    }

    of(value) {
      const share = this.logarithmic
        ? Math.log(value / this.low) / Math.log(this.high / this.low)
        : // halves keep the range finite where high − low would overflow
          (value / 2 - this.low / 2) / (this.high / 2 - this.low / 2);
      return this.from + share * (this.to - this.from);
    }

    back(pixel) {
      const share = (pixel - this.from) / (this.to - this.from);
      return this.logarithmic ? this.low * (this.high / this.low) ** share : this.low * (1 - share) + this.high * share;
    }

    ticks(wanted) {
      return this.logarithmic ? powers(this.low, this.high, wanted) : ticks(this.low, this.high, wanted);
    }
  }

  /** Lists of finite numbers: their least and greatest, with a margin. */
  function extent(lists, margin = 0.04) {
    let low = Infinity;
    let high = -Infinity;
    for (const list of lists) {
      for (const value of list) {
        if (Number.isFinite(value)) {
          if (value < low) low = value;
          if (value > high) high = value;
        }
      }
    }
    if (low > high) return [0, 1];
    return padded(low, high, margin);
  }

  /** A range with a margin; numbers that differ by rounding alone are taken for one, so that no axis magnifies it. */
  function padded(low, high, margin) {
    const one = high - low <= 1e-12 * Math.max(1, Math.abs(low), Math.abs(high));
    const pad = one ? Math.abs(low) * 0.05 || 0.5 : (high - low) * margin;
    return [low - pad, high + pad];
  }

  /**
   * Draws an axis below (`horizontal`) or left of the plot, with its name.
   *
   * @param at the pixel that the axis lies at
   * @param reach the pixel to which grid lines go; the same as `at` for none
   */
  function axis(pen, scale, { horizontal, at, reach, name, label = (v) => brief(v, 4), size, theme }) {
    const wanted = Math.max(2, Math.abs(scale.to - scale.from) / (horizontal ? size * 7 : size * 4));
    const marks = scale.ticks(wanted);
    const ends = horizontal
      ? marks.map((value) => [scale.of(value), at, scale.of(value), reach])
      : marks.map((value) => [at, scale.of(value), reach, scale.of(value)]);
    pen.lines(ends, { stroke: theme.rule, width: 1 });
    for (const value of marks) {
      if (horizontal) {
        pen.text(label(value), scale.of(value), at + size * 0.6, { fill: theme["ink-3"], size, align: "center", baseline: "top" });
      } else {
        pen.text(label(value), at - size * 0.6, scale.of(value), { fill: theme["ink-3"], size, align: "right", baseline: "middle" });
      }
    }
    if (name && horizontal) {
      pen.text(name, scale.to, at + size * 2.1, { fill: theme["ink-2"], size, align: "right", baseline: "top" });
    } else if (name) {
      pen.text(name, at, Math.min(scale.from, scale.to) - size * 0.9, { fill: theme["ink-2"], size, align: "left" });
    }
  }

  /** The room that the labels of a vertical axis need. */
  function labelRoom(pen, scale, size, label = (v) => brief(v, 4)) {
    const wanted = Math.max(2, Math.abs(scale.to - scale.from) / (size * 4));
    return Math.max(0, ...scale.ticks(wanted).map((value) => pen.measure(label(value), size))) + size * 1.2;
  }

  Thalweg.axes = { ticks, powers, Scale, extent, padded, axis, labelRoom };
})();
