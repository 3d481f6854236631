package org.thalweg.jobs.search.source;

import org.apache.flink.util.FlinkRuntimeException;

/** The descents of a search do not fit into the memory of a worker. */
public final class ExhaustedHeapException extends FlinkRuntimeException {
    private static final long serialVersionUID = 1;

    ExhaustedHeapException(OutOfMemoryError cause) {
        super(
                "the Java heap of a worker (%d MiB) is exhausted. Give task managers more memory (cluster start --memory), a local run more heap (THALWEG_JAVA_OPTIONS=-Xmx4g), or use fewer slots"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20),
                cause);
    }
}
