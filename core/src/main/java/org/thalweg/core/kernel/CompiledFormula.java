package org.thalweg.core.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.program.Program;
import org.thalweg.core.linalg.PointBatch;

/**
 * Evaluates a formula and its exact derivatives.
 *
 * <p>f has the same bits whichever method returns it, and all results have the same bits on every backend, alone or in a batch. What is
 * not finite is returned as it is; nothing throws after construction, save for arrays that are too short. The semantics are those of
 * {@link org.thalweg.core.kernel.program.DoubleArithmetic}.
 *
 * <p>An instance has scratch space and serves one thread. Programs are made when they are first needed.
 */
public final class CompiledFormula {

    private static final double[] NONE = {};

    private final Formula formula;
    private final KernelBackend backend;
    private final int dimension;
    private final double[] oneValue = new double[1];
    private @Nullable ProgramRunner value;
    private @Nullable ProgramRunner gradient;
    private @Nullable ProgramRunner hessianVector;

    private CompiledFormula(Formula formula, KernelBackend backend) {
        this.formula = formula;
        this.backend = backend;
        this.dimension = formula.dimension();
    }

    /** Compiles for the given backend, or a slower one if that is not available here. */
    public static CompiledFormula compile(Formula formula, KernelBackend backend) {
        return new CompiledFormula(formula, backend);
    }

    /** n, the number of coordinates. */
    public int dimension() {
        return dimension;
    }

    public Formula formula() {
        return formula;
    }

    /** What was asked for. */
    public KernelBackend backend() {
        return backend;
    }

    /** What computes the gradients of large batches at present: what was asked for may not be there, or not be worth it yet. */
    public KernelBackend running() {
        return gradient().backend();
    }

    /** f(x); reads {@code x}, n coordinates. */
    public double value(double[] x) {
        if (value == null) {
            value = runner(Program.ofValue(formula));
        }
        value.run(Lanes.of(1, x, oneValue, NONE), 0, 1);
        return oneValue[0];
    }

    /** Returns f(x) and overwrites {@code g} with ∇f(x); reads {@code x}. */
    public double valueAndGradient(double[] x, double[] g) {
        gradient().run(Lanes.of(1, x, oneValue, g), 0, 1);
        return oneValue[0];
    }

    /** Overwrites {@code values[i]} with f and {@code gradients}, laid out like the coordinates, with ∇f of every point. */
    public void valuesAndGradients(PointBatch points, double[] values, double[] gradients) {
        requireDimension(points);
        gradient().run(Lanes.of(points.size(), points.coordinates(), values, gradients), 0, points.size());
    }

    /** Overwrites {@code out} with ∇²f(x)·v; reads {@code x} and {@code v}. Costs about two gradients. */
    public void hessianVector(double[] x, double[] v, double[] out) {
        hessianVector().run(new Lanes(1, x, v, NONE, oneValue, new double[dimension], out), 0, 1);
    }

    /**
     * Returns f(x), overwrites {@code g} with ∇f(x) and {@code h} with ∇²f(x); reads {@code x}. Costs n Hessian-vector products.
     *
     * @param h n·n doubles, symmetric to the bit: ∂²f/∂xᵢ∂xⱼ at {@code [i * n + j]} and {@code [j * n + i]}
     */
    public double valueGradientAndHessian(double[] x, double[] g, double[] h) {
        double[] direction = new double[dimension];
        double[] column = new double[dimension];
        ProgramRunner runner = hessianVector();
        for (int j = 0; j < dimension; j++) {
            direction[j] = 1;
            runner.run(new Lanes(1, x, direction, NONE, oneValue, g, column), 0, 1);
            direction[j] = 0;
            for (int i = j; i < dimension; i++) {
                h[i * dimension + j] = column[i];
                h[j * dimension + i] = column[i];
            }
        }
        return dimension == 0 ? value(x) : oneValue[0];
    }

    /**
     * Overwrites {@code values} and {@code gradients} like {@link #valuesAndGradients}, and {@code hessians} with ∇²f of every point.
     * Costs n Hessian-vector products a point.
     *
     * @param hessians n·n·size doubles, symmetric to the bit: ∂²f/∂xᵢ∂xⱼ of point p at {@code [(i * n + j) * size + p]}
     */
    public void valuesGradientsAndHessians(PointBatch points, double[] values, double[] gradients, double[] hessians) {
        requireDimension(points);
        int size = points.size();
        int length = size * dimension;
        double[] directions = new double[length];
        double[] column = new double[length];
        ProgramRunner runner = hessianVector();
        Lanes lanes = new Lanes(size, points.coordinates(), directions, NONE, values, gradients, column);
        for (int j = 0; j < dimension; j++) {
            Arrays.fill(directions, j * size, (j + 1) * size, 1);
            runner.run(lanes, 0, size);
            Arrays.fill(directions, j * size, (j + 1) * size, 0);
            for (int i = j; i < dimension; i++) {
                System.arraycopy(column, i * size, hessians, (i * dimension + j) * size, size);
                System.arraycopy(column, i * size, hessians, (j * dimension + i) * size, size);
            }
        }
        if (dimension == 0) {
            valuesAndGradients(points, values, gradients);
        }
    }

    private void requireDimension(PointBatch points) {
        if (points.dimension() != dimension) {
            throw new IllegalArgumentException("the points have %d coordinates, the formula has %d variables"
                    .formatted(points.dimension(), dimension));
        }
    }

    private ProgramRunner gradient() {
        if (gradient == null) {
            gradient = runner(Program.ofGradient(formula));
        }
        return gradient;
    }

    private ProgramRunner hessianVector() {
        if (hessianVector == null) {
            hessianVector = runner(Program.ofHessianVector(formula));
        }
        return hessianVector;
    }

    private ProgramRunner runner(Program program) {
        return Backends.runner(program, backend);
    }
}
