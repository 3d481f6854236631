package org.thalweg.core.objective;

import java.util.List;

/**
 * A piecewise smooth function near a point, with some of its kinks held: there it equals f where the kinks are, and is smooth.
 *
 * <p>Take {@code f = √|y − x²| + x}. Its kink is c = y − x². Held, √|c| counts as 0, so the piece is x: smooth, and equal to f on
 * the curve c = 0.
 *
 * @param value the piece, with its derivatives
 * @param kinks every kink that was met, held or not
 * @param steps whether a function that jumps (sign, floor, ceil) was met: near its jumps f is not the piece
 */
public record Piece(Jet value, List<Kink> kinks, boolean steps) {

    public Piece {
        kinks = List.copyOf(kinks);
    }

    /** The same piece of −f. */
    public Piece negated() {
        return new Piece(value.negated(), kinks, steps);
    }

    /**
     * A place where a function that is not smooth, such as |c|, has its kink: c = 0.
     *
     * @param key tells it from the other kinks of the objective, at every point alike
     * @param c a function that is 0 on the kink, with its derivatives
     * @param distance how far from 0 the function is that has the kink: |c|, or √(c² + d² + …) where all of several have to be 0
     */
    public record Kink(Object key, Jet c, double distance) {}
}
