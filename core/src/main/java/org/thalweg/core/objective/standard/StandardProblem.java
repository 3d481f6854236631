package org.thalweg.core.objective.standard;

import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;

/**
 * A standard function of a certain dimension.
 *
 * @param name of the function
 * @param text the objective as a user would write it
 * @param options the dimension, constants and order of variables that go with the text
 * @param bounds the usual box
 * @param minima what is known about the minima in the box
 */
public record StandardProblem(String name, String text, ParseOptions options, Bounds bounds, KnownMinima minima) {

    public int dimension() {
        return bounds.dimension();
    }

    public Formula formula() {
        return Formula.parse(text, options);
    }

    @Override
    public String toString() {
        return name + " (" + dimension() + ")";
    }
}
