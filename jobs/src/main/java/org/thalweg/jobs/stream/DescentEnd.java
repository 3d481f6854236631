package org.thalweg.jobs.stream;

import java.util.Arrays;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.stopping.Termination;

/**
 * Where the descent from a {@link Start} ended.
 *
 * @param id of the start
 * @param value f(x)
 * @param x the point, n coordinates
 * @param kind what kind of point it is
 * @param termination why the descent ended
 * @param gradientNorm ‖projected ∇f(x)‖∞
 * @param smallestEigenvalue of ∇²f(x) on the free coordinates; NaN where there is no Hessian or no free coordinate
 * @param escapes how many stationary points it was pushed off on its way
 * @param evaluations evaluations of the objective
 */
public record DescentEnd(
        long id,
        double value,
        double[] x,
        Kind kind,
        Termination termination,
        double gradientNorm,
        double smallestEigenvalue,
        int escapes,
        long evaluations) {

    static DescentEnd of(FinishedDescent descent) {
        StationaryPoint end = descent.end();
        return new DescentEnd(
                descent.start(),
                end.value(),
                end.x(),
                end.kind(),
                descent.termination(),
                end.gradientNorm(),
                end.smallestEigenvalue(),
                descent.escapedFrom().size(),
                descent.evaluations());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DescentEnd that
                && id == that.id
                && Double.compare(value, that.value) == 0
                && Arrays.equals(x, that.x)
                && kind == that.kind
                && termination == that.termination
                && Double.compare(gradientNorm, that.gradientNorm) == 0
                && Double.compare(smallestEigenvalue, that.smallestEigenvalue) == 0
                && escapes == that.escapes
                && evaluations == that.evaluations;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(id) + Arrays.hashCode(x);
    }

    @Override
    public String toString() {
        return "start %d: %s at %s, f = %s".formatted(id, kind.text(), Arrays.toString(x), value);
    }
}
