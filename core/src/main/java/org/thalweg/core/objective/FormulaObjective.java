package org.thalweg.core.objective;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.linalg.PointBatch;

/**
 * A formula as an objective, with its exact gradient and Hessian.
 *
 * <p>What travels is the formula's text and options; each copy compiles them when it is first evaluated. The bits of its
 * results do not depend on the backend.
 */
public final class FormulaObjective implements PiecewiseObjective {
    private static final long serialVersionUID = 1;

    /** Coordinates up to which pieces are worked out: Hessians are dense. */
    private static final int MOST_COORDINATES = 128;

    private final Formula formula;
    private final KernelBackend backend;
    private transient @Nullable CompiledFormula compiled;
    private transient @Nullable IdentityHashMap<Object, Integer> nodes;

    public FormulaObjective(Formula formula) {
        this(formula, KernelBackend.AUTO);
    }

    public FormulaObjective(Formula formula, KernelBackend backend) {
        this.formula = formula;
        this.backend = backend;
    }

    /** The same function with a gradient that the user wrote, one formula a coordinate; see {@link GivenGradient}. */
    public static GivenGradient withGradient(Formula formula, List<Formula> gradient) {
        return new GivenGradient(new FormulaObjective(formula), gradient);
    }

    public Formula formula() {
        return formula;
    }

    public KernelBackend backend() {
        return backend;
    }

    @Override
    public int dimension() {
        return formula.dimension();
    }

    @Override
    public boolean isSmooth() {
        return formula.kinks().isEmpty();
    }

    @Override
    public double value(double[] x) {
        return compiled().value(x);
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        return compiled().valueAndGradient(x, gradient);
    }

    @Override
    public void valuesAndGradients(PointBatch points, double[] values, double[] gradients) {
        compiled().valuesAndGradients(points, values, gradients);
    }

    @Override
    public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
        return compiled().valueGradientAndHessian(x, gradient, hessian);
    }

    @Override
    public void valuesGradientsAndHessians(PointBatch points, double[] values, double[] gradients, double[] hessians) {
        compiled().valuesGradientsAndHessians(points, values, gradients, hessians);
    }

    @Override
    public @Nullable Piece piece(double[] x, Set<Object> held) {
        if (x.length > MOST_COORDINATES) {
            return null;
        }
        IdentityHashMap<Object, Integer> known = nodes;
        if (known == null) {
            known = new IdentityHashMap<>();
            nodes = known;
        }
        return PieceWalk.at(formula, known, x, held);
    }

    private CompiledFormula compiled() {
        CompiledFormula known = compiled;
        if (known == null) {
            known = CompiledFormula.compile(formula, backend);
            compiled = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaObjective that && formula.equals(that.formula) && backend == that.backend;
    }

    @Override
    public int hashCode() {
        return formula.hashCode();
    }

    @Override
    public String toString() {
        return formula.text();
    }
}
