// Statistics of counts, and orders of numbers.
(() => {
  "use strict";

  const Z = 1.959963984540054; // the 97.5 % quantile of the normal distribution

  /**
   * The 95 % score interval of a share (Wilson 1927): of `hits` among `total`, as if each descent were drawn on its own.
   * Evenly spread starts do better than that, so the interval is, if anything, too wide.
   */
  function wilson(hits, total) {
    if (!(total > 0)) return [0, 1];
    const share = hits / total;
    const z2 = Z * Z;
    const middle = (share + z2 / (2 * total)) / (1 + z2 / total);
    const half = (Z / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
    return [hits === 0 ? 0 : Math.max(0, middle - half), hits === total ? 1 : Math.min(1, middle + half)];
  }

  /** The finite numbers of a list, ascending. */
  function ascending(values) {
    const finite = Float64Array.from(values).filter(Number.isFinite);
    return finite.sort();
  }

  /** The number below which a share of the sorted list lies. */
  function quantile(sorted, share) {
    if (sorted.length === 0) return NaN;
    const at = share * (sorted.length - 1);
    const low = Math.floor(at);
    const high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  /** The share of the sorted list that is below `value`, in [0, 1]. */
  function rank(sorted, value) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return sorted.length < 2 ? 0 : Math.min(1, low / (sorted.length - 1));
  }

  Thalweg.statistics = { wilson, ascending, quantile, rank };
})();
