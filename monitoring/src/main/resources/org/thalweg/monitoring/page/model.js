// What is known of the run: fed with events, asked by the views.
(() => {
  "use strict";

  const { num } = Thalweg.format;
  const MOST_SAMPLES = 2048;
  const MOST_PATHS = 48;
  const MOST_PARAMETERS = 10000;

  /** Rows over time, thinned when they become many: every second one goes. */
  class Samples {
    constructor(columns) {
      this.columns = columns;
      this.data = columns.map(() => []);
      this.spacing = 0;
    }

    get length() {
      return this.data[0].length;
    }

    column(name) {
      return this.data[this.columns.indexOf(name)] || [];
    }

    add(row) {
      const times = this.data[0];
      const last = times[times.length - 1];
      if (times.length > 1 && row[0] <= last) return; // told of twice
      // the last row always stands for now: it gives way to the next if it came too soon after the one before it
      if (times.length > 1 && last - times[times.length - 2] < this.spacing) this.data.forEach((list) => list.pop());
      this.data.forEach((list, i) => list.push(row[i]));
      if (this.length > MOST_SAMPLES) this.thin();
    }

    thin() {
      const end = this.length - 1;
      this.data = this.data.map((list) => list.filter((_, i) => i % 2 === 0 || i === end));
      this.spacing = Math.max(this.spacing * 2, (2 * (this.data[0][this.length - 1] - this.data[0][0])) / MOST_SAMPLES);
    }
  }

  class Model extends EventTarget {
    constructor() {
      super();
      this.run = null;
      this.progress = null;
      this.samples = new Samples(["seconds", "finished", "best"]);
      this.marks = [];
      this.paths = [];
      this.result = null;
      this.landscape = null;
      this.selected = -1;
      this.connected = false;
    }

    tell(name) {
      this.dispatchEvent(new Event(name));
    }

    on(names, listener) {
      names.split(" ").forEach((name) => this.addEventListener(name, listener));
    }

    /** Takes one event of the feed in; what cannot be understood changes nothing. */
    take(name, data) {
      const take = this["take_" + name];
      if (take) {
        take.call(this, data);
        this.tell(name);
      }
    }

    take_run(data) {
      this.run = data;
    }

    take_history(data) {
      const samples = new Samples(data.columns);
      data.rows.forEach((row) => samples.add(row.map(num)));
      this.samples = samples;
      this.take_marks(data);
    }

    take_marks(data) {
      this.marks = data.marks.map(([seconds, kind]) => ({ seconds: num(seconds), kind }));
    }

    take_progress(data) {
      for (const key of Object.keys(data)) {
        if (key !== "phase") data[key] = num(data[key]);
      }
      this.progress = data;
      this.samples.add(this.samples.columns.map((column) => (column in data ? data[column] : NaN)));
    }

    take_paths(data) {
      const fresh = data.paths.map((path) => ({ ...path, points: path.points.map((point) => point.map(num)) }));
      const starts = new Set(fresh.map((path) => path.start));
      this.paths = this.paths.filter((path) => !starts.has(path.start)).concat(fresh).slice(-MOST_PATHS);
      this.freshPaths = starts;
    }

    /** The command that takes a stopped run up again. */
    take_resumption(data) {
      this.resumption = String(data.command);
    }

    take_landscape(data) {
      this.landscape = {
        region: data.region.map((side) => side.map(num)),
        resolution: data.resolution,
        values: Float64Array.from(data.values, num),
      };
    }

    /** The result so far. The selected minimum stays selected while it is there. */
    take_result(data) {
      this.raw = data;
      const before = this.selection();
      const point = (found) => ({
        ...found,
        fun: num(found.fun),
        x: found.x.map(num),
        gradientNorm: num(found.gradientNorm),
        smallestEigenvalue: num(found.smallestEigenvalue),
      });
      this.result = {
        ...data,
        fun: num(data.fun),
        x: data.x ? data.x.map(num) : null,
        minima: (data.minima || []).map(point),
        stationary: (data.stationary || []).map(point),
      };
      this.selected = before ? this.result.minima.findIndex((one) => same(one, before)) : -1;
    }

    get minima() {
      return this.result ? this.result.minima : [];
    }

    /** Descents that converged when the result was taken: what shares are shares of. */
    get converged() {
      return this.result && this.result.starts ? this.result.starts.converged : 0;
    }

    /** A run without end has the greatest number of starts there is. */
    get endless() {
      return this.run !== null && num(this.run.starts) > Number.MAX_SAFE_INTEGER;
    }

    /** Whether one sum is descended: of data, or of a formula with very many variables. */
    get isFit() {
      return this.run !== null && this.run.kind !== "search";
    }

    /** Whether that sum is of data. */
    get hasData() {
      return this.run !== null && this.run.kind === "fit";
    }

    /** What is fitted, by name, as it is now; null where that is not known. Of a formula it is known in the end. */
    get parameters() {
      const { result } = this;
      const found = result && result.parameters;
      if (found && Object.keys(found).length) return found;
      if (this.hasData || !result || !result.x || result.status === "RUNNING") return null;
      return Object.fromEntries(result.variables.slice(0, MOST_PARAMETERS).map((name, j) => [name, result.x[j]]));
    }

    get over() {
      return this.progress !== null && this.progress.phase === "ENDED";
    }

    selection() {
      return this.minima[this.selected] || null;
    }

    select(index) {
      if (index !== this.selected) {
        this.selected = index;
        this.tell("selected");
      }
    }
  }

  function same(a, b) {
    return a.x.length === b.x.length && a.x.every((value, i) => Object.is(value, b.x[i]));
  }

  Thalweg.Model = Model;
})();
