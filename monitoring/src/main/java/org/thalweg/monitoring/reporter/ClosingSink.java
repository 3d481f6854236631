package org.thalweg.monitoring.reporter;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A sink with something beneath it that is closed after it. */
record ClosingSink(Sink sink, DatagramLines beneath) implements Sink {

    @Override
    public void add(Series series) {
        sink.add(series);
    }

    @Override
    public void remove(Series series) {
        sink.remove(series);
    }

    @Override
    public Tally tally() {
        return sink.tally();
    }

    @Override
    public @Nullable URI address() {
        return sink.address();
    }

    @Override
    public void close() {
        sink.close();
        beneath.close();
    }
}
