package org.thalweg.core.linesearch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What moves in a {@link LineSearch}: an interval of steps with values and slopes at its ends, and the noise of f. */
public final class Bracket {

    double value0;
    double slope0;
    double scale;
    double step;
    double lower;
    double lowerValue;
    double lowerSlope;
    double upper;
    double upperValue;
    double upperSlope;
    double width;
    double formerWidth;
    int trials;
    int finiteTrials;
    /** Trials whose value told nothing, nor could. */
    int noisyTrials;

    boolean closing;

    /**
     * Begins a search: overwrites all; {@link #step} is the first trial.
     *
     * @param value φ(0)
     * @param slope φ′(0), negative
     * @param newScale the magnitude of f's values, of which its noise is a share
     * @param firstStep the first α, positive
     */
    public void start(double value, double slope, double newScale, double firstStep) {
        value0 = value;
        slope0 = slope;
        scale = newScale;
        step = firstStep;
        lower = 0;
        lowerValue = value;
        lowerSlope = slope;
        upper = Double.POSITIVE_INFINITY;
        upperValue = Double.NaN;
        upperSlope = Double.NaN;
        width = Double.POSITIVE_INFINITY;
        formerWidth = Double.POSITIVE_INFINITY;
        trials = 0;
        finiteTrials = 0;
        noisyTrials = 0;
        closing = false;
    }

    /** Overwrites all with what {@code that} holds. */
    void set(Bracket that) {
        value0 = that.value0;
        slope0 = that.slope0;
        scale = that.scale;
        step = that.step;
        lower = that.lower;
        lowerValue = that.lowerValue;
        lowerSlope = that.lowerSlope;
        upper = that.upper;
        upperValue = that.upperValue;
        upperSlope = that.upperSlope;
        width = that.width;
        formerWidth = that.formerWidth;
        trials = that.trials;
        finiteTrials = that.finiteTrials;
        noisyTrials = that.noisyTrials;
        closing = that.closing;
    }

    /** α of the trial to be evaluated next. */
    public double step() {
        return step;
    }

    /** φ′(0). */
    public double startSlope() {
        return slope0;
    }

    /** The magnitude of f's values, as the search has found it to be. */
    public double scale() {
        return scale;
    }

    /** Whether φ falls at the lower end and rises at the upper one, so that a minimum lies between, at a kink perhaps. */
    public boolean endsInRise() {
        return lowerSlope < 0 && upperSlope > 0;
    }

    /** Evaluations consumed so far. */
    public int trials() {
        return trials;
    }

    public void write(DataOutput out) throws IOException {
        out.writeDouble(value0);
        out.writeDouble(slope0);
        out.writeDouble(scale);
        out.writeDouble(step);
        out.writeDouble(lower);
        out.writeDouble(lowerValue);
        out.writeDouble(lowerSlope);
        out.writeDouble(upper);
        out.writeDouble(upperValue);
        out.writeDouble(upperSlope);
        out.writeDouble(width);
        out.writeDouble(formerWidth);
        out.writeInt(trials);
        out.writeInt(finiteTrials);
        out.writeInt(noisyTrials);
        out.writeBoolean(closing);
    }

    /** Reads what {@link #write} wrote. */
    public static Bracket read(DataInput in) throws IOException {
        Bracket bracket = new Bracket();
        bracket.value0 = in.readDouble();
        bracket.slope0 = in.readDouble();
        bracket.scale = in.readDouble();
        bracket.step = in.readDouble();
        bracket.lower = in.readDouble();
        bracket.lowerValue = in.readDouble();
        bracket.lowerSlope = in.readDouble();
        bracket.upper = in.readDouble();
        bracket.upperValue = in.readDouble();
        bracket.upperSlope = in.readDouble();
        bracket.width = in.readDouble();
        bracket.formerWidth = in.readDouble();
        bracket.trials = in.readInt();
        bracket.finiteTrials = in.readInt();
        bracket.noisyTrials = in.readInt();
        bracket.closing = in.readBoolean();
        return bracket;
    }
}
