package org.thalweg.core.fit.data;

import java.io.IOException;

/** Pieces in the order in which they were added: in memory, or on disk where there is too little of it. One instance serves one thread. */
public interface PieceStore {

    /** Adds a piece, which is copied. */
    void add(Piece piece) throws IOException;

    /**
     * Piece {@code k}, with arrays that are at least as long as they were; not to be written to, and valid until the thread asks for another.
     *
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    Piece get(int k);
}
