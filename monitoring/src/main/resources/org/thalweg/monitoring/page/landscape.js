// The objective of one or two variables, the ways of some descents over it, and the minima that they ended at.
(() => {
  "use strict";

  const { isDark } = Thalweg.dom;
  const { Scale, extent, axis, labelRoom } = Thalweg.axes;
  const { ascending, quantile } = Thalweg.statistics;
  const { brief, counted, percent } = Thalweg.format;
  const REACH = 18;
  const LEAPS = 6;
  const RINGS = 400;

  class Landscape {
    constructor(model) {
      this.model = model;
      this.paths = true;
      this.ground = null;
    }

    get flat() {
      return this.model.run.variables.length === 1;
    }

    title() {
      return this.flat ? "The curve" : "The valley from above";
    }

    select(index) {
      this.model.select(index);
    }

    note() {
      const shown = this.model.paths.length;
      const parts = [];
      if (shown > 0 && this.paths) parts.push(`ways of ${counted(shown, "descent", "descents")}, the latest in orange`);
      parts.push("circles: minima, the larger the larger their share");
      return parts.join(" · ");
    }

    summary() {
      const minima = this.model.minima;
      const what = this.flat ? "The curve of the objective" : "Contours of the objective";
      if (!minima.length) return `${what}; no minimum has been found yet.`;
      return `${what} with ${counted(minima.length, "minimum", "minima")}; the best is at ${minima[0].x.map((v) => brief(v, 6)).join(", ")}.`;
    }

    table() {
      const { variables } = this.model.run;
      return [["start", "step", ...variables, "f"], ...this.model.paths.flatMap((path) => path.points.map((point, i) => [path.start, i, ...point]))];
    }

    /** What does not change while the window has its size: shades, levels, the range of the values. */
    survey() {
      const grid = this.model.landscape;
      if (!this.ground || this.ground.grid !== grid || this.ground.dark !== isDark()) {
        const sorted = grid ? ascending(grid.values) : new Float64Array();
        const maximize = this.model.run.maximize;
        this.ground = { grid, sorted, dark: isDark() };
        if (grid && !this.flat && sorted.length > 1) {
          this.ground.shade = Thalweg.contours.shade(grid, sorted, { dark: isDark(), maximize });
          this.ground.lines = Thalweg.contours.levels(sorted, maximize).map((level) => Thalweg.contours.trace(grid, level));
        }
      }
      return this.ground;
    }

    draw(pen, width, height, theme, size) {
      const ground = this.survey();
      const top = size * 1.8;
      const bottom = height - size * 3.5;
      const region = this.model.run.region.map((side) => side.map(Thalweg.format.num));
      const sy = this.flat ? new Scale(...this.values(ground), bottom, top) : new Scale(...region[1], bottom, top);
      const left = labelRoom(pen, sy, size);
      const right = width - size;
      const sx = new Scale(...region[0], left, right);
      this.place = { sx, sy };
      const [nameX, nameY] = this.flat ? [this.model.run.variables[0], "f"] : this.model.run.variables;
      axis(pen, sx, { horizontal: true, at: bottom, reach: bottom, name: nameX, size, theme });
      axis(pen, sy, { horizontal: false, at: left, reach: this.flat ? right : left, name: nameY, size, theme });
      pen.within(left, top, right - left, bottom - top, () => {
        if (this.flat) this.drawCurve(pen, ground, bottom, theme);
        else this.drawContours(pen, ground, theme);
        if (this.paths) this.drawPaths(pen, theme);
        this.drawMinima(pen, theme, size);
      });
      if (!this.flat) pen.box(left, top, right - left, bottom - top, { stroke: theme["rule-strong"], width: 1 });
    }

    /** The range of the values to be shown: all of it, unless it is mostly empty, as near a pole. */
    values({ sorted }) {
      const met = this.model.minima.map((one) => one.fun);
      if (!sorted.length) return extent([met, this.model.paths.flatMap((path) => path.points.map((p) => p[1]))], 0.08);
      const [low, middle, high] = [quantile(sorted, 0.02), quantile(sorted, 0.5), quantile(sorted, 0.98)];
      const span = Math.max(high - middle, middle - low);
      const far = (value) => (value > high + 3 * span ? high + 0.3 * span : value < low - 3 * span ? low - 0.3 * span : value);
      return extent([[far(sorted[0]), far(sorted[sorted.length - 1])], met], 0.06);
    }

    drawCurve(pen, { grid }, bottom, theme) {
      if (!grid) return;
      const { sx, sy } = this.place;
      const line = [];
      grid.values.forEach((value, i) => {
        const x = grid.region[0][0] + (i / (grid.resolution - 1)) * (grid.region[0][1] - grid.region[0][0]);
        line.push(sx.of(x), Number.isFinite(value) ? Math.max(-1e5, Math.min(1e5, sy.of(value))) : NaN);
      });
      const closed = line.every((value) => !Number.isNaN(value));
      if (closed) pen.lines([[line[0], bottom, ...line, line[line.length - 2], bottom]], { fill: theme["water-soft"], alpha: 0.55 });
      pen.lines([line], { stroke: theme.water, width: 1.75 });
    }

    drawContours(pen, { grid, shade, lines }, theme) {
      if (!shade) return;
      const { sx, sy } = this.place;
      const [[x0, x1], [y0, y1]] = grid.region;
      const stepX = (sx.of(x1) - sx.of(x0)) / (grid.resolution - 1);
      const stepY = (sy.of(y0) - sy.of(y1)) / (grid.resolution - 1);
      pen.image(shade, sx.of(x0) - stepX / 2, sy.of(y1) - stepY / 2, stepX * grid.resolution, stepY * grid.resolution);
      const placed = (segments) =>
        segments.map(([a, b, c, d]) => [sx.of(x0) + a * stepX, sy.of(y0) - b * stepY, sx.of(x0) + c * stepX, sy.of(y0) - d * stepY]);
      for (const segments of lines) pen.lines(placed(segments), { stroke: theme.ink, width: 0.75, alpha: isDark() ? 0.25 : 0.22 });
    }

    /** Over contours as ways; over a curve as the points met, with the leaps of the latest few alone. */
    drawPaths(pen, theme) {
      const { sx, sy } = this.place;
      const fresh = this.model.freshPaths || new Set();
      const groups = { old: [], fresh: [] };
      for (const path of this.model.paths) {
        const line = path.points.flatMap((point) => [sx.of(point[0]), sy.of(point[1])]);
        groups[!this.model.over && fresh.has(path.start) ? "fresh" : "old"].push(line);
      }
      const ink = isDark() && !this.flat ? "#ffffff" : theme.ink;
      pen.lines(this.flat ? groups.old.slice(-LEAPS) : groups.old, { stroke: ink, width: 0.9, alpha: this.flat ? 0.22 : 0.5 });
      pen.lines(groups.fresh, { stroke: theme.ember, width: 1.6 });
      for (const [kind, lines] of Object.entries(groups)) {
        for (const line of lines) {
          if (this.flat) {
            for (let i = 2; i < line.length; i += 2) pen.circle(line[i], line[i + 1], 1.4, { fill: ink, alpha: 0.35 });
          }
          pen.circle(line[0], line[1], 2.2, { fill: kind === "fresh" ? theme.ember : ink, alpha: kind === "fresh" ? 1 : 0.55 });
        }
      }
    }

    /** Where the minima lie, the best last, so that it is on top. */
    spots() {
      const { sx, sy } = this.place;
      const total = this.model.converged;
      return this.model.minima.map((found, index) => ({
        index,
        found,
        x: sx.of(found.x[0]),
        y: this.flat ? sy.of(found.fun) : sy.of(found.x[1]),
        radius: 3.5 + 9 * Math.sqrt(total > 0 ? found.hits / total : 0),
      }));
    }

    drawMinima(pen, theme) {
      const all = this.spots();
      const spots = all.slice(0, RINGS);
      if (all.length > RINGS) pen.specks(all.slice(RINGS), 3, { fill: theme.ink, alpha: 0.5 });
      const selected = all[this.model.selected];
      if (selected && selected.index >= RINGS) spots.push(selected);
      for (let i = spots.length - 1; i >= 0; i--) {
        const { x, y, radius, index } = spots[i];
        const best = index === 0;
        pen.circle(x, y, radius + 1.5, { stroke: theme.surface, width: 3, alpha: 0.9 });
        pen.circle(x, y, radius, { stroke: best ? theme.ember : theme.ink, width: best ? 2.5 : 1.75, fill: theme.surface, alpha: 0.92 });
        pen.circle(x, y, best ? 2.6 : 1.6, { fill: best ? theme.ember : theme.ink });
        if (index === this.model.selected) pen.circle(x, y, radius + 5, { stroke: theme.water, width: 2 });
      }
    }

    point(x, y) {
      if (!this.place) return null;
      let nearest = null;
      let distance = REACH;
      for (const spot of this.spots()) {
        const away = Math.hypot(spot.x - x, spot.y - y) - spot.radius;
        if (away < distance) [nearest, distance] = [spot, away];
      }
      if (!nearest) return null;
      const { found, index } = nearest;
      const where = this.model.run.variables.map((name, i) => `${name} = ${brief(found.x[i], 7)}`).join(", ");
      const share = percent(found.hits / this.model.converged);
      return { select: index, text: [`f = ${brief(found.fun, 10)}`, where, `${counted(found.hits, "hit", "hits")}, ${share}`] };
    }
  }

  Thalweg.Landscape = Landscape;
})();
