package org.thalweg.jobs.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.data.DataTable;

/**
 * Cells apart by a separator, as many in each row as the header has.
 *
 * @param header the names of all columns
 * @param chosen the names of those that are read, in the order of the batches' columns
 * @param words of a column that has words, not numbers; null if none has
 */
record CsvFormat(
        int separator,
        List<String> header,
        List<String> chosen,
        @Nullable Words words) implements RowFormat<DataTable> {

    /** All cells are numbers. */
    CsvFormat(int separator, List<String> header, List<String> chosen) {
        this(separator, header, chosen, null);
    }

    @Override
    public RowParser<DataTable> parser(DataSource source) {
        return new CsvParser(this);
    }
}
