package org.thalweg.jobs.data;

import java.util.List;
import org.thalweg.core.fit.data.DataTable;

/**
 * Cells apart by a separator, as many in each row as the header has.
 *
 * @param header the names of all columns
 * @param chosen the names of those that are read, in the order of the batches' columns
 */
record CsvFormat(int separator, List<String> header, List<String> chosen) implements RowFormat<DataTable> {

    @Override
    public RowParser<DataTable> parser(DataSource source) {
        return new CsvParser(this);
    }
}
