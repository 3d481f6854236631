// The minima of three or more variables: a line each, through its coordinates.
(() => {
  "use strict";

  const { Scale, extent, axis, labelRoom } = Thalweg.axes;
  const { brief, counted, num } = Thalweg.format;
  const NAMED = 14;
  const LINES = 400;
  const REACH = 14;

  class Coordinates {
    constructor(model) {
      this.model = model;
      this.lines = [];
    }

    get dimension() {
      return this.model.run.variables.length;
    }

    title() {
      return "The minima, coordinate by coordinate";
    }

    select(index) {
      this.model.select(index);
    }

    note() {
      const total = this.model.minima.length;
      const shown = Math.min(LINES, total);
      return (shown < total ? `the ${shown} lowest · ` : "") + "the best in orange, others the fainter the higher they lie";
    }

    summary() {
      return `Parallel coordinates of ${counted(this.model.minima.length, "minimum", "minima")} in ${this.dimension} variables.`;
    }

    table() {
      return [["f", ...this.model.run.variables], ...this.model.minima.slice(0, LINES).map((found) => [found.fun, ...found.x])];
    }

    /** Few variables have an axis each, with their own range; many share one, and their index runs along the other. */
    draw(pen, width, height, theme, size) {
      const shown = this.model.minima.slice(0, LINES);
      const few = this.dimension <= NAMED;
      const top = size * 2.4;
      const bottom = height - size * (few ? 1.4 : 3.5);
      if (few) this.drawAxes(pen, shown, { left: size * 2.5, right: width - size * 2.5, top, bottom, size, theme });
      else this.drawProfile(pen, shown, { right: width - size, top, bottom, size, theme });
      this.lines = shown.map((found) => found.x.flatMap((value, i) => [this.sx(i), this.sy[i].of(value)]));
      const faintness = (i) => 0.75 - 0.6 * (i / Math.max(1, shown.length));
      for (let i = this.lines.length - 1; i > 0; i--) {
        pen.lines([this.lines[i]], { stroke: theme.water, width: 1, alpha: Math.max(0.12, faintness(i)) });
      }
      if (this.lines.length) pen.lines([this.lines[0]], { stroke: theme.ember, width: 2.25 });
      const selected = this.lines[this.model.selected];
      if (selected) pen.lines([selected], { stroke: theme.ink, width: 2.25 });
    }

    drawAxes(pen, shown, { left, right, top, bottom, size, theme }) {
      const n = this.dimension;
      this.sx = (i) => left + ((right - left) * i) / Math.max(1, n - 1);
      const gap = (right - left) / Math.max(1, n - 1);
      this.sy = this.model.run.variables.map((name, i) => {
        const side = this.model.run.region[i].map(num);
        const scale = new Scale(...(side.every(Number.isFinite) ? side : extent([shown.map((f) => f.x[i])])), bottom, top);
        pen.lines([[this.sx(i), top, this.sx(i), bottom]], { stroke: theme["rule-strong"], width: 1 });
        const label = pen.measure(name, size) > gap * 0.9 ? String(i + 1) : name;
        pen.text(label, this.sx(i), top - size * 1.5, { fill: theme["ink-2"], size, align: "center", weight: 600 });
        for (const [value, y] of [[scale.high, top - size * 0.4], [scale.low, bottom + size]]) {
          const text = brief(value, 3);
          if (pen.measure(text, size * 0.85) < gap) pen.text(text, this.sx(i), y, { fill: theme["ink-3"], size: size * 0.85, align: "center" });
        }
        return scale;
      });
    }

    drawProfile(pen, shown, { right, top, bottom, size, theme }) {
      const n = this.dimension;
      const [low, high] = extent(shown.length ? shown.map((found) => found.x) : [[0, 1]]);
      const scale = new Scale(low, high, bottom, top);
      const left = labelRoom(pen, scale, size);
      const index = new Scale(1, n, left, right);
      this.sx = (i) => index.of(i + 1);
      this.sy = Array(n).fill(scale);
      axis(pen, index, { horizontal: true, at: bottom, reach: bottom, name: "coordinate", size, theme });
      axis(pen, scale, { horizontal: false, at: left, reach: right, name: "value", size, theme });
    }

    point(x, y) {
      let nearest = -1;
      let distance = REACH;
      this.lines.forEach((line, index) => {
        for (let i = 0; i + 3 < line.length; i += 2) {
          if (x < line[i] - REACH || x > line[i + 2] + REACH) continue;
          const share = Math.max(0, Math.min(1, (x - line[i]) / (line[i + 2] - line[i] || 1)));
          const away = Math.abs(line[i + 1] + share * (line[i + 3] - line[i + 1]) - y);
          if (away < distance) [nearest, distance] = [index, away];
        }
      });
      if (nearest < 0) return null;
      const found = this.model.minima[nearest];
      return { select: nearest, text: [`f = ${brief(found.fun, 10)}`, `minimum ${nearest + 1}, ${counted(found.hits, "hit", "hits")}`] };
    }
  }

  Thalweg.Coordinates = Coordinates;
})();
