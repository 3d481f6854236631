package org.thalweg.monitoring.reporter;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where series are shown. Its methods return at once, whatever state the other side is in; {@link #close} soon. */
interface Sink extends AutoCloseable {

    /** Shows a series from now on; there is no other of its id. */
    void add(Series series);

    /** Shows it no longer. */
    void remove(Series series);

    /** What is counted of this sink. */
    Tally tally();

    /** Where it can be scraped; null if that is nowhere. */
    @Nullable URI address();

    /** Says for the last time what there is to say. */
    @Override
    void close();
}
