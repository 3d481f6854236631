package org.thalweg.core.kernel;

import java.util.List;
import org.thalweg.core.kernel.program.Loop;

/** What generated code does for a stretch of lanes, one after the other. */
sealed interface Step permits Fragment, Step.Repetition {

    /** A loop whose body is cut: in every iteration its steps are done for all lanes of the stretch. */
    record Repetition(Loop loop, List<Step> steps) implements Step {}
}
