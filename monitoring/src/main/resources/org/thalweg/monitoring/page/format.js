// Numbers and texts for people. The first script: the others put what they offer into Thalweg as well.
window.Thalweg = {};
(() => {
  "use strict";

  const COUNT = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
  const SUPERSCRIPT = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

  /** A number as JSON has it: NaN and infinities are strings, what is absent is null. */
  function num(value) {
    return value === null || value === undefined ? NaN : Number(value);
  }

  function special(value) {
    return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  }

  /** All digits, as they can be typed in again. */
  function exact(value) {
    return Number.isFinite(value) ? String(value) : special(value);
  }

  /** `digits` significant digits, without trailing zeros. */
  function brief(value, digits = 6) {
    if (!Number.isFinite(value)) return special(value);
    if (value === 0) return "0";
    const magnitude = Math.abs(value);
    if (magnitude >= 1e-4 && magnitude < 10 ** Math.max(7, digits)) {
      return String(Number(value.toPrecision(digits))).replace("-", "−");
    }
    const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 1)).split("e");
    return String(Number(mantissa)).replace("-", "−") + "·10" + superscript(Number(exponent));
  }

  function superscript(whole) {
    return String(whole).split("").map((sign) => SUPERSCRIPT[sign]).join("");
  }

  /** As many digits behind the point as make the numbers of a column align; what is too small for them is 0. */
  function fixed(value, decimals) {
    if (!Number.isFinite(value)) return special(value);
    if (Math.abs(value) >= 1e9) return brief(value, 7);
    if (Math.abs(value) < 0.5 * 10 ** -decimals) return (0).toFixed(decimals);
    return value.toFixed(decimals).replace("-", "−");
  }

  function count(value) {
    return Number.isFinite(value) ? COUNT.format(value) : special(value);
  }

  /** A count with its noun. */
  function counted(value, one, many) {
    return count(value) + " " + (value === 1 ? one : many);
  }

  function percent(share) {
    if (!Number.isFinite(share)) return "–";
    const value = 100 * share;
    if (value === 0 || value === 100) return value + " %";
    if (value > 99.9) return value.toFixed(2) + " %";
    if (value >= 10) return value.toFixed(1) + " %";
    if (value >= 0.01) return value.toFixed(2) + " %";
    return value >= 1e-6 ? value.toFixed(Math.min(8, 1 - Math.floor(Math.log10(value)))) + " %" : "< 0.000001 %";
  }

  function duration(seconds) {
    if (!Number.isFinite(seconds)) return "–";
    if (seconds < 10) return seconds.toFixed(1) + " s";
    if (seconds < 60) return Math.round(seconds) + " s";
    const whole = Math.round(seconds);
    if (whole < 3600) return Math.floor(whole / 60) + " min " + pad(whole % 60) + " s";
    if (whole < 172800) return Math.floor(whole / 3600) + " h " + pad(Math.floor((whole % 3600) / 60)) + " min";
    return Math.floor(whole / 86400) + " d " + Math.floor((whole % 86400) / 3600) + " h";
  }

  function pad(value) {
    return String(value).padStart(2, "0");
  }

  function rate(perSecond) {
    if (!Number.isFinite(perSecond)) return "–";
    if (perSecond >= 1e6) return (perSecond / 1e6).toFixed(2) + " M/s";
    if (perSecond >= 1e4) return (perSecond / 1e3).toFixed(1) + " k/s";
    return (perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond))) + " /s";
  }

  /** Large counts in short: 12.3 M. */
  function short(value) {
    if (!Number.isFinite(value)) return special(value);
    for (const [size, letter] of [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e4, "k"]]) {
      if (value >= size) return Number((value / (letter === "k" ? 1e3 : size)).toPrecision(3)) + " " + letter;
    }
    return Number.isInteger(value) ? count(value) : brief(value, 3);
  }

  // Control characters and those that turn the direction of text: on a page they would hide what is there.
  const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

  /** A text with what cannot be seen made visible. */
  function visible(text) {
    return String(text).replace(HIDDEN, (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0"));
  }

  const STATUS = {
    CONVERGED: "Found",
    TARGET_REACHED: "Target reached",
    BUDGET_SPENT: "No descent converged",
    TIME_LIMIT: "Time limit reached",
    UNBOUNDED: "Unbounded below",
    PLATEAU: "Constant: a plateau",
    NOTHING_FINITE: "Nothing finite",
    FAILED: "Nothing found",
    CANCELLED: "Stopped",
    RUNNING: "Running",
  };

  Thalweg.format = {
    num, exact, brief, fixed, count, counted, percent, duration, rate, short, visible,
    status: (name) => STATUS[name] || visible(name),
  };
})();
