package org.thalweg.jobs.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.thalweg.core.fit.data.DataTable;

/**
 * Reads columns of numbers from a Parquet file whose columns are flat: doubles, floats, whole numbers and truth values (1 and 0), plain or packed
 * by Snappy, zstd or gzip.
 */
public final class ParquetReader {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    /** Length of the footer's length and the magic behind it. */
    private static final int TAIL = Integer.BYTES + MAGIC.length;

    private final DataSource source;
    private final RowPolicy policy;

    public ParquetReader(DataSource source, RowPolicy policy) {
        this.source = source;
        this.policy = policy;
    }

    /** Whether the source's name is that of such a file. */
    public static boolean suits(DataSource source) {
        return source.endsWith(".parquet", ".parq");
    }

    /**
     * Reads the columns that {@code choice} picks from the names.
     *
     * @param memory bytes that the numbers may take
     * @throws TooLargeException if they take more
     * @throws DataException if the file is no Parquet, a column holds no numbers, or a row cannot be used and the policy is to fail
     * @throws IOException if the file cannot be read
     */
    public ReadTable read(UnaryOperator<List<String>> choice, long memory) throws IOException {
        FileMetaData footer = footer();
        MessageType schema = schema(footer.getSchema());
        List<String> names = schema.getFields().stream().map(Type::getName).toList();
        List<String> chosen = choice.apply(names);
        long rows = footer.getNum_rows();
        if (rows > Integer.MAX_VALUE - 8) {
            throw DataException.of("%s: %,d rows are more than can be in memory.", source.name(), rows);
        }
        NumberColumns.Memory.of(source.name(), memory).take(chosen.size(), rows, rows * chosen.size() * Double.BYTES);
        double[][] columns = new double[chosen.size()][(int) rows];
        int from = 0;
        for (RowGroup group : footer.getRow_groups()) {
            for (int c = 0; c < columns.length; c++) {
                int column = names.indexOf(chosen.get(c));
                requireNumbers(schema.getType(column));
                readColumn(group, schema, column, columns[c], from);
            }
            from += (int) group.getNum_rows();
        }
        return withoutMissing(chosen, columns, from);
    }

    private FileMetaData footer() throws IOException {
        long length = source.length();
        byte[] tail = length < MAGIC.length + TAIL ? new byte[0] : bytes(length - TAIL, TAIL);
        if (tail.length < TAIL || !Arrays.equals(tail, Integer.BYTES, TAIL, MAGIC, 0, MAGIC.length)) {
            throw DataException.of("%s: this is no Parquet file.", source.name());
        }
        int size = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (size <= 0 || size > length - TAIL) {
            throw DataException.of("%s: the Parquet file is damaged: its footer cannot be found.", source.name());
        }
        byte[] footer = bytes(length - TAIL - size, size);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(footer));
        } catch (IOException e) { // thrift's: the bytes are in memory
            throw DataException.of(
                    "%s: the Parquet file is damaged: its footer cannot be read (%s).",
                    source.name(), String.valueOf(e.getMessage()));
        }
    }

    private byte[] bytes(long offset, int count) throws IOException {
        try (InputStream in = source.open(offset)) {
            return in.readNBytes(count);
        }
    }

    /** The flat schema; what is nested cannot be read. */
    private MessageType schema(List<SchemaElement> elements) {
        List<Type> fields = new ArrayList<>();
        for (SchemaElement element : elements.subList(1, elements.size())) {
            boolean repeated = element.getRepetition_type() == FieldRepetitionType.REPEATED;
            if (element.isSetNum_children() && element.getNum_children() > 0 || repeated) {
                throw DataException.of(
                        "%s, column %s: it is nested. Only flat columns can be read.",
                        source.name(), element.getName());
            }
            Type.Repetition repetition = element.getRepetition_type() == FieldRepetitionType.REQUIRED
                    ? Type.Repetition.REQUIRED
                    : Type.Repetition.OPTIONAL;
            PrimitiveTypeName type = element.getType() == org.apache.parquet.format.Type.BYTE_ARRAY
                    ? PrimitiveTypeName.BINARY
                    : PrimitiveTypeName.valueOf(element.getType().name());
            fields.add(new PrimitiveType(repetition, type, element.getType_length(), element.getName()));
        }
        return new MessageType("rows", fields);
    }

    private void requireNumbers(Type type) {
        switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE, FLOAT, INT32, INT64, BOOLEAN -> {}
            default ->
                throw DataException.of(
                        "%s, column %s: it holds %s, no numbers.",
                        source.name(), type.getName(), type.asPrimitiveType().getPrimitiveTypeName());
        }
    }

    private void readColumn(RowGroup group, MessageType schema, int column, double[] target, int from)
            throws IOException {
        ColumnMetaData meta = group.getColumns().get(column).getMeta_data();
        ColumnDescriptor descriptor = schema.getColumns().get(column);
        long start = meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0
                ? Math.min(meta.getDictionary_page_offset(), meta.getData_page_offset())
                : meta.getData_page_offset();
        byte[] chunk = bytes(start, Math.toIntExact(meta.getTotal_compressed_size()));
        try {
            ParquetPages pages = new ParquetPages(chunk, meta, group.getNum_rows());
            ColumnReader values =
                    new ColumnReadStoreImpl(pages, new ParquetPages.Nothing(), schema, "").getColumnReader(descriptor);
            int present = descriptor.getMaxDefinitionLevel();
            for (int row = 0; row < group.getNum_rows(); row++) {
                target[from + row] =
                        values.getCurrentDefinitionLevel() == present ? number(values, descriptor) : Double.NaN;
                values.consume();
            }
        } catch (ParquetRuntimeException | IllegalArgumentException e) {
            throw DataException.of(
                    "%s, column %s: it cannot be read: %s.",
                    source.name(), schema.getFieldName(column), String.valueOf(e.getMessage()));
        }
    }

    private static double number(ColumnReader values, ColumnDescriptor descriptor) {
        return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE -> values.getDouble();
            case FLOAT -> values.getFloat();
            case INT32 -> values.getInteger();
            case INT64 -> values.getLong();
            default -> values.getBoolean() ? 1 : 0;
        };
    }

    /** Leaves rows out in which a value is missing or not finite, or refuses them. */
    private ReadTable withoutMissing(List<String> names, double[][] columns, int rows) {
        int kept = 0;
        for (int row = 0; row < rows; row++) {
            int bad = bad(columns, row);
            if (bad >= 0 && policy.missing() == Policy.FAIL) {
                throw DataException.of(
                        "%s, row %d, column %s: the value is missing or not finite (%s). --missing skip leaves such rows out,"
                                + " and counts them.",
                        source.name(), row + 1, names.get(bad), columns[bad][row]);
            }
            if (bad < 0) {
                int target = kept;
                int at = row;
                IntStream.range(0, columns.length).forEach(c -> columns[c][target] = columns[c][at]);
                kept++;
            }
        }
        if (kept == 0) {
            throw DataException.of("%s: there are no rows that can be used.", source.name());
        }
        return new ReadTable(new DataTable(names, kept, columns), rows - kept);
    }

    private static int bad(double[][] columns, int row) {
        for (int c = 0; c < columns.length; c++) {
            if (!Double.isFinite(columns[c][row])) {
                return c;
            }
        }
        return -1;
    }
}
