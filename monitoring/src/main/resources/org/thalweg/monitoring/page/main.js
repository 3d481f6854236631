// Puts the page together.
(() => {
  "use strict";

  const { byId, setText } = Thalweg.dom;
  const { brief, count, visible } = Thalweg.format;
  const model = new Thalweg.Model();
  const feed = new Thalweg.Feed(model);
  const figures = [];

  // Colours: as the system has them, light, or dark; remembered where that is allowed.
  const themes = ["system", "light", "dark"];
  const system = matchMedia("(prefers-color-scheme: dark)");
  let theme = "system";
  try {
    theme = localStorage.getItem("thalweg-theme") || "system";
  } catch {
    theme = "system"; // a page from a file may not remember
  }

  function applyTheme() {
    if (!themes.includes(theme)) theme = "system";
    document.documentElement.dataset.theme = theme === "system" ? (system.matches ? "dark" : "light") : theme;
    byId("theme").setAttribute("aria-label", "Colours: " + (theme === "system" ? "as the system" : theme));
    byId("theme").title = byId("theme").getAttribute("aria-label");
    figures.forEach((figure) => figure.update());
  }

  byId("theme").addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    try {
      localStorage.setItem("thalweg-theme", theme);
    } catch {
      theme = String(theme); // it holds for this page alone, then
    }
    applyTheme();
  });
  system.addEventListener("change", applyTheme);

  const dialog = byId("stop-dialog");
  byId("stop").addEventListener("click", () => {
    const kept = model.run && model.run.savepoint ? "It is saved, and can go on from there; " : "";
    setText(byId("stop-text"), kept + (kept ? "what" : "What") + " was found so far is kept and reported.");
    dialog.showModal();
  });
  byId("stop-no").addEventListener("click", () => dialog.close());
  byId("stop-yes").addEventListener("click", async () => {
    dialog.close();
    byId("stop").disabled = true;
    if (!(await feed.stop().catch(() => false))) setText(byId("announcer"), "The run cannot be stopped now.");
  });

  function timeline(host, name, view, scales = []) {
    const figure = new Thalweg.TimelineFigure(byId(host), name, view);
    if (view.fit) view.over = "count";
    figure.choose("Along", [["time", "time"], ["count", view.fit ? "rounds" : "starts"]], view.over, (value) => (view.over = value));
    if (scales.length) {
      view.scale = scales[0];
      figure.choose("Scale", scales.map((scale) => [scale, { value: "value", log: "log", gap: "log gap" }[scale]]), view.scale, (value) => (view.scale = value));
    }
    redraw(figure, "progress history marks");
  }

  /** Draws a figure anew when something happens that it shows. */
  function redraw(figure, events) {
    figures.push(figure);
    model.on(events, figure.update);
    figure.update();
  }

  const rate = new Thalweg.Rate(model);
  const summary = new Thalweg.Summary(model, () => rate.latest());
  new Thalweg.Minima(model, {
    table: byId("minima-table"), exports: byId("minima-exports"), note: byId("minima-note"),
    heading: byId("minima-heading"), inspector: byId("inspector"),
  });

  /** The figures depend on what runs: on how many variables there are, and whether it is a search. */
  function open() {
    if (figures.length) return; // told of the same run again
    if (model.isFit) {
      timeline("figure-main", "loss", new Thalweg.BestSoFar(model), ["log", "value", "gap"]);
      timeline("figure-best", "gradient", new Thalweg.GradientNorm(model));
      timeline("figure-rate", "throughput", rate);
      new Thalweg.Parameters(model, byId("parameters-table"));
      byId("minima").hidden = true;
      const noun = model.hasData ? "parameters" : "variables";
      setText(byId("parameters-heading"), noun[0].toUpperCase() + noun.slice(1));
      document.querySelector(".skip").href = "#parameters";
      document.querySelector(".skip").textContent = `Skip to the ${noun}`;
      return;
    }
    timeline("figure-best", "convergence", new Thalweg.BestSoFar(model), ["value", "gap"]);
    timeline("figure-rate", "throughput", rate);
    const plane = model.run.variables.length <= 2;
    const view = plane ? new Thalweg.Landscape(model) : new Thalweg.Coordinates(model);
    const figure = new Thalweg.Figure(byId("figure-main"), plane ? "landscape" : "coordinates", view);
    if (plane) figure.choose("Descents", [[true, "with descents"], [false, "without"]], true, (value) => (view.paths = value));
    redraw(figure, plane ? "result paths landscape selected" : "result selected");
    redraw(new Thalweg.Figure(byId("figure-basins"), "basins", new Thalweg.Basins(model)), "result selected");
  }

  model.on("run", open);

  let others = null;
  model.on("result", () => {
    const points = model.result.stationary;
    if (model.isFit) {
      byId("minima").hidden = model.minima.length < 2; // one is said above
      if (model.minima.length > 1 && !byId("figure-basins").firstChild) {
        redraw(new Thalweg.Figure(byId("figure-basins"), "basins", new Thalweg.Basins(model)), "result selected");
      }
    }
    byId("others").hidden = points.length === 0;
    if (points.length && !others && model.run) others = otherPoints();
    if (others) others.show(points);
  });

  function otherPoints() {
    const { text, kindCell } = Thalweg.minimaCells;
    const { variables } = model.run;
    return new Thalweg.LongTable(byId("others-table"), {
      label: "Other stationary points",
      columns: [
        { title: "kind", class: "left", value: (found) => found.kind, ...kindCell() },
        { title: "f", class: "", value: (found) => found.fun, fill: text((found) => brief(found.fun, 9)) },
        { title: "pushed off", class: "", down: true, value: (found) => found.escapes || 0, fill: text((found) => count(found.escapes || 0)) },
        { title: "ended here", class: "", down: true, value: (found) => found.hits, fill: text((found) => count(found.hits)) },
        ...variables.slice(0, 4).map((name, i) => ({ title: visible(name), class: "", value: (found) => found.x[i], fill: text((found) => brief(found.x[i], 7)) })),
      ],
      empty: "None.",
      pick: () => {},
      selected: () => -1,
    });
  }

  if (document.getElementById("data")) byId("license").removeAttribute("href");
  applyTheme();
  summary.showPhase();
  feed.start();
  Thalweg.model = model;
})();
