package org.thalweg.core.kernel.program;

import java.util.Set;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.program.Statement.Output;

/**
 * A formula, or a formula and its derivatives, as values in static single assignment with loops.
 *
 * <p>The statements of {@link #constants} are to be evaluated once, those of {@link #top} for every point, in order. Nothing here depends
 * on the arithmetic: numbers are decimal text, integer powers and kinks are operations of their own. Which multiplications and
 * additions are fused is decided here, never by a backend: every backend on doubles gives the same bits. The three programs of a
 * formula compute its value by the same operations.
 *
 * @param result f at the point
 * @param outputs which arrays are written, and how they start
 */
public record Program(int dimension, Region constants, Region top, Value result, Outputs outputs) {

    /** f alone. */
    public static Program ofValue(Formula formula) {
        Arithmetic math = new Arithmetic(new Graph());
        Translation translation = new Translation(formula.coordinates(), new Census(formula.closed()), math);
        Value value = translation.translate(formula.closed(), new Scope(null));
        return finished(formula.dimension(), math.graph(), value, Set.of());
    }

    /** f and, in {@link Statement.Output#GRADIENT}, ∇f. */
    public static Program ofGradient(Formula formula) {
        Arithmetic math = new Arithmetic(new Graph());
        Census census = new Census(formula.closed());
        Translation translation = new Translation(formula.coordinates(), census, math);
        Value value = new Reverse(translation, census, math).valueAndGradient(formula.closed());
        return finished(formula.dimension(), math.graph(), value, Set.of(Output.GRADIENT));
    }

    /** f, ∇f and, in {@link Statement.Output#HESSIAN_VECTOR}, ∇²f·v with v in {@link Statement.Input#DIRECTION}. */
    public static Program ofHessianVector(Formula formula) {
        return new Tangent().along(ofGradient(formula));
    }

    static Program finished(int dimension, Graph graph, Value result, Set<Output> written) {
        new LiveCode().retain(graph, result);
        Carrying carrying = new Carrying();
        Value carried = carrying.rewrite(graph, result);
        Graph rewritten = carrying.graph();
        new LiveCode().retain(rewritten, carried);
        Outputs outputs = Outputs.settle(rewritten.top(), dimension, written);
        return new Program(dimension, rewritten.constants(), rewritten.top(), carried, outputs);
    }
}
