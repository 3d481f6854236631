// Lines over time or over starts, with a cursor to read them by: drawn by uPlot on the screen, by a pen in exports.
(() => {
  "use strict";

  const { el, colours, rem } = Thalweg.dom;
  const { Scale, extent, axis, labelRoom } = Thalweg.axes;
  const { brief, duration, count, short } = Thalweg.format;
  const DECADE = 8; // a little less

  /**
   * @property points() {x: [], y: [], seconds: []}, ascending in x
   * @property marks() [{x, kind}]
   */
  class TimelineFigure extends Thalweg.Figure {
    mount() {
      this.plot = null;
      this.holder = el("div", { role: "img" });
      this.tip = el("div", { class: "tip", hidden: true });
      this.frame.append(this.holder, this.tip);
      this.frame.addEventListener("pointerleave", () => (this.tip.hidden = true));
    }

    paint(width, height) {
      const { x, y } = this.view.points();
      const key = [this.view.key(), document.documentElement.dataset.theme, rem()].join();
      if (!this.plot || this.key !== key) {
        if (this.plot) this.plot.destroy();
        this.key = key;
        this.plot = new uPlot(this.options(width, height), [x, y], this.holder);
      } else {
        if (this.plot.width !== width || this.plot.height !== height) this.plot.setSize({ width, height });
        this.plot.setData([x, y]);
      }
      this.holder.setAttribute("aria-label", this.view.summary());
    }

    options(width, height) {
      const theme = colours();
      const size = 0.75 * rem();
      const unit = Math.max(1, rem() / 16);
      const font = `${size}px ${theme.sans}`;
      const view = this.view;
      const line = { stroke: theme.rule, width: 1 };
      const logarithmic = view.logarithmic();
      return {
        width,
        height,
        padding: [size, size * 1.5, 0, 0],
        legend: { show: false },
        scales: {
          x: { time: false, range: (_, low, high) => (low === high ? [low, low + 1] : [low, high]) },
          y: {
            distr: logarithmic ? 3 : 1,
            range: (_, low, high) => (low === null ? [logarithmic ? 1e-3 : 0, 1] : view.range(low, high)),
          },
        },
        axes: [
          {
            stroke: theme["ink-3"], grid: { show: false }, ticks: { ...line, size: 4 }, font, gap: size * 0.4,
            size: size * 2.4, space: size * 5.5, values: (_, list) => list.map((value) => view.labelX(value)),
          },
          {
            stroke: theme["ink-3"], grid: { ...line, filter: (u, list) => (logarithmic ? decades(u, list) : list) }, ticks: { show: false },
            font, gap: size * 0.5, space: size * 3.4,
            size: (u, list) => (list ? Math.max(...list.map((text) => textWidth(u, text, font))) + size * 1.2 : size * 4),
            values: (_, list) => list.map((value) => (value === null ? "" : view.labelY(value))),
          },
        ],
        series: [
          {},
          {
            stroke: theme[view.colour], width: 1.75 * unit, points: { show: (u) => u.data[1].filter((value) => value !== null).length < 3, size: 6 * unit, fill: theme[view.colour] },
            fill: view.filled ? theme["water-soft"] : undefined,
            paths: view.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
          },
        ],
        cursor: { points: { size: 7 }, drag: { x: true, y: false }, y: false },
        hooks: {
          draw: [(u) => this.drawMarks(u, theme)],
          setCursor: [(u) => this.tell(u)],
        },
      };
    }

    drawMarks(u, theme) {
      const { ctx, bbox } = u;
      ctx.save();
      for (const mark of this.view.marks()) {
        const at = u.valToPos(mark.x, "x", true);
        if (at < bbox.left || at > bbox.left + bbox.width) continue;
        const ratio = window.devicePixelRatio || 1;
        const grave = mark.kind !== "checkpoint";
        ctx.strokeStyle = ctx.fillStyle = grave ? theme.bad : theme["ink-3"];
        ctx.globalAlpha = grave ? 0.9 : 0.6;
        ctx.lineWidth = ratio;
        ctx.setLineDash(grave ? [4 * ratio, 3 * ratio] : []);
        ctx.beginPath();
        ctx.moveTo(at, grave ? bbox.top : bbox.top + bbox.height - 6 * ratio);
        ctx.lineTo(at, bbox.top + bbox.height);
        ctx.stroke();
      }
      ctx.restore();
    }

    tell(u) {
      const i = u.cursor.idx;
      const { x, y, seconds } = this.view.points();
      if (i === null || i === undefined || y[i] === null || y[i] === undefined || u.cursor.left < 0) {
        this.tip.hidden = true;
        return;
      }
      this.tip.hidden = false;
      const frame = this.frame.getBoundingClientRect();
      const place = { clientX: frame.left + u.bbox.left / devicePixelRatio + u.cursor.left, clientY: frame.top + 40 };
      this.place(this.tip, place, this.view.tell(x[i], y[i], seconds[i]));
    }
  }

  /** Of many powers of ten only these have a line; of few, all their multiples. */
  function decades(u, list) {
    const many = Math.log10(u.scales.y.max / u.scales.y.min) > 3;
    return many ? list.map((value) => (value !== null && Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9 ? value : null)) : list;
  }

  function textWidth(u, text, font) {
    u.ctx.save();
    u.ctx.font = font;
    const width = u.ctx.measureText(text).width;
    u.ctx.restore();
    return width;
  }

  /** What a timeline draws, over time or over starts. */
  class Timeline {
    constructor(model) {
      this.model = model;
      this.over = "time";
      this.colour = "water";
    }

    logarithmic() {
      return false;
    }

    key() {
      return this.over + this.logarithmic();
    }

    get fit() {
      return this.model.isFit;
    }

    /** The column of what is counted: starts, or rounds of a fit; it never falls, whatever a restart made of it. */
    counted() {
      let most = 0;
      return this.model.samples.column(this.fit ? "rounds" : "finished").map((value) => (most = value > most ? value : most));
    }

    along() {
      return this.over === "time" ? this.model.samples.column("seconds") : this.counted();
    }

    labelX(value) {
      if (this.over !== "time") return short(value);
      return value >= 120 ? duration(value) : brief(value, 5) + " s";
    }

    labelY(value) {
      return brief(value, 6);
    }

    range(low, high) {
      if (!this.logarithmic()) return extent([[low, high]], 0.06);
      if (high < DECADE * low) return [low / 1.5, high * 1.5];
      return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))];
    }

    marks() {
      const seconds = this.model.samples.column("seconds");
      const along = this.along();
      return this.model.marks.map((mark) => {
        const i = seconds.findIndex((time) => time >= mark.seconds);
        return { kind: mark.kind, x: this.over === "time" ? mark.seconds : along[i < 0 ? along.length - 1 : i] };
      });
    }

    note() {
      const restarts = this.model.marks.filter((mark) => mark.kind !== "checkpoint").length;
      const checkpoints = this.model.marks.length - restarts;
      const parts = [];
      if (restarts > 0) parts.push(`dashed: ${restarts === 1 ? "a restart" : restarts + " restarts"}`);
      if (checkpoints > 0) parts.push("ticks: checkpoints");
      return parts.join(" · ");
    }

    table() {
      const { x, y } = this.points();
      const rows = x.map((value, i) => [value, y[i]]).filter((row) => row[1] !== null);
      return [[this.nameX(), this.name()], ...rows];
    }

    nameX() {
      return this.over === "time" ? "seconds" : this.fit ? "rounds" : "starts";
    }

    draw(pen, width, height, theme, size) {
      const { x, y } = this.points();
      const label = (value) => this.labelY(value);
      const finite = y.filter((value) => value !== null);
      const [low, high] = finite.length ? this.range(Math.min(...finite), Math.max(...finite)) : [0.1, 1];
      const top = size * 2.2;
      const bottom = height - size * 3.6;
      const sy = new Scale(low, high, bottom, top, this.logarithmic());
      const left = labelRoom(pen, sy, size, label);
      const sx = new Scale(x.length ? x[0] : 0, x.length ? x[x.length - 1] : 1, left, width - size);
      axis(pen, sx, { horizontal: true, at: bottom, reach: bottom, name: this.nameX(), label: (v) => this.labelX(v), size, theme });
      axis(pen, sy, { horizontal: false, at: left, reach: width - size, name: this.name(), label, size, theme });
      for (const mark of this.marks()) {
        const at = sx.of(mark.x);
        const grave = mark.kind !== "checkpoint";
        const style = grave ? { stroke: theme.bad, width: 1, dash: [4, 3] } : { stroke: theme["ink-3"], width: 1 };
        pen.lines([[at, grave ? top : bottom - 6, at, bottom]], style);
      }
      const line = [];
      x.forEach((value, i) => {
        if (y[i] === null) return;
        if (this.stepped && line.length) line.push(sx.of(value), line[line.length - 1]);
        line.push(sx.of(value), sy.of(y[i]));
      });
      pen.lines([line], { stroke: theme[this.colour], width: 2 });
    }
  }

  /** The best value so far; for a fit the loss. As it is, on a logarithmic scale, or how far above the last one. */
  class BestSoFar extends Timeline {
    constructor(model) {
      super(model);
      this.scale = "value";
      this.stepped = !this.fit;
      this.filled = false;
    }

    title() {
      return this.model.hasData ? "Loss curve" : "Convergence";
    }

    name() {
      return this.scale === "gap" ? "above the last value" : this.model.hasData ? "loss" : "f";
    }

    logarithmic() {
      return this.scale === "gap" || (this.scale === "log" && this.spansDecades());
    }

    /** A scale of powers of ten is of use only where there are some. */
    spansDecades() {
      const values = this.points().y.filter((value) => value !== null);
      return values.length > 0 && Math.min(...values) > 0 && Math.max(...values) > DECADE * Math.min(...values);
    }

    points() {
      const seconds = this.model.samples.column("seconds");
      const best = this.model.samples.column(this.fit ? "loss" : "best");
      const last = best.length ? best[best.length - 1] : NaN;
      const powers = this.scale === "log" && !best.some((v) => v < 0);
      const value = (v) => {
        if (!Number.isFinite(v)) return null;
        if (this.scale !== "gap") return v > 0 || !powers ? v : null;
        const gap = Math.abs(v - last);
        return gap > 0 ? gap : null;
      };
      return { x: this.along(), y: best.map(value), seconds };
    }

    tell(x, y, seconds) {
      const at = this.over === "time" ? duration(seconds) : count(x) + (this.fit ? " rounds" : " starts");
      return [(this.scale === "gap" ? "+" : "") + brief(y, 10), at];
    }

    summary() {
      const { y } = this.points();
      const finite = y.filter((v) => v !== null);
      if (!finite.length) return "No value has been found yet.";
      return `${this.title()}: from ${brief(finite[0], 6)} to ${brief(finite[finite.length - 1], 10)}.`;
    }
  }

  /** Starts finished per second (rounds of a fit), over the last second or so. */
  class Rate extends Timeline {
    constructor(model) {
      super(model);
      this.filled = true;
      this.stepped = false;
    }

    title() {
      return "Throughput";
    }

    name() {
      return this.fit ? "rounds/s" : "starts/s";
    }

    range(low, high) {
      return [0, high > 0 ? high * 1.1 : 1];
    }

    labelY(value) {
      return short(value);
    }

    points() {
      const seconds = this.model.samples.column("seconds");
      const done = this.counted();
      let from = 0;
      const y = seconds.map((now, i) => {
        while (from + 1 < i && seconds[from + 1] <= now - 1) from++;
        if (i === 0) return now > 0 ? done[0] / now : null;
        const span = now - seconds[from];
        return span > 0 ? (done[i] - done[from]) / span : null;
      });
      return { x: this.along(), y, seconds };
    }

    /** The latest rate. */
    latest() {
      const { y } = this.points();
      return y.length ? y[y.length - 1] : null;
    }

    tell(x, y, seconds) {
      return [Thalweg.format.rate(y), duration(seconds)];
    }

    summary() {
      const now = this.latest();
      return now === null ? "No throughput has been measured yet." : `Throughput: ${Thalweg.format.rate(now)} at last.`;
    }
  }

  /** The norm of the gradient of a fit, on a logarithmic scale where it spans one. */
  class GradientNorm extends BestSoFar {
    title() {
      return "Gradient norm";
    }

    name() {
      return "‖∇F‖";
    }

    logarithmic() {
      return this.spansDecades();
    }

    points() {
      const norms = this.model.samples.column("gradientNorm");
      return {
        x: this.along(),
        y: norms.map((value) => (Number.isFinite(value) && value > 0 ? value : null)),
        seconds: this.model.samples.column("seconds"),
      };
    }
  }

  Object.assign(Thalweg, { TimelineFigure, BestSoFar, Rate, GradientNorm });
})();
