package org.thalweg.jobs.data;

import java.util.Arrays;
import java.util.List;
import org.thalweg.core.fit.data.DataTable;

/** Columns that grow row by row, within the memory that there is. */
final class NumberColumns {
    private static final int FIRST_ROWS = 16;
    private static final int BYTES_A_COLUMN = 64;

    private final String source;
    private final List<String> names;
    private final double[][] columns;
    private final long memory;
    private int rows;
    private int capacity = FIRST_ROWS;

    /**
     * @param memory bytes that the columns may take
     * @throws DataException if the columns alone take more
     */
    NumberColumns(String source, List<String> names, long memory) {
        this.source = source;
        this.names = names;
        this.memory = memory;
        requireMemory(FIRST_ROWS);
        columns = new double[names.size()][FIRST_ROWS];
    }

    private void requireMemory(long rows) {
        long bytes = names.size() * (BYTES_A_COLUMN + rows * Double.BYTES);
        if (bytes > memory) {
            throw DataException.of(
                    "%s: %,d columns of more than %,d rows take more than the %,d MiB that this process may use for data."
                            + " Give it more memory with THALWEG_JAVA_OPTIONS=-Xmx…, or less data.",
                    source, names.size(), this.rows, memory >> 20);
        }
    }

    int rows() {
        return rows;
    }

    void add(double[] row) {
        if (rows == capacity) {
            long more = Math.min(Integer.MAX_VALUE - 8, capacity + (long) capacity / 2);
            requireMemory(more);
            capacity = (int) more;
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], capacity);
            }
        }
        for (int c = 0; c < columns.length; c++) {
            columns[c][rows] = row[c];
        }
        rows++;
    }

    DataTable table() {
        return new DataTable(names, rows, columns);
    }
}
