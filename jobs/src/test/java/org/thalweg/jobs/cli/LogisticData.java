package org.thalweg.jobs.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.thalweg.core.fit.data.DataTable;

/**
 * Drawn rows with labels that a logistic model explains in part, row by row: row r holds {@code values[k]} in column {@code indices[k]}, {@code
 * starts[r] <= k < starts[r + 1]}. Numbers have four decimals at most, so a file holds them exactly.
 *
 * @param labels −1 or 1
 */
record LogisticData(int rows, int features, int[] starts, int[] indices, double[] values, double[] labels) {
    private static final double DECIMALS = 1e4;

    /** Rows whose features are all there. */
    static LogisticData dense(int rows, int features, long seed) {
        return draw(rows, features, features, seed);
    }

    /** Rows with so many features each that are not 0. */
    static LogisticData sparse(int rows, int features, int filled, long seed) {
        return draw(rows, features, filled, seed);
    }

    private static LogisticData draw(int rows, int features, int filled, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] slopes = new double[features];
        Arrays.setAll(slopes, j -> random.nextDouble(-1, 1) * 2 / Math.sqrt(filled));
        int[] starts = new int[rows + 1];
        int[] indices = new int[Math.multiplyExact(rows, filled)];
        double[] values = new double[indices.length];
        double[] labels = new double[rows];
        for (int row = 0; row < rows; row++) {
            int from = row * filled;
            choose(features, filled, random, indices, from);
            double z = 0.3;
            for (int k = from; k < from + filled; k++) {
                values[k] = Math.rint(random.nextDouble(-2, 2) * DECIMALS) / DECIMALS;
                z += slopes[indices[k]] * values[k];
            }
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : -1;
            starts[row + 1] = from + filled;
        }
        return new LogisticData(rows, features, starts, indices, values, labels);
    }

    /** One from each of as many equal shares of the columns: ascending, and none twice. */
    private static void choose(int features, int filled, SplittableRandom random, int[] indices, int from) {
        for (int k = 0; k < filled; k++) {
            int low = (int) ((long) features * k / filled);
            int high = (int) ((long) features * (k + 1) / filled);
            indices[from + k] = random.nextInt(low, high);
        }
    }

    private boolean isDense() {
        return starts[1] == features;
    }

    /** Dense rows by column. */
    DataTable table() {
        double[][] columns = new double[features][rows];
        List<String> names = new ArrayList<>();
        for (int j = 0; j < features; j++) {
            names.add("x" + (j + 1));
            for (int row = 0; row < rows; row++) {
                columns[j][row] = values[row * features + j];
            }
        }
        return new DataTable(names, rows, columns);
    }

    /** The end of the name of a file that holds it. */
    String ending() {
        return isDense() ? ".csv" : ".libsvm";
    }

    /** Writes a CSV file of dense rows, the label in the column y, and LIBSVM of sparse ones. */
    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < features && isDense(); j++) {
                line.append('x').append(j + 1).append(',');
            }
            line.append(isDense() ? "y\n" : "");
            for (int row = 0; row < rows; row++) {
                if (!isDense()) {
                    line.append((int) labels[row]);
                }
                for (int k = starts[row]; k < starts[row + 1]; k++) {
                    if (isDense()) {
                        line.append(values[k]).append(',');
                    } else {
                        line.append(' ').append(indices[k] + 1).append(':').append(values[k]);
                    }
                }
                line.append(isDense() ? String.valueOf((int) labels[row]) : "").append('\n');
                out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
                line.setLength(0);
            }
        }
    }
}
