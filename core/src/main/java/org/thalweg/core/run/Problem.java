package org.thalweg.core.run;

import java.io.Serializable;
import java.util.List;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;

/**
 * What the user wants to know: the lowest (or highest) point of an objective in a box.
 *
 * @param text the objective as the user wrote it, or a name for a coded one; part of the digest
 * @param variables the names of the coordinates, in order
 * @param objective the user's objective, never negated
 * @param bounds the box that the answer must lie in
 * @param maximize whether the highest point is wanted
 */
public record Problem(String text, List<String> variables, Objective objective, Bounds bounds, boolean maximize)
        implements Serializable {

    public Problem {
        variables = List.copyOf(variables);
        if (variables.size() != objective.dimension() || bounds.dimension() != objective.dimension()) {
            throw new IllegalArgumentException(
                    "the objective has dimension %d, but there are %d variable names and bounds of dimension %d"
                            .formatted(objective.dimension(), variables.size(), bounds.dimension()));
        }
    }
}
