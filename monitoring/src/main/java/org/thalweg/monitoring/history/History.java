package org.thalweg.monitoring.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a run looked like over time, in bounded space: rows of numbers, thinned as they become many, and marks.
 *
 * <p>A row is kept if at least {@code spacing} seconds have passed since the last one that was. When {@value #ROWS} are
 * kept, every second one goes and the spacing doubles: so the history of a second has a row every quarter of one, that of
 * a week one every half hour, and neither more than {@value #ROWS}. Immutable.
 *
 * @param columns the names of the numbers of a row, {@code seconds} first
 * @param numbers the rows one after the other, ascending by time
 * @param spacing seconds between two rows, at least
 * @param marks ascending by time; of each kind the last {@value #MARKS}
 */
public record History(List<String> columns, double[] numbers, double spacing, List<Mark> marks)
        implements Serializable {
    /** The most rows that are kept. */
    public static final int ROWS = 512;

    /** The most marks of a kind that are kept. */
    public static final int MARKS = 32;

    private static final double FIRST_SPACING = 0.25;
    private static final int VERSION = 1;

    public History {
        if (columns.isEmpty() || !columns.get(0).equals("seconds")) {
            throw new IllegalArgumentException("columns (%s) must begin with seconds".formatted(columns));
        }
        if (numbers.length % columns.size() != 0) {
            throw new IllegalArgumentException(
                    "numbers (%d of them) must fill rows of %d".formatted(numbers.length, columns.size()));
        }
        columns = List.copyOf(columns);
        marks = List.copyOf(marks);
    }

    /** A history of nothing; the first column is {@code seconds}. */
    public static History of(String... columns) {
        return new History(List.of(columns), new double[0], FIRST_SPACING, List.of());
    }

    /** How many rows there are. */
    public int rows() {
        return numbers.length / columns.size();
    }

    /** One row, in the order of the columns. */
    public double[] row(int index) {
        int width = columns.size();
        return Arrays.copyOfRange(numbers, index * width, (index + 1) * width);
    }

    /** This and a row more if it is time for one; otherwise this. */
    public History plus(double... row) {
        return rows() > 0 && row[0] - row(rows() - 1)[0] < spacing ? this : with(row);
    }

    /** This and a row more, however short the time since the last one. */
    public History with(double... row) {
        if (row.length != columns.size()) {
            throw new IllegalArgumentException(
                    "row (%d numbers) must have one for each of %s".formatted(row.length, columns));
        }
        double[] longer = Arrays.copyOf(numbers, numbers.length + row.length);
        System.arraycopy(row, 0, longer, numbers.length, row.length);
        History all = new History(columns, longer, spacing, marks);
        return all.rows() > ROWS ? all.thinned() : all;
    }

    /** Every second row, the first and the last among them. */
    private History thinned() {
        int width = columns.size();
        int last = rows() - 1;
        double[] fewer = new double[numbers.length];
        int length = 0;
        for (int i = 0; i <= last; i++) {
            if (i % 2 == 0 || i == last) {
                System.arraycopy(numbers, i * width, fewer, length, width);
                length += width;
            }
        }
        return new History(columns, Arrays.copyOf(fewer, length), 2 * spacing, marks);
    }

    /** This and a mark more; the oldest of its kind goes if there are too many. */
    public History plus(Mark mark) {
        List<Mark> more = new ArrayList<>(marks);
        more.add(mark);
        List<Mark> kin = more.stream().filter(one -> one.kind() == mark.kind()).toList();
        if (kin.size() > MARKS) {
            more.remove(kin.get(0));
        }
        return new History(columns, numbers, spacing, more);
    }

    /** Writes the version, the columns, the rows, the spacing and the marks. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeInt(columns.size());
        for (String column : columns) {
            out.writeUTF(column);
        }
        out.writeInt(rows());
        for (double number : numbers) {
            out.writeDouble(number);
        }
        out.writeDouble(spacing);
        out.writeInt(marks.size());
        for (Mark mark : marks) {
            mark.write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static History read(DataInput in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException(
                    "a history of version %d cannot be read: only version %d is known".formatted(version, VERSION));
        }
        int width = checked("columns", in.readInt(), 1 << 10);
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(in.readUTF());
        }
        double[] numbers = new double[width * checked("rows", in.readInt(), ROWS)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        double spacing = in.readDouble();
        List<Mark> marks = new ArrayList<>();
        int count = checked("marks", in.readInt(), MARKS * Mark.Kind.values().length);
        for (int i = 0; i < count; i++) {
            marks.add(Mark.read(in));
        }
        return new History(columns, numbers, spacing, marks);
    }

    private static int checked(String what, int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException(
                    "a history of %d %s cannot be read: there are at most %d".formatted(count, what, most));
        }
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof History that
                && columns.equals(that.columns)
                && Arrays.equals(numbers, that.numbers)
                && Double.compare(spacing, that.spacing) == 0
                && marks.equals(that.marks);
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return "History of %d rows %s, %d marks".formatted(rows(), columns, marks.size());
    }
}
