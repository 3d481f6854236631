// The table of minima, of which only the rows in sight exist, and what is known of the selected one.
(() => {
  "use strict";

  const { el, setText, save, csv, atNextFrame } = Thalweg.dom;
  const { exact, brief, fixed, count, percent, visible } = Thalweg.format;
  const { wilson } = Thalweg.statistics;
  const MARGIN = 6;

  /**
   * A table of which only the rows in sight exist.
   *
   * A column: {key, title, class, value(row): what is sorted by, fill(cell, row): puts the row into its cell, make(cell)?:
   * prepares an empty cell}.
   */
  class LongTable {
    constructor(host, { label, columns, empty, pick, selected }) {
      Object.assign(this, { columns, pick, selected });
      this.rows = [];
      this.order = [];
      this.sort = null;
      this.pool = [];
      this.head = el("tr", {});
      this.above = el("tr", { class: "spacer", "aria-hidden": "true" }, el("td", { colspan: columns.length }));
      this.below = el("tr", { class: "spacer", "aria-hidden": "true" }, el("td", { colspan: columns.length }));
      this.body = el("tbody", {}, this.above, this.below);
      this.table = el(
        "table",
        { role: "grid", tabindex: "0", "aria-label": label, onkeydown: (event) => this.key(event) },
        el("thead", {}, this.head),
        this.body,
      );
      this.empty = el("p", { class: "empty" }, empty);
      this.scroller = el("div", { class: "table-scroll" }, this.table);
      host.replaceChildren(this.scroller, this.empty);
      this.render = atNextFrame(() => this.draw());
      this.scroller.addEventListener("scroll", this.render, { passive: true });
      new ResizeObserver(this.render).observe(this.scroller);
      columns.forEach((column) => this.head.append(this.headCell(column)));
    }

    headCell(column) {
      const button = el("button", { type: "button", onclick: () => this.sortBy(column) }, column.title);
      return el("th", { scope: "col", class: column.class, "aria-sort": "none" }, button);
    }

    sortBy(column) {
      const same = this.sort && this.sort.column === column;
      this.sort = same && this.sort.down !== column.down ? null : { column, down: same ? !this.sort.down : Boolean(column.down) };
      [...this.head.children].forEach((cell, i) => {
        const on = this.sort && this.sort.column === this.columns[i];
        cell.setAttribute("aria-sort", on ? (this.sort.down ? "descending" : "ascending") : "none");
      });
      this.arrange();
      this.scroller.scrollTop = 0;
      this.render();
    }

    show(rows) {
      this.rows = rows;
      this.scroller.hidden = rows.length === 0;
      this.empty.hidden = rows.length > 0;
      this.table.setAttribute("aria-rowcount", String(rows.length + 1));
      this.arrange();
      this.render();
    }

    /** The order in which the rows are shown: positions in `rows`. */
    arrange() {
      this.order = this.rows.map((_, i) => i);
      if (this.sort) {
        const { column, down } = this.sort;
        const keys = this.rows.map((row, i) => column.value(row, i));
        const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b) : Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b);
        this.order.sort((a, b) => (down ? compare(keys[b], keys[a]) : compare(keys[a], keys[b])) || a - b);
      }
    }

    rowHeight() {
      const sample = this.pool[0];
      const height = sample ? sample.row.getBoundingClientRect().height : 0;
      return height > 0 ? height : 2.25 * Thalweg.dom.rem();
    }

    draw() {
      const height = this.rowHeight();
      const first = Math.max(0, Math.floor(this.scroller.scrollTop / height) - MARGIN);
      const last = Math.min(this.order.length, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + MARGIN);
      while (this.pool.length < last - first) this.grow();
      this.above.firstChild.style.height = first * height + "px";
      this.below.firstChild.style.height = (this.order.length - last) * height + "px";
      this.pool.forEach((slot, k) => {
        const at = first + k;
        slot.row.hidden = at >= last;
        if (at < last) this.fill(slot, at);
        else for (const name of ["id", "aria-rowindex", "aria-selected"]) slot.row.removeAttribute(name);
      });
      const active = this.selected();
      // a row that is out of sight does not exist, and cannot be pointed at
      if (this.pool.some((slot) => !slot.row.hidden && slot.index === active)) this.table.setAttribute("aria-activedescendant", this.rowId(active));
      else this.table.removeAttribute("aria-activedescendant");
    }

    grow() {
      const row = el("tr", { class: "row" });
      const cells = this.columns.map((column) => {
        const cell = el("td", { class: column.class });
        if (column.make) column.make(cell);
        row.append(cell);
        return cell;
      });
      const slot = { row, cells, index: -1 };
      row.addEventListener("click", () => this.pick(slot.index));
      this.pool.push(slot);
      this.body.insertBefore(row, this.below);
    }

    rowId(index) {
      return `${this.table.getAttribute("aria-label").replace(/\W+/g, "-")}-${index}`;
    }

    fill(slot, at) {
      const index = this.order[at];
      slot.index = index;
      slot.row.id = this.rowId(index);
      slot.row.setAttribute("aria-rowindex", String(at + 2));
      slot.row.setAttribute("aria-selected", String(index === this.selected()));
      this.columns.forEach((column, i) => column.fill(slot.cells[i], this.rows[index], index));
    }

    key(event) {
      const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.rowHeight()) - 2);
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
      if (step === undefined || this.order.length === 0 || event.target !== this.table) return;
      event.preventDefault();
      const now = this.order.indexOf(this.selected()); // −1 if none is, from where a step down leads to the first
      const next = Math.max(0, Math.min(this.order.length - 1, now + step));
      this.pick(this.order[next]);
      this.reveal(next);
    }

    reveal(at) {
      const height = this.rowHeight();
      const head = this.head.getBoundingClientRect().height;
      const top = at * height;
      const { scrollTop, clientHeight } = this.scroller;
      if (top < scrollTop) this.scroller.scrollTop = top;
      else if (top + height + head > scrollTop + clientHeight) this.scroller.scrollTop = top + height + head - clientHeight;
      this.render();
    }
  }

  const text = (read) => (cell, row, index) => setText(cell, read(row, index));

  function kindCell() {
    return {
      make: (cell) => cell.append(el("span", { class: "kind" })),
      fill: (cell, found) => {
        cell.firstChild.dataset.kind = found.kind;
        setText(cell.firstChild, kindText(found));
      },
    };
  }

  function kindText(found) {
    const notes = [];
    if (found.flatDirections) notes.push(`${found.flatDirections} flat`);
    if (found.active) notes.push(found.active.length === 1 ? `${visible(found.active[0])} on a bound` : `${found.active.length} on bounds`);
    if (found.smooth === false) notes.push("nonsmooth");
    return visible(found.kind) + (notes.length ? ", " + notes.join(", ") : "");
  }

  /** The share of a basin, with its interval drawn over the bar and said beside it. */
  function shareCell(total, most) {
    return {
      make: (cell) =>
        cell.append(
          el(
            "div",
            { class: "share-cell" },
            el("span", { class: "share-bar wide", "aria-hidden": "true" }, el("span", { class: "share-fill" }), el("span", { class: "share-interval" })),
            el("span", { class: "share-text" }, el("span"), el("small")),
          ),
        ),
      fill: (cell, found) => {
        const [bar, words] = cell.firstChild.children;
        const all = total();
        const share = all > 0 ? found.hits / all : 0;
        const [low, high] = wilson(found.hits, all);
        const scale = 100 / Math.max(most(), 1e-9);
        bar.children[0].style.width = Math.min(100, share * scale) + "%";
        bar.children[1].style.left = Math.min(100, low * scale) + "%";
        bar.children[1].style.width = Math.min(100, high * scale) - Math.min(100, low * scale) + "%";
        setText(words.children[0], percent(share));
        setText(words.children[1], all > 0 ? `${plain(low)}–${plain(high)}` : "");
      },
    };
  }

  const plain = (share) => percent(share).replace(" %", "");

  class Minima {
    constructor(model, places) {
      this.model = model;
      this.places = places;
      this.inspector = new Inspector(model, places.inspector);
      const button = (name, label, run) => el("button", { type: "button", "aria-label": `${name}: ${label}`, title: label, onclick: run }, name);
      places.exports.replaceChildren(
        button("CSV", "save the minima as CSV", () => save("thalweg-minima.csv", "text/csv", csv(this.rows()))),
        button("JSON", "save the whole result as JSON", () => save("thalweg-result.json", "application/json", JSON.stringify(model.raw || {}, null, 1) + "\n")),
      );
      model.on("run", () => this.open());
      model.on("result", () => this.show());
      model.on("selected", () => this.select());
    }

    /** The columns depend on the variables: few have one each. */
    open() {
      const { variables, maximize } = this.model.run;
      const total = () => this.model.converged;
      const decimals = () => this.decimals;
      const columns = [
        { title: "#", class: "rank", value: (_, i) => i, fill: text((_, i) => String(i + 1)) },
        { title: "f", class: "", value: (found) => found.fun, fill: text((found) => fixed(found.fun, decimals())) },
        { title: "share of descents, 95 %", class: "", down: true, value: (found) => found.hits, ...shareCell(total, () => this.most) },
        { title: "hits", class: "", down: true, value: (found) => found.hits, fill: text((found) => count(found.hits)) },
        ...(variables.length <= 3
          ? variables.map((name, i) => ({ title: visible(name), class: "", value: (found) => found.x[i], fill: text((found) => fixed(found.x[i], 6)) }))
          : [{ title: "point", class: "left wide point", value: (found) => found.x[0], fill: text((found) => shortPoint(found.x)) }]),
        { title: "kind", class: "left", value: (found) => found.kind, ...kindCell() },
        { title: "|∇f|", class: "widest", value: (found) => found.gradientNorm, fill: text((found) => brief(found.gradientNorm, 2)) },
        { title: "λ min", class: "widest", value: (found) => found.smallestEigenvalue, fill: text((found) => eigenvalue(found, 4)) },
      ];
      this.table = new LongTable(this.places.table, {
        label: maximize ? "Maxima" : "Minima",
        columns,
        empty: "None yet. They appear as the first descents arrive.",
        pick: (index) => this.model.select(index),
        selected: () => this.model.selected,
      });
      setText(this.places.heading, maximize ? "Maxima" : "Minima");
      this.show();
    }

    show() {
      if (!this.table || !this.model.result) return;
      const minima = this.model.minima;
      this.most = minima.reduce((most, found) => Math.max(most, found.hits), 0) / Math.max(1, this.model.converged);
      this.most = Math.min(1, wilson(this.most * this.model.converged, this.model.converged)[1]);
      this.decimals = decimalsFor(minima);
      this.table.show(minima);
      const all = this.model.result.minimaTotal ?? minima.length;
      const listed = all > minima.length ? `the best ${count(minima.length)} of ${count(all)}` : count(all);
      setText(this.places.note, all === 0 ? "" : `${listed} · shares of ${count(this.model.converged)} converged descents, with Wilson’s 95 % interval`);
      this.inspector.show();
    }

    select() {
      if (this.table) this.table.render();
      this.inspector.show();
    }

    rows() {
      const { variables } = this.model.run;
      const total = this.model.converged;
      const head = ["rank", "fun", "hits", "share", "shareLow", "shareHigh", "kind", "gradientNorm", "smallestEigenvalue", ...variables];
      return [
        head,
        ...this.model.minima.map((found, i) => [
          i + 1, found.fun, found.hits, found.hits / total, ...wilson(found.hits, total), found.kind,
          found.gradientNorm, found.smallestEigenvalue, ...found.x,
        ]),
      ];
    }
  }

  /** While the search runs it is not known: to find it would take the search's time. */
  function eigenvalue(found, digits) {
    return Number.isNaN(found.smallestEigenvalue) ? "–" : brief(found.smallestEigenvalue, digits);
  }

  /** So many decimals that neighbouring values differ, between 4 and 9. */
  function decimalsFor(minima) {
    const first = minima.find((found) => Number.isFinite(found.fun));
    const size = Math.abs(first ? first.fun : 1);
    return Math.max(4, Math.min(9, 9 - Math.floor(Math.log10(Math.max(1, size)))));
  }

  function shortPoint(x) {
    const some = x.slice(0, 8).map((value) => (Math.abs(value) < 1e-12 ? "0" : brief(value, 4)));
    return "(" + some.join(", ") + (x.length > 8 ? ", …" : "") + ")";
  }

  class Inspector {
    constructor(model, host) {
      Object.assign(this, { model, host });
    }

    show() {
      const index = this.model.selected >= 0 ? this.model.selected : 0;
      const found = this.model.minima[index];
      if (!found) {
        this.host.replaceChildren();
        return;
      }
      const [low, high] = wilson(found.hits, this.model.converged);
      const noun = this.model.run.maximize ? "Maximum" : "Minimum";
      const pairs = [
        ["f", exact(found.fun)],
        ["hits", `${count(found.hits)} of ${count(this.model.converged)}`],
        ["share", `${percent(found.hits / this.model.converged)} (${percent(low)} to ${percent(high)})`],
        ["kind", kindText(found)],
        ["|∇f|", brief(found.gradientNorm, 3)],
        ["λ min", eigenvalue(found, 6)],
      ];
      const terms = (list) => list.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]);
      const place = this.model.run.variables.map((name, i) => [visible(name), exact(found.x[i])]);
      const scrolls = place.length > 8 ? { tabindex: "0", role: "region", "aria-label": "Coordinates" } : {};
      const scrolled = this.host.querySelector(".coordinates");
      const keep = scrolled && this.shown === index ? scrolled.scrollTop : 0;
      this.shown = index;
      const coordinates = el("div", { class: "coordinates", ...scrolls }, el("dl", {}, ...terms(place)));
      const hadFocus = this.host.contains(document.activeElement) && document.activeElement.tagName === "BUTTON";
      const copy = el("button", { type: "button", onclick: (event) => this.copy(event.target, found) }, "Copy the point");
      this.host.replaceChildren(el("h3", {}, `${noun} ${index + 1}`), el("dl", {}, ...terms(pairs)), coordinates);
      if (navigator.clipboard) this.host.append(copy);
      if (hadFocus) copy.focus();
      coordinates.scrollTop = keep;
    }

    async copy(button, found) {
      try {
        await navigator.clipboard.writeText(found.x.map(exact).join(","));
        setText(button, "Copied");
      } catch {
        setText(button, "The browser does not allow it");
      }
    }
  }

  Object.assign(Thalweg, { LongTable, Minima, minimaCells: { text, kindCell } });
})();
