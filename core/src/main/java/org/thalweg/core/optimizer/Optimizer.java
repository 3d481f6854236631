package org.thalweg.core.optimizer;

import java.io.Serializable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Progress;

/**
 * A local optimization method: an immutable record of hyper-parameters. All that moves is in the state {@code S}, which
 * is made for one start and advanced in place, one evaluation per {@link #tell}.
 *
 * <pre>{@code
 * S state = optimizer.init(x0, bounds);
 * while (rule.test(state) == null) {
 *     double[] trial = optimizer.ask(state);
 *     ... evaluate the objective at trial ...
 *     optimizer.tell(state, evaluation);
 * }
 * double[] x = optimizer.best(state);
 * }</pre>
 */
public interface Optimizer<S extends Progress> extends Serializable {

    /** The name that users type, such as {@code lbfgs}. */
    String name();

    /** The derivatives that {@link #tell} reads. */
    DerivativeOrder order();

    /** The state of a descent from {@code x0} projected onto the bounds; copies {@code x0}. */
    S init(double[] x0, Bounds bounds);

    /** The next trial point, inside the bounds: the state's own array, valid until {@link #tell}; not to be written to. */
    double[] ask(S state);

    /** Consumes the objective at the point that {@link #ask} returned; reads {@code evaluation}. */
    void tell(S state, Evaluation evaluation);

    /** A copy of the point with the lowest value so far; for methods that do not descend monotonically, the current iterate. */
    double[] best(S state);

    StateCodec<S> codec();

    /** Lanes for descents of this method, none of them begun: a descent on them has the same bits. */
    default DescentLanes lanes(Bounds bounds) {
        return new OneByOne<>(this, bounds);
    }
}
