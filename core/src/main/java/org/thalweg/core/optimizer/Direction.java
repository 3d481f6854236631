package org.thalweg.core.optimizer;

import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linesearch.ProjectedPath;

/** What a line-search method remembers of its steps, and the direction that it makes of it. */
interface Direction {

    /** Forgets all steps: the next direction is along the projected gradient, a first trial {@code scale}·‖∇f‖ long. */
    void forget(double scale);

    /** Forgets all steps but how long a gradient step the last of them suggests. */
    void restart();

    /** Whether no step is remembered. */
    boolean isFresh();

    /**
     * Learns the step from x, gradient g, to xNew, gradient gNew; reads all four.
     *
     * @return whether the step saw positive curvature
     */
    boolean learn(double[] x, double[] g, double[] xNew, double[] gNew);

    /** Overwrites {@code d} with the direction from the iterate x, whose gradient is g; d leaves the box nowhere at α = 0. */
    void point(ProjectedPath path, double[] x, double[] g, double[] d);

    /** The step α to try first along a direction with the given slope. */
    double firstStep(double slope);

    /**
     * The value that a search from an iterate must get below, where f is {@code value}: that value, or a higher one of late for
     * a method that need not descend at every step.
     */
    default double reference(double value) {
        return value;
    }

    void write(DataOutput out) throws IOException;
}
