package org.thalweg.core.search;

import java.io.Serializable;
import org.thalweg.core.linalg.Bounds;

/** Where descents start: a sequence of points in a finite box, pure in (the sampler's own seed, index). */
public interface StartSampler extends Serializable {

    /** The name that users type, such as {@code sobol}. */
    String name();

    /** Overwrites {@code out} with the point of the given index, 0 or above. */
    void sample(long index, Bounds box, double[] out);
}
