// How large the basins are against how low they lie: a deep minimum that few descents find shows at the lower left.
(() => {
  "use strict";

  const { Scale, padded, axis, labelRoom } = Thalweg.axes;
  const { ascending, quantile, wilson } = Thalweg.statistics;
  const { brief, counted, percent } = Thalweg.format;
  const WHISKERS = 150;
  const CIRCLES = 1000;
  const REACH = 12;

  class Basins {
    constructor(model) {
      this.model = model;
      this.spots = [];
    }

    title() {
      return "Basins: share of descents against value";
    }

    select(index) {
      this.model.select(index);
    }

    note() {
      return "each point a minimum, with the 95 % interval of its share · the best in orange";
    }

    summary() {
      const minima = this.model.minima;
      if (!minima.length) return "No minimum has been found yet.";
      return `Shares of ${counted(minima.length, "basin", "basins")}; the best has ${percent(minima[0].hits / this.model.converged)}.`;
    }

    table() {
      const total = this.model.converged;
      const rows = this.model.minima.map((found) => [found.fun, found.hits, found.hits / total, ...wilson(found.hits, total)]);
      return [["f", "hits", "share", "low", "high"], ...rows];
    }

    draw(pen, width, height, theme, size) {
      const minima = this.model.minima;
      const total = Math.max(1, this.model.converged);
      const top = size * 2.2;
      const bottom = height - size * 3.5;
      const fewest = minima.reduce((least, found) => Math.min(least, found.hits), total);
      const low = Math.min(0.5, Math.max(1e-9, (0.6 * Math.max(1, fewest)) / total));
      const most = minima.reduce((most, found) => Math.max(most, found.hits), 0) / total;
      const sy = new Scale(low, Math.min(1.15, Math.max(most, low * 2) * 1.5), bottom, top, true);
      const label = (share) => brief(100 * share, 3) + " %";
      const left = labelRoom(pen, sy, size, label);
      const sx = new Scale(...this.values(), left + size, width - size * 1.5);
      axis(pen, sx, { horizontal: true, at: bottom, reach: bottom, name: "f", size, theme });
      axis(pen, sy, { horizontal: false, at: left, reach: width - size * 0.5, name: "share", label, size, theme });
      this.spots = minima.map((found, index) => ({ found, index, x: sx.of(found.fun), y: sy.of(Math.max(low, found.hits / total)) }));
      const clamp = (share) => sy.of(Math.max(low, share));
      pen.within(left, top - size, width - left, bottom - top + size, () => {
        if (minima.length <= WHISKERS) {
          const bars = this.spots.map(({ found, x }) => {
            const [from, to] = wilson(found.hits, total);
            return [x, clamp(from), x, clamp(to)];
          });
          pen.lines(bars, { stroke: theme["ink-3"], width: 1, alpha: 0.8 });
        }
        if (minima.length > CIRCLES) pen.specks(this.spots, 3, { fill: theme.water, alpha: 0.45 });
        else {
          const alpha = minima.length > WHISKERS ? 0.45 : 0.9;
          for (const { x, y } of this.spots) pen.circle(x, y, 3.2, { fill: theme.water, alpha });
        }
        const [best] = this.spots;
        if (best) pen.circle(best.x, best.y, 4.5, { fill: theme.ember });
        const selected = this.spots[this.model.selected];
        if (selected) pen.circle(selected.x, selected.y, 7.5, { stroke: theme.ink, width: 2 });
      });
    }

    /** The range of the values; the few highest may fall outside. */
    values() {
      const sorted = ascending(this.model.minima.map((found) => found.fun));
      if (!sorted.length) return [0, 1];
      const maximize = this.model.run.maximize;
      const low = maximize ? quantile(sorted, 0.01) : sorted[0];
      const high = maximize ? sorted[sorted.length - 1] : quantile(sorted, 0.99);
      return padded(low, high, 0.04);
    }

    point(x, y) {
      let nearest = null;
      let distance = REACH;
      for (const spot of this.spots) {
        const away = Math.hypot(spot.x - x, spot.y - y);
        if (away < distance) [nearest, distance] = [spot, away];
      }
      if (!nearest) return null;
      const { found, index } = nearest;
      const [from, to] = wilson(found.hits, this.model.converged);
      return {
        select: index,
        text: [
          `f = ${brief(found.fun, 10)}`,
          `${counted(found.hits, "hit", "hits")}: ${percent(found.hits / this.model.converged)}`,
          `95 %: ${percent(from)} to ${percent(to)}`,
        ],
      };
    }
  }

  Thalweg.Basins = Basins;
})();
