package org.thalweg.core.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lowest cells of archives that go together, and the rim that they reach up to: what lies above it is not among the
 * lowest of the sum of those archives and any others, and need not be kept.
 */
public final class LowestCells {
    /** Cells beyond the capacity are borne with up to one in so many: with more room the rim falls later, with less all is sorted more often. */
    private static final int ROOM = 4;

    private static final int LEAST_SLOTS = 1 << 8;

    private final Distinctness distinctness;
    private final int capacity;

    /** An open-addressing table, linearly probed: the value and the mark of a cell beside each other; no mark is 0. */
    private long[] table = new long[2 * LEAST_SLOTS];

    private int size;
    private @Nullable Cell rim;

    /** @param capacity how many cells an archive keeps at most */
    LowestCells(Distinctness distinctness, int capacity) {
        this.distinctness = distinctness;
        this.capacity = capacity;
    }

    /** How many cells are held before those beyond the capacity are dropped. */
    static int mostBorne(int capacity) {
        return capacity + capacity / ROOM;
    }

    Distinctness distinctness() {
        return distinctness;
    }

    int capacity() {
        return capacity;
    }

    /** Adds a cell of one of the archives. */
    void add(Cell cell) {
        if (rim != null && cell.compareTo(rim) >= 0) {
            return;
        }
        if (insert(cell.value(), cell.mark()) && size > mostBorne(capacity)) {
            cut();
        }
    }

    /** At least {@code capacity} of the cells lie at or below it; null as long as there are so few. */
    @Nullable Cell rim() {
        return rim;
    }

    /** Whether it was not there. */
    private boolean insert(long value, long mark) {
        if (2 * (size + 1) > table.length / 2) {
            resize(2 * table.length);
        }
        int mask = table.length / 2 - 1;
        int slot = Long.hashCode(value * 31 + mark) & mask; // the lowest bits of marks are of few kinds
        while (table[2 * slot + 1] != 0) {
            if (table[2 * slot] == value && table[2 * slot + 1] == mark) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        table[2 * slot] = value;
        table[2 * slot + 1] = mark;
        size++;
        return true;
    }

    private void resize(int length) {
        refill(table, length, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Puts the cells of {@code old} that lie at or below a bound into a table of so many numbers. */
    private void refill(long[] old, int length, long value, long mark) {
        table = new long[length];
        size = 0;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0 && Cell.compare(old[i], old[i + 1], value, mark) <= 0) {
                insert(old[i], old[i + 1]);
            }
        }
    }

    /** Lowers the rim to the highest of the lowest cells, and forgets what lies above. */
    private void cut() {
        long[] values = new long[size];
        int n = 0;
        for (int i = 0; i < table.length; i += 2) {
            if (table[i + 1] != 0) {
                values[n++] = table[i];
            }
        }
        Arrays.sort(values);
        long value = values[capacity - 1];
        int lower = 0;
        long[] marks = new long[n];
        int equal = 0;
        for (int i = 0; i < table.length; i += 2) {
            if (table[i + 1] != 0) {
                lower += table[i] < value ? 1 : 0;
                if (table[i] == value) {
                    marks[equal++] = table[i + 1];
                }
            }
        }
        Arrays.sort(marks, 0, equal);
        long mark = marks[capacity - 1 - lower];
        refill(table, table.length, value, mark);
        rim = new Cell(value, mark);
    }
}
