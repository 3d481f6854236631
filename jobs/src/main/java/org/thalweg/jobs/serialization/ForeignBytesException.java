package org.thalweg.jobs.serialization;

import java.io.IOException;

/** Says that bytes were never written as the saved state that they were taken for. */
public final class ForeignBytesException extends IOException {
    private static final long serialVersionUID = 1;

    ForeignBytesException(String message) {
        super(message);
    }
}
