package org.thalweg.core.fit.data;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of numbers by column, in the order of their file.
 *
 * @param names of the columns, each once
 * @param rows how many there are
 * @param columns {@code columns[c][r]} is row r of column c: the table's own arrays, not to be written to; at least {@code rows} long
 */
public record DataTable(List<String> names, int rows, double[][] columns) implements Serializable {

    public DataTable {
        names = List.copyOf(names);
        if (names.size() != columns.length) {
            throw new IllegalArgumentException(
                    "%d columns have %d names: each needs one".formatted(columns.length, names.size()));
        }
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < columns.length; c++) {
            if (!seen.add(names.get(c))) {
                throw new IllegalArgumentException("the column %s is there twice".formatted(names.get(c)));
            }
            if (columns[c].length < rows) {
                throw new IllegalArgumentException(
                        "the column %s has %d rows, the table %d".formatted(names.get(c), columns[c].length, rows));
            }
        }
    }

    /** The index of the column with this name; −1 where there is none. */
    public int column(String name) {
        return names.indexOf(name);
    }
}
