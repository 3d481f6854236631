package org.thalweg.core.fit.rounds;

import java.io.Serializable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Progress;

/**
 * A method that minimizes a sum of terms and owns all its parameters: an immutable record of hyper-parameters, advanced one
 * answer per {@link #tell}.
 *
 * <pre>{@code
 * S state = method.init(start, bounds);
 * while (rule.test(state) == null) {
 *     Question question = method.ask(state);
 *     double[] theta = method.point(state);
 *     ... add up the answers of all shards ...
 *     method.tell(state, answer);
 * }
 * }</pre>
 */
public interface FitMethod<S extends Progress> extends Serializable {

    /** The name that users type. */
    String name();

    /** The state at {@code start} projected onto the bounds; copies {@code start}. */
    S init(double[] start, Bounds bounds);

    /** What it wants to know next. */
    Question ask(S state);

    /** θ of the question, inside the bounds: the state's own array, valid until {@link #tell}; not to be written to. */
    double[] point(S state);

    /** Consumes the sum of all answers to what {@link #ask} returned; reads {@code answer}. */
    void tell(S state, double[] answer);

    /** A copy of the best parameters so far. */
    double[] best(S state);

    StateCodec<S> codec();
}
