package org.thalweg.jobs.data;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.thalweg.core.fit.data.DataTable;

/** Columns that grow row by row, within the memory that there is. */
final class NumberColumns implements BatchSink<DataTable> {
    private static final int FIRST_ROWS = 16;
    private static final int BYTES_A_COLUMN = 64;

    private final Memory memory;
    private final double[][] columns;
    private int rows;
    private int capacity = FIRST_ROWS;

    /**
     * The memory that columns may take, together.
     *
     * @param source what messages call the file
     */
    record Memory(String source, long bytes, AtomicLong left) {
        static Memory of(String source, long bytes) {
            return new Memory(source, bytes, new AtomicLong(bytes));
        }

        /** @throws TooLargeException if there is not so much of it */
        void take(int columns, long rows, long more) {
            if (left.addAndGet(-more) < 0) {
                throw new TooLargeException(
                        ("%s: %,d columns of more than %,d rows take more than the %,d MiB that this process may use for"
                                        + " data. Give it more memory with THALWEG_JAVA_OPTIONS=-Xmx…, or less data.")
                                .formatted(source, columns, rows, bytes >> 20));
            }
        }
    }

    /** @throws TooLargeException if the columns alone take more memory than there is */
    NumberColumns(int columns, Memory memory) {
        this.memory = memory;
        memory.take(columns, 0, (long) columns * (BYTES_A_COLUMN + FIRST_ROWS * Double.BYTES));
        this.columns = new double[columns][FIRST_ROWS];
    }

    @Override
    public void add(DataTable batch) {
        int count = batch.rows();
        if (rows + (long) count > capacity) {
            long more = Math.min(Integer.MAX_VALUE - 8, Math.max(rows + (long) count, capacity + (long) capacity / 2));
            memory.take(columns.length, rows, (more - capacity) * columns.length * Double.BYTES);
            capacity = (int) more;
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], capacity);
            }
        }
        for (int c = 0; c < columns.length; c++) {
            System.arraycopy(batch.columns()[c], 0, columns[c], rows, count);
        }
        rows += count;
    }

    /** Puts parts together, in their order; they give up their columns one by one. */
    static DataTable join(List<String> names, int rows, List<NumberColumns> parts) {
        if (parts.size() == 1) {
            return new DataTable(names, rows, parts.get(0).columns);
        }
        double[][] joined = new double[names.size()][];
        for (int c = 0; c < joined.length; c++) {
            joined[c] = new double[rows];
            int at = 0;
            for (NumberColumns part : parts) {
                System.arraycopy(part.columns[c], 0, joined[c], at, part.rows);
                part.columns[c] = new double[0];
                at += part.rows;
            }
        }
        return new DataTable(names, rows, joined);
    }
}
