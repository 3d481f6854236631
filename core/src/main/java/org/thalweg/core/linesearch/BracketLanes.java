package org.thalweg.core.linesearch;

/**
 * The searches of many descents side by side: what a {@link Bracket} holds, for each lane.
 *
 * <p>Most searches accept their first trial. What such a search needs lies in arrays of its own; the rest is written only once a
 * search goes on.
 */
public final class BracketLanes {
    private final double[] value0;
    private final double[] slope0;
    private final double[] scale;
    private final double[] step;
    private final int[] trials;
    /** All bits where a search was begun and told no trial yet, others 0. */
    private final long[] first;

    private final Bracket[] going;
    /** A bracket that no lane holds at present. */
    private Bracket told = new Bracket();
    /** Searches that ended after more than one trial, as they ended; none where the first trial was accepted. */
    private final Bracket[] ended;

    private final boolean[] atOnce;
    private double toldScale;
    private int toldTrials;

    public BracketLanes(int width) {
        value0 = new double[width];
        slope0 = new double[width];
        scale = new double[width];
        step = new double[width];
        trials = new int[width];
        first = new long[width];
        going = new Bracket[width];
        ended = new Bracket[width];
        atOnce = new boolean[width];
        for (int lane = 0; lane < width; lane++) {
            going[lane] = new Bracket();
            ended[lane] = new Bracket();
        }
    }

    /** A search that was never begun. */
    public void clear(int lane) {
        set(lane, new Bracket());
        unbegin(lane);
        ended[lane].set(going[lane]);
        atOnce[lane] = false;
    }

    /** Makes a lane's search, which holds what a new {@link Bracket} does, one that was never begun. */
    public void unbegin(int lane) {
        trials[lane] = -1;
        first[lane] = 0;
    }

    /** As {@link Bracket#start}, with {@code steps()[lane]} for the first step. */
    public void start(int lane, double value, double slope, double newScale) {
        value0[lane] = value;
        slope0[lane] = slope;
        scale[lane] = newScale;
        trials[lane] = 0;
        first[lane] = -1;
    }

    /** α of each lane's next trial: the lanes' own. */
    public double[] steps() {
        return step;
    }

    /** φ(0) of each lane: the lanes' own. */
    double[] startValues() {
        return value0;
    }

    /** φ′(0) of each lane: the lanes' own. */
    public double[] startSlopes() {
        return slope0;
    }

    /** The scale of f of each lane: the lanes' own. */
    double[] scales() {
        return scale;
    }

    /** Which searches were begun and told no trial yet. */
    long[] firsts() {
        return first;
    }

    /** The scale of f that a lane's search has found so far. */
    public double scale(int lane) {
        return scale[lane];
    }

    /** Ends the searches of some lanes at their first trials, which {@link AcceptanceArithmetic} has found to be good. */
    public void accept(int lanes) {
        for (int left = lanes; left != 0; left &= left - 1) {
            atOnce[Integer.numberOfTrailingZeros(left)] = true;
        }
    }

    /** Evaluations consumed so far. */
    public int trials(int lane) {
        return Math.max(0, trials[lane]);
    }

    /**
     * As {@link LineSearch#tell}. A search that ends here stays as it was before, so that it can be told again; how it ended is
     * for {@link #toldScale}, {@link #toldTrials} and {@link #getTold} to say.
     */
    public Verdict tell(LineSearch search, int lane, double value, double slope, double linear) {
        atOnce[lane] = false;
        Bracket now = told;
        get(lane, now);
        Verdict verdict = search.tell(now, value, slope, linear);
        toldTrials = now.trials;
        toldScale = now.scale;
        Bracket[] kept = verdict == Verdict.CONTINUE ? going : ended;
        told = kept[lane];
        kept[lane] = now;
        if (verdict == Verdict.CONTINUE) {
            trials[lane] = now.trials;
            first[lane] = 0;
            scale[lane] = now.scale;
            step[lane] = now.step;
        }
        return verdict;
    }

    /** Trials of the search that was told last. */
    public int toldTrials() {
        return toldTrials;
    }

    /** The scale of f that the search that was told last has found. */
    public double toldScale() {
        return toldScale;
    }

    /** Overwrites a lane's search. */
    public void set(int lane, Bracket bracket) {
        value0[lane] = bracket.value0;
        slope0[lane] = bracket.slope0;
        scale[lane] = bracket.scale;
        step[lane] = bracket.step;
        trials[lane] = bracket.trials;
        first[lane] = bracket.trials == 0 ? -1 : 0;
        going[lane].set(bracket);
    }

    /** Overwrites {@code bracket} with a lane's search. */
    public void get(int lane, Bracket bracket) {
        if (trials[lane] == 0) {
            bracket.start(value0[lane], slope0[lane], scale[lane], step[lane]);
        } else {
            bracket.set(going[lane]);
        }
    }

    /** Overwrites {@code bracket} with how the search of a lane ended that accepted its trial. */
    public void getTold(int lane, Bracket bracket) {
        if (atOnce[lane]) {
            get(lane, bracket);
        } else {
            bracket.set(ended[lane]);
        }
    }
}
