package org.thalweg.core.stopping;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Decides from a descent's progress whether it ends. */
public interface StoppingRule extends Serializable {

    /** The reason to end, or null to go on. */
    @Nullable Termination test(Progress progress);
}
