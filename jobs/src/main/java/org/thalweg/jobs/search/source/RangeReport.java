package org.thalweg.jobs.search.source;

import org.apache.flink.api.connector.source.SourceEvent;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StartRange;

/**
 * From a reader to the enumerator: all of a range is finished.
 *
 * <p>Sent again after a failure until it is {@link ReportReceived}; a report that came before counts once.
 *
 * @param tally of the range, by its own codec
 * @param secondsAStart how long a start takes this reader, on average over what it did last; NaN before the first
 * @param cells in how many cells of the archive it met something
 */
record RangeReport(StartRange range, byte[] tally, double secondsAStart, int cells) implements SourceEvent {

    /** Whether reports hold the minima of a range, since they decide when the search ends, or its counts alone. */
    static boolean tellsOfMinima(SearchSpecification specification) {
        return specification.stop().unseenMass() > 0;
    }
}
