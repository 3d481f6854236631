package org.thalweg.jobs.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
