package org.thalweg.jobs.data;

import java.io.Serializable;

/**
 * How rows stand in a file.
 *
 * @param <B> a batch of rows
 */
interface RowFormat<B> extends Serializable {

    /** What stands between cells; {@link Records#LINES} where there are no cells. */
    int separator();

    RowParser<B> parser(DataSource source);
}
