package org.thalweg.jobs.data;

import java.util.List;
import org.thalweg.core.fit.data.RowSummary;
import org.thalweg.core.fit.data.RowsModel;

/** Sums up the rows of a stretch. */
record StretchSummary<B>(RowsModel.Summarizing<B> summarizing) implements BatchSink<B> {

    @Override
    public void add(B batch) {
        summarizing.add(batch);
    }

    /** All of them together, in their order. */
    static <B> RowSummary join(List<StretchSummary<B>> parts) {
        RowSummary all = new RowSummary();
        parts.forEach(part -> all.add(part.summarizing.summary()));
        return all;
    }
}
