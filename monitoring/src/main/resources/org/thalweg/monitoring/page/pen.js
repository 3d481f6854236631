// Two pens with the same strokes: one draws on a canvas, the other writes SVG.
(() => {
  "use strict";

  const FONT = '"Inter", system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif';

  class CanvasPen {
    /** @param unit how much thicker strokes and dots are, where letters are larger than usual */
    constructor(context, unit = 1) {
      this.context = context;
      this.unit = unit;
    }

    begin({ stroke, fill, width = 1, alpha = 1, dash = [] }) {
      const c = this.context;
      c.globalAlpha = alpha;
      c.lineWidth = width * this.unit;
      c.lineJoin = "round";
      c.lineCap = "round";
      c.setLineDash(dash);
      if (stroke) c.strokeStyle = stroke;
      if (fill) c.fillStyle = fill;
      c.beginPath();
    }

    end({ stroke, fill }) {
      if (fill) this.context.fill();
      if (stroke) this.context.stroke();
      this.context.globalAlpha = 1;
    }

    /** Lines, each a flat list x, y, x, y, …; NaN breaks a line. */
    lines(lists, style) {
      this.begin(style);
      for (const list of lists) {
        let down = false;
        for (let i = 0; i < list.length; i += 2) {
          if (Number.isNaN(list[i]) || Number.isNaN(list[i + 1])) down = false;
          else if (down) this.context.lineTo(list[i], list[i + 1]);
          else {
            this.context.moveTo(list[i], list[i + 1]);
            down = true;
          }
        }
      }
      this.end(style);
    }

    circle(x, y, radius, style) {
      this.begin(style);
      this.context.arc(x, y, radius * this.unit, 0, 2 * Math.PI);
      this.end(style);
    }

    /** Very many points: squares, which are quick to draw. */
    specks(points, width, { fill, alpha = 1 }) {
      const c = this.context;
      const size = width * this.unit;
      c.globalAlpha = alpha;
      c.fillStyle = fill;
      for (const { x, y } of points) c.fillRect(x - size / 2, y - size / 2, size, size);
      c.globalAlpha = 1;
    }

    box(x, y, width, height, style) {
      this.begin(style);
      this.context.rect(x, y, width, height);
      this.end(style);
    }

    text(text, x, y, { fill, size, align = "left", baseline = "alphabetic", weight = 400 }) {
      const c = this.context;
      c.font = `${weight} ${size}px ${FONT}`;
      c.fillStyle = fill;
      c.textAlign = align;
      c.textBaseline = baseline;
      c.fillText(text, x, y);
    }

    measure(text, size) {
      this.context.font = `400 ${size}px ${FONT}`;
      return this.context.measureText(text).width;
    }

    image(canvas, x, y, width, height) {
      this.context.imageSmoothingEnabled = true;
      this.context.imageSmoothingQuality = "high";
      this.context.drawImage(canvas, x, y, width, height);
    }

    within(x, y, width, height, draw) {
      this.context.save();
      this.context.beginPath();
      this.context.rect(x, y, width, height);
      this.context.clip();
      draw();
      this.context.restore();
    }
  }

  const escaped = (text) =>
    String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  const round = (value) => Math.round(value * 100) / 100;

  class SvgPen {
    constructor(width, height, ground) {
      this.width = width;
      this.height = height;
      this.parts = [`<rect width="${width}" height="${height}" fill="${escaped(ground)}"/>`];
      this.clips = 0;
      this.ruler = document.createElement("canvas").getContext("2d");
    }

    style({ stroke, fill, width = 1, alpha = 1, dash = [] }) {
      return (
        ` fill="${fill ? escaped(fill) : "none"}"` +
        (stroke ? ` stroke="${escaped(stroke)}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"` : "") +
        (alpha < 1 ? ` opacity="${alpha}"` : "") +
        (dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "")
      );
    }

    lines(lists, style) {
      let path = "";
      for (const list of lists) {
        let down = false;
        for (let i = 0; i < list.length; i += 2) {
          if (Number.isNaN(list[i]) || Number.isNaN(list[i + 1])) down = false;
          else {
            path += (down ? "L" : "M") + round(list[i]) + " " + round(list[i + 1]);
            down = true;
          }
        }
      }
      if (path) this.parts.push(`<path d="${path}"${this.style(style)}/>`);
    }

    circle(x, y, radius, style) {
      this.parts.push(`<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"${this.style(style)}/>`);
    }

    specks(points, size, style) {
      const path = points.map(({ x, y }) => `M${round(x - size / 2)} ${round(y - size / 2)}h${size}v${size}h${-size}z`).join("");
      if (path) this.parts.push(`<path d="${path}"${this.style(style)}/>`);
    }

    box(x, y, width, height, style) {
      this.parts.push(
        `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${this.style(style)}/>`,
      );
    }

    text(text, x, y, { fill, size, align = "left", baseline = "alphabetic", weight = 400 }) {
      const anchor = { left: "start", center: "middle", right: "end" }[align];
      const shift = { top: 0.8, middle: 0.35, alphabetic: 0, bottom: -0.2 }[baseline] * size;
      this.parts.push(
        `<text x="${round(x)}" y="${round(y + shift)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}"` +
          ` fill="${escaped(fill)}">${escaped(text)}</text>`,
      );
    }

    measure(text, size) {
      this.ruler.font = `400 ${size}px ${FONT}`;
      return this.ruler.measureText(text).width;
    }

    image(canvas, x, y, width, height) {
      this.parts.push(
        `<image x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"` +
          ` preserveAspectRatio="none" href="${canvas.toDataURL("image/png")}"/>`,
      );
    }

    within(x, y, width, height, draw) {
      const id = "clip" + ++this.clips;
      this.parts.push(
        `<clipPath id="${id}"><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/></clipPath>` +
          `<g clip-path="url(#${id})">`,
      );
      draw();
      this.parts.push("</g>");
    }

    toString() {
      return (
        `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}"` +
        ` viewBox="0 0 ${this.width} ${this.height}" font-family="${escaped(FONT)}">${this.parts.join("\n")}</svg>\n`
      );
    }
  }

  Thalweg.CanvasPen = CanvasPen;
  Thalweg.SvgPen = SvgPen;
})();
