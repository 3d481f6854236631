// The words and numbers around the figures: what runs, how far it is, what was found, what it rests on.
(() => {
  "use strict";

  const { byId, el, setText, setTerms } = Thalweg.dom;
  const { exact, brief, count, counted, percent, duration, rate, short, status, visible, num } = Thalweg.format;
  const { wilson } = Thalweg.statistics;
  const ANNOUNCE_MILLIS = 10000;

  const METHODS = {
    lbfgs: "L-BFGS", newton: "Newton", "gradient-descent": "gradient descent", "conjugate-gradient": "conjugate gradient",
    "nelder-mead": "Nelder–Mead", "levenberg-marquardt": "Levenberg–Marquardt", adam: "Adam", adamw: "AdamW", adagrad: "AdaGrad", rmsprop: "RMSProp",
  };
  const SAMPLERS = { sobol: "Sobol", uniform: "uniform", "latin-hypercube": "Latin hypercube", halton: "Halton" };
  const OUTCOMES = [
    ["converged", "converged"],
    ["budgetSpent", "budget spent"],
    ["nonFinite", "not finite"],
    ["failed", "failed"],
  ];
  const PHASES = { STARTING: "Starting", RUNNING: "Running", RESTARTING: "Recovering from a failure", STOPPING: "Stopping" };

  class Summary {
    constructor(model, throughput) {
      this.model = model;
      this.throughput = throughput;
      this.announced = 0;
      this.fit = new Thalweg.FitSummary(model, throughput);
      // a formula that is too long to be seen whole can be scrolled by keyboard, too
      const formula = byId("objective");
      new ResizeObserver(() => {
        if (formula.scrollHeight > formula.clientHeight + 1) formula.setAttribute("tabindex", "0");
        else formula.removeAttribute("tabindex");
      }).observe(formula);
      model.on("run", () => this.showRun());
      model.on("progress result connection resumption", () => this.show());
      model.on("result trouble resumption", () => this.showColophon());
    }

    get isFit() {
      return this.model.isFit;
    }

    showRun() {
      const { run } = this.model;
      setText(byId("objective"), visible(run.objective));
      document.title = visible(run.objective).slice(0, 60) + " – Thalweg";
      const method = METHODS[run.method] || visible(run.method);
      const starts = `${this.model.endless ? "endless" : count(run.starts)} ${SAMPLERS[run.sampler] || visible(run.sampler)} starts`;
      const words = this.isFit
        ? this.fit.setting(run, method, starts)
        : [counted(run.variables.length, "variable", "variables"), method, starts, `seed ${run.seed}`, visible(run.where)];
      setText(byId("setting"), words.join(" · "));
      const { variables, bounds } = run;
      const free = bounds.every((side) => side.every((end) => !Number.isFinite(num(end))));
      const equal = bounds.every((side) => side.join() === bounds[0].join());
      const text = (side) => `[${brief(num(side[0]), 6)}, ${brief(num(side[1]), 6)}]`;
      this.box = free ? "none" : equal ? text(bounds[0]) : bounds.slice(0, 6).map((side, i) => `${visible(variables[i])} ${text(side)}`).join(", ") + (bounds.length > 6 ? ", …" : "");
      this.showColophon();
    }

    show() {
      this.showPhase();
      this.showAnswer();
      if (this.model.progress) {
        this.showCourse();
        this.announce();
      }
    }

    showPhase() {
      const { progress, result, connected, over, report } = this.model;
      let phase = progress ? progress.phase : "STARTING";
      let text = PHASES[phase] || "";
      if (over) {
        const good = !result || result.status === "RUNNING" || result.success || ["CANCELLED", "TIME_LIMIT"].includes(result.status);
        phase = good ? "ENDED" : "POOR";
        text = result && result.status !== "RUNNING" ? status(result.status) : "Ended";
      }
      if (!connected && !report && !over) {
        phase = "LOST";
        text = progress ? "Connection lost, trying again" : "Connecting";
      }
      byId("phase").dataset.phase = phase;
      setText(byId("phase-text"), text);
      const stop = byId("stop");
      stop.hidden = over || report || !progress;
      stop.disabled = !connected || phase === "STOPPING" || phase === "STARTING";
    }

    showAnswer() {
      const { run, result, progress, over } = this.model;
      if (!run) return;
      if (this.isFit) {
        this.fit.showAnswer();
        return;
      }
      const noun = run.maximize ? "Highest" : "Lowest";
      const failed = over && result && !result.success && !["RUNNING", "CANCELLED", "TIME_LIMIT"].includes(result.status);
      setText(byId("answer-heading"), failed ? "Best met" : over ? `${noun} found` : `${noun} so far`);
      const known = result && result.x;
      const value = known ? result.fun : progress ? progress.best : NaN;
      setText(byId("best"), Number.isNaN(value) && !known ? "–" : exact(value).replace("-", "−"));
      const shown = known ? run.variables.slice(0, 8).map((name, i) => [visible(name), exact(result.x[i])]) : [];
      if (run.variables.length > 8 && known) shown.push(["…", `${run.variables.length - 8} more below`]);
      setTerms(byId("place"), shown);
      byId("verdict").replaceChildren(...(failed ? [visible(result.message)] : known ? this.verdict(result) : []));
    }

    verdict(result) {
      const best = this.model.minima[0];
      const kind = el("span", { class: "kind", "data-kind": result.kind }, visible(result.kind));
      if (!best || !result.minima.length) return [kind, visible(this.model.over ? result.message : "")];
      const [low, high] = wilson(best.hits, this.model.converged);
      const share = percent(best.hits / this.model.converged);
      return [kind, `${counted(best.hits, "descent", "descents")} of ${count(this.model.converged)} ended here: ${share} (95 %: ${percent(low)} to ${percent(high)})`];
    }

    showCourse() {
      const now = this.model.progress;
      if (this.isFit) {
        this.fit.showCourse();
        return;
      }
      const share = now.total > 0 ? Math.min(1, now.finished / now.total) : 0;
      const endless = this.model.endless;
      setText(byId("share"), endless ? count(now.finished) : share === 1 ? "100 %" : Math.floor(share * 1000) / 10 + " %");
      setText(byId("share-of"), endless ? "so far, without end" : `${count(now.finished)} of ${count(now.total)}`);
      byId("bar").setAttribute("aria-valuenow", String(Math.floor(100 * share)));
      for (const part of byId("bar").children) {
        part.style.width = (100 * now[part.dataset.outcome]) / Math.max(1, now.total) + "%";
      }
      const met = OUTCOMES.filter(([key], i) => i === 0 || now[key] > 0);
      byId("outcomes").replaceChildren(
        ...met.map(([key, name]) => el("li", {}, el("span", { class: "swatch", "data-outcome": key, "aria-hidden": "true" }), `${count(now[key])} ${name}`)),
      );
      this.showFacts(now);
    }

    showFacts(now) {
      const { result, over } = this.model;
      const average = now.seconds > 0 ? now.finished / now.seconds : NaN;
      const latest = over ? average : (this.throughput() ?? average);
      const left = latest > 0 && !this.model.endless ? (now.total - now.finished) / latest : NaN;
      const unseen = result && result.unseen ? num(result.unseen.probability) : NaN;
      setTerms(byId("facts"), [
        [over ? "time" : "time left", over ? duration(result && result.status !== "RUNNING" ? result.elapsedSeconds : now.seconds) : duration(left)],
        [over ? "average rate" : "rate", rate(latest)],
        ["evaluations", short(now.evaluations)],
        [this.model.run && this.model.run.maximize ? "distinct maxima" : "distinct minima", count(result ? result.minimaTotal : now.minima)],
        ["chance of a new one", Number.isFinite(unseen) ? percent(unseen) : "–"],
        ["escapes", result && result.starts ? count(result.starts.escaped) : "–"],
      ]);
    }

    /** Says how it goes to those who do not see it, now and then and at the end. */
    announce() {
      const { progress: now, result, over } = this.model;
      const time = performance.now();
      if (over ? this.said === "end" : time - this.announced < ANNOUNCE_MILLIS) return;
      this.announced = time;
      const found = result && result.x ? `, best value ${brief(result.fun, 8)}` : "";
      if (over && (!result || result.status === "RUNNING") && !this.model.report) return;
      this.said = over ? "end" : "";
      const words = this.isFit ? this.fit.announcement() : over ? `The run has ended${found}.` : `${Math.floor((100 * now.finished) / Math.max(1, now.total))} % of starts finished${found}.`;
      setText(byId("announcer"), words);
    }

    showColophon() {
      const { run, result, trouble, resumption } = this.model;
      if (!run) return;
      const pairs = [["bounds", this.box]];
      if (resumption) pairs.unshift(["to go on", visible(resumption)]);
      if (result && result.tolerances) {
        pairs.push(["gradient tolerance", brief(num(result.tolerances.gradient), 3)]);
        pairs.push(["distinct by", visible(result.tolerances.distinctBy)]);
      }
      if (result && result.deterministic === false && this.model.over) pairs.push(["deterministic", `no: ${result.status === "CANCELLED" ? "the run was stopped" : "the clock cut the run short"}`]);
      for (const [name, version] of Object.entries((result && result.versions) || {})) pairs.push([visible(name), visible(version)]);
      if (result && this.model.over) pairs.push(["digest", visible(result.digest)]);
      if (trouble) pairs.push(["feed", trouble]);
      setTerms(byId("colophon"), pairs);
    }
  }

  Thalweg.Summary = Summary;
})();
