package org.thalweg.jobs.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.thalweg.core.fit.data.LabelledRows;
import org.thalweg.core.fit.data.RowSummary;
import org.thalweg.core.fit.data.SparseTable;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.linear.SparseRows;

/** Reads labelled sparse rows in the form of LIBSVM: {@code label index:value index:value …}. */
public final class LibsvmReader {
    private final DataSource source;
    private final RowPolicy policy;
    private final int threads;

    /** @param threads how many may read at a time */
    public LibsvmReader(DataSource source, RowPolicy policy, int threads) {
        this.source = source;
        this.policy = policy;
        this.threads = threads;
    }

    /**
     * What was read.
     *
     * @param labels one a row
     * @param rejected how many rows were left out
     */
    public record Labelled(SparseTable table, double[] labels, long rejected) {}

    /** Whether the source's name is that of such a file. */
    public static boolean suits(DataSource source) {
        return source.endsWith(".libsvm", ".svm", ".svmlight");
    }

    /**
     * Reads all rows.
     *
     * @param memory bytes that the numbers may take
     * @throws TooLargeException if they take more
     * @throws DataException if a row cannot be used and the policy is to fail
     * @throws IOException if the file cannot be read
     */
    public Labelled read(long memory) throws IOException {
        NumberColumns.Memory room = NumberColumns.Memory.of(source.name(), memory);
        Scan.Found<SparseColumns> found = scan(() -> new SparseColumns(room));
        return SparseColumns.join(found.sinks(), found.index());
    }

    /**
     * Looks at all rows, and makes terms whose rows are read where they are needed. Not for standard input, which can be read but once.
     *
     * @throws DataException if a row cannot be used and the policy is to fail
     * @throws IOException if the file cannot be read
     */
    public Surveyed<LabelledRows> survey(LinearTerms.Shape shape) throws IOException {
        SparseRows narrow = new SparseRows(0, shape);
        Scan.Found<StretchSummary<LabelledRows>> found = scan(() -> new StretchSummary<>(narrow.summarize()));
        RowSummary summary = StretchSummary.join(found.sinks());
        SparseRows model = new SparseRows(summary.columns().count(), shape);
        return new Surveyed<>(
                new FileTerms<>(file(), found.index(), model),
                summary,
                found.index().rejected());
    }

    private RowFile<LabelledRows> file() {
        return new RowFile<>(source, new LibsvmFormat(), policy, 0, 0);
    }

    private <S extends BatchSink<LabelledRows>> Scan.Found<S> scan(Supplier<S> sinks) throws IOException {
        Scan<LabelledRows, S> scan = new Scan<>(file(), sinks, Scan.STRETCH);
        return source.isStandardInput() ? scan.run(RowCursor.open(file(), Stretch.all(0), 0)) : scan.run(threads);
    }

    /** Rows that grow within the memory that there is. */
    private static final class SparseColumns implements BatchSink<LabelledRows> {
        private final NumberColumns.Memory memory;
        private int[] starts = new int[1024];
        private int[] indices = new int[1024];
        private double[] values = new double[1024];
        private double[] labels = new double[1024];
        private int rows;
        private int entries;
        private int features;

        SparseColumns(NumberColumns.Memory memory) {
            this.memory = memory;
        }

        @Override
        public void add(LabelledRows batch) {
            SparseTable table = batch.table();
            int more = table.starts()[table.rows()];
            if (rows + table.rows() >= labels.length) {
                int size = larger(labels.length, rows + table.rows() + 1L, Double.BYTES + Integer.BYTES);
                labels = Arrays.copyOf(labels, size);
                starts = Arrays.copyOf(starts, size);
            }
            if (entries + (long) more > values.length) {
                int size = larger(values.length, entries + (long) more, Double.BYTES + Integer.BYTES);
                values = Arrays.copyOf(values, size);
                indices = Arrays.copyOf(indices, size);
            }
            System.arraycopy(table.values(), 0, values, entries, more);
            System.arraycopy(table.indices(), 0, indices, entries, more);
            System.arraycopy(batch.labels(), 0, labels, rows, table.rows());
            for (int row = 1; row <= table.rows(); row++) {
                starts[rows + row] = entries + table.starts()[row];
            }
            rows += table.rows();
            entries += more;
            features = Math.max(features, table.features());
        }

        private int larger(int size, long least, int bytes) {
            long more = Math.min(Integer.MAX_VALUE - 8, Math.max(least, size + (long) size / 2));
            memory.take(features, rows, more < least ? Long.MAX_VALUE / 2 : (more - size) * bytes);
            return (int) more;
        }

        static Labelled join(List<SparseColumns> parts, RowIndex index) {
            SparseColumns all = parts.get(0);
            for (SparseColumns part : parts.subList(1, parts.size())) {
                all.add(new LabelledRows(
                        new SparseTable(part.features, part.rows, part.starts, part.indices, part.values),
                        part.labels));
            }
            return new Labelled(
                    new SparseTable(all.features, all.rows, all.starts, all.indices, all.values),
                    all.labels,
                    index.rejected());
        }
    }
}
