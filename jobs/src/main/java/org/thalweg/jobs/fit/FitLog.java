package org.thalweg.jobs.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.thalweg.monitoring.history.History;

/** What the log of a fit holds, from which the live page draws: a row of numbers at a time, the first parameters among them. */
final class FitLog {
    /** How many parameters have a column. */
    static final int SHOWN = 12;

    private static final List<String> COLUMNS = List.of("seconds", "rounds", "finished", "loss", "gradientNorm");

    private FitLog() {}

    /** A log of nothing. */
    static History none(int parameters) {
        List<String> columns = new ArrayList<>(COLUMNS);
        for (int j = 1; j <= Integer.min(SHOWN, parameters); j++) {
            columns.add("parameter " + j);
        }
        return History.of(columns.toArray(String[]::new));
    }

    /**
     * A log in terms of other parameters; where it has not all of the old ones, the new ones are not known.
     *
     * @param before how many there were
     * @param now how many there are
     * @param translation makes the new ones of the old ones
     */
    static History translated(History log, int before, int now, UnaryOperator<double[]> translation) {
        int fixed = COLUMNS.size();
        History empty = none(now);
        int width = empty.columns().size();
        boolean known = log.columns().size() - fixed == before;
        double[] numbers = new double[log.rows() * width];
        Arrays.fill(numbers, Double.NaN);
        for (int i = 0; i < log.rows(); i++) {
            double[] row = log.row(i);
            System.arraycopy(row, 0, numbers, i * width, fixed);
            if (known) {
                double[] told = translation.apply(Arrays.copyOfRange(row, fixed, fixed + before));
                System.arraycopy(told, 0, numbers, i * width + fixed, width - fixed);
            }
        }
        return new History(empty.columns(), numbers, log.spacing(), log.marks());
    }

    /** The row for where a fit stands; parameters that are not known are NaN. */
    static double[] row(History log, FitGlimpse now) {
        int fixed = COLUMNS.size();
        double[] row = new double[log.columns().size()];
        Arrays.fill(row, Double.NaN);
        row[0] = now.seconds();
        row[1] = now.rounds();
        row[2] = now.finished();
        row[3] = now.loss();
        row[4] = now.gradientNorm();
        int known = Integer.min(row.length - fixed, now.theta().length);
        System.arraycopy(now.theta(), 0, row, fixed, known);
        return row;
    }
}
