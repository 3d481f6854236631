package org.thalweg.core.fit.data;

import java.util.ArrayList;
import java.util.List;

/** Pieces in memory. */
public final class HeapPieces implements PieceStore {
    private final List<Piece> pieces = new ArrayList<>();

    @Override
    public void add(Piece piece) {
        pieces.add(new Piece(piece.numbers().clone(), piece.integers().clone()));
    }

    /** Forgets all. */
    public void clear() {
        pieces.clear();
    }

    @Override
    public Piece get(int k) {
        return pieces.get(k);
    }
}
