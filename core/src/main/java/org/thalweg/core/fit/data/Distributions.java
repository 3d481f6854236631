package org.thalweg.core.fit.data;

import java.io.Serializable;
import java.util.Arrays;

/** Weighted means and deviations, least and largest values of columns. Columns that were never mentioned hold 0 in every row. */
public final class Distributions implements Serializable {
    private static final long serialVersionUID = 1;

    private double weight;
    private double[] mean;
    private double[] squares;
    private double[] least;
    private double[] largest;

    /** No rows yet. */
    public Distributions(int columns) {
        mean = new double[columns];
        squares = new double[columns];
        least = new double[columns];
        largest = new double[columns];
    }

    /** How many columns are known. */
    public int count() {
        return mean.length;
    }

    /** Σ w. */
    public double weight() {
        return weight;
    }

    /** Σ w·x/Σ w. */
    public double mean(int column) {
        return column < mean.length ? mean[column] : 0;
    }

    /** Σ w·(x − mean)². */
    public double squares(int column) {
        return column < mean.length ? squares[column] : 0;
    }

    /** √(Σ w·(x − mean)²/Σ w). */
    public double deviation(int column) {
        return Math.sqrt(squares(column) / weight);
    }

    /** Whether a column holds one value in all rows. */
    public boolean isConstant(int column) {
        return column >= mean.length || least[column] == largest[column];
    }

    /** Adds {@code count} more rows of all columns. */
    public void addDense(double[][] columns, int count, double[] weights) {
        widen(columns.length);
        Distributions more = new Distributions(columns.length);
        for (int i = 0; i < count; i++) {
            more.weight += weights[i];
        }
        for (int j = 0; j < columns.length && count > 0; j++) {
            more.column(j, columns[j], count, weights);
        }
        add(more);
    }

    /** The two-pass formulas, for rows that are at hand. */
    private void column(int j, double[] x, int count, double[] weights) {
        double sum = 0;
        least[j] = Double.POSITIVE_INFINITY;
        largest[j] = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            sum = Math.fma(weights[i], x[i], sum);
            least[j] = Math.min(least[j], x[i]);
            largest[j] = Math.max(largest[j], x[i]);
        }
        mean[j] = sum / weight;
        for (int i = 0; i < count; i++) {
            double deviation = x[i] - mean[j];
            squares[j] = Math.fma(weights[i] * deviation, deviation, squares[j]);
        }
    }

    /** Adds sparse rows, all of weight 1, with one pass over what is not 0. */
    public void addSparse(SparseTable table) {
        widen(table.features());
        Distributions more = new Distributions(table.features());
        more.weight = table.rows();
        int[] mentions = new int[table.features()];
        for (int k = table.starts()[0]; k < table.starts()[table.rows()]; k++) {
            int j = table.indices()[k];
            double x = table.values()[k];
            more.mean[j] += x; // a sum, for now, and one of squares
            more.squares[j] = Math.fma(x, x, more.squares[j]);
            more.least[j] = mentions[j] == 0 ? x : Math.min(more.least[j], x);
            more.largest[j] = mentions[j] == 0 ? x : Math.max(more.largest[j], x);
            mentions[j]++;
        }
        for (int j = 0; j < mentions.length && more.weight > 0; j++) {
            double mean = more.mean[j] / more.weight;
            more.squares[j] = Math.max(0, more.squares[j] - more.mean[j] * mean);
            more.mean[j] = mean;
            if (mentions[j] < table.rows()) {
                more.least[j] = Math.min(more.least[j], 0);
                more.largest[j] = Math.max(more.largest[j], 0);
            }
        }
        add(more);
    }

    private void widen(int columns) {
        if (columns > mean.length) {
            mean = Arrays.copyOf(mean, columns);
            squares = Arrays.copyOf(squares, columns);
            least = Arrays.copyOf(least, columns);
            largest = Arrays.copyOf(largest, columns);
        }
    }

    /** Adds the rows of others. */
    public void add(Distributions more) {
        widen(more.mean.length);
        double total = weight + more.weight;
        if (more.weight == 0) {
            return;
        }
        for (int j = 0; j < mean.length; j++) {
            double apart = more.mean(j) - mean[j];
            boolean known = j < more.mean.length;
            double low = known ? more.least[j] : 0;
            double high = known ? more.largest[j] : 0;
            squares[j] += more.squares(j) + apart * apart * (weight * more.weight / total);
            mean[j] += apart * (more.weight / total);
            least[j] = weight == 0 ? low : Math.min(least[j], low);
            largest[j] = weight == 0 ? high : Math.max(largest[j], high);
        }
        weight = total;
    }
}
