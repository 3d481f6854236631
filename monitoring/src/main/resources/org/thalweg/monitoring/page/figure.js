// A figure: heading, choices, a drawing that follows its size and the colours of the page, its data as a table, exports.
(() => {
  "use strict";

  const { el, save, csv, atNextFrame, colours, rem, setText } = Thalweg.dom;
  const EXPORT_WIDTH = 1200;
  const EXPORT_RATIO = 2;
  const MOST_ROWS = 200;

  class Figure {
    /**
     * @param host the element that becomes the figure
     * @param name of files, such as `convergence`
     * @param view what is shown:
     *   title(), summary(): a sentence that says what is to be seen;
     *   draw(pen, width, height, theme, size): draws it, `size` being that of its letters;
     *   table(): rows of numbers and texts, the first one the names of the columns;
     *   optional: note(): small print; point(x, y): what is at a place, {text: [lines], select: index}
     */
    constructor(host, name, view) {
      this.name = name;
      this.view = view;
      this.heading = el("h2", { id: host.id + "-heading" });
      this.choices = el("div", { class: "figure-choices" });
      this.note = el("p", { class: "figure-note" });
      this.frame = el("div", { class: "figure-canvas" });
      this.tableFrame = el("div", { class: "figure-table", hidden: true, tabindex: "0", role: "region" });
      this.tableButton = this.button("Table", "the data of this figure as a table", () => this.toggleTable());
      this.tableButton.setAttribute("aria-expanded", "false");
      const exports = el(
        "div",
        { class: "exports" },
        this.tableButton,
        this.button("CSV", "save the data of this figure as CSV", () => save(this.file("csv"), "text/csv", csv(view.table()))),
        this.button("SVG", "save this figure as SVG", () => this.saveSvg()),
        this.button("PNG", "save this figure as PNG", () => this.savePng()),
      );
      host.replaceChildren(
        el(
          "section",
          { class: "figure", "aria-labelledby": host.id + "-heading" },
          el("header", { class: "figure-head" }, this.heading, this.choices, exports),
          this.frame,
          this.note,
          this.tableFrame,
        ),
      );
      this.update = atNextFrame(() => this.render());
      this.mount();
      new ResizeObserver(() => this.update()).observe(this.frame);
    }

    button(text, label, run) {
      return el("button", { type: "button", "aria-label": text + ": " + label, title: label, onclick: run }, text);
    }

    /** Puts the canvas in place. */
    mount() {
      this.canvas = el("canvas", { role: "img" });
      this.tip = el("div", { class: "tip", hidden: true });
      this.frame.append(this.canvas, this.tip);
      if (this.view.point) {
        this.frame.addEventListener("pointermove", (event) => this.hover(event));
        this.frame.addEventListener("pointerleave", () => (this.tip.hidden = true));
        this.frame.addEventListener("click", (event) => this.pick(event));
      }
    }

    /** Adds buttons of which one is pressed: pairs of a value and its name. */
    choose(label, pairs, chosen, choose) {
      const group = el("div", { class: "choice", role: "group", "aria-label": label });
      for (const [value, text] of pairs) {
        group.append(
          el("button", {
            type: "button",
            "aria-pressed": String(value === chosen),
            onclick: (event) => {
              for (const other of group.children) other.setAttribute("aria-pressed", String(other === event.target));
              choose(value);
              this.update();
            },
          }, text),
        );
      }
      this.choices.append(group);
      return group;
    }

    render() {
      const { width, height } = this.frame.getBoundingClientRect();
      setText(this.heading, this.view.title());
      setText(this.note, this.view.note ? this.view.note() : "");
      this.tableFrame.setAttribute("aria-label", this.view.title() + ", as a table");
      if (width > 0 && height > 0) this.paint(Math.floor(width), Math.floor(height));
      if (!this.tableFrame.hidden) this.fillTable();
    }

    paint(width, height) {
      const ratio = window.devicePixelRatio || 1;
      const context = this.canvas.getContext("2d");
      if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
        this.canvas.width = Math.round(width * ratio);
        this.canvas.height = Math.round(height * ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      this.view.draw(new Thalweg.CanvasPen(context, Math.max(1, rem() / 16)), width, height, colours(), 0.75 * rem());
      this.canvas.setAttribute("aria-label", this.view.summary());
    }

    at(event) {
      const frame = this.frame.getBoundingClientRect();
      return this.view.point(event.clientX - frame.left, event.clientY - frame.top);
    }

    hover(event) {
      const found = this.at(event);
      this.tip.hidden = !found;
      if (found) this.place(this.tip, event, found.text);
    }

    pick(event) {
      const found = this.at(event);
      if (found && this.view.select) this.view.select(found.select);
    }

    /** Shows lines of text beside the pointer, inside the figure. */
    place(tip, event, lines) {
      tip.replaceChildren(...lines.map((line, i) => el("div", {}, i === 0 ? el("b", {}, line) : line)));
      const frame = this.frame.getBoundingClientRect();
      const x = event.clientX - frame.left;
      const y = event.clientY - frame.top;
      const left = x + 14 + tip.offsetWidth > frame.width ? x - 14 - tip.offsetWidth : x + 14;
      tip.style.left = Math.max(0, left) + "px";
      tip.style.top = Math.max(0, Math.min(frame.height - tip.offsetHeight, y - tip.offsetHeight / 2)) + "px";
    }

    toggleTable() {
      this.tableFrame.hidden = !this.tableFrame.hidden;
      this.tableButton.setAttribute("aria-expanded", String(!this.tableFrame.hidden));
      if (!this.tableFrame.hidden) this.fillTable();
    }

    fillTable() {
      const [head, ...rows] = this.view.table();
      const step = Math.ceil(rows.length / MOST_ROWS) || 1;
      const shown = rows.filter((_, i) => i % step === 0 || i === rows.length - 1);
      this.tableFrame.replaceChildren(
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
          el("tbody", {}, ...shown.map((row) => el("tr", {}, ...row.map((cell) => el("td", {}, String(cell)))))),
        ),
      );
    }

    file(ending) {
      return `thalweg-${this.name}.${ending}`;
    }

    exportSize() {
      const { width, height } = this.frame.getBoundingClientRect();
      return [EXPORT_WIDTH, Math.round((EXPORT_WIDTH * height) / Math.max(1, width))];
    }

    saveSvg() {
      const [width, height] = this.exportSize();
      const theme = colours();
      const pen = new Thalweg.SvgPen(width, height, theme.paper);
      this.view.draw(pen, width, height, theme, 15);
      save(this.file("svg"), "image/svg+xml", pen.toString());
    }

    savePng() {
      const [width, height] = this.exportSize();
      const canvas = el("canvas", { width: width * EXPORT_RATIO, height: height * EXPORT_RATIO });
      const context = canvas.getContext("2d");
      const theme = colours();
      context.scale(EXPORT_RATIO, EXPORT_RATIO);
      context.fillStyle = theme.paper;
      context.fillRect(0, 0, width, height);
      this.view.draw(new Thalweg.CanvasPen(context), width, height, theme, 15);
      canvas.toBlob((blob) => save(this.file("png"), "image/png", blob), "image/png");
    }
  }

  Thalweg.Figure = Figure;
})();
