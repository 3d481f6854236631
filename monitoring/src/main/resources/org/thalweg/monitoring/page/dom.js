// Small things for building a document, saving files, and choosing colours.
(() => {
  "use strict";

  /** An element: texts are texts, never markup. */
  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === false || value === null || value === undefined) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children);
    return node;
  }

  const byId = (id) => document.getElementById(id);

  /** Sets a text if it differs, so that nothing is laid out anew for nothing. */
  function setText(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  /** A list of terms, as rows of a `dl`. */
  function setTerms(list, pairs) {
    if (list.children.length !== pairs.length) {
      list.replaceChildren(...pairs.map(() => el("div", {}, el("dt"), el("dd"))));
    }
    pairs.forEach(([term, text], i) => {
      setText(list.children[i].firstChild, term);
      setText(list.children[i].lastChild, text);
    });
  }

  function save(name, type, content) {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  /** Rows as CSV (RFC 4180). A text that a spreadsheet would take for a formula is given an apostrophe. */
  function csv(rows) {
    const cell = (value) => {
      const text = typeof value === "string" && /^[=+@\t]/.test(value) ? "'" + value : String(value);
      return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  /** Runs something at the next frame, once however often it is asked for. */
  function atNextFrame(run) {
    let asked = false;
    return () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        run();
      });
    };
  }

  /** The colours of the page, by their names without the dashes. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    return new Proxy({}, { get: (_, name) => style.getPropertyValue("--" + name).trim() });
  }

  const isDark = () => document.documentElement.dataset.theme === "dark";

  /** The size of a rem, in pixels. */
  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

  Thalweg.dom = { el, byId, setText, setTerms, save, csv, atNextFrame, colours, isDark, rem };
})();
