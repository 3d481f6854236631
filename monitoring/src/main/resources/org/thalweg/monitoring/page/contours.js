// The objective of two variables as a picture: shades by rank, and lines of equal value.
(() => {
  "use strict";

  const { ascending, quantile, rank } = Thalweg.statistics;

  // from the lowest to the highest: the valleys are where the water is
  const LIGHT = [[13, 79, 102], [45, 116, 136], [112, 167, 176], [178, 208, 207], [223, 231, 224], [246, 243, 234]];
  const DARK = [[126, 214, 228], [64, 154, 174], [32, 103, 124], [23, 68, 85], [19, 45, 58], [17, 29, 39]];
  const SHADES = 256;
  const LEVELS = 12;

  function palette(dark) {
    const stops = dark ? DARK : LIGHT;
    return Array.from({ length: SHADES }, (_, i) => {
      const at = (i / (SHADES - 1)) * (stops.length - 1);
      const low = Math.min(stops.length - 2, Math.floor(at));
      return stops[low].map((value, k) => Math.round(value + (at - low) * (stops[low + 1][k] - value)));
    });
  }

  /** The shade of each grid point as a picture, one pixel a point, the second variable upwards. */
  function shade({ resolution, values }, sorted, { dark, maximize }) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = resolution;
    const context = canvas.getContext("2d");
    const picture = context.createImageData(resolution, resolution);
    const colours = palette(dark);
    values.forEach((value, k) => {
      const x = k % resolution;
      const y = resolution - 1 - Math.floor(k / resolution);
      const at = 4 * (y * resolution + x);
      if (Number.isNaN(value)) return; // left open
      const share = rank(sorted, value);
      const colour = colours[Math.round((maximize ? 1 - share : share) * (SHADES - 1))];
      picture.data.set([...colour, 255], at);
    });
    context.putImageData(picture, 0, 0);
    return canvas;
  }

  /** Levels that are closer together in the valleys. */
  function levels(sorted, maximize) {
    return Array.from({ length: LEVELS }, (_, k) => {
      const share = ((k + 1) / (LEVELS + 1)) ** 1.6;
      return quantile(sorted, maximize ? 1 - share : share);
    });
  }

  /**
   * The line on which the grid has a value: segments x, y, x, y in grid steps (marching squares). Cells with a corner that
   * is not finite are left out.
   */
  function trace({ resolution, values }, level) {
    const segments = [];
    for (let j = 0; j + 1 < resolution; j++) {
      for (let i = 0; i + 1 < resolution; i++) {
        const k = j * resolution + i;
        const corners = [values[k], values[k + 1], values[k + 1 + resolution], values[k + resolution]];
        if (corners.every(Number.isFinite)) cell(segments, i, j, corners, level);
      }
    }
    return segments;
  }

  const X = [0, 1, 1, 0];
  const Y = [0, 0, 1, 1];

  function cell(segments, i, j, corners, level) {
    const crossings = [];
    for (let side = 0; side < 4; side++) {
      const next = (side + 1) % 4;
      const a = corners[side];
      const b = corners[next];
      if (a >= level !== b >= level) {
        const share = (level - a) / (b - a);
        crossings.push([i + X[side] + share * (X[next] - X[side]), j + Y[side] + share * (Y[next] - Y[side])]);
      }
    }
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      segments.push([...crossings[pair], ...crossings[pair + 1]]);
    }
  }

  Thalweg.contours = { ascending, shade, levels, trace };
})();
