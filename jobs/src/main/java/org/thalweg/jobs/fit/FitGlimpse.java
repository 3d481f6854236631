package org.thalweg.jobs.fit;

import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.thalweg.monitoring.history.History;

/**
 * A look at a fit while it runs.
 *
 * @param seconds how long it has been working, over all its lives
 * @param rounds passes over the data
 * @param finished starts that have ended
 * @param loss F where it stands, penalties included; NaN before the first pass
 * @param gradientNorm ‖projected ∇F‖∞ there
 * @param theta the parameters there; empty where they are not known, or too many to be shown
 * @param history how it came there
 * @param recovering whether it is recovering from a failure
 */
public record FitGlimpse(
        double seconds,
        long rounds,
        long finished,
        double loss,
        double gradientNorm,
        double[] theta,
        History history,
        boolean recovering)
        implements Serializable {

    /** Nothing done yet. */
    public static FitGlimpse none(int parameters) {
        return new FitGlimpse(0, 0, 0, Double.NaN, Double.NaN, new double[0], FitLog.none(parameters), false);
    }

    /** The same with another log. */
    FitGlimpse with(History log) {
        return new FitGlimpse(seconds, rounds, finished, loss, gradientNorm, theta, log, recovering);
    }

    /**
     * The same in terms of other parameters, here and in the history.
     *
     * @param before how many there were
     * @param now how many there are
     * @param translation makes the new ones of the old ones
     */
    public FitGlimpse translated(int before, int now, UnaryOperator<double[]> translation) {
        double[] told = theta.length == before ? translation.apply(theta) : new double[0];
        History log = FitLog.translated(history, before, now, translation);
        return new FitGlimpse(seconds, rounds, finished, loss, gradientNorm, told, log, recovering);
    }

    /** The same, recovering or not. */
    public FitGlimpse recovering(boolean now) {
        return new FitGlimpse(seconds, rounds, finished, loss, gradientNorm, theta, history, now);
    }

    /** The same, with a row for now in the history. */
    public FitGlimpse noted() {
        return with(upToNow());
    }

    /** The history and a row for now, however short the time since the last one. */
    public History upToNow() {
        return history.with(FitLog.row(history, this));
    }
}
