// What a page says of a fit where it says other things of a search: the loss, the rounds, the parameters and how they came there.
(() => {
  "use strict";

  const { byId, el, setText, setTerms, save, csv } = Thalweg.dom;
  const { exact, brief, count, counted, duration, rate, visible, num } = Thalweg.format;
  const SVG = "http://www.w3.org/2000/svg";
  const COURSE = { width: 120, height: 24 };
  const MOST_POINTS = 120;

  const LOSSES = { squared: "squared", absolute: "absolute", huber: "Huber", logistic: "logistic", poisson: "Poisson" };

  /** The words and numbers at the top. */
  class FitSummary {
    constructor(model, throughput) {
      this.model = model;
      this.throughput = throughput;
    }

    /** What stands under the model's text. */
    setting(run, method, starts) {
      if (!this.model.hasData) return [counted(run.dimension, "variable", "variables"), method, "one descent", visible(run.where)];
      return [
        counted(run.dimension, "parameter", "parameters"),
        counted(run.rows, "row", "rows"),
        (LOSSES[run.loss] || visible(run.loss)) + " loss",
        method,
        this.single ? "one start" : starts,
        visible(run.where),
      ];
    }

    get single() {
      return num(this.model.run.starts) === 1;
    }

    showAnswer() {
      const { run, result, progress, over } = this.model;
      const failed = over && result && !result.success && !["RUNNING", "CANCELLED", "TIME_LIMIT"].includes(result.status);
      const value = this.model.hasData ? "Loss" : run.maximize ? "Highest" : "Lowest";
      const end = this.model.hasData ? value : value + " found";
      setText(byId("answer-heading"), failed ? (this.model.hasData ? "Loss, unfinished" : "Best met") : over ? end : value + " so far");
      const loss = over && result && result.x ? result.fun : progress ? progress.loss : NaN;
      setText(byId("best"), Number.isNaN(loss) ? "–" : exact(loss).replace("-", "−"));
      const found = this.model.parameters;
      const names = found ? Object.keys(found) : [];
      const shown = names.slice(0, 8).map((name) => [visible(name), over ? exact(num(found[name])) : brief(num(found[name]), 8)]);
      if (run.dimension > 8 && names.length) shown.push(["…", `${count(run.dimension - shown.length)} more`]);
      setTerms(byId("place"), shown);
      byId("verdict").replaceChildren(...(over && result && result.status !== "RUNNING" ? this.verdict(result) : []));
    }

    verdict(result) {
      const words = [];
      if (Number.isFinite(num(result.residualStandardDeviation))) {
        words.push(`residual standard deviation ${brief(num(result.residualStandardDeviation), 7)} on ${counted(result.degreesOfFreedom, "degree of freedom", "degrees of freedom")}`);
      }
      if (result.rejectedRows > 0) words.push(`${counted(result.rejectedRows, "row", "rows")} left out`);
      const kind = result.kind ? [el("span", { class: "kind", "data-kind": result.kind }, visible(result.kind))] : [];
      const message = visible(result.message || "");
      return [...kind, [words.join(" · "), message].filter(Boolean).join(". ")];
    }

    showCourse() {
      const now = this.model.progress;
      const { run, result, over } = this.model;
      setText(byId("course-heading"), this.single ? "Rounds" : "Starts");
      const share = now.total > 0 ? Math.min(1, now.finished / now.total) : 0;
      byId("bar").hidden = this.single;
      byId("bar").setAttribute("aria-valuenow", String(Math.floor(100 * share)));
      setText(byId("share"), this.single ? count(now.rounds) : share === 1 ? "100 %" : Math.floor(share * 1000) / 10 + " %");
      setText(byId("share-of"), this.single ? this.model.hasData ? `passes over ${counted(run.rows, "row", "rows")}` : "passes over the sum" : `${count(now.finished)} of ${count(now.total)}`);
      const starts = over && result && result.status !== "RUNNING" ? result.starts : null;
      for (const part of byId("bar").children) {
        const known = starts ? starts[part.dataset.outcome] : part.dataset.outcome === "converged" ? now.finished : 0;
        part.style.width = (100 * known) / Math.max(1, now.total) + "%";
      }
      this.showFacts(now);
    }

    showFacts(now) {
      const { result, over } = this.model;
      const average = now.seconds > 0 ? now.rounds / now.seconds : NaN;
      const time = over && result && result.status !== "RUNNING" ? result.elapsedSeconds : now.seconds;
      setTerms(byId("facts"), [
        ["time", duration(time)],
        ...(this.single ? [] : [["rounds", count(now.rounds)]]),
        [over ? "average rate" : "rounds a second", rate(over ? average : (this.throughput() ?? average))],
        ["gradient norm", Number.isFinite(now.gradientNorm) ? brief(now.gradientNorm, 3) : "–"],
      ]);
    }

    announcement() {
      const { progress: now, over } = this.model;
      const [run, noun] = this.model.hasData ? ["fit", "loss"] : ["descent", "value"];
      const loss = Number.isFinite(now.loss) ? `, ${noun} ${brief(now.loss, 8)}` : "";
      return over ? `The ${run} has ended${loss}.` : `${count(now.rounds)} rounds${loss}.`;
    }
  }

  /** The table of parameters: value, how it came there, standard error. */
  class Parameters {
    constructor(model, host) {
      this.model = model;
      this.host = host;
      this.table = null;
      const button = (name, label, run) => el("button", { type: "button", "aria-label": `${name}: ${label}`, title: label, onclick: run }, name);
      byId("parameters-exports").replaceChildren(
        button("CSV", "save the parameters as CSV", () => save("thalweg-parameters.csv", "text/csv", csv(this.rows()))),
        button("JSON", "save the whole result as JSON", () => save("thalweg-result.json", "application/json", JSON.stringify(model.raw || {}, null, 1) + "\n")),
      );
      model.on("result", () => this.show());
      model.on("progress history", () => this.table && this.table.render());
    }

    show() {
      const { result, run } = this.model;
      const found = this.model.parameters;
      byId("parameters").hidden = !found;
      if (!found || !run) return;
      const known = Object.keys(found).length;
      setText(byId("parameters-note"), known < run.dimension ? `the first ${count(known)} of ${count(run.dimension)}; all of them at the end` : "");
      const errors = result.standardErrors || {};
      this.table ??= this.open();
      this.table.show(
        Object.keys(found).map((name, j) => {
          const value = num(found[name]);
          const error = num(errors[name]);
          return { name, j, value, error, ratio: error > 0 ? value / error : NaN };
        }),
      );
    }

    rows() {
      const parameters = this.model.parameters || {};
      if (!this.model.hasData) return [["variable", "value"], ...Object.keys(parameters).map((name) => [name, num(parameters[name])])];
      const { standardErrors = {} } = this.model.raw || {};
      return [["parameter", "value", "standardError"], ...Object.keys(parameters).map((name) => [name, num(parameters[name]), num(standardErrors[name])])];
    }

    open() {
      const { text } = Thalweg.minimaCells;
      const known = (value, digits) => (Number.isFinite(value) ? brief(value, digits) : "–");
      return new Thalweg.LongTable(this.host, {
        label: this.model.hasData ? "Parameters" : "Variables",
        columns: [
          { title: "name", class: "left", value: (row) => row.name, fill: text((row) => visible(row.name)) },
          { title: "course", class: "wide", value: (row) => row.j, ...this.courseCell() },
          { title: "value", class: "", value: (row) => row.value, fill: text((row) => brief(row.value, 10)) },
          ...(this.model.hasData
            ? [
                { title: "standard error", class: "", value: (row) => row.error, fill: text((row) => known(row.error, 6)) },
                { title: "ratio", class: "wide", value: (row) => row.ratio, fill: text((row) => known(row.ratio, 4)) },
              ]
            : []),
        ],
        empty: "None yet.",
        pick: () => {},
        selected: () => -1,
      });
    }

    /** How a parameter went from where it began to where it is, along the rounds. */
    courseCell() {
      return {
        make: (cell) => {
          const drawing = document.createElementNS(SVG, "svg");
          const line = document.createElementNS(SVG, "path");
          drawing.setAttribute("viewBox", `0 0 ${COURSE.width} ${COURSE.height}`);
          drawing.setAttribute("class", "course-line");
          drawing.setAttribute("aria-hidden", "true");
          drawing.append(line);
          cell.append(drawing);
        },
        fill: (cell, row) => cell.firstChild.firstChild.setAttribute("d", this.course(row.j)),
      };
    }

    course(j) {
      const samples = this.model.samples;
      const values = samples.column(`parameter ${j + 1}`);
      const rounds = samples.column("rounds");
      const step = Math.max(1, Math.floor(values.length / MOST_POINTS));
      const at = [...values.keys()].filter((i) => Number.isFinite(values[i]) && (i % step === 0 || i === values.length - 1));
      if (at.length < 2) return "";
      const [low, high] = [Math.min(...at.map((i) => values[i])), Math.max(...at.map((i) => values[i]))];
      const [first, last] = [rounds[at[0]], rounds[at[at.length - 1]]];
      const x = (i) => 2 + (COURSE.width - 4) * (last > first ? (rounds[i] - first) / (last - first) : i / (at.length - 1));
      const y = (i) => COURSE.height - 3 - (COURSE.height - 6) * (high > low ? (values[i] - low) / (high - low) : 0.5);
      return at.map((i, k) => `${k ? "L" : "M"}${x(i).toFixed(1)} ${y(i).toFixed(1)}`).join("");
    }
  }

  Object.assign(Thalweg, { FitSummary, Parameters });
})();
