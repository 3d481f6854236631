package org.thalweg.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.DataSource;
import org.thalweg.jobs.data.TooLargeException;

/**
 * Where the rows of a fit are read: here, once, if they fit in memory; or by those who fit, each the rows of its own shards, after all rows have
 * been looked at.
 *
 * @param partitioned whether workers fit
 */
record RowPlace(DataArguments data, Streams streams, boolean partitioned) {

    /** The task, made in the one way or the other. */
    FitTask task(Callable<FitTask> here, Callable<FitTask> there) {
        DataSource source = data.source(streams);
        boolean once = !data.isShareable(source);
        try {
            return partitioned && !once ? there.call() : here(here, there, once);
        } catch (IOException e) {
            throw new DataException("--data: cannot read %s: %s.".formatted(source.name(), FileTrouble.of(e)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // that is what Callable declares
            throw new IllegalStateException(e);
        }
    }

    private FitTask here(Callable<FitTask> here, Callable<FitTask> there, boolean once) throws Exception {
        try {
            return here.call();
        } catch (TooLargeException e) {
            if (once) {
                throw e;
            }
        }
        streams.err()
                .printf(
                        "The rows do not fit in the %,d MiB of memory that they may take: those that do not are put aside in %s.%n",
                        DataArguments.memory() >> 20, System.getProperty("java.io.tmpdir"));
        return there.call();
    }
}
